"""Fires schedules when they are due, in the order of their times."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_localstack.schedule import expression
from northstar_localstack.schedule.clock import Clock
from northstar_localstack.schedule.model import Delivery, DeliveryFailedError, Schedule, Schedules, Targets

LOG = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(minutes=5)
"""Between two attempts. Pauses double from one second on."""


@dataclass(frozen=True)
class Entry:
    """A schedule with its anchor and when it is due next, if ever again."""

    schedule: Schedule
    anchor: datetime
    due: datetime | None


@dataclass(frozen=True)
class Report:
    """What has been done and what is left."""

    delivered: int
    buried: int
    waiting: int
    """Deliveries that failed and will be tried again."""
    next_due: datetime | None


class Scheduler:
    """Looks after all schedules. A flexible time window is passed over: the target is called when the window opens."""

    def __init__(self, clock: Clock, schedules: Schedules, targets: Targets) -> None:
        self._clock = clock
        self._schedules = schedules
        self._targets = targets
        self._lock = threading.RLock()
        self._entries: dict[str, Entry] = {}
        self._retries: list[Delivery] = []
        self._delivered = 0
        self._buried = 0

    @property
    def clock(self) -> Clock:
        """The clock that schedules follow."""
        return self._clock

    def run(self) -> None:
        """Fires what is due by now."""
        with self._lock:
            self._look()
            self._fire_until(self._clock.now())

    def advance(self, to: datetime, settle: Callable[[], None] = lambda: None) -> Report:
        """Moves the clock, stopping wherever something is due: it is handed over, and `settle` waits for its effects.

        Schedules that are made on the way are fired too. Ends when all that was due has been handed over.
        """
        with self._lock:
            before = self.report()
            self._look()
            while (due := self._next_due()) is not None and due <= to:
                self._clock.move_to(due)
                self._fire_until(max(due, self._clock.now()))
                settle()
                self._look()
            self._clock.move_to(to)
            after = self.report()
        return Report(after.delivered - before.delivered, after.buried - before.buried, after.waiting, after.next_due)

    def report(self) -> Report:
        """Everything since the start."""
        with self._lock:
            self._look()
            return Report(self._delivered, self._buried, len(self._retries), self._next_due())

    def _look(self) -> None:
        """Takes in schedules that are new or were changed, and drops those that are gone."""
        found = {schedule.arn: schedule for schedule in self._schedules.all()}
        for arn in self._entries.keys() - found.keys():
            del self._entries[arn]
        for arn, schedule in found.items():
            known = self._entries.get(arn)
            if known is None or known.schedule != schedule:
                self._entries[arn] = self._entry(schedule)

    def _entry(self, schedule: Schedule) -> Entry:
        now = self._clock.now()
        anchor = schedule.start or now
        try:
            due = self._next(schedule, anchor, max(now, anchor))
        except (ValueError, KeyError, OSError) as e:
            LOG.warning("%s never fires: %s", schedule.arn, e)
            due = None
        return Entry(schedule, anchor, due)

    @staticmethod
    def _next(schedule: Schedule, anchor: datetime, earliest: datetime) -> datetime | None:
        if not schedule.enabled:
            return None
        when = expression.parse(schedule.expression)
        zone = ZoneInfo(schedule.zone)
        if isinstance(when, expression.At):  # knows no bounds; one that the moved clock has passed is due at once
            return when.next(datetime.min.replace(tzinfo=anchor.tzinfo), anchor, zone)
        due = when.next(earliest, anchor, zone)
        return due if due is None or schedule.end is None or due < schedule.end else None

    def _next_due(self) -> datetime | None:
        dues = [entry.due for entry in self._entries.values() if entry.due is not None]
        return min(dues + [delivery.due for delivery in self._retries], default=None)

    def _fire_until(self, time: datetime) -> None:
        while (due := self._next_due()) is not None and due <= time:
            for delivery in [one for one in self._retries if one.due == due]:
                self._retries.remove(delivery)
                self._deliver(delivery)
            for arn in sorted(arn for arn, entry in self._entries.items() if entry.due == due):
                self._fire(self._entries[arn], due)

    def _fire(self, entry: Entry, due: datetime) -> None:
        schedule = entry.schedule
        once = isinstance(expression.parse(schedule.expression), expression.At)
        following = None if once else self._next(schedule, entry.anchor, due + timedelta(microseconds=1))
        self._entries[schedule.arn] = Entry(schedule, entry.anchor, following)
        self._deliver(Delivery(schedule, due, due))
        if following is None and schedule.removed_afterwards:
            self._schedules.remove(schedule)

    def _deliver(self, delivery: Delivery) -> None:
        try:
            self._targets.deliver(delivery)
            self._delivered += 1
        except DeliveryFailedError as e:
            self._failed(delivery, e)

    def _failed(self, delivery: Delivery, failure: DeliveryFailedError) -> None:
        target = delivery.schedule.target
        due = delivery.due + min(timedelta(seconds=2 ** min(delivery.attempt - 1, 20)), LONGEST_PAUSE)
        exhausted = None
        if failure.passing:
            if delivery.attempt > target.retries:
                exhausted = "MaximumRetryAttempts"
            elif due - delivery.scheduled > target.maximum_age:
                exhausted = "MaximumEventAgeInSeconds"
            else:
                self._retries.append(delivery.again(due))
                return
        LOG.warning("%s at %s: %s", delivery.schedule.arn, delivery.scheduled_time, failure)
        self._buried += 1
        if target.dead_letters is not None:
            self._targets.bury(delivery, delivery.dead_letter(failure, exhausted))
