"""Words on paper: widths, wrapping, boxes, spreading."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.lettering import Box, advance, box_of, held_inside, shortened, spread, wrapped


@pytest.mark.parametrize(
    ("text", "em"),
    [("Gävleborg", 5.025), ("3,0\u00a0%", 2.82), ("Västra Götaland", 8.06), ("1\u00a0234\u00a0567", 4.7)],
)
def test_advance_is_near_the_typefaces_and_not_under(text: str, em: float) -> None:
    assert em * 0.98 <= advance(text, 1) <= em * 1.15


def test_strong_is_wider() -> None:
    assert advance("Gävleborg", 14, strong=True) > advance("Gävleborg", 14)


def test_shortened_fits_its_room() -> None:
    assert shortened("Gävleborg", 14, 200) == "Gävleborg"
    cut = shortened("Norra Mellansverige", 14, 80)
    assert cut.endswith("…")
    assert advance(cut, 14) <= 80


def test_wrapped_keeps_every_word() -> None:
    lines = wrapped("Procent av befolkningen 16–74 år", 13, 150)
    assert len(lines) == 2
    assert " ".join(lines) == "Procent av befolkningen 16–74 år"


@pytest.mark.parametrize(
    ("one", "other", "crosses"),
    [((0, 0), (20, 20), True), ((0, 5), (20, 5), False), ((12, 0), (12, 30), True), ((0, 0), (8, 30), False)],
)
def test_box_crossed_by_a_line(one: tuple[float, float], other: tuple[float, float], crosses: bool) -> None:
    assert Box(10, 10, 15, 15).crossed_by(one, other) is crosses


def test_boxes() -> None:
    box = box_of("ord", 100, 50, 10, anchor="end")
    assert box.right == 100
    assert box.top == 42
    assert box.meets(Box(95, 45, 120, 60))
    assert not box.meets(Box(101, 45, 120, 60))
    assert box.within(Box(0, 0, 200, 200))


def test_centred_text_is_held_inside() -> None:
    assert held_inside("Gävleborg", 0, 10, 0, 300) == pytest.approx(advance("Gävleborg", 10) / 2)
    assert held_inside("Gävleborg", 150, 10, 0, 300) == 150
    assert held_inside("Gävleborg", 0, 100, 0, 300) == 150


def test_spread_moves_both_neighbours_as_little_as_possible() -> None:
    assert spread([50, 52], [10, 10], 0, 100) == (46, 56)
    assert spread([50, 80], [10, 10], 0, 100) == (50, 80)
    assert spread([99, 99], [10, 10], 0, 100) == (90, 100)
    assert spread([], [], 0, 100) == ()


@given(st.lists(st.floats(-50, 150), min_size=1, max_size=8))
def test_spread_keeps_order_gaps_and_bounds(wanted: list[float]) -> None:
    placed = spread(wanted, [10] * len(wanted), 0, 100)
    assert all(-1e-6 <= height <= 100 + 1e-6 for height in placed)
    assert all(two - one >= 10 - 1e-6 for one, two in pairwise(sorted(placed)))
    order = sorted(range(len(wanted)), key=lambda item: wanted[item])
    assert [placed[item] for item in order] == sorted(placed)
