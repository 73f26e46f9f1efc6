"""Lays out what LocalStack would otherwise fetch: DynamoDB Local, a JDK, and the jars of the function processes."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from northstar_localstack.launch.settings import Settings

DYNAMODB_MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner"
OWN_JAR = "northstar-localstack-*.jar"
MANIFEST_LINE = 72
"""Bytes that a line of a manifest may have, its end not counted."""


def lay_out(settings: Settings) -> None:
    """Makes the folders anew. Raises FileNotFoundError, with what to do, if a jar has not been built."""
    local = settings.repository / "local"
    functions = _built(local / "localstack" / "target" / "lib", "aws-lambda-java-runtime-interface-client-*.jar")
    dynamodb = _built(local / "dynamodb-local" / "target" / "lib", "DynamoDBLocal-*.jar")
    for folder in (settings.root, settings.libraries, settings.state / "tmp"):
        shutil.rmtree(folder, ignore_errors=True)
    (settings.state / "tmp").mkdir(parents=True)
    shutil.copytree(functions, settings.libraries)  # copies, since the next build replaces them
    lib = settings.root / "var" / "lib" / "localstack" / "lib"
    (lib / "java").mkdir(parents=True)
    (lib / "java" / "21").symlink_to(settings.java_home)  # the version that LocalStack looks for
    _dynamodb(lib / "dynamodb-local" / "2", dynamodb, settings.libraries)
    if settings.data is not None:
        settings.data.mkdir(parents=True, exist_ok=True)
        (lib.parent / "state").symlink_to(settings.data)
    else:
        settings.clock.unlink(missing_ok=True)


def _built(folder: Path, jar: str) -> Path:
    if not any(folder.glob(jar)):
        raise FileNotFoundError(f"{folder} has no {jar}: run `make localstack`, which builds it")
    return folder


def _dynamodb(folder: Path, jars: Path, own: Path) -> None:
    """The folder that LocalStack takes for an installed DynamoDB Local.

    Its jars have other names there than in Maven's repository, so a jar with nothing but a manifest names ours. The
    agent, which LocalStack uses for its own ends, here ends the process with its parent.
    """
    folder.mkdir(parents=True)
    (folder / "DynamoDBLocal_lib").symlink_to(jars)
    (agent,) = own.glob(OWN_JAR)
    shutil.copy(agent, folder / "ddb-local-loader-0.1.jar")
    names = sorted(jar.name for jar in jars.glob("*.jar"))
    with zipfile.ZipFile(folder / "DynamoDBLocal.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest(DYNAMODB_MAIN, [f"DynamoDBLocal_lib/{name}" for name in names]))


def manifest(main: str, class_path: list[str]) -> str:
    """A manifest; its lines are folded as the format demands."""
    lines = []
    for line in ("Manifest-Version: 1.0", f"Main-Class: {main}", f"Class-Path: {' '.join(class_path)}"):
        lines.append(line[:MANIFEST_LINE])
        rest = line[MANIFEST_LINE:]
        while rest:
            lines.append(" " + rest[: MANIFEST_LINE - 1])
            rest = rest[MANIFEST_LINE - 1 :]
    return "\r\n".join(lines) + "\r\n\r\n"
