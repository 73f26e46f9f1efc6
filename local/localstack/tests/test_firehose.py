"""How delivery streams name and pack their objects."""

import gzip
from datetime import UTC, datetime

from northstar_localstack.emulator.firehose import content, folder

AT = datetime(2026, 3, 7, 4, 5, 6, tzinfo=UTC)
DELIMITER = {
    "Enabled": True,
    "Processors": [
        {
            "Type": "AppendDelimiterToRecord",
            "Parameters": [{"ParameterName": "Delimiter", "ParameterValue": "\\n"}],
        }
    ],
}


def test_folder_with_expressions_is_the_time_that_they_ask_for() -> None:
    assert folder("raw/events/!{timestamp:yyyy/MM/dd/HH}/", AT) == "raw/events/2026/03/07/04/"
    assert folder("raw/dt=!{timestamp:yyyy-MM-dd}/", AT) == "raw/dt=2026-03-07/"


def test_folder_without_expressions_is_followed_by_the_hour() -> None:
    assert folder("raw/", AT) == "raw/2026/03/07/04/"


def test_content_of_a_packed_stream_is_a_line_for_each_record() -> None:
    packed = content([b"{}", b"[]"], {"CompressionFormat": "GZIP", "ProcessingConfiguration": DELIMITER})
    assert gzip.decompress(packed) == b"{}\n[]\n"


def test_content_of_a_plain_stream_is_what_came() -> None:
    assert content([b"a", b"b"], {}) == b"ab"
