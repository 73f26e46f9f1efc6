"""The test clock by HTTP, at the gateway of LocalStack."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from localstack.http import Request, Response, route

from northstar_localstack.emulator.activity import Activity
from northstar_localstack.schedule.scheduler import Report, Scheduler

SETTLE_WITHIN = 120.0
"""Seconds, when the request does not say."""


class ClockRoutes:
    """GET tells the time; POST moves the clock and answers when all that was due has been handed over."""

    def __init__(self, scheduler: Scheduler, activity: Activity) -> None:
        self._scheduler = scheduler
        self._activity = activity

    @route("/_northstar/clock", methods=["GET"])
    def show(self, _request: Request) -> Response:
        """The time, how far it is ahead, and what is due next."""
        return self._answer(self._scheduler.report())

    @route("/_northstar/clock", methods=["POST"])
    def move(self, request: Request) -> Response:
        """Moves the clock: {"to": time} or {"by": seconds}; with "settle" each step waits for what comes of it."""
        try:
            asked = json.loads(request.get_data(as_text=True))
            to = _target(asked, self._scheduler.clock.now())
            settle, within = bool(asked.get("settle", False)), float(asked.get("settleWithin", SETTLE_WITHIN))
        except (ValueError, TypeError, AttributeError, OverflowError) as e:
            return _json({"error": f'{e}; must be {{"to": "2026-12-01T00:00:00Z"}} or {{"by": seconds}}'}, 400)
        settled = True

        def wait() -> None:
            nonlocal settled
            settled = (not settle or self._activity.settle(within)) and settled

        wait()
        report = self._scheduler.advance(to, wait)
        wait()
        return self._answer(report, settled=settled if settle else None)

    @route("/_northstar/settle", methods=["POST"])
    def settle(self, request: Request) -> Response:
        """Waits until nothing is under way: no call, no event, no retry."""
        within = float(request.args.get("within", SETTLE_WITHIN))
        settled = self._activity.settle(within)
        return _json({"settled": settled, "underWay": self._activity.count()}, 200 if settled else 504)

    def _answer(self, report: Report, settled: bool | None = None) -> Response:
        clock = self._scheduler.clock
        answer: dict[str, Any] = {
            "now": _text(clock.now()),
            "offsetSeconds": clock.offset.total_seconds(),
            "delivered": report.delivered,
            "deadLettered": report.buried,
            "waitingForRetry": report.waiting,
            "nextDue": _text(report.next_due) if report.next_due else None,
            "underWay": self._activity.count(),
        }
        if settled is not None:
            answer["settled"] = settled
        return _json(answer)


def _target(asked: dict[str, Any], now: datetime) -> datetime:
    if ("to" in asked) == ("by" in asked):
        raise ValueError('it has neither or both of "to" and "by"')
    if "by" in asked:
        return now + timedelta(seconds=float(asked["by"]))
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", str(asked["to"])):
        raise ValueError(f'to == "{asked["to"]}"')
    return datetime.fromisoformat(asked["to"])


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(content) + "\n", status=status, mimetype="application/json")
