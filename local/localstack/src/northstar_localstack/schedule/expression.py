"""When a schedule is due: once, at intervals, or by the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_localstack.schedule.cron import Cron

UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}


@dataclass(frozen=True)
class At:
    """Once, at a time of the zone's clocks."""

    local: datetime

    def next(self, earliest: datetime, anchor: datetime, zone: ZoneInfo) -> datetime | None:
        """Its time, if that is not before the earliest; None for a time that the clocks skip."""
        due = _instant(self.local, zone)
        return due if due is not None and due >= earliest else None


@dataclass(frozen=True)
class Rate:
    """Again and again at equal intervals, the first time at an anchor: the schedule's start or its creation."""

    interval: timedelta

    def next(self, earliest: datetime, anchor: datetime, zone: ZoneInfo) -> datetime | None:
        """The first multiple of the interval after the anchor that is not before the earliest."""
        if earliest <= anchor:
            return anchor
        return anchor + -((anchor - earliest) // self.interval) * self.interval


@dataclass(frozen=True)
class Calendar:
    """At times of the zone's calendar.

    A time that the clocks skip is left out; one that they show twice counts once.
    """

    cron: Cron

    def next(self, earliest: datetime, anchor: datetime, zone: ZoneInfo) -> datetime | None:
        """The first of its times that is not before the earliest; None if there is none."""
        local = earliest.astimezone(zone).replace(tzinfo=None, fold=0)
        for candidate in self.cron.times(local):
            due = _instant(candidate, zone)
            if due is not None and due >= earliest:
                return due
        return None


type Expression = At | Rate | Calendar


def parse(expression: str) -> Expression:
    """Reads at(yyyy-mm-ddThh:mm:ss), rate(value unit) or cron(six fields); raises ValueError for anything else."""
    match = re.fullmatch(r"(at|rate|cron)\((.+)\)", expression.strip())
    if match is None:
        raise ValueError(f'schedule expression == "{expression}", must be at(...), rate(...) or cron(...)')
    kind, content = match.groups()
    if kind == "cron":
        return Calendar(Cron.parse(content))
    if kind == "at":
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", content) is None:
            raise ValueError(f'schedule expression == "{expression}", must be at(yyyy-mm-ddThh:mm:ss)')
        return At(datetime.fromisoformat(content))
    rate = re.fullmatch(r"([1-9]\d*) (minute|hour|day)s?", content)
    if rate is None:
        raise ValueError(f'schedule expression == "{expression}", must be rate(value unit)')
    return Rate(int(rate[1]) * UNITS[rate[2]])


def _instant(local: datetime, zone: ZoneInfo) -> datetime | None:
    instant = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return instant if instant.astimezone(zone).replace(tzinfo=None, fold=0) == local else None
