"""What LocalStack calls when it starts, is ready and stops."""

from __future__ import annotations

import logging
import os
import threading
from functools import cache
from pathlib import Path

from localstack.runtime import hooks

from northstar_localstack.schedule.clock import Clock
from northstar_localstack.schedule.scheduler import Scheduler

LOG = logging.getLogger(__name__)
BETWEEN_LOOKS = 0.5
"""Seconds between two looks at the schedules."""
STOP = threading.Event()


@cache
def clock() -> Clock:
    """The clock of this process."""
    return Clock(Path(os.environ["NORTHSTAR_CLOCK_FILE"]))


@hooks.on_infra_start()
def apply_patches() -> None:
    """Makes LocalStack do as AWS does."""
    from northstar_localstack.emulator import firehose, patches, poller

    patches.apply(clock().now)
    firehose.apply(clock().now)
    poller.apply()


@hooks.on_infra_ready()
def start_scheduler() -> None:
    """Fires schedules from now on, and offers the test clock. Its address answers only now, when all else is ready."""
    from localstack.services.edge import ROUTER

    from northstar_localstack.emulator.activity import ACTIVITY
    from northstar_localstack.emulator.routes import ClockRoutes
    from northstar_localstack.emulator.schedules import KeptSchedules, ServiceTargets

    scheduler = Scheduler(clock(), KeptSchedules(), ServiceTargets())
    ROUTER.add(ClockRoutes(scheduler, ACTIVITY))
    threading.Thread(target=_run, args=(scheduler,), daemon=True, name="scheduler").start()


@hooks.on_infra_shutdown()
def stop_scheduler() -> None:
    """Fires nothing any more."""
    STOP.set()


def _run(scheduler: Scheduler) -> None:
    while not STOP.wait(BETWEEN_LOOKS):
        try:
            scheduler.run()
        except Exception:
            LOG.exception("the scheduler failed and goes on")
