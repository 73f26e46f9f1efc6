"""A LocalStack that runs in the background: started, waited for, found again and stopped."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import psutil

from northstar_localstack.launch.layout import lay_out
from northstar_localstack.launch.settings import Settings

READY_WITHIN = 180.0
"""Seconds; a laptop needs 15 to 25."""
GONE_WITHIN = 20.0
FATAL = {
    "Falling back to": "LocalStack does not know our executor and would call Docker",
    "Restarting process": "DynamoDB Local does not start",
    "No component plugins found": "a library of LocalStack cannot be imported",
}
"""What LocalStack only mentions in its log, and goes on without ever being of use."""


class NotStartedError(Exception):
    """LocalStack cannot be used."""


class Instance:
    """The LocalStack of one state folder."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def running(self) -> psutil.Process | None:
        """Its process, if it lives."""
        try:
            known = json.loads(self.settings.process.read_text())
            process = psutil.Process(known["pid"])
            alive = process.create_time() == known["started"] and process.status() != psutil.STATUS_ZOMBIE
            return process if alive else None
        except (FileNotFoundError, psutil.NoSuchProcess):
            return None

    def start(self) -> float:
        """Starts it and waits until it takes requests; returns the seconds that this took."""
        began = time.monotonic()
        if self._taken():
            raise NotStartedError(
                f"port {self.settings.port} is taken: stop what listens there, or set NORTHSTAR_LOCALSTACK_PORT"
            )
        lay_out(self.settings)
        with self.settings.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "northstar_localstack.emulator"],
                cwd=self.settings.state,
                env=self.settings.environment(os.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started = psutil.Process(process.pid).create_time()
        self.settings.process.write_text(json.dumps({"pid": process.pid, "started": started}) + "\n")
        try:
            self._wait(process.poll)
        except BaseException:
            self.stop()
            raise
        return time.monotonic() - began

    def stop(self) -> bool:
        """Ends it and all that it started; returns whether there was anything to end."""
        process = self.running()
        if process is None:
            self.settings.process.unlink(missing_ok=True)
            return False
        family = [process, *process.children(recursive=True)]
        process.terminate()
        _, left = psutil.wait_procs(family, timeout=GONE_WITHIN)
        for one in left:
            one.kill()
        psutil.wait_procs(left, timeout=GONE_WITHIN)
        self.settings.process.unlink(missing_ok=True)
        return True

    def healthy(self) -> bool:
        """Whether it takes requests. The clock answers only after everything else does."""
        try:
            with urllib.request.urlopen(f"{self.settings.endpoint}/_northstar/clock", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _wait(self, ended: Callable[[], int | None]) -> None:
        limit = time.monotonic() + READY_WITHIN
        while not self.healthy():
            reason = self._fatal()
            if reason is None and ended() is not None:
                reason = "it ended"
            if reason is None and time.monotonic() > limit:
                reason = f"it was not ready within {READY_WITHIN:.0f} seconds"
            if reason is not None:
                raise NotStartedError(f"LocalStack did not start: {reason}. Its log: {self.settings.log}")
            time.sleep(0.25)
        if (reason := self._fatal()) is not None:
            raise NotStartedError(f"LocalStack cannot be used: {reason}. Its log: {self.settings.log}")

    def _fatal(self) -> str | None:
        log = self.settings.log.read_text(errors="replace")
        return next((reason for sign, reason in FATAL.items() if sign in log), None)

    def _taken(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.settings.port)) == 0
