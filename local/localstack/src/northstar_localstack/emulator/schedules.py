"""The schedules that LocalStack keeps, and the services that they call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from localstack.aws.connect import connect_to
from moto.scheduler.models import Schedule as KeptSchedule
from moto.scheduler.models import scheduler_backends

from northstar_localstack.schedule.model import Delivery, DeliveryFailedError, Schedule, Target

PASSING = {"InternalFailure", "InternalError", "ServiceUnavailable", "RequestTimeout", "LimitExceededException"}
SERVER_ERROR = 500
QUICK = Config(connect_timeout=5, read_timeout=30, retries={"max_attempts": 0})


class KeptSchedules:
    """All schedules of all accounts and regions."""

    def all(self) -> Iterable[Schedule]:
        """Every schedule there is."""
        return [_schedule(kept) for kept in list(_kept())]

    def remove(self, schedule: Schedule) -> None:
        """Removes a schedule; one that is gone is left so."""
        arn = Arn(schedule.arn)
        group, name = arn.resource.split("/")[1:]
        backend = scheduler_backends[arn.account][arn.region]
        backend.schedule_groups[group].schedules.pop(name, None)


class Arn:
    """The parts of a resource's name."""

    def __init__(self, arn: str) -> None:
        parts = arn.split(":", 5)
        if len(parts) != 6:
            raise DeliveryFailedError("InvalidArn", f'arn == "{arn}", must have six parts', passing=False)
        _, _, self.service, self.region, self.account, self.resource = parts


class ServiceTargets:
    """Lambda functions, event buses and queues."""

    def deliver(self, delivery: Delivery) -> None:
        """Calls the target; raises DeliveryFailedError if it does not take the call."""
        target = delivery.schedule.target
        arn = Arn(target.arn)
        with _failures():
            match arn.service:
                case "events":
                    self._put_event(arn, delivery)
                case "lambda":
                    _client(arn).lambda_.invoke(
                        FunctionName=target.arn, InvocationType="Event", Payload=delivery.input.encode()
                    )
                case "sqs":
                    _send(arn, delivery.input, **target.parameters.get("SqsParameters", {}))
                case other:
                    raise DeliveryFailedError(
                        "UnsupportedTarget", f'service == "{other}", must be events, lambda or sqs', passing=False
                    )

    def bury(self, delivery: Delivery, attributes: Mapping[str, str]) -> None:
        """Puts a delivery into the dead-letter queue of its target."""
        queue = delivery.schedule.target.dead_letters
        assert queue is not None
        typed = {name: {"DataType": "String", "StringValue": value or "-"} for name, value in attributes.items()}
        _send(Arn(queue), delivery.input, MessageAttributes=typed)

    @staticmethod
    def _put_event(arn: Arn, delivery: Delivery) -> None:
        parameters = delivery.schedule.target.parameters.get("EventBridgeParameters", {})
        events = _client(arn).events
        bus = arn.resource.removeprefix("event-bus/")
        events.describe_event_bus(Name=bus)  # else an event for a bus that is gone would count as accepted
        answer = events.put_events(
            Entries=[
                {
                    "EventBusName": bus,
                    "Source": parameters.get("Source", ""),
                    "DetailType": parameters.get("DetailType", ""),
                    "Detail": delivery.input,
                    "Resources": [delivery.schedule.arn],
                    "Time": delivery.scheduled,
                }
            ]
        )
        for entry in answer["Entries"]:
            if "ErrorCode" in entry:
                code = entry["ErrorCode"]
                raise DeliveryFailedError(code, entry.get("ErrorMessage", ""), passing=_is_passing(code, 0))


def _kept() -> Iterator[KeptSchedule]:
    for regions in list(scheduler_backends.values()):
        for backend in list(regions.values()):
            for group in list(backend.schedule_groups.values()):
                yield from list(group.schedules.values())


def _schedule(kept: KeptSchedule) -> Schedule:
    target: dict[str, Any] = kept.target
    retry = target.get("RetryPolicy", {})
    return Schedule(
        arn=kept.arn,
        expression=kept.schedule_expression,
        zone=kept.schedule_expression_timezone,
        start=_time(kept.start_date),
        end=_time(kept.end_date),
        enabled=(kept.state or "ENABLED") == "ENABLED",
        removed_afterwards=kept.action_after_completion == "DELETE",
        modified=_time(kept.last_modified_date),
        target=Target(
            arn=target["Arn"],
            input=target.get("Input") or "{}",
            dead_letters=target.get("DeadLetterConfig", {}).get("Arn"),
            retries=retry.get("MaximumRetryAttempts", 185),
            maximum_age=timedelta(seconds=retry.get("MaximumEventAgeInSeconds", 86400)),
            parameters={name: value for name, value in target.items() if name.endswith("Parameters")},
        ),
    )


def _time(seconds: float | str | datetime | None) -> datetime | None:
    match seconds:
        case None | "":
            return None
        case datetime():
            return seconds if seconds.tzinfo else seconds.replace(tzinfo=UTC)
        case str() if not seconds.replace(".", "", 1).isdigit():
            return datetime.fromisoformat(seconds)
        case _:
            return datetime.fromtimestamp(float(seconds), UTC)


def _client(arn: Arn) -> Any:  # noqa: ANN401 (LocalStack's factory has no useful type)
    return connect_to(aws_access_key_id=arn.account, region_name=arn.region, config=QUICK)


def _send(arn: Arn, body: str, **parameters: object) -> None:
    sqs = _client(arn).sqs
    url = sqs.get_queue_url(QueueName=arn.resource, QueueOwnerAWSAccountId=arn.account)["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=body, **parameters)


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ClientError as e:
        error = e.response.get("Error", {})
        status = e.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        code = error.get("Code", "Unknown")
        raise DeliveryFailedError(code, error.get("Message", str(e)), passing=_is_passing(code, status)) from e
    except BotoCoreError as e:
        raise DeliveryFailedError(type(e).__name__, str(e), passing=True) from e


def _is_passing(code: str, status: int) -> bool:
    return status >= SERVER_ERROR or code in PASSING or "Throttl" in code or "TooManyRequests" in code
