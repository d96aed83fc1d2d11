"""What chart tests share: golden files, and one check that every picture must pass.

Golden files lie in tests/golden/charts. UPDATE_GOLDEN=1 in the environment writes them anew; read the difference
before it is committed.
"""

import json
import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from indicators.charts.lettering import advance
from indicators.charts.shapes import Geometry, geometry
from indicators.charts.traces import Reading, Trace

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "charts"
DATA = Path(__file__).resolve().parents[2] / "data" / "geo"
SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN = ("style=", "<style", "var(", "currentColor", "<script", "nan", "inf ", "Infinity", "None")

Check = Callable[[str], ElementTree.Element]


def parsed(svg: str) -> ElementTree.Element:
    """Return the root of our own markup; a fault in it raises."""
    return ElementTree.fromstring(svg)  # noqa: S314


def assert_sound(svg: str) -> ElementTree.Element:
    """Assert what holds for every picture: XML, finite numbers, words that can be read inside the view, a name."""
    root = parsed(svg)
    markup = re.sub(r">[^<]*<", "><", svg)
    assert [word for word in FORBIDDEN if word in markup] == []
    left, top, width, height = (float(side) for side in root.attrib["viewBox"].split())
    assert width > 0
    assert height > 0
    smallest = 7.5 if root.attrib.get("width", "").endswith("pt") else 12.0
    for element in root.iter(f"{SVG}text"):
        size = float(element.attrib["font-size"])
        assert size >= smallest, element.text
        words = element.text or ""
        wide = advance(words, size, strong="font-weight" in element.attrib)
        start = float(element.attrib["x"])
        begins = start - {"start": 0.0, "middle": wide / 2, "end": wide}[element.attrib.get("text-anchor", "start")]
        assert begins >= left - 1, words
        assert begins + wide <= left + width + 1, words
        assert top <= float(element.attrib["y"]) <= top + height, words
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    if "aria-labelledby" in root.attrib:
        title = root[0]
        assert title.tag == f"{SVG}title"
        assert (title.text or "").strip()
        assert root.attrib["aria-labelledby"] == title.attrib["id"]
        assert root.attrib.get("aria-describedby", ids[0]) in ids
    else:
        assert root.attrib["aria-hidden"] == "true"
    return root


@pytest.fixture
def sound() -> Check:
    return assert_sound


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    def compare(name: str, svg: str) -> None:
        assert_sound(svg)
        path = GOLDEN / f"{name}.svg"
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_text(svg + "\n", encoding="utf-8")
        assert svg + "\n" == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def three() -> Geometry:
    """Three kommuner in a drawing of 400 × 602."""
    return geometry(json.loads((DATA / "three.json").read_text(encoding="utf-8")))


@pytest.fixture
def make() -> Callable[..., Trace]:
    """make("Gävleborg", {2014: "2.5"}) → a trace; a value of None is missing."""

    def trace(name: str, figures: dict[int, str | None], **marks: bool) -> Trace:
        return Trace(
            name,
            tuple(
                Reading(Decimal(year), None if figure is None else Decimal(figure), **marks)  # type: ignore[arg-type]
                for year, figure in figures.items()
            ),
        )

    return trace
