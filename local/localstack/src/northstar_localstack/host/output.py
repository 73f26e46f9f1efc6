"""What a process prints, read all the time, since a full pipe would stop the process."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import termios
import threading


class Output:
    """Reads a pipe to its end and keeps what it read until it is taken."""

    LIMIT = 1 << 20
    """Bytes that are kept; of more, the newest."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._kept = bytearray()
        self._ended = False
        self._thread = threading.Thread(target=self._read, daemon=True, name="function-output")
        self._thread.start()

    def take(self) -> str:
        """All that the process had printed when this was called, and forgets it."""
        while True:
            with self._lock:
                if self._ended or self._waiting() == 0:
                    text = self._kept.decode(errors="replace")
                    self._kept.clear()
                    return text
            select.select([], [], [], 0.001)

    def join(self, seconds: float) -> None:
        """Waits until the pipe is closed at its other end."""
        self._thread.join(seconds)

    def _waiting(self) -> int:
        size: int = struct.unpack("i", fcntl.ioctl(self._pipe, termios.FIONREAD, bytes(4)))[0]
        return size

    def _read(self) -> None:
        while not self._ended:
            select.select([self._pipe], [], [])
            with self._lock:
                read = os.read(self._pipe, 1 << 16)
                self._ended = not read
                self._kept += read
                del self._kept[: -self.LIMIT]
        os.close(self._pipe)
