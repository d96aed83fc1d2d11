"""Draw that there is nothing to draw: the same frame, dotted lines, and the reason in words."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts.frame import Frame, frame
from indicators.charts.labels import Plate
from indicators.charts.lettering import Text, advance, wrapped, write
from indicators.charts.scale import coordinate, level
from indicators.charts.theme import Size

_LINES = 4


@dataclass(frozen=True, slots=True)
class EmptyChart:
    kind: ClassVar[str] = "empty"
    frame: Frame
    lines: tuple[str, ...]
    floor: str
    plate: Plate
    heading: Text
    reason: tuple[Text, ...]
    notes: tuple[str, ...] = ()


def empty(reason: str, *, uid: str, subject: str, size: Size, area: str = "ink", classes: str = "chart") -> EmptyChart:
    """Return the empty state of a chart: `reason` says why there is no data, or what it waits for."""
    letters = size.type
    edge, floor = size.by(8, 4), size.height - size.by(12, 8)
    top = min(size.by(24, 13), size.height * 0.2)
    heading = _("Ingen data")
    middle = size.width / 2
    room = size.width - 2 * edge - size.by(24, 12)
    fitting = max(1, int((floor - top - letters.line) / letters.line))
    told = wrapped(reason, letters.small, room)[:fitting] if reason else ()
    block = letters.line * (1 + len(told))
    first = (top + floor) / 2 - block / 2 + letters.label * 0.85
    width = max(
        advance(heading, letters.label, strong=True), *(advance(words, letters.small) for words in ("", *told))
    ) + size.by(24, 12)
    return EmptyChart(
        frame=frame(
            size,
            uid=uid,
            title=f"{subject}: {_('ingen data')}." + (f" {reason}" if reason else ""),
            area=area,
            classes=classes,
        ),
        lines=tuple(level(top + (floor - top) * row / _LINES, edge, size.width - edge) for row in range(_LINES)),
        floor=level(floor, edge, size.width - edge),
        plate=Plate(
            coordinate(middle - width / 2),
            coordinate(first - letters.label - size.by(6, 3)),
            coordinate(width),
            coordinate(block + size.by(10, 5)),
        ),
        heading=write(heading, middle, first, "middle"),
        reason=tuple(write(words, middle, first + letters.line * rank, "middle") for rank, words in enumerate(told, 1)),
    )
