"""The map: classes, hatch for no data, ours outlined and called by name."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils import translation

from indicators.charts.choropleth import MapChart, choropleth
from indicators.charts.drawing import draw, draw_swatch
from indicators.charts.empty import EmptyChart
from indicators.charts.shapes import Geometry
from indicators.charts.theme import PRINT_MAP

VALUES = {"2121": Decimal("2.5"), "2183": Decimal("8.5"), "2101": None}


def test_map_is_the_golden_one(three: Geometry, golden: Callable[[str, str], None]) -> None:
    with translation.override("sv"):
        golden(
            "map-web",
            draw(choropleth(three, VALUES, uid="m", subject="IT-yrken 2024", focus="2183", area="kom", unit="\u00a0%")),
        )
        golden(
            "map-print",
            draw(choropleth(three, VALUES, uid="m", subject="IT-yrken 2024", focus="2183", area="kom", size=PRINT_MAP)),
        )


def test_ours_lies_on_top_and_the_rest_have_their_classes(three: Geometry) -> None:
    with translation.override("sv"):
        chart = choropleth(three, VALUES, uid="m", subject="IT", focus="2121", unit="\u00a0%")
    assert isinstance(chart, MapChart)
    assert [(place.words, place.step, place.is_focus) for place in chart.areas] == [
        ("Ockelbo: ingen data", 0, False),
        ("Bollnäs: 8,5\u00a0%", 2, False),
        ("Ovanåker: 2,5\u00a0%", 1, True),
    ]
    assert [(row.number, row.count) for row in chart.legend] == [(1, 1), (2, 1), (0, 1)]
    assert chart.frame.title == "Karta, IT: Ovanåker 2,5\u00a0%. Lägst Ovanåker 2,5\u00a0%, högst Bollnäs 8,5\u00a0%."


def test_limits_can_be_kept_over_the_years(three: Geometry) -> None:
    chart = choropleth(three, VALUES, uid="m", subject="IT", limits=(Decimal(1), Decimal(2), Decimal(3), Decimal(9)))
    assert isinstance(chart, MapChart)
    assert [place.step for place in chart.areas] == [0, 3, 4]
    assert [row.count for row in chart.legend] == [0, 0, 1, 1, 0, 1]


def test_key_stands_in_the_printed_picture_only(three: Geometry) -> None:
    web, paper = (
        choropleth(three, VALUES, uid="m", subject="s"),
        choropleth(three, VALUES, uid="m", subject="s", size=PRINT_MAP),
    )
    assert isinstance(web, MapChart)
    assert isinstance(paper, MapChart)
    assert web.key == ()
    assert len(paper.key) == 3


def test_no_values_give_the_empty_state(three: Geometry, sound: Callable[[str], Element]) -> None:
    chart = choropleth(three, {"2121": None}, uid="m", subject="s", reason="Kolada har inga värden.")
    assert isinstance(chart, EmptyChart)
    sound(draw(chart))


def test_swatches_match_the_rows(three: Geometry) -> None:
    chart = choropleth(three, VALUES, uid="m", subject="s", area="kom")
    assert isinstance(chart, MapChart)
    assert 'class="m m1"' in draw_swatch(chart.legend[0], area="kom")
    assert "c-stripe" in draw_swatch(chart.legend[-1], area="kom")
    assert 'class="m h2"' in draw_swatch(chart.legend[1], area="kom", soft=True)
