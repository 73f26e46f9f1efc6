"""A function as a process: started, called, timed out, and started again after a crash."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from northstar_localstack.host.output import Output
from northstar_localstack.host.runtime_api import Invocation, Outcome, RuntimeApi

LOG = logging.getLogger(__name__)
ENDING = 5.0
"""Seconds that a process has to be gone after it was killed."""


@dataclass(frozen=True)
class FunctionSettings:
    """How a function is run."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    timeout: float
    """Seconds for one call."""
    start_timeout: float = 60.0
    """Seconds until the function is ready for its first call."""
    version: str = "$LATEST"


@dataclass(frozen=True)
class Answer:
    """What came of a call, with all that the function printed since the call before."""

    payload: bytes
    is_error: bool
    logs: str


class FunctionProcess:
    """One environment of a function: at most one process, which takes one call at a time."""

    def __init__(self, settings: FunctionSettings) -> None:
        self._settings = settings
        self._running: _Running | None = None
        self._failure: Outcome | None = None
        self._start_seconds: float | None = None
        self._printed = ""

    @property
    def pid(self) -> int | None:
        """Number of the process; None while there is none."""
        return self._running.process.pid if self._running else None

    def start(self) -> None:
        """Starts the process and waits until it is ready. A failure is kept for the next call, whose answer it is."""
        began = time.monotonic()
        self._running = running = _Running(self._settings)
        self._failure = running.wait_until_ready(self._settings.start_timeout)
        self._start_seconds = time.monotonic() - began
        if self._failure is not None:
            self._end()

    def invoke(self, invocation: Invocation) -> Answer:
        """Calls the function, in a new process if there is none or the last one has ended."""
        if self._failure is None and (self._running is None or not self._running.alive):
            self._end()
            self.start()
        running = self._running
        if self._failure is not None or running is None:
            failure, self._failure = self._failure, None
            return self._answer(invocation, failure or _error("Runtime.ExitError", "stopped"), 0.0)
        began = time.monotonic()
        outcome = running.invoke(invocation, self._settings.timeout)
        seconds = time.monotonic() - began
        if not running.alive:
            self._end()
        return self._answer(invocation, outcome, seconds)

    def stop(self) -> None:
        """Ends the process; a call that is under way fails."""
        if self._running is not None:
            self._running.kill()

    def _end(self) -> None:
        if self._running is not None:
            self._running.kill()
            self._printed += self._running.output.take()
            self._running = None

    def _answer(self, invocation: Invocation, outcome: Outcome, seconds: float) -> Answer:
        printed, self._printed = self._printed, ""
        if self._running is not None:
            printed += self._running.output.take()
        if printed and not printed.endswith("\n"):
            printed += "\n"
        report = f"REPORT RequestId: {invocation.request_id}\tDuration: {seconds * 1000:.2f} ms"
        if self._start_seconds is not None:
            report += f"\tInit Duration: {self._start_seconds * 1000:.2f} ms"
            self._start_seconds = None
        start = f"START RequestId: {invocation.request_id} Version: {self._settings.version}\n"
        end = f"END RequestId: {invocation.request_id}\n{report}\n"
        return Answer(outcome.payload, outcome.is_error, start + printed + end)


class _Running:
    """A process with its Runtime API."""

    def __init__(self, settings: FunctionSettings) -> None:
        self._api = RuntimeApi()
        self._killed = False
        self.process = subprocess.Popen(
            settings.command,
            cwd=settings.folder,
            env={
                **settings.environment,
                "AWS_LAMBDA_RUNTIME_API": self._api.address,
                "NORTHSTAR_PARENT": str(os.getpid()),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            start_new_session=True,  # so that what the function starts itself is killed with it
        )
        assert self.process.stdout is not None
        self.output = Output(os.dup(self.process.stdout.fileno()))
        self.process.stdout.close()
        threading.Thread(target=self._watch, daemon=True, name="function-exit").start()

    @property
    def alive(self) -> bool:
        if self._killed or self.process.returncode is not None:
            return False
        try:  # not poll() or waitid(): a killed JVM is a zombie some time before the last of its threads has ended
            return psutil.Process(self.process.pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        except psutil.NoSuchProcess:
            return False

    def wait_until_ready(self, seconds: float) -> Outcome | None:
        try:
            return self._api.wait_until_ready(seconds)
        except TimeoutError:
            return _error("Sandbox.Timedout", f"Error: Function was not ready after {seconds:.2f} seconds")
        except EOFError:
            return _error("Runtime.ExitError", f"Error: Runtime exited with error: {self._status()}")

    def invoke(self, invocation: Invocation, seconds: float) -> Outcome:
        prefix = f"RequestId: {invocation.request_id} Error:"
        try:
            return self._api.invoke(invocation, seconds)
        except TimeoutError:
            self.kill()
            return _error("Sandbox.Timedout", f"{prefix} Task timed out after {seconds:.2f} seconds")
        except EOFError:
            return _error("Runtime.ExitError", f"{prefix} Runtime exited with error: {self._status()}")

    def kill(self) -> None:
        self._killed = True
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        try:
            self.process.wait(ENDING)
        except subprocess.TimeoutExpired:
            LOG.warning("process %s did not end", self.process.pid)
        self.output.join(ENDING)

    def _watch(self) -> None:
        self.process.wait()
        self._api.runtime_ended()
        self._api.close()

    def _status(self) -> str:
        code = self.process.wait(ENDING)
        return f"signal: {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def _error(kind: str, message: str) -> Outcome:
    return Outcome(json.dumps({"errorType": kind, "errorMessage": message}).encode(), is_error=True)
