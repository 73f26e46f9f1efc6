"""What is deployed on a LocalStack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3  # type: ignore[import-untyped]

REGION = "us-east-1"
SKIPPED = "unknown"
"""The physical id of a resource that LocalStack does not know, and passes over as if it had made it."""


class Deployment:
    """The stacks at an endpoint."""

    def __init__(self, endpoint: str) -> None:
        self._cloudformation: Any = boto3.client(
            "cloudformation",
            endpoint_url=endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 (LocalStack takes any)
        )

    def stacks(self) -> list[dict[str, Any]]:
        """All of them, without the one in which SAM keeps its bucket."""
        return [
            stack
            for page in self._cloudformation.get_paginator("describe_stacks").paginate()
            for stack in page["Stacks"]
            if stack["StackName"] != "aws-sam-cli-managed-default" and stack["StackStatus"] != "DELETE_COMPLETE"
        ]

    def lines(self, only: str | None = None) -> Iterator[str]:
        """Each stack, or only one, with its functions and outputs, to be read."""
        stacks = [stack for stack in self.stacks() if only in (None, stack["StackName"])]
        if not stacks:
            yield "nothing is deployed yet: make deploy-local"
        for stack in stacks:
            name = stack["StackName"]
            resources = self._resources(name)
            functions = sorted(
                one["LogicalResourceId"] for one in resources if one["ResourceType"] == "AWS::Lambda::Function"
            )
            yield f"{name}: {stack['StackStatus']}, {len(resources)} resources, functions {', '.join(functions)}"
            for output in stack.get("Outputs", []):
                yield f"  {output['OutputKey']:<16} {output['OutputValue']}"

    def skipped(self, stack: str) -> list[str]:
        """Resources that LocalStack says it made but did not, as type and logical id."""
        return [
            f"{one['ResourceType']} {one['LogicalResourceId']}"
            for one in self._resources(stack)
            if one.get("PhysicalResourceId", SKIPPED) in ("", SKIPPED)
        ]

    def _resources(self, stack: str) -> list[dict[str, Any]]:
        resources: list[dict[str, Any]] = self._cloudformation.describe_stack_resources(StackName=stack)[
            "StackResources"
        ]
        return resources
