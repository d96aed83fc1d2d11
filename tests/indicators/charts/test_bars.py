"""Bars: in a table's cell and as a printed ranking."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from django.utils import translation

from indicators.charts.bars import RankChart, bar, rank
from indicators.charts.drawing import draw
from indicators.charts.empty import EmptyChart
from indicators.charts.strip import Item
from indicators.charts.theme import Medium

ITEMS = (
    Item("01", "Stockholm", Decimal("8.47")),
    Item("20", "Dalarna", Decimal("2.49")),
    Item("21", "Gävleborg", Decimal("3.00")),
    Item("23", "Jämtland", None),
)


@pytest.mark.parametrize(
    ("value", "lowest", "highest", "expected"),
    [
        ("50", "0", "100", ("0", "50")),
        ("-25", "-50", "50", ("25", "25")),
        ("25", "-50", "50", ("50", "25")),
        ("0", "0", "0", ("50", "0")),
        ("200", "0", "100", ("0", "100")),
    ],
)
def test_bar_begins_at_zero(value: str, lowest: str, highest: str, expected: tuple[str, str]) -> None:
    chart = bar(Decimal(value), lowest=Decimal(lowest), highest=Decimal(highest))
    assert (chart.x, chart.width) == expected


def test_bar_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    golden("bar", draw(bar(Decimal(3), highest=Decimal("8.47"), reference=Decimal(5), is_focus=True, area="kom")))


def test_bar_without_figure_is_empty() -> None:
    assert bar(None, highest=Decimal(5)).width == "0"


def test_rank_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    nation = Item("00", "Riket", Decimal("5.00"))
    with translation.override("sv"):
        golden(
            "rank",
            draw(rank(ITEMS, uid="r", subject="IT-yrken 2024", focus="21", nation=nation, area="kom", decimals=2)),
        )


def test_rank_orders_and_keeps_places_without_data_last() -> None:
    with translation.override("sv"):
        falling = rank(ITEMS, uid="r", subject="s", focus="21")
        rising = rank(ITEMS, uid="r", subject="s", ascending=True)
    assert isinstance(falling, RankChart)
    assert isinstance(rising, RankChart)
    assert [row.name.text for row in falling.rows] == ["Stockholm", "Gävleborg", "Dalarna", "Jämtland"]
    assert [row.name.text for row in rising.rows] == ["Dalarna", "Gävleborg", "Stockholm", "Jämtland"]
    assert falling.rows[-1].value.text == "ingen data"
    assert "Gävleborg 3,0, plats 2 av 3" in falling.frame.title


def test_equal_figures_share_the_place() -> None:
    items = [Item("a", "A", Decimal(2)), Item("b", "B", Decimal(1)), Item("c", "C", Decimal(1))]
    with translation.override("sv"):
        assert "C 1,0, plats 2 av 3" in rank(items, uid="r", subject="s", focus="c").frame.title


def test_rank_with_negative_figures_and_on_the_web(sound: Callable[[str], Element]) -> None:
    items = [Item("a", "Ett län med ett mycket långt namn", Decimal(-5)), Item("b", "B", Decimal(10))]
    chart = rank(items, uid="r", subject="s", medium=Medium.WEB, width=340)
    sound(draw(chart))
    assert isinstance(rank([Item("a", "A", None)], uid="r", subject="s"), EmptyChart)
