"""A clock that runs as the real one does and can be moved forward."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Real time plus an offset that only grows. The offset is kept in a file, if one is given, and found there."""

    def __init__(self, file: Path | None = None, real: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._real = real
        self._lock = threading.Lock()
        self._offset = timedelta()
        if file is not None and file.exists():
            self._offset = timedelta(seconds=json.loads(file.read_text())["offsetSeconds"])

    def now(self) -> datetime:
        """The time of this clock."""
        return self._real() + self._offset

    @property
    def offset(self) -> timedelta:
        """How far this clock is ahead of the real one."""
        return self._offset

    def move_to(self, time: datetime) -> None:
        """Moves the clock. A time that has passed already leaves it where it is."""
        with self._lock:
            ahead = time - self._real()
            if ahead > self._offset:
                self._offset = ahead
                self._keep()

    def _keep(self) -> None:
        if self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps({"offsetSeconds": self._offset.total_seconds()}) + "\n")
            new.replace(self._file)
