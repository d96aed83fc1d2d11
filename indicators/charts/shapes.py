"""Shapes of places as data: the outlines, their rings, and one region cut out of a larger map."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from indicators.charts.lettering import Box
from indicators.charts.scale import Place, coordinate

_PAIR = re.compile(r"(-?[\d.]+)[ ,](-?[\d.]+)")

Ring = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One place: official code, short name, SVG path data (only M, L, Z) and a point inside it for its name."""

    code: str
    name: str
    d: str
    label_x: float
    label_y: float

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The closed outlines; islands and holes are rings of their own."""
        parts = (part for part in re.split("[MZz]", self.d) if part.strip())
        return tuple(tuple((float(x), float(y)) for x, y in _PAIR.findall(part)) for part in parts)

    @property
    def box(self) -> Box:
        places = [place for ring in self.rings for place in ring]
        return Box(
            min(x for x, _ in places),
            min(y for _, y in places),
            max(x for x, _ in places),
            max(y for _, y in places),
        )


@dataclass(frozen=True, slots=True)
class Geometry:
    """Shapes in one drawing, width × height units with the origin at the top left."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def crossings(self, down: float) -> tuple[float, ...]:
        """Return where the horizontal at `down` enters and leaves any shape, from left to right."""
        return tuple(sorted(across for shape in self.shapes for across in crossings(shape.rings, down)))


def crossings(rings: Collection[Ring], down: float) -> tuple[float, ...]:
    """Return where a horizontal crosses the rings, from left to right: always an even number."""
    found = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 <= down) != (y2 <= down):
                found.append(x1 + (down - y1) / (y2 - y1) * (x2 - x1))
    return tuple(sorted(found))


def geometry(document: Mapping[str, Any], *, names: Mapping[str, str] | None = None) -> Geometry:
    """Return the shapes of a document {viewBox, shapes: [{code, name, d, label}]}; `names` renames by code."""
    _left, _top, width, height = (float(side) for side in document["viewBox"].split())
    renamed = names or {}
    return Geometry(
        width,
        height,
        tuple(
            Shape(
                shape["code"],
                renamed.get(shape["code"], shape["name"]),
                shape["d"],
                float(shape["label"][0]),
                float(shape["label"][1]),
            )
            for shape in document["shapes"]
        ),
    )


def crop(whole: Geometry, codes: Collection[str], *, width: float = 400.0, height: float = 606.0) -> Geometry:
    """Return only the shapes with these codes, moved and scaled to fill width × height without distortion.

    Raises KeyError when none of the codes is in the map.
    """
    kept = [shape for shape in whole.shapes if shape.code in set(codes)]
    if not kept:
        raise KeyError(f"No shape among {sorted(codes)}")
    boxes = [shape.box for shape in kept]
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    across, down = max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top
    factor = min(width / across, height / down)

    def moved(place: Place) -> Place:
        return (place[0] - left) * factor, (place[1] - top) * factor

    shapes = []
    for shape in kept:
        label = moved((shape.label_x, shape.label_y))
        outline = "".join(_outline([moved(place) for place in ring]) for ring in shape.rings)
        shapes.append(Shape(shape.code, shape.name, outline, *label))
    return Geometry(across * factor, down * factor, tuple(shapes))


def _outline(places: list[Place]) -> str:
    return "M" + "L".join(f"{coordinate(round(x, 1))},{coordinate(round(y, 1))}" for x, y in places) + "Z"
