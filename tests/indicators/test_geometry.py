"""The shapes come from the shipped files, with the names of the page."""

import pytest

from indicators import geometry


def test_lan_are_twenty_one_and_renamed() -> None:
    drawing = geometry.lan({"21": "Gävleborg"})
    names = {shape.code: shape.name for shape in drawing.shapes}
    assert len(names) == 21
    assert names["21"] == "Gävleborg"


def test_kommuner_are_those_asked_for_and_no_others() -> None:
    drawing = geometry.kommuner({"2180": "Gävle", "2183": "Bollnäs"})
    assert {shape.code: shape.name for shape in drawing.shapes} == {"2180": "Gävle", "2183": "Bollnäs"}


def test_kommuner_that_do_not_exist_are_an_error() -> None:
    with pytest.raises(KeyError):
        geometry.kommuner({"9999": "Ingenstans"})
