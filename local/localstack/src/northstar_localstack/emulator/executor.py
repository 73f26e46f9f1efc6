"""Lambda functions as processes of this machine."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from northstar_localstack.emulator.activity import ACTIVITY
from northstar_localstack.host.function import FunctionProcess, FunctionSettings
from northstar_localstack.host.java import Java
from northstar_localstack.host.runtime_api import Invocation

INHERITED = ("PATH", "HOME", "LANG", "LC_ALL")


@cache
def java() -> Java:
    """The JDK that functions run on, as the launcher says."""
    return Java.prepare(
        Path(os.environ["JAVA_HOME"]),
        Path(os.environ["NORTHSTAR_LIBRARIES"]),
        Path(os.environ["NORTHSTAR_NATIVE"]),
    )


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """What LocalStack finds under the name of LAMBDA_RUNTIME_EXECUTOR."""

    name = "process"

    def load(self, *args: object, **kwargs: object) -> type[RuntimeExecutor]:  # noqa: ARG002 (LocalStack's signature)
        """The executor's class."""
        return ProcessExecutor


class ProcessExecutor(RuntimeExecutor):
    """One environment of one version of a function."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:  # noqa: A002 (LocalStack's name)
        super().__init__(id, function_version)
        self._temporary = Path(tempfile.mkdtemp(prefix="function-"))
        self._process: FunctionProcess | None = None

    def start(self, env_vars: Mapping[str, object]) -> None:
        """Starts the JVM. A failure is told by the first call, as Lambda tells it: as the function's error."""
        of = self.function_version.config
        assert of.code is not None
        assert of.handler is not None
        task = Path(of.code.get_unzipped_code_location())
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        environment |= {name: str(value) for name, value in env_vars.items()}
        environment["LAMBDA_TASK_ROOT"] = str(task)
        self._process = FunctionProcess(
            FunctionSettings(
                command=java().command(task, of.handler, of.memory_size, self._temporary),
                environment=environment,
                folder=task,
                timeout=of.timeout,
                start_timeout=config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT * 0.9,
                version=self.function_version.id.qualifier,
            )
        )
        self._process.start()

    def stop(self) -> None:
        """Ends the JVM."""
        if self._process is not None:
            self._process.stop()
        shutil.rmtree(self._temporary, ignore_errors=True)

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        """Calls the function."""
        if self._process is None:
            raise RuntimeError(f"environment {self.id} was called before it was started")
        invocation = Invocation(
            payload["invoke-id"], payload["invoked-function-arn"], payload["payload"].encode(), payload["trace-id"]
        )
        with ACTIVITY.busy():
            answer = self._process.invoke(invocation)
        return InvocationResult(invocation.request_id, answer.payload, answer.is_error, answer.logs)

    def get_address(self) -> str:
        """Where the function is: on this machine."""
        return "127.0.0.1"

    def get_endpoint_from_executor(self) -> str:
        """Where the function finds LocalStack, for AWS_ENDPOINT_URL."""
        return "127.0.0.1"

    def get_runtime_endpoint(self) -> str:
        """Nothing asks there: the Runtime API is our own."""
        return "http://127.0.0.1"

    def get_logs(self) -> str:
        """Nothing: every answer brings its logs along."""
        return ""

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        """Unpacks the code."""
        assert function_version.config.code is not None
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """Keeps the code: LocalStack deletes it with the version."""
