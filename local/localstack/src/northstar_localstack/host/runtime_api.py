"""The Runtime API of Lambda, for one JVM."""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PREFIX = "/2018-06-01/runtime"


@dataclass(frozen=True)
class Invocation:
    """One call of a function."""

    request_id: str
    function_arn: str
    payload: bytes
    trace_id: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the runtime said to a call, or instead of becoming ready."""

    payload: bytes
    is_error: bool


class RuntimeApi:
    """Hands invocations to the runtime that asks for them, and its answers back. Serves until it is closed."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[tuple[Invocation, float] | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[Outcome | None] = queue.SimpleQueue()
        self._asked = threading.Event()
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True, name="runtime-api").start()

    @property
    def address(self) -> str:
        """Host and port, as AWS_LAMBDA_RUNTIME_API wants them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def wait_until_ready(self, seconds: float) -> Outcome | None:
        """Waits for the first question; returns the failure that the runtime reported instead.

        Raises TimeoutError if neither came in time, and EOFError if the runtime ended.
        """
        return self._wait(seconds, until_ready=True)

    def invoke(self, invocation: Invocation, seconds: float) -> Outcome:
        """Hands an invocation over and waits for its outcome; raises as `wait_until_ready` does."""
        self._work.put((invocation, time.time() + seconds))
        outcome = self._wait(seconds, until_ready=False)
        assert outcome is not None
        return outcome

    def runtime_ended(self) -> None:
        """Ends the waiting: nothing will come any more."""
        self._outcomes.put(None)

    def close(self) -> None:
        """Stops serving."""
        self._work.put(None)
        self._server.shutdown()
        self._server.server_close()

    def _wait(self, seconds: float, *, until_ready: bool) -> Outcome | None:
        try:
            outcome = self._outcomes.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if outcome is None:
            raise EOFError
        return None if until_ready and outcome is READY else outcome

    def next_invocation(self) -> tuple[Invocation, float] | None:
        """The next invocation with its deadline; None when this is closed."""
        if not self._asked.is_set():
            self._asked.set()
            self._outcomes.put(READY)
        return self._work.get()

    def report(self, outcome: Outcome) -> None:
        """Takes what the runtime reports."""
        self._outcomes.put(outcome)


READY = Outcome(b"", False)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, api: RuntimeApi) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.api = api

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: a runtime that was killed hangs up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one packet, else every call waits for an acknowledgement
    server: _Server

    def do_GET(self) -> None:
        if self.path != f"{PREFIX}/invocation/next":
            self._answer(404, b"")
            return
        work = self.server.api.next_invocation()
        if work is None:
            self.close_connection = True
            return
        invocation, deadline = work
        head = {
            "Lambda-Runtime-Aws-Request-Id": invocation.request_id,
            "Lambda-Runtime-Deadline-Ms": str(int(deadline * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": invocation.function_arn,
            "Content-Type": "application/json",
        }
        if invocation.trace_id:
            head["Lambda-Runtime-Trace-Id"] = invocation.trace_id
        self._answer(200, invocation.payload, head)

    def do_POST(self) -> None:
        body = self._body()
        if self.path.endswith("/response"):
            outcome = Outcome(body, is_error=False)
        elif self.path.endswith("/error"):  # of an invocation or of the start
            outcome = Outcome(body, is_error=True)
        else:
            self._answer(404, b"")
            return
        self._answer(202, b"")
        self.server.api.report(outcome)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self, status: int, body: bytes, head: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (head or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_args: object) -> None:
        pass
