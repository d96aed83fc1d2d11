"""JSON log lines: one event, one line, whatever is logged."""

import json
import logging
import sys
from datetime import datetime
from typing import Any

import pytest

from portal.logs import JsonLines


def written(message: str, *arguments: object, exc_info: Any = None) -> str:
    record = logging.LogRecord("framsteg.prov", logging.WARNING, __file__, 1, message, arguments, exc_info)
    return JsonLines().format(record)


def test_event_tells_when_how_bad_where_and_what() -> None:
    event = json.loads(written("Leverans %d mottagen av %s", 7, "Region Gävleborg"))
    assert event.pop("at").endswith("+00:00")
    message = "Leverans 7 mottagen av Region Gävleborg"
    assert event == {"level": "WARNING", "logger": "framsteg.prov", "message": message}


def test_time_is_utc_with_milliseconds() -> None:
    at = json.loads(written("nu"))["at"]
    assert len(at) == len("2026-11-24T12:00:00.000+00:00")
    assert datetime.fromisoformat(at).utcoffset() is not None


@pytest.mark.parametrize(
    "text", ["rad ett\nrad två", '\r\n{"level": "CRITICAL"}', "\u2028\u0085", "”åäö” \x00 \x1b[31m"]
)
def test_logged_text_cannot_pose_as_another_event(text: str) -> None:
    line = written("Sökte efter %s", text)
    assert "\n" not in line
    assert "\r" not in line
    assert json.loads(line)["message"] == f"Sökte efter {text}"


def test_exception_stands_in_the_same_line() -> None:
    try:
        raise ValueError("trasig\nrad")
    except ValueError:
        line = written("Det gick inte", exc_info=sys.exc_info())
    assert "\n" not in line
    assert json.loads(line)["exception"].endswith("ValueError: trasig\nrad")
    assert "exception" not in json.loads(written("Det gick"))
