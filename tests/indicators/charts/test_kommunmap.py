"""The kommun map: links with names, a finder, names only where they have room."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils import translation

from indicators.charts.drawing import draw
from indicators.charts.kommunmap import BY_HAND, kommunmap
from indicators.charts.shapes import Geometry, Shape
from indicators.charts.theme import Medium, Size

SVG = "{http://www.w3.org/2000/svg}"


def square(code: str, name: str, left: float, top: float, side: float) -> Shape:
    right, bottom = left + side, top + side
    return Shape(
        code, name, f"M{left},{top}L{right},{top}L{right},{bottom}L{left},{bottom}Z", left + side / 2, top + side / 2
    )


def test_links_are_the_golden_ones(three: Geometry, golden: Callable[[str, str], None]) -> None:
    links = {shape.code: f"/kommuner/{shape.name.lower()}/" for shape in three.shapes}
    with translation.override("sv"):
        golden("kommuner-links", draw(kommunmap(three, uid="k", subject="Tre kommuner", links=links)))
        golden("kommuner-finder", draw(kommunmap(three, uid="k", subject="Tre kommuner", marked="2183")))


def test_links_are_a_group_and_each_has_a_name(three: Geometry, sound: Callable[[str], Element]) -> None:
    links = {shape.code: "/k/?a=1&b=2" for shape in three.shapes}
    values = {"2183": Decimal("98.7"), "2121": None}
    with translation.override("sv"):
        root = sound(draw(kommunmap(three, uid="k", subject="s", links=links, values=values, unit="\u00a0%")))
    assert root.attrib["role"] == "group"
    assert [link.attrib["aria-label"] for link in root.iter(f"{SVG}a")] == [
        "Ockelbo: ingen data",
        "Ovanåker: ingen data",
        "Bollnäs: 98,7\u00a0%",
    ]


def test_finder_marks_one_and_is_a_picture(three: Geometry, sound: Callable[[str], Element]) -> None:
    with translation.override("sv"):
        chart = kommunmap(three, uid="k", subject="Länets kommuner", marked="2183")
    root = sound(draw(chart))
    assert root.attrib["role"] == "img"
    assert chart.frame.title == "Länets kommuner, Bollnäs markerad."
    assert [place.is_marked for place in chart.kommuner] == [False, False, True]
    assert [place.name is not None for place in chart.kommuner] == [False, False, True]


def test_a_name_without_room_is_left_out() -> None:
    small, large = square("1", "Upplands-Bro", 0, 0, 30), square("2", "Ystad", 40, 0, 200)
    chart = kommunmap(Geometry(400, 300, (small, large)), uid="k", subject="s", links={"1": "/1", "2": "/2"})
    assert [(place.words, place.name is not None) for place in chart.kommuner] == [
        ("Upplands-Bro", False),
        ("Ystad", True),
    ]


def test_the_home_regions_names_are_set_by_hand(sound: Callable[[str], Element]) -> None:
    shapes = tuple(square(code, code, 40.0 * rank, 40, 30) for rank, code in enumerate(BY_HAND))
    chart = kommunmap(Geometry(400, 602, shapes), uid="k", subject="s", links=dict.fromkeys(BY_HAND, "/"))
    assert all(place.name for place in chart.kommuner)
    assert sum(place.is_outside for place in chart.kommuner) == 3
    sound(draw(chart))


def test_a_single_kommun_needs_no_leader() -> None:
    chart = kommunmap(Geometry(100, 100, (square("0980", "Gotland", 0, 0, 90),)), uid="k", subject="s", marked="0980")
    assert chart.kommuner[0].name is None


def test_printed_map_with_classes(three: Geometry, sound: Callable[[str], Element]) -> None:
    values = {"2183": Decimal(98), "2121": Decimal(90), "2101": None}
    chart = kommunmap(three, uid="k", subject="s", values=values, area="inf", size=Size(235.2, 350, Medium.PRINT))
    assert [place.step for place in chart.kommuner] == [0, 1, 2]
    assert len(chart.legend) == 3
    sound(draw(chart))
