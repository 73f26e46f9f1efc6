"""Cron expressions of AWS: minutes, hours, day of month, month, day of week, year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MONTHS = {name.upper(): number for number, name in enumerate(calendar.month_abbr) if name}
DAYS = {name: number for number, name in enumerate(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], start=1)}
FIRST_YEAR, LAST_YEAR = 1970, 2199
SATURDAY = 5
"""Of Python's days, which begin with Monday at 0."""

Days = Callable[[int, int], set[int]]
"""The days of a month, given its year and number."""


@dataclass(frozen=True)
class Cron:
    """The local times that an expression means."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    months: tuple[int, ...]
    years: tuple[int, ...]
    days: Days

    @staticmethod
    def parse(fields: str) -> Cron:
        """Reads the six fields; raises ValueError for anything that AWS would refuse."""
        parts = fields.upper().split()
        if len(parts) != 6:
            raise ValueError(f'cron fields == "{fields}", must be six')
        minutes, hours, day_of_month, month, day_of_week, year = parts
        if (day_of_month == "?") == (day_of_week == "?"):
            raise ValueError(f'cron fields == "{fields}", must have one "?", for the day of month or of week')
        days = _days_of_month(day_of_month) if day_of_week == "?" else _days_of_week(day_of_week)
        return Cron(
            _numbers(minutes, 0, 59),
            _numbers(hours, 0, 23),
            _numbers(month, 1, 12, MONTHS),
            _numbers(year, FIRST_YEAR, LAST_YEAR),
            days,
        )

    def times(self, earliest: datetime) -> Iterator[datetime]:
        """All local times that are not before another, in their order."""
        for day in self._dates(earliest.date()):
            for hour in self.hours:
                for minute in self.minutes:
                    candidate = datetime.combine(day, time(hour, minute))
                    if candidate >= earliest:
                        yield candidate

    def _dates(self, earliest: date) -> Iterator[date]:
        for year in self.years:
            for month in self.months:
                if (year, month) >= (earliest.year, earliest.month):
                    for day in sorted(self.days(year, month)):
                        if date(year, month, day) >= earliest:
                            yield date(year, month, day)


def _numbers(field: str, lowest: int, highest: int, names: dict[str, int] | None = None) -> tuple[int, ...]:
    """The values of a field of numbers, ranges and steps, rising. A range may wrap around: 20-2 is the night."""
    values: set[int] = set()
    for part in field.split(","):
        match = re.fullmatch(r"(\*|\w+)(?:-(\w+))?(?:/(\d+))?", part)
        if match is None or (match[1] == "*" and match[2]):
            raise ValueError(f'cron field == "{field}", must be values, ranges or steps')
        first, last, step = match.groups()
        start = lowest if first == "*" else _number(first, lowest, highest, names)
        open_end = highest if first == "*" or step else start
        end = open_end if last is None else _number(last, lowest, highest, names)
        size = highest - lowest + 1
        if step is not None and not 1 <= int(step) <= size:
            raise ValueError(f'cron step == "{part}", must be in 1..{size}')
        span = range(start, end + 1) if start <= end else range(start, end + size + 1)
        values.update(lowest + (value - lowest) % size for value in span[:: int(step or 1)])
    return tuple(sorted(values))


def _number(text: str, lowest: int, highest: int, names: dict[str, int] | None) -> int:
    value = (names or {}).get(text)
    if value is None:
        value = int(text) if text.isdigit() else lowest - 1
    if not lowest <= value <= highest:
        raise ValueError(f'cron value == "{text}", must be in {lowest}..{highest}')
    return value


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _days_of_month(field: str) -> Days:
    if field == "L":
        return lambda year, month: {_last_day(year, month)}
    if field in ("LW", "WL"):
        return lambda year, month: {_nearest_weekday(year, month, _last_day(year, month))}
    if match := re.fullmatch(r"(\d+)W", field):
        wanted = _number(match[1], 1, 31, None)
        return lambda year, month: (
            {_nearest_weekday(year, month, wanted)} if wanted <= _last_day(year, month) else set()
        )
    days = _numbers(field, 1, 31)
    return lambda year, month: {day for day in days if day <= _last_day(year, month)}


def _nearest_weekday(year: int, month: int, day: int) -> int:
    """Monday to Friday, without leaving the month."""
    excess = date(year, month, day).weekday() - SATURDAY
    if excess < 0:
        return day
    if excess == 0:
        return day - 1 if day > 1 else day + 2
    return day + 1 if day < _last_day(year, month) else day - 2


def _days_of_week(field: str) -> Days:
    if match := re.fullmatch(r"(\w+)#([1-5])", field):
        weekday, occurrence = _number(match[1], 1, 7, DAYS), int(match[2])
        return lambda year, month: set(_weekdays(year, month, (weekday,))[occurrence - 1 : occurrence])
    if field == "L":
        return lambda year, month: set(_weekdays(year, month, (DAYS["SAT"],)))
    if match := re.fullmatch(r"(\w+)L", field):
        weekday = _number(match[1], 1, 7, DAYS)
        return lambda year, month: set(_weekdays(year, month, (weekday,))[-1:])
    wanted = _numbers(field, 1, 7, DAYS)
    return lambda year, month: set(_weekdays(year, month, wanted))


def _weekdays(year: int, month: int, wanted: tuple[int, ...]) -> list[int]:
    """The days of a month that fall on these days of the week, of which Sunday is 1."""
    first = date(year, month, 1)
    days = range(_last_day(year, month))
    return [day + 1 for day in days if (first + timedelta(day)).isoweekday() % 7 + 1 in wanted]
