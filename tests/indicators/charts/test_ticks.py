"""Axes: whole steps for any range, in few characters."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.ticks import axis, compact, round_step, year_ticks


@pytest.mark.parametrize(
    ("figures", "from_zero", "ticks", "decimals"),
    [
        (("2.5", "5.0"), True, "0 1 2 3 4 5", 0),
        (("66.6", "80"), False, "65 70 75 80", 0),
        (("-3.2", "2.2"), True, "-4 -3 -2 -1 0 1 2 3", 0),
        (("-8", "-2"), True, "-8 -6 -4 -2 0", 0),
        (("0.00012", "0.00019"), True, "0 0.00005 0.00010 0.00015 0.00020", 5),
        (("812345", "1234567"), True, "0 500000 1000000 1500000", 0),
        (("50", "50"), True, "0 10 20 30 40 50", 0),
        (("50", "50"), False, "44 46 48 50 52 54 56", 0),
        (("0", "0"), True, "0.0 0.2 0.4 0.6 0.8 1.0", 1),
        (("-7", "-7"), True, "-8 -6 -4 -2 0", 0),
        (("100",), True, "0 20 40 60 80 100", 0),
    ],
)
def test_axis(figures: tuple[str, ...], from_zero: bool, ticks: str, decimals: int) -> None:
    found = axis([Decimal(figure) for figure in figures], from_zero=from_zero)
    assert list(found.ticks) == [Decimal(tick) for tick in ticks.split()]
    assert found.decimals == decimals
    assert (found.low, found.high) == (found.ticks[0], found.ticks[-1])


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12), min_size=1
    ),
    st.booleans(),
)
def test_axis_holds_every_figure_with_few_ticks(figures: list[Decimal], from_zero: bool) -> None:
    found = axis(figures, from_zero=from_zero)
    assert found.low <= min(figures)
    assert found.high >= max(figures)
    assert found.low < found.high
    assert 2 <= len(found.ticks) <= 9
    assert not from_zero or found.low <= 0 <= found.high


@pytest.mark.parametrize(
    ("extent", "most", "step"), [("9", 6, "2"), ("10", 5, "2"), ("0.7", 6, "0.2"), ("31", 6, "10")]
)
def test_round_step(extent: str, most: int, step: str) -> None:
    assert round_step(Decimal(extent), most) == Decimal(step)


@pytest.mark.parametrize(
    ("figure", "decimals", "text"),
    [
        ("0", 5, "0"),
        ("2.5", 1, "2,5"),
        ("-4", 0, "−4"),
        ("1234567", 0, "1\u00a0234\u00a0567"),
        ("12500000", 0, "12,5\u00a0mn"),
        ("-20000000", 0, "−20\u00a0mn"),
        ("3000000000", 0, "3\u00a0md"),
        ("1500000000000", 0, "1,5\u00a0bn"),
    ],
)
def test_compact(figure: str, decimals: int, text: str) -> None:
    with translation.override("sv"):
        assert compact(Decimal(figure), decimals) == text


@pytest.mark.parametrize(
    ("first", "last", "room", "years"),
    [
        (2014, 2024, 734, tuple(range(2014, 2025))),
        (2014, 2024, 230, (2014, 2016, 2018, 2020, 2022, 2024)),
        (2014, 2024, 100, (2014, 2019, 2024)),
        (2009, 2025, 200, (2010, 2015, 2020, 2025)),
        (2021, 2021, 100, (2021,)),
        (1900, 2000, 30, (2000,)),
    ],
)
def test_years_never_meet(first: int, last: int, room: float, years: tuple[int, ...]) -> None:
    assert year_ticks(first, last, room, 45) == years
