"""The dumbbell: two groups a row – town and country, Sweden and the EU – and the distance between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts import spoken, ticks
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.lettering import Text, advance, shortened, write
from indicators.charts.scale import Scale, coordinate, level, rhomb, upright
from indicators.charts.theme import DUMBBELL_WIDE, Size
from indicators.charts.traces import Target
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: the hollow dot's figure, the filled dot's, and the whole's as a mark between; None = no data."""

    label: str
    hollow: Decimal | None
    filled: Decimal | None
    whole: Decimal | None = None

    @property
    def figures(self) -> list[Decimal]:
        every = (self.hollow, self.filled, self.whole)
        return [figure for figure in every if figure is not None and figure.is_finite()]


@dataclass(frozen=True, slots=True)
class Bell:
    label: Text
    track: str  # drawn where the label stands over its row
    bar: str
    hollow: tuple[str, str] | None
    filled: tuple[str, str] | None
    whole: str
    hollow_value: Text | None
    filled_value: Text | None
    missing: Text | None
    is_last: bool


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    kind: ClassVar[str] = "dumbbell"
    frame: Frame
    radius: str
    grid: tuple[str, ...]
    grid_labels: tuple[Text, ...]
    hollow_name: Text
    filled_name: Text
    key_dots: tuple[tuple[str, str], tuple[str, str]] | None
    pole: str
    rhomb: str
    target_label: Text | None
    bells: tuple[Bell, ...]
    notes: tuple[str, ...]


def dumbbell(
    pairs: Sequence[Pair],
    names: tuple[str, str],
    *,
    uid: str,
    subject: str,
    area: str = "ink",
    size: Size = DUMBBELL_WIDE,
    unit: str = "",
    decimals: int = 1,
    target: Target | None = None,
    from_zero: bool = False,
    reason: str = "",
) -> DumbbellChart | EmptyChart:
    """Return a row for each pair. names: of the hollow and of the filled dot. The height follows the rows.

    Long labels stand over their rows, short ones (years) to the left of them.
    """
    figures = [figure for pair in pairs for figure in pair.figures]
    if not figures:
        return empty(reason, uid=uid, subject=subject, size=size, area=area)
    letters = size.type
    axis = ticks.axis(
        [*figures, *([target.value] if target else [])], from_zero=from_zero, most=4 if size.is_narrow else 6
    )
    label_width = max(advance(pair.label, letters.axis, strong=True) for pair in pairs)
    over = label_width > size.width * 0.2
    radius = size.by(6, 2.9)
    value_room = max(advance(number(figure, decimals), letters.label) for figure in figures) + radius + size.by(6, 4)
    left = value_room if over else label_width + size.by(12, 8)
    # A dot at the axis' end still has its figure beside it.
    across = Scale(axis.low, axis.high, max(left, value_room), size.width - value_room)
    pitch = size.by(58, 32.5) if over else size.by(42, 19.5)
    # Over the rows: names on the first line, the target's flag beside them.
    top = size.by(62, 32.5)
    height = max(top + pitch * (len(pairs) - 1) + size.by(44, 23), 0 if over else size.by(190, 0))
    foot = height - size.by(26, 15)
    # Rows with their own tracks need no grid, only the marks of the axis.
    ceiling = foot - size.by(6, 4) if over else size.by(38, 19)
    rows = [top + pitch * rank for rank in range(len(pairs))]
    first = next(pair for pair in pairs if pair.figures)
    hollow_name, filled_name, key_dots = _names(names, first, rows[0], across, size, with_key=over)
    aim = across.at(target.value) if target else None
    flag = size.by(22, 10)
    words = _("Mål %(value)s") % {"value": f"{ticks.compact(target.value, target.decimals)}{unit}"} if target else ""
    return DumbbellChart(
        frame=frame(
            size,
            uid=uid,
            title=_title(subject, pairs, names, decimals, unit, target),
            desc=" ".join(_spoken(pair, names, decimals, unit) for pair in pairs),
            area=area,
            height=height,
        ),
        radius=coordinate(radius),
        grid=tuple(upright(across.at(tick), ceiling, foot) for tick in axis.ticks),
        grid_labels=tuple(
            write(text, across.at(tick), height - size.by(8, 4), "middle")
            for tick, text in zip(axis.ticks, axis.labels, strict=True)
        ),
        hollow_name=hollow_name,
        filled_name=filled_name,
        key_dots=key_dots,
        pole=upright(aim, flag, foot) if aim is not None else "",
        rhomb=rhomb(aim, flag, size.by(6, 3.4)) if aim is not None else "",
        target_label=_flag_label(words, aim, flag - size.by(4, 1), size) if aim is not None else None,
        bells=tuple(
            _bell(pair, row, across, size, radius, decimals, over=over, is_last=rank == len(pairs) - 1)
            for rank, (pair, row) in enumerate(zip(pairs, rows, strict=True))
        ),
        notes=() if axis.low <= 0 <= axis.high else (spoken.axis_note(axis.labels[0]),),
    )


def _flag_label(words: str, aim: float, down: float, size: Size) -> Text:
    """Write the target's name left of its flag, or right of it where the left edge is too near."""
    gap = size.by(10, 6)
    if aim - gap < advance(words, size.by(13, 7.5)):
        return write(words, aim + gap, down, "start")
    return write(words, aim - gap, down, "end")


def _names(
    names: tuple[str, str], first: Pair, row: float, across: Scale, size: Size, *, with_key: bool
) -> tuple[Text, Text, tuple[tuple[str, str], tuple[str, str]] | None]:
    """Return what the two dots are called: over the first row's dots, or as a key where the rows have headings."""
    letters = size.type
    hollow, filled = names
    apart = advance(hollow, letters.note) / 2 + advance(filled, letters.note, strong=True) / 2 + size.by(12, 8)
    if not with_key and first.hollow is not None and first.filled is not None:
        one, two = across.at(first.hollow), across.at(first.filled)
        if abs(one - two) >= apart:
            return (
                write(hollow, one, row - size.by(14, 8), "middle"),
                write(filled, two, row - size.by(14, 8), "middle"),
                None,
            )
    reach, baseline = size.by(6, 2.9), size.by(14, 8)
    middle = baseline - size.by(4.5, 2.7)
    second = reach * 2 + size.by(8, 5) + advance(hollow, letters.note) + size.by(18, 12)
    return (
        write(hollow, reach * 2 + size.by(6, 4), baseline),
        write(filled, second + reach * 2 + size.by(6, 4), baseline),
        (
            (coordinate(reach + 1), coordinate(middle)),
            (coordinate(second + reach), coordinate(middle)),
        ),
    )


def _bell(
    pair: Pair, row: float, across: Scale, size: Size, radius: float, decimals: int, *, over: bool, is_last: bool
) -> Bell:
    letters, baseline = size.type, row + size.type.label * 0.34
    label_at = row - size.by(20, 11) if over else baseline
    hollow = across.at(pair.hollow) if pair.hollow is not None else None
    filled = across.at(pair.filled) if pair.filled is not None else None
    gap = radius + size.by(5, 3.6)
    hollow_is_left = hollow is None or filled is None or hollow <= filled

    def value(place: float | None, figure: Decimal | None, *, to_left: bool) -> Text | None:
        if place is None or figure is None:
            return None
        side, anchor = (place - gap, "end") if to_left else (place + gap, "start")
        return write(number(figure, decimals), side, baseline, anchor)

    return Bell(
        label=write(shortened(pair.label, letters.axis, size.width), 0, label_at),
        track=level(row, across.start, across.stop) if over and pair.figures else "",
        bar=level(row, hollow, filled) if hollow is not None and filled is not None else "",
        hollow=(coordinate(hollow), coordinate(row)) if hollow is not None else None,
        filled=(coordinate(filled), coordinate(row)) if filled is not None else None,
        whole=upright(across.at(pair.whole), row - size.by(7, 4), row + size.by(7, 4))
        if pair.whole is not None
        else "",
        hollow_value=value(hollow, pair.hollow, to_left=hollow_is_left),
        filled_value=value(filled, pair.filled, to_left=not hollow_is_left),
        missing=None if pair.figures else write(_("ingen data"), across.start, baseline),
        is_last=is_last and not over,
    )


def _spoken(pair: Pair, names: tuple[str, str], decimals: int, unit: str) -> str:
    told = [
        f"{name} {number(figure, decimals)}{unit}" if figure is not None else f"{name} {_('ingen data')}"
        for name, figure in zip(names, (pair.hollow, pair.filled), strict=True)
    ]
    if pair.whole is not None:
        told.append(_("alla %(value)s") % {"value": f"{number(pair.whole, decimals)}{unit}"})
    return f"{pair.label}: {', '.join(told)}."


def _title(
    subject: str, pairs: Sequence[Pair], names: tuple[str, str], decimals: int, unit: str, target: Target | None
) -> str:
    told = " ".join(_spoken(pair, names, decimals, unit) for pair in pairs)
    return f"{subject}. {told}" + (f" {spoken.aim(target, unit)}." if target else "")
