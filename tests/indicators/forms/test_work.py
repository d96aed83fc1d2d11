"""The form for one figure shapes text into a row; what it does not know it keeps beside the error."""

from datetime import date
from typing import Any

import pytest

from indicators.forms.work import FigureForm
from indicators.intake.rows import RawRow
from indicators.intake.validate import RuleBook
from tests.factories import organisation

pytestmark = pytest.mark.django_db


def form(before: RawRow | None = None, **typed: Any) -> FigureForm:
    book = RuleBook.of(organisation(), today=date(2026, 11, 24))
    return FigureForm(
        {"indicator": "KOM02", "territory": "21", "period": "2024", "value": "3,1", **typed}, book=book, before=before
    )


def test_text_becomes_a_row() -> None:
    asked = form(flags=["p", "u"], note=" Egen räkning ", lower="3", upper="3,2")
    assert asked.is_valid()
    assert asked.raw() == RawRow(
        line=1,
        indicator="KOM02",
        territory="21",
        period="2024",
        value="3,1",
        flags="pu",
        note="Egen räkning",
        lower="3",
        upper="3,2",
    )
    assert asked.reading is not None
    assert asked.reading.voice == "region"


def test_row_that_is_mended_keeps_what_the_form_does_not_show() -> None:
    before = RawRow(
        line=7, indicator="KOM02", territory="21", period="2023", numerator="3", sample="100", source_flag="b"
    )
    asked = form(before)
    assert asked.is_valid()
    raw = asked.raw()
    assert (raw.line, raw.numerator, raw.sample, raw.source_flag, raw.period) == (7, "3", "100", "b", "2024")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"period": "hösten"}, "period"),
        ({"value": "1.234"}, "value"),
        ({"missing": "vet inte", "value": ""}, "missing"),
        ({"year_basis": "gissat"}, "year_basis"),
        ({"note": "x" * 1001}, "note"),
        ({"upper": "många"}, "upper"),
        ({"flags": ["x"]}, "flags"),
    ],
)
def test_fault_stands_at_its_field(typed: dict[str, Any], field: str) -> None:
    asked = form(**typed)
    assert not asked.is_valid()
    assert list(asked.errors) == [field]


def test_fault_of_a_field_that_is_not_shown_stands_above() -> None:
    asked = form(RawRow(line=2, indicator="", territory="", period="", numerator="x"))
    assert not asked.is_valid()
    assert asked.non_field_errors()


def test_unknown_choice_is_kept_in_the_list() -> None:
    asked = form(indicator="XX01")
    assert '<option value="XX01" selected>XX01</option>' in str(asked["indicator"])
    assert str(asked["indicator"]).count("XX01") == 2


@pytest.mark.parametrize(("typed", "blank"), [({"value": ""}, True), ({}, False), ({"value": "", "note": "x"}, False)])
def test_blank_form_has_no_figure(typed: dict[str, Any], blank: bool) -> None:
    assert form(**typed).blank is blank


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("", None), ("x", None), ("-1", None), ("9" * 30, None)])
def test_hidden_numbers_are_read_leniently(text: str, number: int | None) -> None:
    asked = form(delivery=text, row=text)
    assert (asked.number_of_delivery, asked.number_of_row) == (number, number)
