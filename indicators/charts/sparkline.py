"""The line without axes that stands in a table's row."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from indicators.charts import spoken
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.paint import look
from indicators.charts.scale import Scale, upright
from indicators.charts.strokes import DrawnTrace, draw_trace
from indicators.charts.theme import SPARK, Size
from indicators.charts.traces import Trace, breaks_of, cut_between


@dataclass(frozen=True, slots=True)
class Sparkline:
    kind: ClassVar[str] = "sparkline"
    frame: Frame
    breaks: tuple[str, ...]
    traces: tuple[DrawnTrace, ...]


def sparkline(
    trace: Trace,
    *,
    uid: str,
    subject: str,
    area: str = "ink",
    size: Size = SPARK,
    unit: str = "",
    breaks: Sequence[Decimal] = (),
    extent: tuple[Decimal, Decimal] | None = None,
) -> Sparkline | EmptyChart:
    """Return a trace's shape. extent: lowest and highest figure of the scale, for rows that share one."""
    drawn = trace.drawn
    if not drawn:
        return empty("", uid=uid, subject=subject, size=size, area=area, classes="chart spark")
    figures = [reading.figure for reading in drawn] + list(extent or ())
    edge = size.by(4, 3)
    across = Scale(drawn[0].at, drawn[-1].at, edge, size.width - edge)
    down = Scale(min(figures), max(figures), size.height - edge, edge)
    cuts = breaks_of([trace], breaks)
    cut_at = [cut_between(place, [trace]) for place in cuts if drawn[0].at < place <= drawn[-1].at]
    return Sparkline(
        frame=frame(
            size,
            uid=uid,
            title=spoken.title(subject, (trace,), unit=unit),
            desc=spoken.description((trace,), unit),
            area=area,
            classes="chart spark",
        ),
        breaks=tuple(upright(across.at(place), 1, size.height - 1) for place in cut_at),
        traces=(
            draw_trace(
                trace,
                across,
                down,
                look=look("main-thin", area, size.medium),
                breaks=cuts,
                radius=size.by(2.5, 2),
                mark_all=False,
            ),
        ),
    )
