"""The line chart: one place over time beside its comparisons, with breaks, target, band and intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts import plot as plotting
from indicators.charts import spoken, ticks
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.labels import Ending, Label, inline_label, margin_labels, start_label
from indicators.charts.lettering import Box, Text, write
from indicators.charts.paint import look
from indicators.charts.plot import GridLine, Plot
from indicators.charts.scale import Place, coordinate, polyline, rhomb, upright
from indicators.charts.strokes import DrawnTrace, draw_trace
from indicators.charts.theme import WIDE, Size
from indicators.charts.traces import Target, Trace, breaks_of, cut_between

Piece = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Band:
    """A range to be inside, drawn as a pale field: the goal of "between 40 and 60 percent"."""

    low: Decimal
    high: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class DrawnBand:
    x: str
    y: str
    width: str
    height: str
    label: Text


@dataclass(frozen=True, slots=True)
class DrawnTarget:
    """The required path ("" without a baseline), the pole down to the axis, and the rhomb."""

    path: str
    pole: str
    rhomb: str


@dataclass(frozen=True, slots=True)
class LineChart:
    kind: ClassVar[str] = "line"
    frame: Frame
    head: tuple[Text, ...]
    grid: tuple[GridLine, ...]
    year_marks: tuple[str, ...]
    years: tuple[Text, ...]
    band: DrawnBand | None
    breaks: tuple[str, ...]
    break_labels: tuple[Text, ...]
    target: DrawnTarget | None
    traces: tuple[DrawnTrace, ...]  # comparisons first: the focus is drawn on top
    labels: tuple[Label, ...]
    notes: tuple[str, ...]  # what the signs mean, and where the axis begins: for the caption


def line(
    focus: Trace,
    references: Sequence[Trace] = (),
    *,
    uid: str,
    subject: str,
    area: str = "ink",
    size: Size = WIDE,
    unit: str = "",
    axis_title: str = "",
    target: Target | None = None,
    band: Band | None = None,
    breaks: Sequence[Decimal] = (),
    from_zero: bool = True,
    intervals: bool = False,
    reason: str = "",
) -> LineChart | EmptyChart:
    """Return the chart of `focus` among `references`; without any figure its empty state, which says `reason`.

    unit: written directly after a value ("\u00a0%"). breaks: positions in years where a new series begins, added to
    those the readings carry. from_zero=False lets the axis begin at the lowest figure, and then says so in the picture.
    """
    traces = (focus, *references)
    if not any(trace.drawn for trace in traces):
        return empty(reason, uid=uid, subject=subject, size=size, area=area)
    found = breaks_of(traces, breaks)
    upright_at = [place for place in found if any(one.at < place for trace in traces for one in trace.drawn)]
    uprights = [cut_between(place, traces) for place in upright_at]
    axis = ticks.axis(
        _figures(traces, target, band, intervals=intervals), from_zero=from_zero, most=plotting.most_ticks(size)
    )
    head = plotting.head_of(axis, axis_title, size)
    places = _places(traces, target)
    plot = plotting.lay_out(
        places,
        axis,
        size,
        edge_endings=_edge_endings(traces, target, max(places), unit),
        above=len(head) + bool(uprights),
    )
    drawn = _draw(traces, plot, area, found, intervals=intervals)
    aim = _target(target, plot) if target else None
    pieces = _pieces(drawn, target, plot) + (_uprights(traces, plot) if intervals else [])
    gaps, whiskers = any(one.has_gap for one in drawn), any(one.whiskers for one in drawn)
    cut_note = () if plotting.starts_at_zero(axis) else (spoken.axis_note(axis.labels[0]),)
    return LineChart(
        frame=frame(
            size,
            uid=uid,
            title=spoken.title(subject, traces, unit=unit, breaks=upright_at, target=target),
            desc=spoken.description(traces, unit),
            area=area,
        ),
        head=head,
        grid=plotting.grid_of(plot),
        year_marks=plotting.year_marks(plot),
        years=plotting.year_labels(plot),
        band=_band(band, plot) if band else None,
        breaks=tuple(upright(plot.x.at(place), plot.box.top - size.by(4, 4), plot.box.bottom) for place in uprights),
        break_labels=plotting.break_labels(uprights, upright_at, plot),
        target=aim,
        traces=tuple(reversed(drawn)),
        labels=_labels(traces, drawn, target, plot, pieces, unit),
        notes=cut_note + spoken.marks_used(traces, breaks=upright_at, target=target, gaps=gaps, whiskers=whiskers),
    )


def _figures(traces: Sequence[Trace], target: Target | None, band: Band | None, *, intervals: bool) -> list[Decimal]:
    figures = [reading.figure for trace in traces for reading in trace.drawn]
    if intervals:
        figures += [end for trace in traces for reading in trace.drawn for end in reading.interval or ()]
    if target:
        figures += [target.value, *(target.path[1:] if target.path else ())]
    return figures + ([band.low, band.high] if band else [])


def _places(traces: Sequence[Trace], target: Target | None) -> list[Decimal]:
    places = [reading.at for trace in traces for reading in trace.drawn]
    return places + ([target.at, *(target.path[:1] if target.path else ())] if target else [])


def _edge_endings(traces: Sequence[Trace], target: Target | None, last: Decimal, unit: str) -> list[Ending]:
    """Return what ends at the right edge, so that room can be made for its name before places are known."""
    endings = [
        _ending(trace, (0, 0), unit, main=trace is traces[0])
        for trace in traces
        if trace.drawn and trace.drawn[-1].at == last
    ]
    return endings + ([_target_ending(target, (0, 0), unit)] if target and target.at == last else [])


def _draw(
    traces: Sequence[Trace], plot: Plot, area: str, breaks: Sequence[Decimal], *, intervals: bool
) -> tuple[DrawnTrace, ...]:
    size = plot.size
    return tuple(
        draw_trace(
            trace,
            plot.x,
            plot.y,
            look=look("ref" if rank else "main", area, size.medium),
            breaks=breaks,
            radius=size.by(3.5, 1.9) if rank else size.by(4.5, 2.9),
            whiskers=intervals,
        )
        for rank, trace in enumerate(traces)
    )


def _target(target: Target, plot: Plot) -> DrawnTarget:
    across, down = plot.x.at(target.at), plot.y.at(target.value)
    path = ""
    if target.path:
        path = polyline([(plot.x.at(target.path[0]), plot.y.at(target.path[1])), (across, down)])
    return DrawnTarget(path, upright(across, down, plot.box.bottom), rhomb(across, down, plot.size.by(6, 3.6)))


def _pieces(drawn: Sequence[DrawnTrace], target: Target | None, plot: Plot) -> list[Piece]:
    pieces = [piece for trace in drawn for piece in trace.lines]
    if target:
        end = plot.x.at(target.at), plot.y.at(target.value)
        pieces.append((end, (end[0], plot.box.bottom)))
        if target.path:
            pieces.append(((plot.x.at(target.path[0]), plot.y.at(target.path[1])), end))
    return pieces


def _band(band: Band, plot: Plot) -> DrawnBand:
    top, bottom = plot.y.at(band.high), plot.y.at(band.low)
    box, size = plot.box, plot.size
    return DrawnBand(
        coordinate(box.left),
        coordinate(top),
        coordinate(box.right - box.left),
        coordinate(bottom - top),
        write(band.label, box.left + size.by(8, 4), bottom - size.by(8, 4)),
    )


def _ending(trace: Trace, place: Place, unit: str, *, main: bool) -> Ending:
    last = trace.drawn[-1]
    value = ticks.compact(last.figure, trace.decimals) + unit
    if last.preliminary:
        value = _("%(value)s prel.") % {"value": value}
    return Ending(trace.name, value, place, "main" if main else "ref")


def _target_ending(target: Target, place: Place, unit: str) -> Ending:
    value = ticks.compact(target.value, target.decimals) + unit
    return Ending(_("Mål %(value)s") % {"value": value}, "", place, "target")


def _uprights(traces: Sequence[Trace], plot: Plot) -> list[Piece]:
    """Return the intervals as pieces no word may stand on."""
    return [
        (
            (plot.x.at(reading.at), plot.y.held(reading.interval[0])),
            (plot.x.at(reading.at), plot.y.held(reading.interval[1])),
        )
        for trace in traces
        for reading in trace.drawn
        if reading.interval
    ]


def _labels(
    traces: Sequence[Trace],
    drawn: Sequence[DrawnTrace],
    target: Target | None,
    plot: Plot,
    pieces: Sequence[Piece],
    unit: str,
) -> tuple[Label, ...]:
    size, box = plot.size, plot.box
    named = [(rank, trace, one) for rank, (trace, one) in enumerate(zip(traces, drawn, strict=True)) if one.ends]
    endings = [_ending(trace, one.ends[-1][1], unit, main=rank == 0) for rank, trace, one in named]
    if target:
        endings.append(_target_ending(target, (plot.x.at(target.at), plot.y.at(target.value)), unit))
    at_edge = [ending for ending in endings if ending.place[0] > box.right - 0.5]
    placed = list(margin_labels(at_edge, size, bounds=box))
    # What stands in the margin, and the pole of a target at the edge, are kept clear.
    right = box.right - size.by(4, 3) if at_edge else size.width
    bounds = Box(box.left, box.top - size.type.line, right, box.bottom)
    for ending in endings:
        if ending not in at_edge:
            dots = [_around(other.place, size) for other in endings if other is not ending]
            taken = [*dots, *(one.box for one in placed)]
            placed.append(inline_label(ending, size, bounds=bounds, lines=pieces, taken=taken))
    for rank, trace, one in named:
        if len(one.lines) > 1:
            first = start_label(
                ticks.compact(one.ends[0][0].figure, trace.decimals),
                one.ends[0][1],
                size,
                bounds=Box(0, bounds.top, box.right, box.bottom),
                lines=pieces,
                taken=[*(_around(ending.place, size) for ending in endings), *(label.box for label in placed)],
                kind="ref" if rank else "main",
            )
            placed += [first] if first else []
    return tuple(placed)


def _around(place: Place, size: Size) -> Box:
    reach = size.by(5, 3)
    return Box(place[0] - reach, place[1] - reach, place[0] + reach, place[1] + reach)
