"""When schedules are due: the same times as in ScheduleExpressionTest of local/embedded, and wrapped ranges besides."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from northstar_localstack.schedule.expression import parse

NEW_YORK = ZoneInfo("America/New_York")
UTC_ZONE = ZoneInfo("UTC")
START = datetime(2026, 1, 1, tzinfo=UTC)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def times(expression: str, start: datetime, zone: ZoneInfo, count: int) -> list[str]:
    parsed = parse(expression)
    found: list[str] = []
    earliest = start
    while len(found) < count and (due := parsed.next(earliest, start, zone)) is not None:
        found.append(due.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        earliest = due + timedelta(microseconds=1)
        if expression.startswith("at"):
            break
    return found


def test_at_in_a_zone_is_that_time_of_its_clocks() -> None:
    assert times("at(2026-07-01T09:30:00)", START, NEW_YORK, 3) == ["2026-07-01T13:30:00Z"]


def test_at_exactly_now_is_due() -> None:
    assert times("at(2026-01-01T00:00:00)", START, UTC_ZONE, 1) == ["2026-01-01T00:00:00Z"]


def test_at_time_that_the_clocks_skip_is_never_due() -> None:
    assert times("at(2026-03-08T02:30:00)", START, NEW_YORK, 1) == []


def test_rate_from_its_anchor_counts_equal_intervals() -> None:
    assert times("rate(36 hours)", START, NEW_YORK, 3) == [
        "2026-01-01T00:00:00Z",
        "2026-01-02T12:00:00Z",
        "2026-01-04T00:00:00Z",
    ]


def test_rate_long_after_its_anchor_keeps_the_grid() -> None:
    daily = parse("rate(1 day)")
    anchor = instant("2026-01-01T06:00:00Z")
    assert daily.next(instant("2026-05-05T06:00:00Z"), anchor, UTC_ZONE) == instant("2026-05-05T06:00:00Z")
    assert daily.next(instant("2026-05-05T06:00:01Z"), anchor, UTC_ZONE) == instant("2026-05-06T06:00:00Z")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("0 10 * * ? *", "2026-01-01T10:00 2026-01-02T10:00 2026-01-03T10:00"),
        ("15 12 * * ? *", "2026-01-01T12:15 2026-01-02T12:15 2026-01-03T12:15"),
        ("0 18 ? * MON-FRI *", "2026-01-01T18:00 2026-01-02T18:00 2026-01-05T18:00"),
        ("0 8 1 * ? *", "2026-01-01T08:00 2026-02-01T08:00 2026-03-01T08:00"),
        ("0/15 * * * ? *", "2026-01-01T00:00 2026-01-01T00:15 2026-01-01T00:30"),
        ("0/30 20-23,0-2 ? * MON *", "2026-01-05T00:00 2026-01-05T00:30 2026-01-05T01:00"),
        ("0 22-1 ? * MON *", "2026-01-05T00:00 2026-01-05T01:00 2026-01-05T22:00"),
        ("0/5 8-17 ? * 2-6 *", "2026-01-01T08:00 2026-01-01T08:05 2026-01-01T08:10"),
        ("15 10 ? * 6L 2026", "2026-01-30T10:15 2026-02-27T10:15 2026-03-27T10:15"),
        ("0 9 ? * L *", "2026-01-03T09:00 2026-01-10T09:00 2026-01-17T09:00"),
        ("0 9 L * ? *", "2026-01-31T09:00 2026-02-28T09:00 2026-03-31T09:00"),
        ("0 9 LW * ? *", "2026-01-30T09:00 2026-02-27T09:00 2026-03-31T09:00"),
        ("0 9 15W * ? *", "2026-01-15T09:00 2026-02-16T09:00 2026-03-16T09:00"),
        ("0 9 1W * ? *", "2026-01-01T09:00 2026-02-02T09:00 2026-03-02T09:00"),
        ("0 9 31W * ? *", "2026-01-30T09:00 2026-03-31T09:00 2026-05-29T09:00"),
        ("0 9 ? * 3#2 *", "2026-01-13T09:00 2026-02-10T09:00 2026-03-10T09:00"),
        ("0 9 ? * SUN#1 *", "2026-01-04T09:00 2026-02-01T09:00 2026-03-01T09:00"),
        ("0 9 ? * MON#5 *", "2026-03-30T09:00 2026-06-29T09:00 2026-08-31T09:00"),
        ("0 0 ? * 1,7 *", "2026-01-03T00:00 2026-01-04T00:00 2026-01-10T00:00"),
        ("5,50 6 29 2 ? *", "2028-02-29T06:05 2028-02-29T06:50 2032-02-29T06:05"),
        ("0 12 1 JAN,JUL ? 2026-2027/1", "2026-01-01T12:00 2026-07-01T12:00 2027-01-01T12:00"),
        ("0 12 ? NOV-JAN MON#1 *", "2026-01-05T12:00 2026-11-02T12:00 2026-12-07T12:00"),
    ],
)
def test_cron_fields_of_aws_are_the_days_of_the_calendar(fields: str, expected: str) -> None:
    found = times(f"cron({fields})", START, UTC_ZONE, 3)
    assert found == [f"{time}:00Z" for time in expected.split()]


@pytest.mark.parametrize("fields", ["0 0 1 1 ? 2025", "0 0 30 2 ? *"])
def test_cron_day_that_never_comes_is_never_due(fields: str) -> None:
    assert times(f"cron({fields})", START, UTC_ZONE, 1) == []


def test_cron_time_that_the_clocks_skip_is_left_out_that_day() -> None:
    assert times("cron(30 2 * * ? *)", instant("2026-03-07T00:00:00Z"), NEW_YORK, 2) == [
        "2026-03-07T07:30:00Z",
        "2026-03-09T06:30:00Z",
    ]


def test_cron_time_that_the_clocks_show_twice_counts_once() -> None:
    assert times("cron(30 1 * * ? *)", instant("2026-11-01T00:00:00Z"), NEW_YORK, 2) == [
        "2026-11-01T05:30:00Z",
        "2026-11-02T06:30:00Z",
    ]


def test_cron_asked_within_the_repeated_hour_goes_on_after_it() -> None:
    assert times("cron(0/30 * * * ? *)", instant("2026-11-01T06:10:00Z"), NEW_YORK, 1) == ["2026-11-01T07:00:00Z"]


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "every day",
        "at(2026-07-01)",
        "at(2026-07-01T09:30:00Z)",
        "at(2026-13-01T09:30:00)",
        "rate(0 days)",
        "rate(1 week)",
        "rate(day)",
        "cron(0 10 * * *)",
        "cron(0 10 * * * *)",
        "cron(0 10 ? * ? *)",
        "cron(60 10 * * ? *)",
        "cron(0 10 ? * 8 *)",
        "cron(0 10 ? * MON#6 *)",
        "cron(0 10 ? * MON#1,TUE#1 *)",
        "cron(0 10 0W * ? *)",
        "cron(0/0 10 * * ? *)",
        "cron(*-5 10 * * ? *)",
        "cron(0 0 10 * * ? *)",
    ],
)
def test_parse_no_expression_of_aws_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(expression)
