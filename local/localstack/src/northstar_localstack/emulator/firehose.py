"""Delivery streams that write objects as Firehose does: many records in one, named and packed as the stream says."""

from __future__ import annotations

import base64
import gzip
import itertools
import logging
import os
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from localstack.aws.connect import connect_to
from localstack.services.firehose.provider import FirehoseProvider
from localstack.utils.patch import patch

from northstar_localstack.emulator.activity import ACTIVITY

LOG = logging.getLogger(__name__)
DEFAULT_SECONDS = 1.0
MEGABYTE = 1 << 20
FIELDS = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}
NUMBERS = itertools.count(1)


def apply(now: Callable[[], datetime]) -> None:
    """LocalStack writes every record at once as an object of its own, neither delimited nor packed.

    Records are kept for NORTHSTAR_FIREHOSE_SECONDS (1, instead of the stream's minute) or until there are as many bytes
    as the stream says. The test clock names the objects.
    """
    streams = _Streams(now, float(os.environ.get("NORTHSTAR_FIREHOSE_SECONDS", DEFAULT_SECONDS)))

    @patch(FirehoseProvider._put_records_to_s3_bucket)
    def _put_records_to_s3_bucket(
        _fn: Callable[..., None],
        _self: FirehoseProvider,
        stream_name: str,
        records: list[dict[str, Any]],
        s3_destination_description: dict[str, Any],
    ) -> None:
        streams.put(stream_name, s3_destination_description, [base64.b64decode(one["Data"]) for one in records])

    ACTIVITY.ask(streams.waiting)


def folder(prefix: str, at: datetime) -> str:
    """The prefix with its expressions replaced; one without any is followed by the hour."""
    if "!{" not in prefix:
        return f"{prefix}{at:%Y/%m/%d/%H/}"
    return re.sub(r"!\{timestamp:([^}]*)}", lambda match: _formatted(match[1], at), prefix)


def _formatted(pattern: str, at: datetime) -> str:
    return re.sub(r"[A-Za-z]+", lambda match: at.strftime(FIELDS[match[0]]), pattern)


def content(records: list[bytes], destination: dict[str, Any]) -> bytes:
    """What an object holds."""
    delimiter = _delimiter(destination)
    joined = b"".join(record + delimiter for record in records)
    return gzip.compress(joined, mtime=0) if destination.get("CompressionFormat") == "GZIP" else joined


def _delimiter(destination: dict[str, Any]) -> bytes:
    processing = destination.get("ProcessingConfiguration") or {}
    for processor in processing.get("Processors", []) if processing.get("Enabled") else []:
        if processor["Type"] == "AppendDelimiterToRecord":
            for parameter in processor.get("Parameters", []):
                if parameter["ParameterName"] == "Delimiter":
                    return str(parameter["ParameterValue"]).replace("\\n", "\n").encode()
    return b""


@dataclass
class _Buffer:
    destination: dict[str, Any]
    records: list[bytes] = field(default_factory=list)
    size: int = 0


class _Streams:
    """What waits to be written."""

    def __init__(self, now: Callable[[], datetime], seconds: float) -> None:
        self._now = now
        self._seconds = seconds
        self._lock = threading.Lock()
        self._buffers: dict[str, _Buffer] = {}

    def put(self, stream: str, destination: dict[str, Any], records: list[bytes]) -> None:
        with self._lock:
            buffer = self._buffers.get(stream)
            if buffer is None:
                buffer = self._buffers[stream] = _Buffer(destination)
                self._after(self._seconds, stream)
            buffer.records += records
            buffer.size += sum(map(len, records))
            if buffer.size >= destination.get("BufferingHints", {}).get("SizeInMBs", 5) * MEGABYTE:
                self._after(0, stream)

    def waiting(self) -> int:
        return len(self._buffers)

    def _after(self, seconds: float, stream: str) -> None:
        timer = threading.Timer(seconds, self._write, (stream,))
        timer.daemon = True
        timer.start()

    def _write(self, stream: str) -> None:
        with ACTIVITY.busy():
            with self._lock:
                buffer = self._buffers.pop(stream, None)
            if buffer is None:
                return
            destination = buffer.destination
            bucket = destination["BucketARN"].split(":::", 1)[1]
            at = self._now().astimezone(UTC)
            name = f"{stream}-1-{at:%Y-%m-%d-%H-%M-%S}-{next(NUMBERS):08d}{destination.get('FileExtension') or ''}"
            key = folder(destination.get("Prefix") or "", at) + name
            try:
                connect_to(region_name="us-east-1").s3.put_object(
                    Bucket=bucket, Key=key, Body=content(buffer.records, destination)
                )
            except Exception:
                LOG.exception("%d records of %s are lost", len(buffer.records), stream)
