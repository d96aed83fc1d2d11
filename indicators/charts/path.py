"""The small chart ("bana") beside an indicator: where it came from and where it should be, on one time axis for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts import spoken, ticks
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.lettering import Text, advance, box_of, write
from indicators.charts.paint import look
from indicators.charts.scale import EXACT, Scale, level, polyline, rhomb, upright
from indicators.charts.strokes import DrawnTrace, draw_trace
from indicators.charts.theme import PATH, Size
from indicators.charts.traces import Target, Trace, breaks_of

# Every small chart shows these years, so that rows can be compared downwards.
FIRST_YEAR, LAST_YEAR = 2010, 2030
# A series that hardly moves is not blown up to fill the height: at least this many units are shown.
_LEAST_EXTENT = Decimal(6)


@dataclass(frozen=True, slots=True)
class PathChart:
    kind: ClassVar[str] = "path"
    frame: Frame
    floor: str
    year_marks: tuple[str, ...]
    years: tuple[Text, ...]
    required: str
    pole: str
    rhomb: str
    target_label: Text | None
    traces: tuple[DrawnTrace, ...]
    notes: tuple[str, ...]


def path(
    trace: Trace,
    reference: Trace | None = None,
    *,
    uid: str,
    subject: str,
    area: str = "ink",
    size: Size = PATH,
    unit: str = "",
    target: Target | None = None,
    breaks: Sequence[Decimal] = (),
    least_extent: Decimal = _LEAST_EXTENT,
    reason: str = "",
) -> PathChart | EmptyChart:
    """Return the small chart of a trace; it has no value axis, for its only matter is direction.

    The years are 2010–2030, more where figures or target lie outside. least_extent: in the value's own unit.
    """
    if not trace.drawn:
        return empty(reason, uid=uid, subject=subject, size=size, area=area, classes="chart bana")
    traces = (trace, reference) if reference and reference.drawn else (trace,)
    places = [reading.at for one in traces for reading in one.drawn] + ([target.at] if target else [])
    first = min(FIRST_YEAR, int(min(places)))
    last = max(LAST_YEAR, int(max(places).to_integral_value("ROUND_CEILING")))
    edge, floor = size.by(7, 4), size.height - size.by(18, 12)
    across = Scale(Decimal(first), Decimal(last), edge, size.width - edge)
    down = _heights(traces, target, floor, size, least_extent)
    cuts = breaks_of(traces, breaks)
    drawn = tuple(
        draw_trace(
            one,
            across,
            down,
            look=look("ref-thin" if rank else "main-thin", area, size.medium),
            breaks=cuts,
            radius=0 if rank else size.by(4, 2.4),
            mark_all=False,
        )
        for rank, one in enumerate(traces)
    )
    aim = (across.at(target.at), down.at(target.value)) if target else None
    start = target.path if target else None
    return PathChart(
        frame=frame(
            size,
            uid=uid,
            title=spoken.title(subject, (trace,), unit=unit, target=target),
            desc=spoken.description(traces, unit),
            area=area,
            classes="chart bana",
        ),
        floor=level(floor, 0, size.width),
        year_marks=tuple(
            upright(across.at(Decimal(year)), floor, floor + size.by(4, 2.5)) for year in _years(first, last)
        ),
        years=_year_labels(first, last, across, size),
        required=polyline([(across.at(start[0]), down.held(start[1])), aim]) if start and aim else "",
        pole=upright(aim[0], aim[1], floor) if aim else "",
        rhomb=rhomb(*aim, size.by(6, 3.4)) if aim else "",
        target_label=_target_label(target, aim, drawn[0], size) if target and aim else None,
        traces=tuple(reversed(drawn)),
        notes=spoken.marks_used(
            traces,
            breaks=[place for place in cuts if any(one.at < place for one in trace.drawn)],
            target=target,
            gaps=any(one.has_gap for one in drawn),
            whiskers=False,
        ),
    )


def _heights(traces: Sequence[Trace], target: Target | None, floor: float, size: Size, least: Decimal) -> Scale:
    figures = [reading.figure for trace in traces for reading in trace.drawn]
    if target:
        figures += [target.value, *(target.path[1:] if target.path else ())]
    low, high = min(figures), max(figures)
    short = EXACT.subtract(least, EXACT.subtract(high, low))
    if short > 0:
        low, high = EXACT.subtract(low, short / 2), EXACT.add(high, short / 2)
    # With a target its words stand above the rhomb, so the figures keep further down.
    return Scale(low, high, floor - size.by(8, 5), size.by(26, 15))


def _years(first: int, last: int) -> tuple[int, ...]:
    middle = first + (last - first) // 2
    return tuple(sorted({first, round(middle, -1) if first < round(middle, -1) < last else middle, last}))


def _year_labels(first: int, last: int, across: Scale, size: Size) -> tuple[Text, ...]:
    baseline = size.height - size.by(2, 1.5)
    found = []
    for year in _years(first, last):
        if year == first:
            found.append(write(str(year), 0, baseline))
        elif year == last:
            found.append(write(str(year), size.width, baseline, "end"))
        else:
            found.append(write(str(year), across.at(Decimal(year)), baseline, "middle"))
    return tuple(found)


def _target_label(target: Target, aim: tuple[float, float], trace: DrawnTrace, size: Size) -> Text:
    """Return "mål 80": above the rhomb, or to the right of it where there is room and nothing is drawn."""
    text = _("mål %(value)s") % {"value": ticks.compact(target.value, target.decimals)}
    letters = size.type.small
    width = advance(text, letters)
    beside = aim[0] + size.by(11, 6)
    if beside + width <= size.width:
        box = box_of(text, beside, aim[1] + letters * 0.34, letters)
        if not any(box.crossed_by(*piece) for piece in trace.lines):
            return write(text, beside, aim[1] + letters * 0.34)
    middle = min(max(aim[0], width / 2), size.width - width / 2)
    return write(text, middle, aim[1] - size.by(11, 6), "middle")
