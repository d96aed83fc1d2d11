"""Shapes: rings, crossings, and one region cut out of a map."""

import pytest

from indicators.charts.shapes import Geometry, Shape, crop, crossings, geometry

SQUARE = Shape("1", "Ett", "M0,0L10,0L10,10L0,10ZM20,0L30,0L30,10L20,10Z", 5, 5)


def test_rings_and_box() -> None:
    first, _second = SQUARE.rings
    assert list(first) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert (SQUARE.box.left, SQUARE.box.right) == (0, 30)


def test_crossings_come_in_pairs() -> None:
    assert crossings(SQUARE.rings, 5) == (0, 10, 20, 30)
    assert crossings(SQUARE.rings, 50) == ()


def test_document_becomes_geometry_with_short_names() -> None:
    document = {
        "viewBox": "0 0 40 20",
        "shapes": [{"code": "21", "name": "Gävleborgs län", "d": SQUARE.d, "label": [5, 5]}],
    }
    found = geometry(document, names={"21": "Gävleborg"})
    assert (found.width, found.height) == (40, 20)
    assert found.shapes[0].name == "Gävleborg"
    assert found.crossings(5) == (0, 10, 20, 30)


def test_crop_fills_the_width(three: Geometry) -> None:
    found = crop(three, ["2183", "2101"])
    assert {shape.code for shape in found.shapes} == {"2183", "2101"}
    assert max(found.width / 400, found.height / 606) == pytest.approx(1)
    box = found.shapes[0].box
    assert min(shape.box.left for shape in found.shapes) == pytest.approx(0, abs=0.1)
    assert box.left < found.shapes[0].label_x < box.right


def test_crop_of_nothing_is_refused(three: Geometry) -> None:
    with pytest.raises(KeyError):
        crop(three, ["9999"])
