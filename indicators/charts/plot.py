"""Lay out the plot of a chart over time: margins, scales, grid, years and the words over its breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from django.utils.translation import gettext as _

from indicators.charts import spoken, ticks
from indicators.charts.labels import Ending, margin_room
from indicators.charts.lettering import Box, Text, advance, held_inside, wrapped, write
from indicators.charts.scale import Scale, level, upright
from indicators.charts.theme import Size


@dataclass(frozen=True, slots=True)
class GridLine:
    d: str
    is_base: bool  # zero, or the bottom of an axis without zero
    label: Text


@dataclass(frozen=True, slots=True)
class Plot:
    """The field figures are drawn in, and the scales that lead there."""

    size: Size
    box: Box
    x: Scale
    y: Scale
    axis: ticks.Axis


def most_ticks(size: Size) -> int:
    return 6 if size.height >= size.by(200, 150) else 4


def starts_at_zero(axis: ticks.Axis) -> bool:
    return axis.low <= 0 <= axis.high


def head_of(axis: ticks.Axis, axis_title: str, size: Size) -> tuple[Text, ...]:
    """Return the axis' name and, where it does not begin at zero, that: never a cut axis without the word."""
    note = "" if starts_at_zero(axis) else spoken.axis_note(axis.labels[0])
    parts = [part for part in (axis_title, note) if part]
    whole = ". ".join(parts)
    if advance(whole, size.type.axis) <= size.width:
        parts = [whole] if whole else []
    lines = [line for part in parts for line in wrapped(part, size.type.axis, size.width)]
    return tuple(write(text, 0, size.type.axis + rank * size.type.line) for rank, text in enumerate(lines))


def lay_out(
    places: Sequence[Decimal], axis: ticks.Axis, size: Size, *, edge_endings: Sequence[Ending], above: int
) -> Plot:
    """Return the plot for figures at `places`. edge_endings: what is written to the right; above: lines on top."""
    letters = size.type
    first, last = min(places), max(places)
    if first == last:
        first, last = first - 1, last + 1
    year = advance("2030", letters.axis) / 2
    widest = max(advance(label, letters.axis) for label in axis.labels)
    left = max(size.by(26, 20), widest + size.by(10, 6), year)
    right = size.width - max(margin_room(edge_endings, size) if edge_endings else 0, year + size.by(4, 2))
    top = max(above * letters.line + size.by(10, 7), size.by(14, 9))
    box = Box(min(left, size.width * 0.4, right - size.by(40, 20)), top, right, size.height - size.by(28, 15))
    return Plot(
        size, box, Scale(first, last, box.left, box.right), Scale(axis.low, axis.high, box.bottom, box.top), axis
    )


def grid_of(plot: Plot) -> tuple[GridLine, ...]:
    size, box = plot.size, plot.box
    base = Decimal(0) if starts_at_zero(plot.axis) else plot.axis.low
    return tuple(
        GridLine(
            level(plot.y.at(tick), box.left, box.right),
            tick == base,
            write(label, box.left - size.by(8, 5), plot.y.at(tick) + size.type.axis * 0.34, "end"),
        )
        for tick, label in zip(plot.axis.ticks, plot.axis.labels, strict=True)
    )


def _whole_years(plot: Plot) -> tuple[int, int]:
    return ceil(plot.x.low), floor(plot.x.high)


def year_marks(plot: Plot) -> tuple[str, ...]:
    """Return a mark on the axis for each year, or on long axes for as many as can be told apart."""
    first, last = _whole_years(plot)
    every = max(1, ceil((last - first) / ((plot.box.right - plot.box.left) / plot.size.by(6, 4))))
    floor_ = plot.box.bottom
    return tuple(
        upright(plot.x.at(Decimal(year)), floor_, floor_ + plot.size.by(4, 3))
        for year in range(last, first - 1, -every)
    )


def year_labels(plot: Plot) -> tuple[Text, ...]:
    first, last = _whole_years(plot)
    size = plot.size
    if first > last:  # a few months within one year
        first = last = round((plot.x.low + plot.x.high) / 2)
        return (write(str(first), (plot.box.left + plot.box.right) / 2, size.height - size.by(8, 3), "middle"),)
    label = advance("2030", size.type.axis) + size.by(10, 8)
    room = plot.x.at(Decimal(last)) - plot.x.at(Decimal(first))
    return tuple(
        write(str(year), plot.x.at(Decimal(year)), size.height - size.by(8, 3), "middle")
        for year in ticks.year_ticks(first, last, room, label)
    )


def break_labels(uprights: Sequence[Decimal], places: Sequence[Decimal], plot: Plot) -> tuple[Text, ...]:
    """Return "Seriebrott 2019" over each upright; where two would meet they share one."""
    size, letters = plot.size, plot.size.type
    groups: list[tuple[list[Decimal], list[float]]] = []
    for place, upright_ in zip(places, uprights, strict=True):
        across = plot.x.at(upright_)
        width = advance(spoken.broken([place]), letters.note)
        if groups and across - groups[-1][1][-1] < width + size.by(12, 8):
            groups[-1][0].append(place)
            groups[-1][1].append(across)
        else:
            groups.append(([place], [across]))
    found = []
    for years, crossings in groups:
        text = spoken.broken(years)
        if advance(text, letters.note) > (size.width if len(groups) == 1 else size.width / len(groups)):
            text = _("Seriebrott")
        middle = held_inside(text, (crossings[0] + crossings[-1]) / 2, letters.note, 0, size.width)
        found.append(write(text, middle, plot.box.top - size.by(10, 7), "middle"))
    return tuple(found)
