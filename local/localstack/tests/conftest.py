"""What the tests share: a JDK, the jars of the build, and a function that does what it is told."""

import os
import subprocess
from pathlib import Path

import pytest

from northstar_localstack.host.java import Java

ROOM = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def java_home() -> Path:
    return Path(os.environ["JAVA_HOME"])


@pytest.fixture(scope="session")
def java(java_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Java:
    return Java.prepare(java_home, ROOM / "target" / "lib", tmp_path_factory.mktemp("native"))


@pytest.fixture(scope="session")
def probe(java_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an unpacked function."""
    task = tmp_path_factory.mktemp("task")
    source = ROOM / "tests" / "java" / "Probe.java"
    javac = [str(java_home / "bin" / "javac"), "-cp", f"{ROOM}/target/lib/*", "-d", str(task), str(source)]
    subprocess.run(javac, check=True)
    return task
