"""What becomes of events when the poller that took them is stopped."""

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from localstack.services.lambda_.invocation.event_manager import Poller
from localstack.services.lambda_.invocation.internal_sqs_queue import get_fake_sqs_client
from localstack.services.sqs.models import StandardQueue

from northstar_localstack.emulator.poller import poll


@pytest.fixture(scope="module", autouse=True)
def queues() -> Iterator[None]:
    """LocalStack's thread for queues, which else outlives the tests."""
    yield
    get_fake_sqs_client().queue_manager.stop()


class SlowPoller(Poller):
    """Handles one event after the other, and none before it is told to."""

    def __init__(self, queue: str) -> None:
        name = SimpleNamespace(function_name="probe", qualifier="1")
        function = SimpleNamespace(id=name, qualified_arn="probe:1", config=SimpleNamespace(timeout=900))
        version: Any = SimpleNamespace(function_version=function)
        super().__init__(version, queue)
        self.invoker_pool._max_workers = 1
        self.began = threading.Event()
        self.go = threading.Event()

    def handle_message(self, message: dict[str, Any]) -> None:
        self.began.set()
        self.go.wait(10)
        get_fake_sqs_client().delete_message(self.event_queue_url, message["ReceiptHandle"])


def queue_of(name: str, *events: str) -> StandardQueue:
    client = get_fake_sqs_client()
    client.create_queue(name)
    for event in events:
        client.send_message(name, event)
    queue: StandardQueue = client.queue_manager.get_queue(name)
    return queue


def test_events_that_wait_for_a_thread_are_given_back() -> None:
    queue = queue_of("waiting", "one", "two", "three")
    poller = SlowPoller("waiting")
    thread = threading.Thread(target=poll, args=(poller,), daemon=True)
    thread.start()
    assert poller.began.wait(10)
    poller.stop()  # type: ignore[no-untyped-call]
    poller.go.set()
    thread.join(10)
    poller.invoker_pool.shutdown(wait=True)
    assert (queue.approximate_number_of_messages, queue.approximate_number_of_messages_not_visible) == (2, 0)


def test_event_that_comes_while_the_poller_is_stopped_is_given_back() -> None:
    queue = queue_of("late")
    poller = SlowPoller("late")
    asked = threading.Event()
    receive = queue.receive

    def late_receive(*args: Any, **kwargs: Any) -> Any:
        asked.set()
        return receive(*args, **kwargs)

    queue.receive = late_receive  # type: ignore[method-assign]
    thread = threading.Thread(target=poll, args=(poller,), daemon=True)
    thread.start()
    assert asked.wait(10)
    poller.stop()  # type: ignore[no-untyped-call]
    get_fake_sqs_client().send_message("late", "event")
    thread.join(10)
    assert (queue.approximate_number_of_messages, queue.approximate_number_of_messages_not_visible) == (1, 0)
