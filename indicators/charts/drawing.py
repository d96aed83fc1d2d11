"""Join a laid out chart with its template: the only way from a chart to markup."""

import re
from collections.abc import Callable
from typing import ClassVar, Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from indicators.charts.classes import LegendRow
from indicators.charts.frame import Frame
from indicators.charts.paint import paint
from indicators.charts.theme import NARROW, WIDE, Medium, Size

# What XML 1.0 cannot hold, however it is written; a name pasted from Excel may.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Chart(Protocol):
    """What can be drawn: every dataclass the chart functions return."""

    kind: ClassVar[str]

    @property
    def frame(self) -> Frame: ...


def draw(chart: Chart) -> SafeString:
    """Return the chart's svg element, ready for a page, a PDF or a file of its own."""
    context = {
        "chart": chart,
        "frame": chart.frame,
        "paint": paint(chart.frame.area, chart.frame.medium),
        "is_print": chart.frame.medium is Medium.PRINT,
    }
    return _tidy(render_to_string(f"charts/{chart.kind}.svg", context))


def draw_pair(
    lay_out: Callable[[Size, str], Chart], *, uid: str, wide: Size = WIDE, narrow: Size = NARROW
) -> SafeString:
    """Return the chart twice, for wide and narrow windows; CSS shows one, so that words are never scaled down.

    lay_out(size, uid): usually a lambda over the chart's function.
    """
    drawings = (("wide", draw(lay_out(wide, f"{uid}-w"))), ("narrow", draw(lay_out(narrow, f"{uid}-n"))))
    return SafeString("".join(f'<div class="{name}">{drawing}</div>' for name, drawing in drawings))


def draw_swatch(row: LegendRow, *, area: str = "ink", soft: bool = False) -> SafeString:
    """Return the little square beside a row of a map's key; decoration, hidden from listeners.

    soft: for kommunmap, whose classes are paler so that names can stand on them.
    """
    name = f"{'h' if soft else 'm'}{row.number}"
    colours = paint(area, Medium.WEB)
    context = {"row": row, "paint": colours, "area": area, "name": name, "fill": colours.get(name, "")}
    return _tidy(render_to_string("charts/swatch.svg", context))


def _tidy(markup: str) -> SafeString:
    """Drop what the template's own layout left: blank lines and indentation; the markup is already escaped."""
    lines = (line.strip(" \t") for line in _UNWRITABLE.sub("", markup).split("\n"))
    return mark_safe("\n".join(line for line in lines if line))  # noqa: S308
