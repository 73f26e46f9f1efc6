"""Where everything lies, and the environment that LocalStack is started with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SERVICES = (
    "cloudformation",
    "cloudwatch",
    "dynamodb",
    "events",
    "firehose",
    "iam",
    "lambda",
    "logs",
    "s3",
    "scheduler",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "sts",
)
DEFAULT_PORT = 4566


@dataclass(frozen=True)
class Settings:
    """One local AWS: its folders, its port, and its JDK."""

    repository: Path
    state: Path
    """What is made anew by every start."""
    port: int
    java_home: Path
    data: Path | None = None
    """What outlives a stop: the tables and the clock. Without it both are forgotten."""

    @staticmethod
    def of(repository: Path, environment: Mapping[str, str]) -> Settings:
        """Reads NORTHSTAR_LOCALSTACK_PORT, NORTHSTAR_LOCALSTACK_STATE, NORTHSTAR_LOCALSTACK_DATA and JAVA_HOME."""
        port = environment.get("NORTHSTAR_LOCALSTACK_PORT", str(DEFAULT_PORT))
        if not port.isdigit() or not 1024 <= int(port) <= 65535:
            raise ValueError(f'NORTHSTAR_LOCALSTACK_PORT == "{port}", must be in 1024..65535')
        data = environment.get("NORTHSTAR_LOCALSTACK_DATA")
        state = environment.get("NORTHSTAR_LOCALSTACK_STATE")
        return Settings(
            repository,
            Path(state).resolve() if state else repository / ".northstar" / "localstack" / "state",
            int(port),
            Path(environment["JAVA_HOME"]),
            Path(data).resolve() if data else None,
        )

    @property
    def endpoint(self) -> str:
        """Where AWS clients find it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def root(self) -> Path:
        """LocalStack's own file system."""
        return self.state / "root"

    @property
    def log(self) -> Path:
        """What LocalStack prints."""
        return self.state / "localstack.log"

    @property
    def process(self) -> Path:
        """Says which process it is."""
        return self.state / "process.json"

    @property
    def clock(self) -> Path:
        """Keeps how far the test clock was moved."""
        return (self.data or self.state) / "clock.json"

    @property
    def libraries(self) -> Path:
        """The jars of every function process."""
        return self.state / "lib"

    def environment(self, inherited: Mapping[str, str]) -> dict[str, str]:
        """The variables of LocalStack's process: ours, and of the inherited ones those that every program needs."""
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "USER")
        return {
            **{name: inherited[name] for name in kept if name in inherited},
            "JAVA_HOME": str(self.java_home),
            "TMPDIR": str(self.state / "tmp"),
            "PYTHONUNBUFFERED": "1",
            # No container, no name resolution, nothing fetched, nobody told.
            "OVERRIDE_IN_DOCKER": "0",
            "DNS_ADDRESS": "0",
            "SKIP_SSL_CERT_DOWNLOAD": "1",
            "DISABLE_EVENTS": "1",
            "FILESYSTEM_ROOT": str(self.root),
            "GATEWAY_LISTEN": f"127.0.0.1:{self.port}",
            "LOCALSTACK_HOST": f"127.0.0.1:{self.port}",
            "SQS_ENDPOINT_STRATEGY": "path",
            "SERVICES": ",".join(SERVICES),
            "EAGER_SERVICE_LOADING": "1",
            "PROVIDER_OVERRIDE_DYNAMODB": "v2",
            "DYNAMODB_IN_MEMORY": "0" if self.data else "1",
            "PERSISTENCE": "1" if self.data else "0",  # the open edition only takes another folder for the tables
            "LAMBDA_RUNTIME_EXECUTOR": "process",
            "LAMBDA_SYNCHRONOUS_CREATE": "1",
            "LAMBDA_RETRY_BASE_DELAY": inherited.get("LAMBDA_RETRY_BASE_DELAY", "1"),
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "90",  # several functions may start at once on a small machine
            "NORTHSTAR_CLOCK_FILE": str(self.clock),
            "NORTHSTAR_LIBRARIES": str(self.libraries),
            "NORTHSTAR_NATIVE": str(self.state / "native"),
        }


def repository() -> Path:
    """The folder that the program was started for: NORTHSTAR_HOME, or the working directory."""
    return Path(os.environ.get("NORTHSTAR_HOME", os.getcwd())).resolve()
