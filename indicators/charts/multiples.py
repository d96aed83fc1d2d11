"""Small multiples: the same area chart for many places, on one scale, with the same comparison in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from indicators.charts import spoken, ticks
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.paint import look
from indicators.charts.scale import Scale, level
from indicators.charts.strokes import DrawnTrace, draw_trace
from indicators.charts.theme import MULTIPLE, Size
from indicators.charts.traces import Trace, breaks_of


@dataclass(frozen=True, slots=True)
class Multiple:
    kind: ClassVar[str] = "multiple"
    frame: Frame
    floor: str
    is_focus: bool
    trace: DrawnTrace
    reference: DrawnTrace | None


@dataclass(frozen=True, slots=True)
class Multiples:
    """The drawings in the order of the traces, and the scale they share, in words for the caption."""

    charts: tuple[Multiple | EmptyChart, ...]
    low: str
    high: str


def multiples(
    traces: Sequence[Trace],
    reference: Trace | None = None,
    *,
    uid: str,
    subject: str,
    focus: str = "",
    area: str = "ink",
    size: Size = MULTIPLE,
    unit: str = "",
    breaks: Sequence[Decimal] = (),
    reason: str = "",
) -> Multiples:
    """Return one drawing a trace, ids uid-1, uid-2 …; the trace named `focus` carries the accent."""
    told = [*traces, reference] if reference else list(traces)
    seen = [reading for trace in told for reading in trace.drawn]
    if not seen:
        return Multiples(
            tuple(_nothing(one, rank, uid, size, area, reason) for rank, one in enumerate(traces, 1)), "", ""
        )
    # The figures' own extent, not whole steps: in so small a picture the height is for the figures.
    axis = ticks.axis([reading.figure for reading in seen])
    across = Scale(min(one.at for one in seen), max(one.at for one in seen), 2, size.width - size.by(6, 4))
    down = Scale(axis.low, axis.high, size.height - size.by(6, 4), size.by(6, 4))
    ground = down.held(Decimal(0))
    cuts = breaks_of(told, breaks)
    charts: list[Multiple | EmptyChart] = []
    for rank, trace in enumerate(traces, 1):
        if not trace.drawn:
            charts.append(_nothing(trace, rank, uid, size, area, reason))
            continue
        is_focus = trace.name == focus
        charts.append(
            Multiple(
                frame=frame(
                    size,
                    uid=f"{uid}-{rank}",
                    title=spoken.title(subject, (trace,), unit=unit),
                    desc=spoken.description((trace,), unit),
                    area=area,
                ),
                floor=level(ground, 0, size.width),
                is_focus=is_focus,
                trace=draw_trace(
                    trace,
                    across,
                    down,
                    look=look("main" if is_focus else "plain", area, size.medium),
                    breaks=cuts,
                    radius=size.by(3, 1.8),
                    mark_all=False,
                    floor=ground,
                ),
                reference=draw_trace(
                    reference,
                    across,
                    down,
                    look=look("ref-thin", area, size.medium),
                    breaks=cuts,
                    radius=0,
                    mark_all=False,
                )
                if reference
                else None,
            )
        )
    return Multiples(tuple(charts), axis.labels[0], axis.labels[-1])


def _nothing(trace: Trace, rank: int, uid: str, size: Size, area: str, reason: str) -> EmptyChart:
    return empty(reason, uid=f"{uid}-{rank}", subject=trace.name, size=size, area=area)
