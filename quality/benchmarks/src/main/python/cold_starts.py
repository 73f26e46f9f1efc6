"""Measures new instances of all functions under Lambda's runtime client: start, first call, and calls after it.

Called by make bench-functions with: folder of the project, folder of the built functions, number of starts. Starts a
LocalStack of its own, deploys to it, and switches the rules of the stack off, so that each event is handled by the
instance that is measured and by no other. The functions work on LocalStack's tables and buckets, once as they are
packaged and once with an AOT cache of the JDK (JEP 514), made by an instance that handled such events and was ended.
"""

import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import psutil

from northstar_localstack.host.function import FunctionProcess, FunctionSettings
from northstar_localstack.host.java import Java
from northstar_localstack.host.runtime_api import Invocation

ORDER = ("RegisterDefinition", "LandEvents", "MeasureExperiment", "EvaluateExperiment", "RankFeatures")
STAGE = "bench"
START = (datetime.now(UTC) - timedelta(days=300)).replace(hour=0, minute=0, second=0, microsecond=0)
WARM = 10
TRAINING = 120
"""Seconds that an instance has to write its cache."""
KEY = "cold-start"


@contextmanager
def local_stack(root: Path, state: Path) -> Iterator[str]:
    """A LocalStack with the functions deployed, as long as this lasts: its endpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    own = {"NORTHSTAR_LOCALSTACK_PORT": port, "NORTHSTAR_LOCALSTACK_STATE": str(state), "STAGE": STAGE}
    foreign = ("MAKE", "AWS_", "NORTHSTAR_LOCALSTACK_")  # which would lead elsewhere
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)} | own

    def make(target: str) -> None:
        command = ["make", "--silent", target]
        subprocess.run(command, cwd=root, env=environment, check=True, stdout=sys.stderr)

    try:
        make("localstack")
        make("deploy-local")
        yield f"http://127.0.0.1:{port}"
    finally:
        make("localstack-stop")


def text(time_: datetime) -> str:
    """As events write it."""
    return time_.strftime("%Y-%m-%dT%H:%M:%SZ")


def envelope(kind: str, source: str, detail: dict[str, Any]) -> dict[str, Any]:
    """An event as EventBridge hands it over."""
    return {
        "version": "0", "id": str(uuid.uuid4()), "detail-type": kind, "source": source, "account": "000000000000",
        "time": text(datetime.now(UTC)), "region": "us-east-1", "resources": [], "detail": detail,
    }  # fmt: skip


class Stack:
    """A deployed stack whose functions do nothing by themselves any more."""

    def __init__(self, endpoint: str, name: str) -> None:
        self.endpoint, self.name = endpoint, name
        self.resources = {
            one["LogicalResourceId"]: one["PhysicalResourceId"]
            for one in self.client("cloudformation").describe_stack_resources(StackName=name)["StackResources"]
        }
        self.bus = self.resources["Bus"]
        self.heard = self.client("sqs").create_queue(QueueName=f"{name}-heard")["QueueUrl"]
        self.said: dict[str, list[dict[str, Any]]] = {}

    def client(self, service: str) -> Any:  # noqa: ANN401
        """A client of a service there."""
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
        return boto3.client(service, endpoint_url=self.endpoint, **keys)

    def silence(self) -> None:
        """Switches all rules off, and listens to what the functions say."""
        events, sqs = self.client("events"), self.client("sqs")
        for bus in ("default", self.bus):
            for rule in events.list_rules(EventBusName=bus)["Rules"]:
                if bus != "default" or rule["Name"].startswith(self.bus):
                    events.disable_rule(Name=rule["Name"], EventBusName=bus)
        arn = sqs.get_queue_attributes(QueueUrl=self.heard, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name="heard", EventBusName=self.bus, EventPattern='{"source": ["northstar"]}')
        events.put_targets(Rule="heard", EventBusName=self.bus, Targets=[{"Id": "heard", "Arn": arn}])

    def say(self, kind: str, detail: dict[str, Any]) -> None:
        """Puts an event on the bus."""
        entry = {"EventBusName": self.bus, "Source": "bench", "DetailType": kind, "Detail": json.dumps(detail)}
        self.client("events").put_events(Entries=[entry])

    def listen(self, kind: str) -> dict[str, Any]:
        """The next event of that kind that a function put on the bus."""
        limit = time.monotonic() + 60
        while not self.said.setdefault(kind, []):
            if time.monotonic() > limit:
                raise TimeoutError(f"no {kind} within a minute")
            for message in (
                self.client("sqs").receive_message(QueueUrl=self.heard, WaitTimeSeconds=1).get("Messages", [])
            ):
                self.client("sqs").delete_message(QueueUrl=self.heard, ReceiptHandle=message["ReceiptHandle"])
                event: dict[str, Any] = json.loads(message["Body"])
                self.said.setdefault(event["detail-type"], []).append(event)
        return self.said[kind].pop(0)

    def prepare(self) -> None:
        """Defines an experiment that is measured from reported numbers."""
        self.say("North Star Defined", {"northStar": {"key": "nights", "name": "Nights", "metric": "nights-booked"}})
        self.say(
            "Metrics Defined", {"metrics": {"nights-booked": {"type": "mean", "event": "Booked", "value": "value"}}}
        )
        variants = [{"key": "old", "control": True, "weight": 0.5}, {"key": "new", "weight": 0.5}]
        experiment = {
            "key": KEY, "feature": "badge", "start": text(START), "end": text(START + timedelta(days=400)),
            "northStar": "nights", "variants": variants, "analysis": {"method": "anytime", "covariates": "none"},
            "data": {"aggregates": {}},
        }  # fmt: skip
        self.say("Experiment Launched", {"experiment": experiment})
        table = self.client("dynamodb")
        key = {"pk": {"S": f"EXPERIMENT#{KEY}"}, "sk": {"S": "STATE"}}
        limit = time.monotonic() + 60
        while (
            table.get_item(TableName=self.resources["Table"], Key=key).get("Item", {}).get("resolved", {}).get("S")
            != "ready"
        ):
            if time.monotonic() > limit:
                raise TimeoutError("the experiment was not registered within a minute")
            time.sleep(0.5)


class Events:
    """An event that each function has not seen, again and again."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._numbers: dict[str, int] = {}

    def of(self, function: str) -> dict[str, Any]:
        """The next one for that function."""
        number = self._numbers[function] = self._numbers.get(function, 0) + 1
        if function == "RegisterDefinition":
            star = {"key": "nights", "name": f"Nights {number}", "metric": "nights-booked"}
            return envelope("North Star Defined", "bench", {"northStar": star})
        if function == "LandEvents":
            lines = [
                {"unit": f"u{i}", "event": "Booked", "at": text(START), "id": f"{number}-{i}", "value": 1}
                for i in range(1000)
            ]
            bucket, key = self._stack.resources["LakeBucket"], f"raw/bench/{number}.ndjson"
            body = "\n".join(json.dumps(line) for line in lines).encode()
            etag = self._stack.client("s3").put_object(Bucket=bucket, Key=key, Body=body)["ETag"].strip('"')
            detail = {
                "bucket": {"name": bucket},
                "object": {"key": key, "size": len(body), "etag": etag, "sequencer": f"{number:016X}"},
            }
            return envelope("Object Created", "aws.s3", detail)
        if function == "MeasureExperiment":
            rows = [
                {"variant": v, "metric": "nights-booked", "n": 1000 * number, "mean": m, "variance": 4.75}
                for v, m in (("old", 1.2), ("new", 1.3))
            ]
            at = text(START + timedelta(days=number))
            return envelope("Aggregates Reported", "bench", {"experiment": KEY, "at": at, "rows": rows})
        return self._stack.listen("Experiment Measured" if function == "EvaluateExperiment" else "Experiment Evaluated")


@dataclass(frozen=True)
class Timing:
    """Seconds."""

    start: float
    first: float
    warm: float
    processor: float
    """Of start and first call."""


class Functions:
    """Instances of the functions of a stack."""

    def __init__(self, stack: Stack, built: Path, libraries: Path, folder: Path) -> None:
        self._stack, self._built, self._folder = stack, built, folder
        self._java = Java.prepare(Path(os.environ["JAVA_HOME"]), libraries, folder)
        self._caches: dict[str, Path] = {}

    def _start(self, function: str, option: str | None) -> tuple[FunctionProcess, float]:
        name = self._stack.resources[function]
        settings = self._stack.client("lambda").get_function_configuration(FunctionName=name)
        task = self._built / function
        command = self._java.command(task, settings["Handler"], settings["MemorySize"], self._folder)
        folder = command.index("-cp") + 1  # the JDK takes a cache only where the class path has nothing but jars
        jars = [one for one in command[folder].split(os.pathsep) if one.endswith("*")]
        command = (*command[:folder], os.pathsep.join(jars), *command[folder + 1 :])
        if option:
            command = (command[0], option, *command[1:])
        environment = {
            "PATH": os.environ["PATH"], "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": self._stack.endpoint,
            "LAMBDA_TASK_ROOT": str(task), **settings["Environment"]["Variables"],
        }  # fmt: skip
        process = FunctionProcess(FunctionSettings(command, environment, task, settings["Timeout"]))
        began = time.perf_counter()
        process.start()
        return process, time.perf_counter() - began

    def _call(self, process: FunctionProcess, function: str, event: dict[str, Any]) -> float:
        arn = f"arn:aws:lambda:us-east-1:000000000000:function:{self._stack.resources[function]}"
        began = time.perf_counter()
        answer = process.invoke(Invocation(str(uuid.uuid4()), arn, json.dumps(event).encode()))
        seconds = time.perf_counter() - began
        if answer.is_error:
            raise RuntimeError(f"{function} failed: {answer.payload.decode()}\n{answer.logs}")
        return seconds

    def train(self, function: str, event: dict[str, Any]) -> int:
        """Makes the AOT cache of a function; returns its bytes."""
        cache = self._folder / f"{function}.aot"
        process, _ = self._start(function, f"-XX:AOTCacheOutput={cache}")
        self._call(process, function, event)
        if process.pid is None:
            raise RuntimeError(f"{function} ended after its first call")
        trained = psutil.Process(process.pid)
        trained.terminate()
        trained.wait(TRAINING)
        if not cache.exists():
            raise RuntimeError(f"{function} made no cache")
        self._caches[function] = cache
        return cache.stat().st_size

    def measure(self, function: str, events: Events, *, with_cache: bool) -> Timing:
        """Starts, calls and ends an instance. Each call has an event of its own: one that comes again is soon done."""
        event, more = events.of(function), [events.of(function) for _ in range(WARM)]
        process, start = self._start(function, f"-XX:AOTCache={self._caches[function]}" if with_cache else None)
        try:
            first = self._call(process, function, event)
            times = psutil.Process(process.pid).cpu_times()
            warm = [self._call(process, function, one) for one in more]
            return Timing(start, first, statistics.median(warm), times.user + times.system)
        finally:
            process.stop()


def row(name: str, timings: list[Timing], cache: str) -> str:
    """A line of the table."""

    def median(part: str) -> float:
        return float(statistics.median(getattr(one, part) for one in timings))

    cold = statistics.median(one.start + one.first for one in timings)
    return (
        f"{name:<20} {cache:>6} {median('start'):>7.2f} s {median('first'):>7.2f} s {cold:>7.2f} s "
        f"{median('processor'):>7.2f} s {median('warm') * 1000:>6.0f} ms"
    )


def measured(functions: Functions, events: Events, starts: int) -> Iterator[str]:
    """The rows of the table."""
    sizes = {function: functions.train(function, events.of(function)) for function in ORDER}
    timings: dict[tuple[str, bool], list[Timing]] = {}
    for number in range(starts):
        print(f"start {number + 1} of {starts}", file=sys.stderr)
        for with_cache in (False, True):
            for function in ORDER:
                timing = functions.measure(function, events, with_cache=with_cache)
                timings.setdefault((function, with_cache), []).append(timing)
    for function in ORDER:
        yield row(function, timings[function, False], "none")
        yield row("", timings[function, True], f"{sizes[function] / 2**20:.0f} MB")


def main() -> None:
    """Prints the table."""
    root, built, starts = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder, local_stack(root, Path(folder) / "state") as endpoint:
        stack = Stack(endpoint, f"northstar-{STAGE}")
        stack.prepare()
        stack.silence()
        functions = Functions(stack, built, root / "local" / "localstack" / "target" / "lib", Path(folder))
        rows = list(measured(functions, Events(stack), starts))
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"{os.cpu_count()} processors ({platform.machine()}), load {load}; medians of {starts} starts")
        print(f"{'function':<20} {'cache':>6} {'start':>9} {'first':>9} {'both':>9} {'processor':>9} {'warm':>9}")
        print("\n".join(rows))


if __name__ == "__main__":
    main()
