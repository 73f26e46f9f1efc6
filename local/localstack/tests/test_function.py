"""Functions as processes: real JVMs under the Runtime Interface Client."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from northstar_localstack.host.function import Answer, FunctionProcess, FunctionSettings
from northstar_localstack.host.java import Java
from northstar_localstack.host.runtime_api import Invocation

ARN = "arn:aws:lambda:us-east-1:000000000000:function:probe"
Start = Callable[..., FunctionProcess]


@pytest.fixture
def start(java: Java, probe: Path, tmp_path: Path) -> Iterator[Start]:
    started: list[FunctionProcess] = []

    def one(timeout: float = 20, handler: str = "Probe::handleRequest", **environment: str) -> FunctionProcess:
        process = FunctionProcess(
            FunctionSettings(
                java.command(probe, handler, 256, tmp_path),
                {"PATH": os.environ["PATH"], "LAMBDA_TASK_ROOT": str(probe), "_HANDLER": handler, **environment},
                probe,
                timeout,
            )
        )
        started.append(process)
        process.start()
        return process

    yield one
    for process in started:
        process.stop()


def ask(process: FunctionProcess, text: str) -> Answer:
    return process.invoke(Invocation(f"request-{text}", ARN, json.dumps(text).encode()))


def eventually(condition: Callable[[], bool], seconds: float = 10) -> bool:
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


def gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_call_is_answered_with_its_context_and_logs(start: Start, probe: Path) -> None:
    answer = ask(start(), "who")

    assert json.loads(answer.payload) == f"request-who {ARN} {probe} 19"
    assert not answer.is_error
    lines = answer.logs.splitlines()
    assert lines[0] == "START RequestId: request-who Version: $LATEST"
    assert "asked to who" in lines
    assert lines[-2] == "END RequestId: request-who"
    assert "Init Duration" in lines[-1]


def test_calls_go_to_the_same_process_and_are_quick(start: Start) -> None:
    process = start()
    first = ask(process, "pid")
    began = time.monotonic()
    for _ in range(20):
        answer = ask(process, "pid")
        assert answer.payload == first.payload
        assert "Init Duration" not in answer.logs
    assert time.monotonic() - began < 2, "a call takes a few milliseconds, or header and body leave one by one"


def test_error_of_the_function_is_its_answer(start: Start) -> None:
    process = start()
    answer = ask(process, "throw")
    assert answer.is_error
    assert json.loads(answer.payload)["errorMessage"] == "as asked"
    assert json.loads(answer.payload)["errorType"] == "java.lang.IllegalArgumentException"
    assert not ask(process, "hello").is_error


def test_much_output_does_not_stop_the_function(start: Start) -> None:
    answer = ask(start(), "chatter")
    assert json.loads(answer.payload) == "said"
    assert "line 4999 of many" in answer.logs


def test_late_function_is_killed_with_its_children_and_started_again(start: Start) -> None:
    process = start(timeout=2)
    child = int(json.loads(ask(process, "child").payload))
    old = process.pid

    answer = ask(process, "sleep")

    assert answer.is_error
    assert json.loads(answer.payload) == {
        "errorType": "Sandbox.Timedout",
        "errorMessage": "RequestId: request-sleep Error: Task timed out after 2.00 seconds",
    }
    assert old is not None
    assert eventually(lambda: not psutil.pid_exists(old) and not psutil.pid_exists(child))
    again = ask(process, "hello")
    assert json.loads(again.payload) == "hello"
    assert "Init Duration" in again.logs


def test_crash_during_a_call_is_its_error_and_the_next_one_gets_a_new_process(start: Start) -> None:
    process = start()
    answer = ask(process, "crash")
    assert answer.is_error
    assert json.loads(answer.payload) == {
        "errorType": "Runtime.ExitError",
        "errorMessage": "RequestId: request-crash Error: Runtime exited with error: exit status 7",
    }
    assert json.loads(ask(process, "hello").payload) == "hello"


def test_process_killed_while_idle_is_not_seen_by_the_next_call(start: Start) -> None:
    process = start()
    assert process.pid is not None
    killed = psutil.Process(process.pid)
    killed.kill()
    assert eventually(lambda: gone(killed))
    assert json.loads(ask(process, "hello").payload) == "hello"


def test_failure_to_start_is_the_answer_of_the_call_with_what_was_printed(start: Start) -> None:
    process = start(PROBE_FAILS_TO_START="1")
    for _ in range(2):  # every call starts it anew, as Lambda does
        answer = ask(process, "hello")
        assert answer.is_error
        assert "cannot start" in answer.payload.decode()


def test_unknown_handler_is_an_error_that_names_it(start: Start) -> None:
    answer = ask(start(handler="Missing::handleRequest"), "hello")
    assert answer.is_error
    assert "Missing" in answer.payload.decode()


def test_program_that_does_not_start_is_the_answer(tmp_path: Path) -> None:
    settings = FunctionSettings((sys.executable, "-c", "print('no'); exit(3)"), {}, tmp_path, 5)
    answer = ask(FunctionProcess(settings), "hello")
    assert json.loads(answer.payload)["errorMessage"] == "Error: Runtime exited with error: exit status 3"
    assert "no\n" in answer.logs


def test_program_that_never_gets_ready_is_killed(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    answer = ask(FunctionProcess(FunctionSettings(command, {}, tmp_path, 5, start_timeout=0.5)), "hello")
    assert json.loads(answer.payload)["errorMessage"] == "Error: Function was not ready after 0.50 seconds"


def test_functions_that_start_together_do_not_disturb_each_other(start: Start) -> None:
    with ThreadPoolExecutor(4) as pool:
        processes = list(pool.map(lambda _: start(), range(4)))
    assert [json.loads(ask(process, "hello").payload) for process in processes] == ["hello"] * 4


def test_function_ends_with_the_process_that_started_it(java: Java, probe: Path, tmp_path: Path) -> None:
    script = (
        "import json, sys, time\n"
        "from pathlib import Path\n"
        "from northstar_localstack.host.function import FunctionProcess, FunctionSettings\n"
        "command, folder = json.loads(sys.argv[1])\n"
        "process = FunctionProcess(FunctionSettings(tuple(command), {}, Path(folder), 5))\n"
        "process.start()\n"
        "print(process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    arguments = json.dumps([java.command(probe, "Probe::handleRequest", 256, tmp_path), str(probe)])
    parent = subprocess.Popen([sys.executable, "-c", script, arguments], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    function = psutil.Process(int(parent.stdout.readline()))
    assert function.is_running()

    parent.kill()
    parent.wait()

    assert eventually(lambda: gone(function))
