"""The command line: start, stop, status and check."""

from __future__ import annotations

import argparse
import os
import sys

from northstar_localstack.launch.deployment import Deployment
from northstar_localstack.launch.instance import Instance, NotStartedError
from northstar_localstack.launch.settings import Settings, repository


def main() -> int:
    """Runs one command and returns its exit code."""
    parser = argparse.ArgumentParser(prog="northstar-localstack")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="start LocalStack, unless it runs, and say what is deployed")
    commands.add_parser("stop", help="stop it and all that it started")
    commands.add_parser("status", help="say whether it runs, and what is deployed")
    commands.add_parser("endpoint", help="print where AWS clients find it")
    check = commands.add_parser("check", help="fail if the stack lacks a resource, else say what it has")
    check.add_argument("stack")
    arguments = parser.parse_args()
    try:
        return _run(arguments)
    except (NotStartedError, FileNotFoundError, ValueError) as e:
        print(e, file=sys.stderr)
        return 1


def _run(arguments: argparse.Namespace) -> int:
    settings = Settings.of(repository(), os.environ)
    instance = Instance(settings)
    match arguments.command:
        case "start":
            return _start(instance)
        case "stop":
            print("LocalStack has stopped." if instance.stop() else "LocalStack was not running.")
            return 0
        case "status":
            return _status(instance)
        case "endpoint":
            print(settings.endpoint)
            return 0
        case _:
            return _check(os.environ.get("AWS_ENDPOINT_URL", settings.endpoint), arguments.stack)


def _start(instance: Instance) -> int:
    if instance.running() is None:
        print(f"LocalStack is ready after {instance.start():.1f} s.")
    return _status(instance)


def _status(instance: Instance) -> int:
    if instance.running() is None or not instance.healthy():
        print("LocalStack does not run: make localstack")
        return 1
    print(f"endpoint: {instance.settings.endpoint} (region us-east-1, any credentials)")
    for line in Deployment(instance.settings.endpoint).lines():
        print(line)
    return 0


def _check(endpoint: str, stack: str) -> int:
    deployment = Deployment(endpoint)
    skipped = deployment.skipped(stack)
    for resource in skipped:
        print(f"{stack}: LocalStack did not make {resource}", file=sys.stderr)
    if skipped:
        return 1
    for line in deployment.lines(stack):
        print(line)
    return 0


sys.exit(main())
