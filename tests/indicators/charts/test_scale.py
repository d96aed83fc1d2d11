"""The scale: exact at its ends, finite everywhere, SVG's way of writing numbers."""

from decimal import Decimal
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.scale import Scale, coordinate, level, polyline, rhomb, upright

FIGURES = st.decimals(allow_nan=False, allow_infinity=False)


def test_ends_and_middle() -> None:
    scale = Scale(Decimal(10), Decimal(30), 100, 0)
    assert [scale.at(Decimal(figure)) for figure in (10, 20, 30)] == [100, 50, 0]
    assert scale.held(Decimal(99)) == 0
    assert scale.held(Decimal(-99)) == 100


def test_no_extent_puts_everything_in_the_middle() -> None:
    assert Scale(Decimal(5), Decimal(5), 0, 10).at(Decimal(5)) == 5


@given(low=FIGURES, high=FIGURES, figure=FIGURES)
def test_held_places_are_finite_and_inside(low: Decimal, high: Decimal, figure: Decimal) -> None:
    low, high = min(low, high), max(low, high)
    place = Scale(low, high, 0, 100).held(figure)
    assert isfinite(place)
    assert -0.001 <= place <= 100.001


@pytest.mark.parametrize(
    ("place", "text"), [(0, "0"), (-0.001, "0"), (12.5, "12.5"), (1 / 3, "0.33"), (100, "100"), (-7.10, "-7.1")]
)
def test_coordinate(place: float, text: str) -> None:
    assert coordinate(place) == text


def test_path_data() -> None:
    assert polyline([(0, 1), (2.5, 3)]) == "M0 1L2.5 3"
    assert upright(1, 2, 3) == "M1 2V3"
    assert level(1, 2, 3) == "M2 1H3"
    assert rhomb(10, 10, 6) == "M10 4l6 6-6 6-6-6z"
