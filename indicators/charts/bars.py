"""Bars: the thin one inside a table's cell, and the printed ranking with one bar on each baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts import ticks
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.lettering import Text, advance, held_inside, shortened, write
from indicators.charts.scale import Scale, coordinate, upright
from indicators.charts.strip import Item, with_figure
from indicators.charts.theme import BODY, UNIT, Medium, Size
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class CellBar:
    """A bar 100 units wide that stretches to its cell; decoration beside the figure, so hidden from listeners."""

    kind: ClassVar[str] = "bar"
    frame: Frame
    x: str
    width: str
    reference: str
    is_focus: bool


def bar(
    value: Decimal | None,
    *,
    highest: Decimal,
    lowest: Decimal = Decimal(0),
    reference: Decimal | None = None,
    is_focus: bool = False,
    area: str = "ink",
) -> CellBar:
    """Return the bar of a table's cell; `highest` and `lowest` belong to the column, zero is always within it."""
    across = Scale(min(lowest, Decimal(0)), max(highest, Decimal(0)), 0, 100)
    ground, end = across.at(Decimal(0)), across.held(value) if value is not None else across.at(Decimal(0))
    has_extent = across.high > across.low
    return CellBar(
        frame=frame(Size(100, 24), uid="", title="", area=area, classes="bar on" if is_focus else "bar"),
        x=coordinate(min(ground, end)),
        width=coordinate(abs(end - ground) if has_extent else 0),
        reference=upright(across.held(reference), 0, 24) if reference is not None and has_extent else "",
        is_focus=is_focus,
    )


@dataclass(frozen=True, slots=True)
class RankRow:
    name: Text
    value: Text
    x: str
    y: str
    width: str
    height: str
    is_focus: bool


@dataclass(frozen=True, slots=True)
class RankChart:
    kind: ClassVar[str] = "rank"
    frame: Frame
    rows: tuple[RankRow, ...]
    ground: str
    nation: str
    nation_label: Text | None


def rank(
    items: Sequence[Item],
    *,
    uid: str,
    subject: str,
    focus: str = "",
    nation: Item | None = None,
    area: str = "ink",
    width: float = BODY,
    medium: Medium = Medium.PRINT,
    unit: str = "",
    decimals: int = 1,
    ascending: bool = False,
    reason: str = "",
) -> RankChart | EmptyChart:
    """Return one bar a place, highest first (lowest first if `ascending`); places without data stand last, in words.

    On paper each row is one line of the page's grid, two more lines stand above and below.
    """
    pitch = UNIT if medium is Medium.PRINT else 24.0
    size = Size(width, (len(items) + 2) * pitch, medium)
    present = sorted(with_figure(items), key=lambda item: (item.figure if ascending else -item.figure, item.name))
    if not present:
        return empty(reason, uid=uid, subject=subject, size=size, area=area)
    absent = sorted((item for item in items if item not in present), key=lambda item: item.name)
    around = [nation] if nation and nation.value is not None else []
    figures = [item.figure for item in [*present, *around]]
    letters = size.type
    values = {item.code: ticks.compact(item.figure, decimals) for item in present}
    name_width = min(max(advance(item.name, letters.label, strong=True) for item in items), width * 0.32)
    value_width = max(advance(value, letters.label, strong=True) for value in values.values())
    left = name_width + value_width + size.by(28, 18)
    across = Scale(min(*figures, Decimal(0)), max(*figures, Decimal(0)), left, width)
    rows = tuple(
        _row(item, place, values.get(item.code, ""), across, size, pitch, name_width, is_focus=item.code == focus)
        for place, item in enumerate([*present, *absent])
    )
    top, bottom = pitch + size.by(4, 1), (len(items) + 1) * pitch + size.by(4, 1)
    label, line = None, ""
    if around:
        text = f"{around[0].name} {number(around[0].figure, decimals)}{unit}"
        place = across.at(around[0].figure)
        line = upright(place, pitch - size.by(2, 1), bottom)
        label = write(text, held_inside(text, place, letters.note, 0, width), pitch - size.by(8, 5), "middle")
    return RankChart(
        frame=frame(
            size,
            uid=uid,
            title=_title(subject, present, focus, around, unit, decimals),
            desc=", ".join(f"{item.name} {values[item.code]}{unit}" for item in present) + ".",
            area=area,
        ),
        rows=rows,
        ground=upright(across.at(Decimal(0)), top, bottom),
        nation=line,
        nation_label=label,
    )


def _row(
    item: Item, place: int, value: str, across: Scale, size: Size, pitch: float, name_width: float, *, is_focus: bool
) -> RankRow:
    baseline = (place + 2) * pitch - size.by(7, 3)
    ground = across.at(Decimal(0))
    end = across.at(item.figure) if value else ground
    height = size.by(12, 8)
    letters = size.type.label
    value_right = across.start - size.by(12, 8)
    words = (
        write(value, value_right, baseline, "end")
        if value
        else write(_("ingen data"), ground + size.by(6, 4), baseline)
    )
    return RankRow(
        name=write(shortened(item.name, letters, name_width, strong=is_focus), 0, baseline),
        value=words,
        x=coordinate(min(ground, end)),
        y=coordinate(baseline - height + size.by(1, 0.8)),
        width=coordinate(abs(end - ground)),
        height=coordinate(height),
        is_focus=is_focus,
    )


def _title(subject: str, present: Sequence[Item], focus: str, around: Sequence[Item], unit: str, decimals: int) -> str:
    parts = []
    for item in present:
        if item.code == focus:
            words = {
                "name": item.name,
                "value": f"{number(item.figure, decimals)}{unit}",
                "place": 1 + next(place for place, other in enumerate(present) if other.figure == item.figure),
                "count": len(present),
            }
            parts.append(_("%(name)s %(value)s, plats %(place)d av %(count)d") % words)
    parts += [f"{item.name} {number(item.figure, decimals)}{unit}" for item in around]
    first, last = (f"{item.name} {number(item.figure, decimals)}" for item in (present[0], present[-1]))
    parts.append(_("först %(first)s, sist %(last)s") % {"first": first, "last": last})
    return f"{subject}: {'; '.join(parts)}."
