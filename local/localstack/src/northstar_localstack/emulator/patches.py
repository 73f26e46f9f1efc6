"""Where the open edition of LocalStack does something else than AWS, and Northstar would notice."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from localstack.services.cloudformation.provider_utils import generate_default_name
from localstack.services.cloudformation.resource_provider import ResourceProvider, ResourceRequest
from localstack.services.dynamodb.resource_providers.aws_dynamodb_table import (
    REPEATED_INVOCATION,
    DynamoDBTableProvider,
)
from localstack.services.events import utils as events
from localstack.services.events.provider import EventsProvider
from localstack.services.events.resource_providers.aws_events_apidestination import EventsApiDestinationProvider
from localstack.services.events.resource_providers.aws_events_connection import EventsConnectionProvider
from localstack.services.kinesisfirehose.resource_providers.aws_kinesisfirehose_deliverystream import (
    KinesisFirehoseDeliveryStreamProvider,
)
from localstack.services.lambda_.invocation import internal_sqs_queue
from localstack.services.lambda_.invocation.event_manager import Poller
from localstack.services.lambda_.invocation.execution_environment import ExecutionEnvironment
from localstack.services.s3.notifications import EventBridgeNotifier, S3EventNotificationContext
from localstack.utils.patch import patch

from northstar_localstack.emulator.activity import ACTIVITY


def apply(now: Callable[[], datetime]) -> None:
    """Applies all of them. Events whose producer names no time get the time of the test clock."""
    _invoke_configuration_of_alias()
    _log_group_of_function()
    _names_of_what_has_none(KinesisFirehoseDeliveryStreamProvider, "DeliveryStreamName")
    _names_of_what_has_none(EventsConnectionProvider, "Name")
    _names_of_what_has_none(EventsApiDestinationProvider, "Name")
    if os.environ.get("DYNAMODB_IN_MEMORY") != "1":
        _table_that_is_there_already()
    _time_of_events(now)
    _count_what_is_under_way()


def _invoke_configuration_of_alias() -> None:
    """Retries and destinations are looked up by version, but SAM sets them on the alias that the rule calls."""

    @patch(Poller.handle_message)
    def handle_message(fn: Callable[..., None], self: Poller, message: dict[str, Any]) -> None:
        function = self.version_manager.function
        version = self.version_manager.function_version.id.qualifier
        for name, alias in function.aliases.items():
            settings = function.event_invoke_configs.get(name)
            if settings is not None and alias.function_version == version:
                function.event_invoke_configs.setdefault(version, settings)
        with ACTIVITY.busy():
            fn(self, message)


def _log_group_of_function() -> None:
    """The logging configuration of a function is kept but not followed."""

    @patch(ExecutionEnvironment.get_log_group_name)
    def get_log_group_name(fn: Callable[..., str], self: ExecutionEnvironment) -> str:
        configured = (self.function_version.config.logging_config or {}).get("LogGroup")
        return configured or fn(self)


def _names_of_what_has_none(provider: type[ResourceProvider[Any]], attribute: str) -> None:
    """A resource without a name in the template gets one on AWS, which LocalStack forgets for some."""

    @patch(provider.create)
    def create(fn: Callable[..., Any], self: ResourceProvider[Any], request: ResourceRequest[Any]) -> Any:  # noqa: ANN401
        if not request.desired_state.get(attribute):
            request.desired_state[attribute] = generate_default_name(request.stack_name, request.logical_resource_id)
        return fn(self, request)


def _table_that_is_there_already() -> None:
    """Where tables outlive LocalStack, a stack that is deployed anew gets its table back.

    So the name of a table without one in the template is always the same, unlike on AWS.
    """

    @patch(DynamoDBTableProvider.create)
    def create(fn: Callable[..., Any], self: DynamoDBTableProvider, request: ResourceRequest[Any]) -> Any:  # noqa: ANN401
        model, context = request.desired_state, request.custom_context
        if not context.get(REPEATED_INVOCATION):
            model.setdefault("TableName", f"{request.stack_name}-{request.logical_resource_id}")
            database = request.aws_client_factory.dynamodb
            try:
                model["Arn"] = database.describe_table(TableName=model["TableName"])["Table"]["TableArn"]
                context[REPEATED_INVOCATION] = True
            except database.exceptions.ResourceNotFoundException:
                pass
        return fn(self, request)


def _time_of_events(now: Callable[[], datetime]) -> None:
    """Events of functions and of S3 are as old as those of the schedules that they come from."""

    @patch(events.get_event_time)
    def get_event_time(fn: Callable[..., datetime], event: dict[str, Any]) -> datetime:
        return fn(event) if event.get("Time") else now()

    @patch(EventBridgeNotifier.notify)
    def notify(
        fn: Callable[..., None], self: EventBridgeNotifier, ctx: S3EventNotificationContext, config: object
    ) -> None:
        with ACTIVITY.busy():
            fn(self, replace(ctx, event_time=now()), config)


def _count_what_is_under_way() -> None:
    @patch(EventsProvider._process_rules_async)
    def _process_rules_async(fn: Callable[..., None], self: EventsProvider, params: dict[str, Any]) -> None:
        with ACTIVITY.busy():
            fn(self, params)

    def waiting() -> int:
        queues = internal_sqs_queue.get_fake_sqs_client().queue_manager.queues
        return sum(
            queue.approximate_number_of_messages
            + queue.approximate_number_of_messages_delayed
            + queue.approximate_number_of_messages_not_visible
            for queue in list(queues.values())
        )

    ACTIVITY.ask(waiting)
