"""The strip: each place once, ours named, dots that do not cover one another."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.charts.drawing import draw
from indicators.charts.empty import EmptyChart
from indicators.charts.strip import Item, StripChart, strip
from indicators.charts.theme import BODY, STRIP_NARROW, STRIP_WIDE, Size, print_size

FIGURES = "8.47 4.81 4.80 4.46 4.25 4.05 3.71 3.53 3.42 3.18 3.00 2.96 2.93 2.89 2.88 2.87 2.49 2.44 2.17 1.86 1.84"
LAN = tuple(Item(f"{rank:02}", f"Län {rank}", Decimal(figure)) for rank, figure in enumerate(FIGURES.split(), 1))
NATION = Item("00", "Riket", Decimal("5.0"))


@pytest.mark.parametrize(
    ("size", "name"), [(STRIP_WIDE, "wide"), (STRIP_NARROW, "narrow"), (print_size(BODY, 6), "print")]
)
def test_strip_is_the_golden_one(golden: Callable[[str, str], None], size: Size, name: str) -> None:
    with translation.override("sv"):
        chart = strip(
            LAN, uid="s", subject="IT-yrken 2024", focus="11", nation=NATION, area="kom", size=size, unit="\u00a0%"
        )
        golden(f"strip-{name}", draw(chart))


def test_title_says_ours_the_nation_and_the_ends() -> None:
    with translation.override("sv"):
        chart = strip(LAN, uid="s", subject="IT-yrken 2024", focus="11", nation=NATION)
    assert chart.frame.title == "IT-yrken 2024: Län 11 3,0; Riket 5,0. Lägst Län 21 1,8, högst Län 1 8,5."


def test_places_without_figures_are_left_out() -> None:
    chart = strip([*LAN[:3], Item("99", "Okänt", None)], uid="s", subject="s")
    assert isinstance(chart, StripChart)
    assert len(chart.dots) == 3
    assert isinstance(strip([Item("99", "Okänt", None)], uid="s", subject="s"), EmptyChart)


def test_equal_figures_pile_up_and_the_picture_grows(sound: Callable[[str], Element]) -> None:
    many = [Item(str(rank), f"Kommun {rank}", Decimal(5)) for rank in range(40)]
    chart = strip(many, uid="s", subject="s", focus="7")
    assert isinstance(chart, StripChart)
    assert len({dot.y for dot in chart.dots}) == 40
    assert float(chart.frame.height) > STRIP_WIDE.height
    sound(draw(chart))


@given(
    figures=st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=25),
    nation=st.decimals(-(10**9), 10**9, places=3),
    size=st.sampled_from([STRIP_WIDE, STRIP_NARROW, print_size(BODY, 6)]),
    from_zero=st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_figures_give_a_sound_picture(
    sound: Callable[[str], Element], figures: list[Decimal], nation: Decimal, size: Size, from_zero: bool
) -> None:
    items = [Item(str(rank), f"Län {rank}", figure) for rank, figure in enumerate(figures)]
    chart = strip(
        items, uid="s", subject="s", focus="0", nation=Item("00", "Riket", nation), size=size, from_zero=from_zero
    )
    sound(draw(chart))
