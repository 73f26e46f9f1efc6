"""Whether anything is still under way in LocalStack: calls, events, deliveries."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

BETWEEN_LOOKS = 0.05
CALM = 6
"""Looks in a row that have to find nothing: what is handed from thread to thread is invisible for moments."""


class Activity:
    """Counts what is under way, and asks others how much waits with them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy = 0
        self._others: list[Callable[[], int]] = []

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Something is under way as long as this lasts."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def ask(self, waiting: Callable[[], int]) -> None:
        """Asks this too how much waits."""
        self._others.append(waiting)

    def count(self) -> int:
        """How much is under way or waits."""
        return self._busy + sum(waiting() for waiting in self._others)

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is under way; returns whether that was so within the time."""
        limit = time.monotonic() + seconds
        calm = 0
        while calm < CALM:
            if time.monotonic() > limit:
                return False
            calm = calm + 1 if self.count() == 0 else 0
            time.sleep(BETWEEN_LOOKS)
        return True

    def _add(self, number: int) -> None:
        with self._lock:
            self._busy += number


ACTIVITY = Activity()
"""Of this process."""
