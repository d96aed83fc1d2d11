"""A region drawn as level lines in the five areas' colours, cut at its kommun borders: the cover of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from indicators.charts.frame import Frame, frame
from indicators.charts.scale import coordinate
from indicators.charts.shapes import Geometry, crossings
from indicators.charts.theme import ACCENTS, AREAS, UNIT, Medium, Size

_GAP = 1.1  # what a border leaves open on each side of it, pt


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of one colour as one path."""

    colour: str
    d: str


@dataclass(frozen=True, slots=True)
class HatchChart:
    kind: ClassVar[str] = "hatch"
    frame: Frame
    stroke: str
    lines: tuple[Lines, ...]


def hatch(
    geometry: Geometry,
    *,
    uid: str,
    title: str,
    width: float = 352.0,
    medium: Medium = Medium.PRINT,
    pitch: float = UNIT / 4,
    stroke: float = 1.35,
    areas: Sequence[str] = AREAS,
) -> HatchChart:
    """Return the drawing `width` wide, its height a whole number of grid lines. The colours do not mean places."""
    factor = width / geometry.width
    rings = [[tuple((x * factor, y * factor) for x, y in ring) for ring in shape.rings] for shape in geometry.shapes]
    places = [place for shape in rings for ring in shape for place in ring]
    top, bottom = min(y for _x, y in places), max(y for _x, y in places)
    bands: list[list[str]] = [[] for _area in areas]
    down = top + pitch / 2
    while down < bottom:
        band = min(int((down - top) / (bottom - top) * len(areas)), len(areas) - 1)
        for shape in rings:
            sides = crossings(shape, down)
            for left, right in zip(sides[::2], sides[1::2], strict=True):
                if right - left > 2 * _GAP + 0.4:
                    bands[band].append(f"M{coordinate(left + _GAP)} {coordinate(down)}H{coordinate(right - _GAP)}")
        down += pitch
    height = -(-geometry.height * factor // UNIT) * UNIT
    return HatchChart(
        frame=frame(Size(width, height, medium), uid=uid, title=title, area="ink", classes="chart hatchmap"),
        stroke=coordinate(stroke),
        lines=tuple(
            Lines(ACCENTS[area].light, "".join(parts)) for area, parts in zip(areas, bands, strict=True) if parts
        ),
    )
