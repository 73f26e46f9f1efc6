"""How a Java function is started: the command line, and the native library of its runtime."""

from __future__ import annotations

import os
import platform
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

MAIN = "northstar.localstack.FunctionMain"
NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
HEAP_SHARE = 0.85
"""Of a function's memory; the rest is for what lies outside of Java's heap."""


@dataclass(frozen=True)
class Java:
    """A JDK, the Runtime Interface Client, and where its native library lies."""

    home: Path
    libraries: Path
    native_library: Path | None

    @staticmethod
    def prepare(home: Path, libraries: Path, cache: Path) -> Java:
        """Lays the native library out, once for all processes.

        Left alone, each process unpacks it to the same file and crashes those that are just loading it.
        """
        return Java(home, libraries, _native_library(libraries, cache))

    def command(self, task: Path, handler: str, megabytes: int, temporary: Path) -> tuple[str, ...]:
        """The command line for a function that was unpacked to a folder. Short-lived JVMs are quickest this way."""
        class_path = [f"{self.libraries}/*", str(task), f"{task}/lib/*"]
        native = [f"-D{NATIVE}={self.native_library}"] if self.native_library else []
        return (
            str(self.home / "bin" / "java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            f"-Xmx{int(megabytes * HEAP_SHARE)}m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            f"-Djava.io.tmpdir={temporary}",
            *native,
            "-cp",
            os.pathsep.join(class_path),
            MAIN,
            handler,
        )


def _native_library(libraries: Path, cache: Path) -> Path | None:
    """None where the client has none for this machine; it then speaks HTTP by Java alone, if it can."""
    machine = {"arm64": "aarch_64", "aarch64": "aarch_64", "amd64": "x86_64"}.get(
        platform.machine().lower(), platform.machine()
    )
    (client,) = libraries.glob("aws-lambda-java-runtime-interface-client-*.jar")
    name = f"jni/libaws-lambda-jni.linux-{machine}.so"
    with zipfile.ZipFile(client) as jar:
        if platform.system() != "Linux" or name not in jar.namelist():
            return None
        target = cache / f"{client.stem}-{Path(name).name}"
        if not target.exists():
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=cache, delete=False) as new:
                new.write(jar.read(name))
            Path(new.name).replace(target)
    return target
