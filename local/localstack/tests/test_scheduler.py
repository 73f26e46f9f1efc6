"""What the scheduler does with schedules, on a clock that the tests move."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from northstar_localstack.schedule.clock import Clock
from northstar_localstack.schedule.model import Delivery, DeliveryFailedError, Schedule, Target
from northstar_localstack.schedule.scheduler import Scheduler

NOW = datetime(2026, 11, 1, tzinfo=UTC)
GROUP = "arn:aws:scheduler:us-east-1:000000000000:schedule/group"
BUS = "arn:aws:events:us-east-1:000000000000:event-bus/bus"
QUEUE = "arn:aws:sqs:us-east-1:000000000000:dead"


class World:
    """Schedules and targets in memory, real time that stands still, and the scheduler over them."""

    def __init__(self) -> None:
        self.schedules: dict[str, Schedule] = {}
        self.delivered: list[Delivery] = []
        self.buried: list[tuple[Delivery, Mapping[str, str]]] = []
        self.failures: list[DeliveryFailedError] = []
        self.real = NOW
        self.clock = Clock(real=lambda: self.real)
        self.scheduler = Scheduler(self.clock, self, self)

    def put(self, name: str, expression: str, target: Target | None = None, **parts: object) -> Schedule:
        schedule = Schedule(f"{GROUP}/{name}", expression, target or Target(BUS, dead_letters=QUEUE), **parts)  # type: ignore[arg-type]
        self.schedules[schedule.arn] = schedule
        self.scheduler.run()
        return schedule

    def all(self) -> list[Schedule]:
        return list(self.schedules.values())

    def remove(self, schedule: Schedule) -> None:
        self.schedules.pop(schedule.arn, None)

    def deliver(self, delivery: Delivery) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.delivered.append(delivery)

    def bury(self, delivery: Delivery, attributes: Mapping[str, str]) -> None:
        self.buried.append((delivery, attributes))

    def fired(self) -> list[str]:
        return [f"{one.schedule.arn.rsplit('/', 1)[1]} {one.scheduled_time}" for one in self.delivered]


@pytest.fixture
def world() -> World:
    return World()


def test_advance_over_several_schedules_fires_in_the_order_of_time(world: World) -> None:
    world.put("rate", "rate(1 day)", start=NOW + timedelta(days=1))
    world.put("at", "at(2026-11-02T12:00:00)")
    world.put("cron", "cron(0 6 * * ? *)", zone="Europe/Berlin")

    report = world.scheduler.advance(NOW + timedelta(days=2))

    assert world.fired() == [
        "cron 2026-11-01T05:00:00Z",
        "rate 2026-11-02T00:00:00Z",
        "cron 2026-11-02T05:00:00Z",
        "at 2026-11-02T12:00:00Z",
        "rate 2026-11-03T00:00:00Z",
    ]
    assert (report.delivered, report.buried, report.waiting) == (5, 0, 0)
    assert report.next_due == datetime(2026, 11, 3, 5, tzinfo=UTC)
    assert world.clock.now() == NOW + timedelta(days=2)


def test_advance_stops_the_clock_at_each_time_that_is_due(world: World) -> None:
    world.put("rate", "rate(1 hour)", start=NOW + timedelta(hours=1))
    seen: list[datetime] = []

    world.scheduler.advance(NOW + timedelta(hours=3), lambda: seen.append(world.clock.now()))

    assert seen == [NOW + timedelta(hours=hours) for hours in (1, 2, 3)]


def test_advance_fires_what_is_made_on_the_way(world: World) -> None:
    world.put("first", "at(2026-11-02T00:00:00)")

    def react() -> None:
        if len(world.delivered) == 1:
            schedule = Schedule(f"{GROUP}/second", "at(2026-11-03T00:00:00)", Target(BUS))
            world.schedules[schedule.arn] = schedule

    world.scheduler.advance(NOW + timedelta(days=5), react)

    assert world.fired() == ["first 2026-11-02T00:00:00Z", "second 2026-11-03T00:00:00Z"]


def test_advance_backwards_moves_nothing(world: World) -> None:
    world.scheduler.advance(NOW + timedelta(days=1))
    world.scheduler.advance(NOW)
    assert world.clock.now() == NOW + timedelta(days=1)


def test_run_with_the_real_clock_fires_what_is_due(world: World) -> None:
    world.put("rate", "rate(10 minutes)", start=NOW + timedelta(minutes=10))
    world.real += timedelta(minutes=25)
    world.scheduler.run()
    assert world.fired() == ["rate 2026-11-01T00:10:00Z", "rate 2026-11-01T00:20:00Z"]


def test_rate_without_start_fires_first_when_it_is_made(world: World) -> None:
    world.put("rate", "rate(1 hour)")
    assert world.fired() == ["rate 2026-11-01T00:00:00Z"]


def test_end_is_not_fired_any_more_and_the_schedule_removed(world: World) -> None:
    start = NOW + timedelta(days=1)
    world.put("rate", "rate(1 day)", start=start, end=start + timedelta(days=2), removed_afterwards=True)

    world.scheduler.advance(NOW + timedelta(days=10))

    assert world.fired() == ["rate 2026-11-02T00:00:00Z", "rate 2026-11-03T00:00:00Z"]
    assert world.schedules == {}


def test_completed_schedule_that_is_to_stay_stays_and_fires_once(world: World) -> None:
    world.put("at", "at(2026-11-02T00:00:00)")
    world.scheduler.advance(NOW + timedelta(days=2))
    world.scheduler.advance(NOW + timedelta(days=3))
    assert len(world.delivered) == 1
    assert len(world.schedules) == 1


def test_at_that_the_moved_clock_has_passed_fires_at_once_with_its_own_time(world: World) -> None:
    world.scheduler.advance(NOW + timedelta(days=10))
    world.put("at", "at(2026-11-02T00:00:00)")
    assert world.fired() == ["at 2026-11-02T00:00:00Z"]


def test_rate_that_began_before_the_moved_clock_fires_from_now_on(world: World) -> None:
    world.scheduler.advance(NOW + timedelta(days=10, hours=1))
    world.put("rate", "rate(1 day)", start=NOW + timedelta(days=1))
    world.scheduler.advance(NOW + timedelta(days=11))
    assert world.fired() == ["rate 2026-11-12T00:00:00Z"]


def test_changed_schedule_is_due_anew(world: World) -> None:
    world.put("at", "at(2026-11-02T00:00:00)")
    world.put("at", "at(2026-11-04T00:00:00)")
    world.scheduler.advance(NOW + timedelta(days=5))
    assert world.fired() == ["at 2026-11-04T00:00:00Z"]


@pytest.mark.parametrize("parts", [{"enabled": False}, {"zone": "Mars/Olympus"}, {"expression": "rate(1 week)"}])
def test_disabled_or_unreadable_schedule_never_fires(world: World, parts: dict[str, object]) -> None:
    expression = str(parts.pop("expression", "at(2026-11-02T00:00:00)"))
    world.put("at", expression, None, **parts)
    world.scheduler.advance(NOW + timedelta(days=5))
    assert world.delivered == []


def test_removed_schedule_does_not_fire(world: World) -> None:
    world.remove(world.put("at", "at(2026-11-02T00:00:00)"))
    world.scheduler.advance(NOW + timedelta(days=5))
    assert world.delivered == []


def test_placeholders_are_filled_in(world: World) -> None:
    text = json.dumps(
        {name: f"<aws.scheduler.{name}>" for name in ("scheduled-time", "schedule-arn", "attempt-number")}
    )
    world.put("at", "at(2026-11-02T00:00:00)", Target(BUS, text))
    world.scheduler.advance(NOW + timedelta(days=2))
    assert json.loads(world.delivered[0].input) == {
        "scheduled-time": "2026-11-02T00:00:00Z",
        "schedule-arn": f"{GROUP}/at",
        "attempt-number": "1",
    }


def test_execution_id_is_the_same_for_every_attempt_and_another_at_another_time(world: World) -> None:
    schedule = world.put("rate", "rate(1 day)")
    first = Delivery(schedule, NOW, NOW)
    assert first.execution_id == first.again(NOW).execution_id
    assert first.execution_id != Delivery(schedule, NOW + timedelta(days=1), NOW).execution_id


def throttled() -> DeliveryFailedError:
    return DeliveryFailedError("ThrottlingException", "slow down", passing=True)


def test_passing_failure_is_tried_again_with_longer_pauses(world: World) -> None:
    world.failures = [throttled(), throttled()]
    world.put("at", "at(2026-11-02T00:00:00)", Target(BUS, "<aws.scheduler.attempt-number>"))

    world.scheduler.advance(NOW + timedelta(days=1))
    assert world.scheduler.report().waiting == 1
    world.scheduler.advance(NOW + timedelta(days=1, seconds=2))
    assert world.delivered == []
    world.scheduler.advance(NOW + timedelta(days=1, seconds=3))

    assert [one.input for one in world.delivered] == ["3"]
    assert world.fired() == ["at 2026-11-02T00:00:00Z"]


def test_exhausted_attempts_end_in_the_dead_letter_queue(world: World) -> None:
    world.failures = [throttled() for _ in range(3)]
    world.put("at", "at(2026-11-02T00:00:00)", Target(BUS, "{}", QUEUE, retries=2), removed_afterwards=True)

    report = world.scheduler.advance(NOW + timedelta(days=2))

    ((delivery, attributes),) = world.buried
    assert delivery.schedule.target.dead_letters == QUEUE
    assert attributes["RETRY_ATTEMPTS"] == "2"
    assert attributes["EXHAUSTED_RETRY_CONDITION"] == "MaximumRetryAttempts"
    assert attributes["ERROR_CODE"] == "ThrottlingException"
    assert (report.delivered, report.buried, report.waiting) == (0, 1, 0)


def test_exhausted_age_ends_in_the_dead_letter_queue(world: World) -> None:
    world.failures = [throttled() for _ in range(50)]
    world.put("at", "at(2026-11-02T00:00:00)", Target(BUS, "{}", QUEUE, maximum_age=timedelta(minutes=1)))

    world.scheduler.advance(NOW + timedelta(days=2))

    ((_, attributes),) = world.buried
    assert attributes["EXHAUSTED_RETRY_CONDITION"] == "MaximumEventAgeInSeconds"
    assert attributes["RETRY_ATTEMPTS"] == "5"


def test_lasting_failure_is_not_tried_again(world: World) -> None:
    world.failures = [DeliveryFailedError("ResourceNotFoundException", "no such bus", passing=False)]
    world.put("at", "at(2026-11-02T00:00:00)")

    world.scheduler.advance(NOW + timedelta(days=2))

    ((_, attributes),) = world.buried
    assert attributes["RETRY_ATTEMPTS"] == "0"
    assert "EXHAUSTED_RETRY_CONDITION" not in attributes
    assert world.delivered == []


def test_failure_without_a_dead_letter_queue_is_dropped(world: World) -> None:
    world.failures = [DeliveryFailedError("ResourceNotFoundException", "no such bus", passing=False)]
    world.put("at", "at(2026-11-02T00:00:00)", Target(BUS))
    assert world.scheduler.advance(NOW + timedelta(days=2)).buried == 1
    assert world.buried == []


def test_clock_that_was_moved_is_found_again(tmp_path: Path) -> None:
    file = tmp_path / "data" / "clock.json"
    Clock(file, lambda: NOW).move_to(NOW + timedelta(days=3))
    assert Clock(file, lambda: NOW + timedelta(hours=1)).now() == NOW + timedelta(days=3, hours=1)
