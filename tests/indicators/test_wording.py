"""Wording: numbers, units, periods and fixed words, in Swedish and, for numbers, in English."""

from decimal import Decimal, localcontext

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from indicators import wording
from indicators.periods import PeriodKind, parse
from indicators.progress import Cause, Progress, Status
from indicators.wording import NBSP, PERCENT, Unit

D = Decimal
POINTS = Unit("av 100", "of 100", "av 100", "of 100", "poäng", "points")
NOTHING = Unit("", "", "", "", "enheter", "units")


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "swedish", "english"),
    [
        ("3", 1, False, "3,0", "3.0"),
        ("0.25", 1, False, "0,3", "0.3"),  # a half goes away from zero
        ("-0.25", 1, False, "−0,3", "−0.3"),
        ("0.35", 1, False, "0,4", "0.4"),
        ("2.5", 0, False, "3", "3"),
        ("1234.5", 1, False, f"1{NBSP}234,5", "1,234.5"),
        ("999.95", 1, False, f"1{NBSP}000,0", "1,000.0"),
        ("-1234567", 0, False, f"−1{NBSP}234{NBSP}567", "−1,234,567"),
        ("1E+3", 0, False, f"1{NBSP}000", "1,000"),
        ("0.3", 1, True, "+0,3", "+0.3"),
        ("-0.3", 1, True, "−0,3", "−0.3"),
        ("0", 1, True, "0,0", "0.0"),
        ("-0.04", 1, True, "0,0", "0.0"),  # no minus on what is shown as nothing
        ("0.04", 1, True, "0,0", "0.0"),
        ("1.005", 2, False, "1,01", "1.01"),
        ("123456789012345.12345678", 8, False, None, "123,456,789,012,345.12345678"),
    ],
)
def test_number(value: str, decimals: int, sign: bool, swedish: str | None, english: str) -> None:
    if swedish is not None:
        assert wording.number(D(value), decimals, sign=sign) == swedish
    with translation.override("en"):
        assert wording.number(D(value), decimals, sign=sign) == english
    with translation.override("en-gb"):
        assert wording.number(D(value), decimals, sign=sign) == english


def test_number_when_no_language_is_active() -> None:
    with translation.override(None):
        assert wording.number(D("1234.5"), 1) == f"1{NBSP}234,5"


def test_number_whatever_the_thread_counts_with() -> None:
    with localcontext() as context:
        context.prec = 2
        context.rounding = "ROUND_DOWN"
        assert wording.number(D("1234.56"), 1) == f"1{NBSP}234,6"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_number_refuses_what_is_none(value: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        wording.number(D(value), 1)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12), st.integers(0, 8))
def test_a_number_is_read_back_as_it_was_rounded(value: Decimal, decimals: int) -> None:
    text = wording.number(value, decimals).replace(NBSP, "").replace(",", ".").replace(wording.MINUS, "-")
    assert D(text) == wording.rounded(value, decimals)
    assert abs(D(text) - value) <= D(5).scaleb(-decimals - 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [("80", "80"), ("80.00", "80"), ("99.90", "99,9"), ("1200", f"1{NBSP}200"), ("0", "0"), ("-0.5", "−0,5")],
)
def test_plain_shows_no_more_decimals_than_there_are(value: str, text: str) -> None:
    assert wording.plain(D(value)) == text


def test_percent_has_a_hard_space_in_swedish_and_none_in_english() -> None:
    assert wording.percent(D("3"), 1) == f"3,0{NBSP}%"
    assert wording.percent(D("-0.3"), 1, sign=True) == f"−0,3{NBSP}%"
    with translation.override("en"):
        assert wording.percent(D("1234.5"), 1) == "1,234.5%"


@pytest.mark.parametrize(
    ("unit", "swedish", "english"),
    [(PERCENT, f"{NBSP}%", "%"), (POINTS, f"{NBSP}av 100", f"{NBSP}of 100"), (NOTHING, "", "")],
)
def test_unit_after(unit: Unit, swedish: str, english: str) -> None:
    assert wording.unit_after(unit) == swedish
    with translation.override("en"):
        assert wording.unit_after(unit) == english


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        ("0.3", 1, PERCENT, f"0,3{NBSP}procentenheter"),
        ("1", 1, PERCENT, f"1,0{NBSP}procentenheter"),
        ("1", 0, PERCENT, f"1{NBSP}procentenhet"),
        ("-1", 0, PERCENT, f"−1{NBSP}procentenhet"),
        ("11", 0, PERCENT, f"11{NBSP}procentenheter"),
        ("1", 0, POINTS, f"1{NBSP}poäng"),
        ("2.1", 1, NOTHING, f"2,1{NBSP}enheter"),
    ],
)
def test_difference_knows_one_from_many(value: str, decimals: int, unit: Unit, text: str) -> None:
    assert wording.difference(D(value), decimals, unit) == text


def test_spelled_without_a_word_is_the_figure_alone() -> None:
    assert wording.spelled("12", "") == "12"


def test_every_status_has_its_fixed_word() -> None:
    assert {status.value: wording.status_word(status) for status in Status} == {
        "achieved": "Målet nått",
        "missed": "Målet ej nått",
        "on-track": "I takt med målet",
        "too-slow": "För långsamt",
        "hardly-moving": "Nästan stilla",
        "moving-away": "Åt fel håll",
        "improving": "Förbättras",
        "unchanged": "Oförändrat",
        "worsening": "Försämras",
        "not-assessable": "Går inte att bedöma",
    }


def test_every_cause_has_its_words() -> None:
    broken = Progress(Status.NOT_ASSESSABLE, Cause.BREAK, broken_at=parse("2024", PeriodKind.YEAR))
    assert {cause.value: wording.cause_word(cause, broken) for cause in Cause} == {
        "no-data": "ingen data",
        "one-point": "en mätpunkt",
        "two-points": "två mätpunkter",
        "break": "seriebrott 2024",
        "only-preliminary": "bara preliminära värden",
        "year-inferred": "mätåret är osäkert",
        "no-direction": "ingen riktning",
        "wrong-side": "målet ligger på fel sida om basvärdet",
    }
    assert wording.cause_word(Cause.BREAK) == "seriebrott"


@pytest.mark.parametrize(
    ("kind", "key", "label", "when"),
    [
        (PeriodKind.YEAR, "2024", "2024", "år 2024"),
        (PeriodKind.HALF_YEAR, "2024-H1", "första halvåret 2024", "under första halvåret 2024"),
        (PeriodKind.HALF_YEAR, "2024-H2", "andra halvåret 2024", "under andra halvåret 2024"),
        (PeriodKind.QUARTER, "2024-Q3", "kvartal 3 2024", "under kvartal 3 2024"),
        (PeriodKind.MONTH, "2024-04", "april 2024", "i april 2024"),
        (PeriodKind.MONTH, "2024-10", "oktober 2024", "i oktober 2024"),
        (PeriodKind.SCHOOL_YEAR, "2023/24", "läsåret 2023/24", "under läsåret 2023/24"),
        (PeriodKind.YEAR_PAIR, "2023-2024", "2023–2024", "åren 2023–2024"),
    ],
)
def test_period_in_words(kind: PeriodKind, key: str, label: str, when: str) -> None:
    period = parse(key, kind)
    assert (wording.period_label(period), wording.in_period(period)) == (label, when)
    assert wording.about_period(period) == f"omkring {label}"


@pytest.mark.parametrize(
    ("text", "expected"), [("år 2024", "År 2024"), ("åren", "Åren"), ("IT-yrken", "IT-yrken"), ("", ""), ("3,0", "3,0")]
)
def test_capital_leaves_the_rest_alone(text: str, expected: str) -> None:
    assert wording.capital(text) == expected


@pytest.mark.parametrize(
    ("place", "expected"), [("Gävleborg", "i Gävleborg"), ("Gotland", "på Gotland"), ("EU", "i EU")]
)
def test_in_place(place: str, expected: str) -> None:
    assert wording.in_place(place) == expected


def test_unit_speaks_the_active_language() -> None:
    with translation.override("en"):
        assert (PERCENT.symbol, PERCENT.word, PERCENT.difference) == ("%", "per cent", "percentage points")
        assert wording.difference(D(1), 0, PERCENT) == f"1{NBSP}percentage point"
