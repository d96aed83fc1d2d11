"""Content as JSON: canonical bytes, read back whole; anything else refused."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.content import ReportContent
from reports.frozen import UnreadableContent, checksum, exact, from_json, to_json
from tests.reports.builders import content, three_states

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
st.register_type_strategy(Decimal, NUMBERS)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(date, st.dates())
st.register_type_strategy(datetime, st.datetimes())


@given(made=st.builds(ReportContent, schema=st.just(1)))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_content_comes_back_whole(made: ReportContent) -> None:
    data = to_json(made)
    again = from_json(data)
    assert again == made
    assert to_json(again) == data


def test_json_is_canonical() -> None:
    data = to_json(content())
    text = data.decode()
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert "Gävleborg" in text, "letters stay letters"
    assert checksum(data) == checksum(to_json(content()))
    assert checksum(data) != checksum(to_json(content(edition=2)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3.00", "3"),
        ("0E+5", "0"),
        ("-0", "0"),
        ("1E+3", "1000"),
        ("1200", "1200"),
        ("0.000000010", "0.00000001"),
        ("-2.50", "-2.5"),
    ],
)
def test_exact_writes_every_digit_and_no_more(value: str, text: str) -> None:
    assert exact(Decimal(value)) == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"schema": 2}',
        b'{"schema": "1"}',
        to_json(content()).replace(b'"edition": 1', b'"edition": "1"'),
        to_json(content()).replace(b'"value": "61"', b'"value": 61'),
        to_json(content()).replace(b'"frozen_on": "2026-11-24"', b'"frozen_on": "i g\xc3\xa5r"'),
        to_json(content()).replace(b'"summary"', b'"sammanfattning"'),
    ],
)
def test_from_json_refuses_what_it_cannot_read(data: bytes) -> None:
    with pytest.raises(UnreadableContent):
        from_json(data)


def test_fields_with_a_default_may_be_lacking() -> None:
    """A later version may add such a field; older content is read as if it had the default."""
    document = json.loads(to_json(three_states()))
    for area in document["areas"]:
        for indicator in area["indicators"]:
            for reading in indicator["series"]["readings"] if indicator["series"] else []:
                del reading["note"]
    assert from_json(json.dumps(document).encode()) == three_states()
