"""The rule book: each bad row gets its code and a Swedish sentence, and proposes nothing."""

from datetime import date
from typing import Any

import pytest

from indicators.intake.numbers import Convention
from indicators.intake.validate import RuleBook, validate
from indicators.models import Indicator, IndicatorVersion, LedgerEntry
from tests.factories import organisation, row

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def book() -> RuleBook:
    return RuleBook.of(organisation(), today=TODAY)


def test_good_row_becomes_a_reading(book: RuleBook) -> None:
    reading, faults = validate(row(value="24,5", breakdown="kon=kvinnor", flags="p", note=" egen räkning "), book)
    assert faults == []
    assert reading is not None
    assert reading.key == ("KOM02", "21", "kon=kvinnor", "region", "2024")
    assert (str(reading.figure["value"]), reading.figure["decimals"]) == ("24.5", 1)
    assert (reading.figure["preliminary"], reading.figure["note"]) == (True, "egen räkning")


def test_source_speaks_as_source() -> None:
    reading, _faults = validate(row(), RuleBook.of(organisation("scb"), today=TODAY))
    assert reading is not None
    assert reading.voice == "source"


@pytest.mark.parametrize(
    ("fields", "field", "code", "words"),
    [
        ({"indicator": "XYZ"}, "indicator", "unknown", "finns inte"),
        ({"territory": "9999"}, "territory", "unknown", "till exempel 21 eller 2180"),
        ({"territory": "20"}, "territory", "foreign", "Dalarnas län hör inte till Region Gävleborg"),
        ({"territory": "SE31"}, "territory", "foreign", "hör inte till"),
        ({"breakdown": "kon=okand"}, "breakdown", "unknown", "kon=kvinnor"),
        ({"breakdown": "kon=kvinnor;alder=16-24"}, "breakdown", "unknown", "finns inte"),
        ({"period": "2024K1"}, "period", "wrong-kind", "fel slags period"),
        ({"period": "förra året"}, "period", "unreadable", "till exempel 2025"),
        ({"period": "2026"}, "period", "future", "inte slut än"),
        ({"period": "2031"}, "period", "future", "inte slut än"),
        ({"value": "ca 95"}, "value", "not-a-number", "är inte ett tal"),
        ({"value": "1.234"}, "value", "ambiguous", "tusental eller decimaler"),
        ({"value": "1,123456789"}, "value", "too-long", "högst 15"),
        ({"value": "199,1"}, "value", "too-high", "är mer än 30,0"),
        ({"value": "-1"}, "value", "too-low", "är mindre än 0"),
        ({"value": "3", "missing": "confidential"}, "value", "value-and-missing", "inte båda"),
        ({"value": ""}, "value", "neither", "välj varför det saknas"),
        ({"value": "", "missing": "vet ej"}, "missing", "unknown", "Välj ett ur listan"),
        ({"lower": "4", "upper": "2"}, "lower", "order", "Byt plats"),
        ({"sample": "många"}, "sample", "not-a-number", "heltal"),
        ({"flags": "px"}, "flags", "unknown", "Märkningen ”x”"),
        ({"year_basis": "gissat"}, "year_basis", "unknown", "hur året är känt"),
        ({"note": "x" * 1001}, "note", "too-long", "1000 tecken"),
        ({"note": "a\0b"}, "note", "too-long", "Korta den"),
    ],
)
def test_bad_row_is_told_at_its_field(
    book: RuleBook, fields: dict[str, Any], field: str, code: str, words: str
) -> None:
    reading, faults = validate(row(**fields), book)
    assert reading is None
    assert [(fault.field, fault.code) for fault in faults] == [(field, code)]
    assert words in faults[0].sentence


def test_every_fault_of_a_row_is_told_at_once(book: RuleBook) -> None:
    reading, faults = validate(row(territory="20", period="x", value="y"), book)
    assert reading is None
    assert {fault.field for fault in faults} == {"territory", "period", "value"}


def test_missing_reason_stands_instead_of_a_value(book: RuleBook) -> None:
    reading, faults = validate(row(value="", missing="confidential"), book)
    assert faults == []
    assert reading is not None
    assert (reading.figure["value"], reading.figure["missing"]) == (None, "confidential")


def test_convention_of_the_source_settles_thousands() -> None:
    book = RuleBook.of(organisation("scb"), today=TODAY, convention=Convention.POINT)
    reading, faults = validate(row(value="3.304"), book)
    assert faults == []
    assert reading is not None
    assert str(reading.figure["value"]) == "3.304"


def test_indicator_of_another_region_is_refused(book: RuleBook) -> None:
    foreign = Indicator.objects.create(code="DAL01", slug="dalarnas-egen", organisation=organisation("region-dalarna"))
    like = IndicatorVersion.objects.get(indicator__code="KOM02")
    like.pk, like.indicator, like.version = None, foreign, 1
    like.entry = LedgerEntry.objects.latest("number")
    like.save(force_insert=True)
    _reading, faults = validate(row(indicator="DAL01"), RuleBook.of(organisation(), today=TODAY))
    assert [(fault.field, fault.code) for fault in faults] == [("indicator", "foreign")]
