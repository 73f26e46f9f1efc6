"""The real LocalStack, once for all tests of this file: started as make does, on a port of its own."""

import io
import json
import os
import socket
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import psutil
import pytest

from northstar_localstack.launch.instance import Instance, NotStartedError
from northstar_localstack.launch.settings import Settings

ROLE = "arn:aws:iam::000000000000:role/any"
REPOSITORY = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def instance(folder: Path, port: int) -> Instance:
    more = {
        "NORTHSTAR_LOCALSTACK_PORT": str(port),
        "NORTHSTAR_LOCALSTACK_STATE": str(folder / "state"),
        "NORTHSTAR_LOCALSTACK_DATA": str(folder / "data"),
    }
    return Instance(Settings.of(REPOSITORY, {**os.environ, **more}))


class Aws:
    """The clients of one LocalStack."""

    def __init__(self, of: Instance) -> None:
        self.instance = of
        self.endpoint = of.settings.endpoint

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def queue(self, name: str) -> tuple[str, str]:
        """URL and ARN of a new queue."""
        sqs = self.client("sqs")
        url = sqs.create_queue(QueueName=name)["QueueUrl"]
        return url, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]

    def messages(self, url: str, number: int, seconds: float = 20) -> list[dict[str, Any]]:
        """Waits for so many messages."""
        found: list[dict[str, Any]] = []
        limit = time.monotonic() + seconds
        while len(found) < number and time.monotonic() < limit:
            found += (
                self.client("sqs")
                .receive_message(QueueUrl=url, WaitTimeSeconds=1, MessageAttributeNames=["All"])
                .get("Messages", [])
            )
        return found

    def post(self, path: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(self.endpoint + path, json.dumps(content or {}).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=300) as answer:
            read: dict[str, Any] = json.load(answer)
            return read

    def now(self) -> datetime:
        with urllib.request.urlopen(f"{self.endpoint}/_northstar/clock", timeout=30) as answer:
            return datetime.fromisoformat(json.load(answer)["now"])


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    started = instance(tmp_path_factory.mktemp("localstack"), free_port())
    started.start()
    yield Aws(started)
    started.stop()


@pytest.fixture(scope="module")
def function(aws: Aws, probe: Path) -> str:
    """The function `probe` with its alias `live`, which tries once more and then tells the queue `failed`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as code:
        for file in probe.glob("*.class"):
            code.write(file, file.name)
    functions = aws.client("lambda")
    functions.create_function(
        FunctionName="probe",
        Runtime="java25",
        Handler="Probe::handleRequest",
        Role=ROLE,
        Code={"ZipFile": packed.getvalue()},
        MemorySize=256,
        Timeout=3,
        LoggingConfig={"LogFormat": "JSON", "LogGroup": "/probe/log"},
    )
    functions.get_waiter("function_active_v2").wait(FunctionName="probe")
    version = functions.publish_version(FunctionName="probe")["Version"]
    functions.create_alias(FunctionName="probe", Name="live", FunctionVersion=version)
    _, failed = aws.queue("failed")
    functions.put_function_event_invoke_config(
        FunctionName="probe",
        Qualifier="live",
        MaximumRetryAttempts=1,
        DestinationConfig={"OnFailure": {"Destination": failed}},
    )
    return "probe"


def invoke(aws: Aws, function: str, text: str) -> dict[str, Any]:
    answer = aws.client("lambda").invoke(FunctionName=function, Payload=json.dumps(text))
    return {"error": answer.get("FunctionError"), "payload": json.load(answer["Payload"])}


def schedule(aws: Aws, name: str, expression: str, target: dict[str, Any], **more: object) -> None:
    aws.client("scheduler").create_schedule(
        Name=name,
        ScheduleExpression=expression,
        FlexibleTimeWindow={"Mode": "OFF"},
        ActionAfterCompletion="DELETE",
        Target={"RoleArn": ROLE, **target},
        **more,
    )


def at(time: datetime) -> str:
    return f"at({time:%Y-%m-%dT%H:%M:%S})"


def text(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_function_runs_as_a_process_and_logs_to_its_group(aws: Aws, function: str) -> None:
    assert invoke(aws, function, "hello") == {"error": None, "payload": "hello"}
    logs = aws.client("logs")
    limit = time.monotonic() + 10
    lines: list[str] = []
    while "asked to hello" not in lines and time.monotonic() < limit:
        if logs.describe_log_groups(logGroupNamePrefix="/probe/log")["logGroups"]:
            lines = [one["message"].strip() for one in logs.filter_log_events(logGroupName="/probe/log")["events"]]
    assert "asked to hello" in lines


def test_function_that_takes_too_long_is_an_error(aws: Aws, function: str) -> None:
    answer = invoke(aws, function, "sleep")
    assert answer["error"] == "Unhandled"
    assert answer["payload"]["errorMessage"].endswith("Task timed out after 3.00 seconds")


def test_failed_call_of_an_alias_is_tried_again_and_told(aws: Aws, function: str) -> None:
    aws.client("lambda").invoke(
        FunctionName=function, Qualifier="live", InvocationType="Event", Payload=json.dumps("throw")
    )
    assert aws.post("/_northstar/settle")["settled"]
    (message,) = aws.messages(aws.queue("failed")[0], 1)
    told = json.loads(message["Body"])
    assert told["requestContext"]["condition"] == "RetriesExhausted"
    assert told["requestContext"]["approximateInvokeCount"] == 2
    assert told["requestPayload"] == "throw"


def test_moved_clock_fires_what_is_due_with_its_time(aws: Aws) -> None:
    url, queue = aws.queue("by-rule")
    events = aws.client("events")
    events.create_event_bus(Name="bus")
    events.put_rule(Name="rule", EventBusName="bus", EventPattern='{"source": ["test"]}')
    events.put_targets(Rule="rule", EventBusName="bus", Targets=[{"Id": "queue", "Arn": queue}])
    start = (aws.now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    bus = {
        "Arn": "arn:aws:events:us-east-1:000000000000:event-bus/bus",
        "Input": '{"at": "<aws.scheduler.scheduled-time>"}',
        "EventBridgeParameters": {"Source": "test", "DetailType": "Due"},
    }
    schedule(aws, "looks", "rate(1 day)", bus, StartDate=start, EndDate=start + timedelta(days=2))
    schedule(aws, "final", at(start + timedelta(days=2)), bus)

    report = aws.post("/_northstar/clock", {"to": text(start + timedelta(days=3)), "settle": True})

    assert (report["delivered"], report["deadLettered"], report["settled"]) == (3, 0, True)
    assert aws.now() >= start + timedelta(days=3)
    due = [json.loads(message["Body"]) for message in aws.messages(url, 3)]
    assert [one["detail"]["at"] for one in due] == [text(start + timedelta(days=day)) for day in range(3)]
    assert [one["time"] for one in due] == [text(start + timedelta(days=day)) for day in range(3)]
    assert aws.client("scheduler").list_schedules()["Schedules"] == []


def test_due_call_of_a_queue_and_of_a_function_arrives(aws: Aws, function: str) -> None:
    url, queue = aws.queue("direct")
    soon = aws.now() + timedelta(hours=1)
    schedule(aws, "queue", at(soon), {"Arn": queue, "Input": "by the queue"})
    functions = aws.client("lambda")
    functions.put_function_event_invoke_config(
        FunctionName=function, Qualifier="$LATEST", DestinationConfig={"OnSuccess": {"Destination": queue}}
    )
    arn = functions.get_function(FunctionName=function)["Configuration"]["FunctionArn"]
    schedule(aws, "function", at(soon), {"Arn": arn, "Input": '"by the function"'})

    aws.post("/_northstar/clock", {"by": 7200, "settle": True})

    bodies = {message["Body"] for message in aws.messages(url, 2)}
    assert "by the queue" in bodies
    assert any("by the function" in body for body in bodies)


def test_target_that_is_gone_ends_in_the_dead_letter_queue(aws: Aws) -> None:
    url, queue = aws.queue("dead")
    gone = {
        "Arn": "arn:aws:events:us-east-1:000000000000:event-bus/gone",
        "Input": "{}",
        "DeadLetterConfig": {"Arn": queue},
        "EventBridgeParameters": {"Source": "test", "DetailType": "Due"},
    }
    schedule(aws, "gone", at(aws.now() + timedelta(hours=1)), gone)

    assert aws.post("/_northstar/clock", {"by": 7200})["deadLettered"] == 1

    (message,) = aws.messages(url, 1)
    assert message["Body"] == "{}"
    assert message["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "ResourceNotFoundException"


@pytest.mark.parametrize("content", [{}, {"to": "tomorrow"}, {"to": "2030-01-01T00:00:00Z", "by": 1}, {"by": "long"}])
def test_clock_that_is_asked_for_nonsense_says_so(aws: Aws, content: dict[str, Any]) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        aws.post("/_northstar/clock", content)
    assert refused.value.code == 400
    assert "must be" in refused.value.read().decode()


def test_second_start_on_the_same_port_is_refused(aws: Aws, tmp_path: Path) -> None:
    with pytest.raises(NotStartedError, match="NORTHSTAR_LOCALSTACK_PORT"):
        instance(tmp_path, aws.instance.settings.port).start()


TABLE = """
Resources:
  Things:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}]
      BillingMode: PAY_PER_REQUEST
Outputs:
  Name: {Value: !Ref Things}
"""


def deploy_table(aws: Aws) -> str:
    """The name of the table of a stack."""
    cloudformation = aws.client("cloudformation")
    cloudformation.create_stack(StackName="lasting", TemplateBody=TABLE)
    cloudformation.get_waiter("stack_create_complete").wait(StackName="lasting", WaiterConfig={"Delay": 1})
    name: str = cloudformation.describe_stacks(StackName="lasting")["Stacks"][0]["Outputs"][0]["OutputValue"]
    return name


def test_table_and_clock_outlive_the_database_and_localstack_both_killed(aws: Aws, function: str) -> None:
    """The last test, since LocalStack forgets everything else."""
    table = deploy_table(aws)
    key = {"pk": {"S": "one"}}
    aws.client("dynamodb").put_item(TableName=table, Item={**key, "number": {"N": "1"}})
    process = aws.instance.running()
    assert process is not None
    (jvm,) = [one for one in process.children() if "DynamoDBLocal.jar" in " ".join(one.cmdline())]

    jvm.kill()

    assert eventually(lambda: "Item" in aws.client("dynamodb").get_item(TableName=table, Key=key))
    assert invoke(aws, function, "hello")["payload"] == "hello"
    before = aws.now()
    family = process.children(recursive=True)
    assert len(family) >= 2
    process.kill()
    _, left = psutil.wait_procs(family, timeout=10)
    assert left == []

    aws.instance.start()

    assert aws.now() > before
    assert deploy_table(aws) == table
    assert aws.client("dynamodb").get_item(TableName=table, Key=key)["Item"]["number"] == {"N": "1"}


def eventually(condition: Callable[[], bool], seconds: float = 30) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            if condition():
                return True
        except Exception:
            continue
        time.sleep(0.2)
    return False
