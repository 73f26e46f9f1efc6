"""A schedule, its target, and what the scheduler needs of the world around it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Target:
    """What is called when a schedule is due, and how long that is tried."""

    arn: str
    input: str = "{}"
    dead_letters: str | None = None
    """ARN of the queue for what could not be delivered."""
    retries: int = 185
    maximum_age: timedelta = timedelta(hours=24)
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the target's service wants besides, by names such as EventBridgeParameters."""


@dataclass(frozen=True)
class Schedule:
    """A schedule as it was asked for. It has changed if anything of it differs, be it the time of its last change."""

    arn: str
    expression: str
    target: Target
    zone: str = "UTC"
    start: datetime | None = None
    end: datetime | None = None
    enabled: bool = True
    removed_afterwards: bool = False
    modified: datetime | None = None


@dataclass(frozen=True)
class Delivery:
    """One call of a target, to be made when it is due."""

    schedule: Schedule
    scheduled: datetime
    due: datetime
    attempt: int = 1

    @property
    def scheduled_time(self) -> str:
        """When the schedule was due, to the second, in UTC."""
        return self.scheduled.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def execution_id(self) -> str:
        """The same for every attempt at one time of one schedule."""
        digest = hashlib.md5(f"{self.schedule.arn} {self.scheduled_time}".encode(), usedforsecurity=False)
        return str(uuid.UUID(bytes=digest.digest(), version=3))

    @property
    def input(self) -> str:
        """The target's input, its placeholders filled in."""
        text = self.schedule.target.input
        values = {
            "scheduled-time": self.scheduled_time,
            "schedule-arn": self.schedule.arn,
            "execution-id": self.execution_id,
            "attempt-number": str(self.attempt),
        }
        for name, value in values.items():
            text = text.replace(f"<aws.scheduler.{name}>", value)
        return text

    def again(self, due: datetime) -> Delivery:
        """The next attempt."""
        return replace(self, due=due, attempt=self.attempt + 1)

    def dead_letter(self, failure: DeliveryFailedError, exhausted: str | None) -> dict[str, str]:
        """The attributes of its message in the dead-letter queue; the body is the input."""
        attributes = {
            "ERROR_CODE": failure.code,
            "ERROR_MESSAGE": str(failure),
            "EXECUTION_ID": self.execution_id,
            "IS_PAYLOAD_TRUNCATED": "false",
            "RETRY_ATTEMPTS": str(self.attempt - 1),
            "SCHEDULED_TIME": self.scheduled_time,
            "SCHEDULE_ARN": self.schedule.arn,
            "TARGET_ARN": self.schedule.target.arn,
        }
        if exhausted is not None:
            attributes["EXHAUSTED_RETRY_CONDITION"] = exhausted
        return attributes


class DeliveryFailedError(Exception):
    """A target did not take a call. Trying again helps only if the failure is a passing one."""

    def __init__(self, code: str, message: str, *, passing: bool) -> None:
        super().__init__(message)
        self.code = code
        self.passing = passing


class Schedules(Protocol):
    """Where schedules are kept."""

    def all(self) -> Iterable[Schedule]:
        """Every schedule there is."""

    def remove(self, schedule: Schedule) -> None:
        """Removes a schedule; one that is gone is left so."""


class Targets(Protocol):
    """What schedules call."""

    def deliver(self, delivery: Delivery) -> None:
        """Calls the target; raises DeliveryFailedError if it does not take the call."""

    def bury(self, delivery: Delivery, attributes: Mapping[str, str]) -> None:
        """Puts a delivery into the dead-letter queue of its target."""
