"""Draw one trace: lines that stop at breaks, thin dashes where years are missing, and the right kind of dot."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from indicators.charts.paint import Look
from indicators.charts.scale import Place, Scale, coordinate, level, polyline, upright
from indicators.charts.traces import Reading, Trace, runs

_MARK_EVERY = 6  # a series this short gets a dot at each figure


@dataclass(frozen=True, slots=True)
class Stroke:
    d: str
    old: bool  # before the last break: paler
    gap: bool  # years are missing on the way, or an end's year is uncertain


@dataclass(frozen=True, slots=True)
class Dot:
    """kind: "solid", "ring" (year inferred) or "core" (preliminary: a ring with a dot in it)."""

    x: str
    y: str
    r: str
    core: str
    kind: str
    old: bool


@dataclass(frozen=True, slots=True)
class DrawnTrace:
    look: Look
    strokes: tuple[Stroke, ...]
    whiskers: tuple[str, ...]
    dots: tuple[Dot, ...]
    fill: str  # path data of the area under the line, "" where it has none
    lines: tuple[tuple[Place, Place], ...]  # straight pieces, for whoever must keep clear of them
    ends: tuple[tuple[Reading, Place], ...]  # first and last reading with their places

    @property
    def has_gap(self) -> bool:
        return any(stroke.gap for stroke in self.strokes)


def draw_trace(
    trace: Trace,
    across: Scale,
    down: Scale,
    *,
    look: Look,
    breaks: Sequence[Decimal] = (),
    radius: float,
    mark_all: bool | None = None,
    whiskers: bool = False,
    floor: float | None = None,
) -> DrawnTrace:
    """Return a trace drawn on two scales. `radius` is the last dot's; `floor` asks for a filled area down to it."""
    parts = runs(trace, breaks)
    drawn = trace.drawn
    marked = len(drawn) <= _MARK_EVERY if mark_all is None else mark_all
    strokes: list[Stroke] = []
    lines: list[tuple[Place, Place]] = []
    fills: list[str] = []
    dots: list[Dot] = []
    ends: list[tuple[Reading, Place]] = []
    for run in parts:
        old = run is not parts[-1]
        places = [(across.at(reading.at), down.at(reading.figure)) for reading in run]
        ends += [(run[0], places[0]), (run[-1], places[-1])]
        strokes += _strokes(trace, run, places, old=old)
        lines += pairwise(places)
        if floor is not None and len(run) > 1:
            bottom = f"{coordinate(places[-1][0])} {coordinate(floor)}L{coordinate(places[0][0])} {coordinate(floor)}z"
            fills.append(f"{polyline(places)}L{bottom}")
        for reading, place in zip(run, places, strict=True):
            last = reading is drawn[-1]
            if last or marked or len(run) == 1 or reading.inferred or reading.preliminary:
                reach = radius if last else radius * 0.7
                dots.append(_dot(reading, place, reach, old=old))
    return DrawnTrace(
        look=look,
        strokes=tuple(strokes),
        whiskers=_whiskers(drawn, across, down, radius) if whiskers else (),
        dots=tuple(dots),
        fill="".join(fills),
        lines=tuple(lines),
        ends=(ends[0], ends[-1]) if ends else (),
    )


def _strokes(trace: Trace, run: Sequence[Reading], places: Sequence[Place], *, old: bool) -> list[Stroke]:
    """Return a run as few paths as may be: neighbours of the same kind become one line."""
    usual = trace.usual_step * Decimal("1.01")
    holes = [reading.at for reading in trace.readings if not reading.is_drawn]
    strokes: list[Stroke] = []
    way: list[Place] = []
    way_gap = False
    for place in range(len(run) - 1):
        one, two = run[place], run[place + 1]
        gap = two.at - one.at > usual or one.inferred or two.inferred or any(one.at < hole < two.at for hole in holes)
        if way and gap != way_gap:
            strokes.append(Stroke(polyline(way), old, way_gap))
            way = []
        way = way or [places[place]]
        way.append(places[place + 1])
        way_gap = gap
    if way:
        strokes.append(Stroke(polyline(way), old, way_gap))
    return strokes


def _dot(reading: Reading, place: Place, radius: float, *, old: bool) -> Dot:
    kind = "ring" if reading.inferred else "core" if reading.preliminary else "solid"
    reach = radius if kind == "solid" else radius * 0.95
    core = coordinate(radius * 0.4)
    return Dot(coordinate(place[0]), coordinate(place[1]), coordinate(reach), core, kind, old)


def _whiskers(drawn: Sequence[Reading], across: Scale, down: Scale, radius: float) -> tuple[str, ...]:
    """Return an upright with two caps for each reading that has an interval."""
    found = []
    for reading in drawn:
        if reading.interval is None:
            continue
        lower, upper = reading.interval
        middle, top, bottom = across.at(reading.at), down.held(upper), down.held(lower)
        caps = "".join(level(edge, middle - radius * 0.8, middle + radius * 0.8) for edge in (top, bottom))
        found.append(upright(middle, top, bottom) + caps)
    return tuple(found)
