"""Events that wait for a function outlive a change of its settings.

LocalStack's poller takes events from a function's queue and hands them to threads. One that is stopped, because the
function has other settings now, drops what it has just taken and what still waits for a thread: nobody sees those
events again before the function's time limit and another minute have passed. This one gives them back at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from localstack.services.lambda_.invocation.event_manager import Poller
from localstack.services.lambda_.invocation.internal_sqs_queue import get_fake_sqs_client
from localstack.utils.patch import patch

LONGEST_WAIT = 2
"""Seconds for which the queue is asked at a time; LocalStack waits for three until a stopped poller has ended."""
AT_A_TIME = 10


def apply() -> None:
    """Replaces LocalStack's loop."""

    @patch(Poller.run)
    def run(_fn: Callable[..., None], self: Poller, *_args: object, **_kwargs: object) -> None:
        poll(self)


def poll(poller: Poller) -> None:
    """Hands events over until the poller is stopped."""
    client = get_fake_sqs_client()
    patience = poller.version_manager.function_version.config.timeout + 60
    while not poller._shutdown_event.is_set():
        answer = client.receive_message(
            QueueUrl=poller.event_queue_url,
            WaitTimeSeconds=LONGEST_WAIT,
            MaxNumberOfMessages=AT_A_TIME,
            VisibilityTimeout=patience,
        )
        for message in answer.get("Messages") or []:
            _hand_over(poller, message)


def _hand_over(poller: Poller, message: dict[str, Any]) -> None:
    back = partial(_give_back, poller.event_queue_url, message["ReceiptHandle"])

    def ended(future: Future[None]) -> None:
        if future.cancelled():
            back()

    try:
        poller.invoker_pool.submit(poller.handle_message, message).add_done_callback(ended)
    except RuntimeError:  # the pool takes nothing any more
        back()


def _give_back(queue: str, handle: str) -> None:
    with contextlib.suppress(ValueError):  # the function is gone, and its queue with it
        get_fake_sqs_client().queue_manager.get_queue(queue).update_visibility_timeout(handle, 0)
