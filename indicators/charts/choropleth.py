"""The map of the 21 län in five classes, our own outlined and named, those without data hatched."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts.classes import LegendRow, class_of, classes, legend, short_labels
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.lettering import Box, Text, advance, write
from indicators.charts.scale import coordinate, level
from indicators.charts.shapes import Geometry, Shape
from indicators.charts.stripes import Stripes, stripes
from indicators.charts.theme import MAP, Medium, Size
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class MapArea:
    """step: the class, 1–5, 0 = no data. words: what a pointer over it is told."""

    d: str
    step: int
    is_focus: bool
    words: str


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A row of a key drawn inside the picture."""

    step: int
    y: str
    label: Text


@dataclass(frozen=True, slots=True)
class MapChart:
    kind: ClassVar[str] = "choropleth"
    frame: Frame
    hatch: Stripes
    transform: str
    thin: str
    thick: str
    areas: tuple[MapArea, ...]  # the focus last, so that its outline lies on top
    lead: str
    name: Text | None
    value: Text | None
    key: tuple[KeyRow, ...]
    legend: tuple[LegendRow, ...]
    limits: tuple[Decimal, ...]


def choropleth(
    geometry: Geometry,
    values: Mapping[str, Decimal | None],
    *,
    uid: str,
    subject: str,
    focus: str = "",
    area: str = "ink",
    size: Size = MAP,
    unit: str = "",
    decimals: int = 1,
    limits: tuple[Decimal, ...] | None = None,
    reason: str = "",
) -> MapChart | EmptyChart:
    """Return the map of `values` by code. limits: class limits to keep over the years; None = computed from the values.

    On the web the key is the page's (chart.legend, drawn beside the map); on paper it stands in the picture.
    """
    figures = {code: value for code, value in values.items() if value is not None and value.is_finite()}
    shown = {shape.code: figures[shape.code] for shape in geometry.shapes if shape.code in figures}
    if not shown:
        return empty(reason, uid=uid, subject=subject, size=size, area=area, classes="chart map")
    kept = classes(shown.values()) if limits is None else limits
    rows = legend(list(shown.values()), kept, missing=len(geometry.shapes) - len(shown), decimals=decimals)
    ours = next((shape for shape in geometry.shapes if shape.code == focus), None)
    words = {code: f"{number(figure, decimals)}{unit}" for code, figure in shown.items()}
    printed = size.medium is Medium.PRINT
    factor = (size.width - size.by(0, 34)) / geometry.width if printed else 1.0
    lead, name, value, view = "", None, None, Box(0, 0, geometry.width, geometry.height)
    if ours and not printed:
        lead, name, value, view = _called(geometry, ours, words.get(ours.code, _("ingen data")), size)
    return MapChart(
        frame=frame(
            size,
            uid=uid,
            title=_title(subject, geometry, shown, words, ours),
            desc=", ".join(f"{shape.name} {words.get(shape.code, _('ingen data'))}" for shape in geometry.shapes) + ".",
            area=area,
            classes="chart map",
            view=None if printed else view,
            height=size.height if printed else None,
        ),
        hatch=stripes(uid, size, factor=factor),
        transform=f"translate({coordinate(size.width - geometry.width * factor)} 0) scale({factor:.4f})"
        if printed
        else "",
        thin=coordinate(size.by(0.8, 0.35) / factor),
        thick=coordinate(size.by(2.5, 1.3) / factor),
        areas=tuple(
            MapArea(
                shape.d,
                class_of(shown[shape.code], kept) if shape.code in shown else 0,
                shape is ours,
                f"{shape.name}: {words.get(shape.code, _('ingen data'))}",
            )
            for shape in sorted(geometry.shapes, key=lambda shape: shape is ours)
        ),
        lead=lead,
        name=name,
        value=value,
        key=_key(rows, kept, decimals, size) if printed else (),
        legend=rows,
        limits=kept,
    )


def _title(
    subject: str, geometry: Geometry, shown: Mapping[str, Decimal], words: Mapping[str, str], ours: Shape | None
) -> str:
    names = {shape.code: shape.name for shape in geometry.shapes}
    lowest, highest = min(shown, key=lambda code: shown[code]), max(shown, key=lambda code: shown[code])
    ends = {"low": f"{names[lowest]} {words[lowest]}", "high": f"{names[highest]} {words[highest]}"}
    map_, none, reach = _("Karta"), _("ingen data"), _("Lägst %(low)s, högst %(high)s") % ends
    own = f": {ours.name} {words.get(ours.code, none)}" if ours else ""
    return f"{map_}, {subject}{own}. {reach}."


def _called(geometry: Geometry, ours: Shape, value: str, size: Size) -> tuple[str, Text, Text, Box]:
    """Return leader, name and value of our own area, in the open on the nearer side, and the view that holds them."""
    letters = size.type
    down = ours.label_y - 4
    across = geometry.crossings(down) or (ours.label_x, ours.label_x)
    gap, reach = 8.0, 20.0
    width = max(advance(words, letters.map, strong=True) for words in (ours.name, value))
    nearer_left = ours.label_x - across[0] < across[-1] - ours.label_x
    fits_left = across[0] - reach - gap - width >= 0
    fits_right = across[-1] + reach + gap + width <= max(geometry.width, size.width)
    # The nearer side crosses fewer neighbours; the farther one is better than a picture that must grow.
    goes_left = fits_left if nearer_left or not fits_right else False
    edge = across[0] - reach if goes_left else across[-1] + reach
    place = edge - gap if goes_left else edge + gap
    anchor = "end" if goes_left else "start"
    start = ours.label_x - gap if goes_left else ours.label_x + gap
    right = geometry.width if goes_left else max(geometry.width, place + width)
    view = Box(0, 0, max(right, size.width), geometry.height)
    name = write(ours.name, place, down + 2, anchor)
    return level(down, start, edge), name, write(value, place, down + 2 + letters.map * 1.17, anchor), view


def _key(rows: tuple[LegendRow, ...], limits: tuple[Decimal, ...], decimals: int, size: Size) -> tuple[KeyRow, ...]:
    """Return the printed key: highest class on top, each with the figure it begins at, no data last."""
    lowest = short_labels(rows, limits, decimals)
    ordered = sorted(zip(rows, lowest, strict=True), key=lambda pair: (pair[0].number == 0, -pair[0].number))
    found = []
    for place, (row, words) in enumerate(ordered):
        top = size.by(8, 6) + place * size.by(18, 10.4)
        found.append(KeyRow(row.number, coordinate(top), write(words, size.by(24, 12.5), top + size.by(12, 6.9))))
    return tuple(found)
