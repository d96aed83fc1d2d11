"""The hatch that means "no data" on a map, as an SVG pattern that looks the same at every scale."""

from dataclasses import dataclass

from indicators.charts.scale import coordinate
from indicators.charts.theme import Size


@dataclass(frozen=True, slots=True)
class Stripes:
    """A pattern with its id; measures are in the drawing's own units."""

    id: str
    pitch: str
    d: str
    width: str


def stripes(uid: str, size: Size, *, factor: float = 1.0) -> Stripes:
    """Return the hatch for a drawing that is later scaled by `factor`."""
    pitch = size.by(6, 3) / factor
    tip, over, past = coordinate(pitch / 6), coordinate(pitch * 7 / 6), coordinate(pitch * 5 / 6)
    # One diagonal and the corners of its neighbours, so that the tiles join.
    d = f"M-{tip} {tip}L{tip} -{tip}M-{tip} {over}L{over} -{tip}M{past} {over}L{over} {past}"
    return Stripes(f"{uid}-h", coordinate(pitch), d, coordinate(size.by(1, 0.4) / factor))
