"""Classes: round limits, none empty, roughly equal; and the words of the key."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.classes import class_of, classes, counts, legend, short_labels

IT_2024 = "8.47 4.81 4.81 4.46 4.25 4.05 3.71 3.53 3.42 3.18 3.00 2.96 2.93 2.89 2.89 2.87 2.49 2.44 2.17 1.86 1.84"
WOMEN = "18.8 19.0 19.2 20.2 20.2 20.5 20.5 20.7 20.7 21.2 21.8 21.8 21.9 22.3 22.8 22.8 23.1 23.2 23.5 23.5 25.5"


def decimals(text: str) -> list[Decimal]:
    return [Decimal(part) for part in text.split()]


@pytest.mark.parametrize(
    ("figures", "limits", "sizes"),
    [
        (IT_2024, "2.5 3 3.5 4.5", (5, 5, 3, 5, 3)),
        (WOMEN, "20 21 22 23", (3, 6, 4, 3, 5)),
        ("1 2 3 4 5 6 7 8 9 10", "2 4 6 8", (1, 2, 2, 2, 3)),
        ("5 5 5", "", (3,)),
        ("1.84 2.49", "2", (1, 1)),
        ("3.4221217 4.8088246 8.4734029 1.8612", "2 4 5", (1, 1, 1, 1)),
        ("90 91 92 93 94", "91 92 93 94", (1, 1, 1, 1, 1)),
        ("-5 -3 -1 1 3 5 7 9 11 13", "-2.5 2.5 5 10", (2, 2, 1, 3, 2)),
    ],
)
def test_limits_are_round_and_balanced(figures: str, limits: str, sizes: tuple[int, ...]) -> None:
    found = classes(decimals(figures))
    assert list(found) == decimals(limits)
    assert counts(decimals(figures), found) == sizes


def test_a_figure_on_a_limit_belongs_above_it() -> None:
    assert class_of(Decimal("2.5"), (Decimal("2.5"), Decimal(3))) == 2
    assert class_of(Decimal("2.4"), (Decimal("2.5"), Decimal(3))) == 1
    assert class_of(Decimal(3), (Decimal("2.5"), Decimal(3))) == 3


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
        min_size=1,
        max_size=60,
    )
)
def test_limits_rise_and_no_class_is_empty(figures: list[Decimal]) -> None:
    limits = classes(figures)
    assert list(limits) == sorted(set(limits))
    assert len(limits) <= 4
    assert all(counts(figures, limits))


def test_many_equal_figures_still_divide() -> None:
    figures = decimals("0 0 0 0 0 0 0 0 0 0 1 2 3 4 5 6")
    limits = classes(figures)
    assert all(counts(figures, limits))
    assert sum(counts(figures, limits)) == 16


def test_legend_says_limits_counts_and_what_is_missing() -> None:
    figures = decimals(WOMEN)
    with translation.override("sv"):
        rows = legend(figures, classes(figures), missing=2, decimals=1)
        words = short_labels(rows, classes(figures), 1)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 0]
    assert rows[0].label.startswith("under ")
    assert rows[4].label.endswith(" eller mer")
    assert rows[-1].label == "ingen data"
    assert rows[-1].count == 2
    assert sum(row.count for row in rows) == 23
    assert words[4].startswith("från ")


def test_legend_of_one_level_names_it() -> None:
    with translation.override("sv"):
        rows = legend(decimals("5 5 5"), (), decimals=0)
    assert [(row.number, row.label, row.count) for row in rows] == [(1, "5", 3)]
    assert legend([], (), decimals=0) == ()
