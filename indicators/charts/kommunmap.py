"""The map of a region's kommuner: as links with names, or as a finder with one of them marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts.classes import LegendRow, class_of, classes, legend
from indicators.charts.frame import Frame, frame
from indicators.charts.lettering import Box, Text, advance, write
from indicators.charts.scale import Place, coordinate, level
from indicators.charts.shapes import Geometry, Shape, crossings
from indicators.charts.stripes import Stripes, stripes
from indicators.charts.theme import KOMMUN_MAP, Medium, Size
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name was put by hand, in shares of the map's width; `outside` is where its leader ends."""

    x: float
    y: float
    anchor: str = "middle"
    outside: float | None = None


# Gävleborg, set by eye: the points inside the shapes collide at Hofors, Sandviken and Söderhamn.
BY_HAND = {
    "2161": Spot(0.375, 0.3),
    "2121": Spot(0.42, 0.73),
    "2183": Spot(0.652, 0.71),
    "2101": Spot(0.6975, 1.02),
    "2180": Spot(0.892, 1.175),
    "2184": Spot(0.79, 0.42),
    "2132": Spot(0.865, 0.21),
    "2182": Spot(0.945, 0.755, "start", 0.865),
    "2104": Spot(0.515, 1.32, "end", 0.615),
    "2181": Spot(0.515, 1.455, "end", 0.725),
}


@dataclass(frozen=True, slots=True)
class Kommun:
    """step: class 1–5, 0 = no data, -1 = the map shows no figures. words: the whole of it, for a listener."""

    d: str
    href: str
    step: int
    is_marked: bool
    words: str
    name: Text | None
    is_outside: bool
    lead: str


@dataclass(frozen=True, slots=True)
class KommunMap:
    kind: ClassVar[str] = "kommunmap"
    frame: Frame
    is_group: bool  # links inside: a group, not a picture
    is_crowded: bool  # many kommuner: names in smaller letters
    hatch: Stripes
    transform: str
    thin: str
    kommuner: tuple[Kommun, ...]
    legend: tuple[LegendRow, ...]


def kommunmap(
    geometry: Geometry,
    *,
    uid: str,
    subject: str,
    links: Mapping[str, str] | None = None,
    marked: str = "",
    values: Mapping[str, Decimal | None] | None = None,
    area: str = "ink",
    size: Size = KOMMUN_MAP,
    unit: str = "",
    decimals: int = 1,
    names: bool = True,
    limits: tuple[Decimal, ...] | None = None,
) -> KommunMap:
    """Return the map of a region (see shapes.crop). links: address by code; marked: the code of the finder's kommun.

    values: figures by code, shown in classes. A name that has no room is left out: the table beside carries them all.
    """
    figures = {code: value for code, value in (values or {}).items() if value is not None and value.is_finite()}
    shown = {shape.code: figures[shape.code] for shape in geometry.shapes if shape.code in figures}
    kept = (classes(shown.values()) if limits is None else limits) if shown else ()
    printed = size.medium is Medium.PRINT
    factor = size.width / geometry.width if printed else 1.0
    scaled = size.by(1.0, factor)
    spots = _spots(geometry, size, scaled, marked=marked, names=names, is_finder=bool(marked) and not links)
    kommuner = []
    for shape in sorted(geometry.shapes, key=lambda shape: shape.code == marked):
        spot = spots.get(shape.code)
        figure = shown.get(shape.code)
        said = f"{number(figure, decimals)}{unit}" if figure is not None else _("ingen data")
        kommuner.append(
            Kommun(
                d=shape.d,
                href=(links or {}).get(shape.code, ""),
                step=-1 if values is None else class_of(figure, kept) if figure is not None else 0,
                is_marked=shape.code == marked,
                words=f"{shape.name}: {said}" if values is not None else shape.name,
                name=spot[0] if spot else None,
                is_outside=bool(spot and spot[1]),
                lead=spot[1] if spot else "",
            )
        )
    by_hand = any(spot[1] for spot in spots.values())
    width = max(size.width, geometry.width) if by_hand else geometry.width + 2
    view = Box(-1, -4, width, geometry.height + 4)
    ours = next((shape.name for shape in geometry.shapes if shape.code == marked), "")
    return KommunMap(
        frame=frame(
            size,
            uid=uid,
            title=_title(subject, ours, shown, geometry, decimals, unit, with_values=values is not None),
            area=area,
            classes="chart kmap" if links else "chart kmap kmap-s",
            view=None if printed else view,
            height=geometry.height * factor if printed else None,
        ),
        is_group=bool(links),
        is_crowded=_is_crowded(geometry),
        hatch=stripes(uid, size, factor=factor),
        transform=f"scale({factor:.4f})" if printed else "",
        thin=coordinate(size.by(1, 0.45) / factor),
        kommuner=tuple(kommuner),
        legend=legend(list(shown.values()), kept, missing=len(geometry.shapes) - len(shown), decimals=decimals)
        if values is not None
        else (),
    )


def _title(
    subject: str,
    ours: str,
    shown: Mapping[str, Decimal],
    geometry: Geometry,
    decimals: int,
    unit: str,
    *,
    with_values: bool,
) -> str:
    parts = [_("%(subject)s, %(name)s markerad") % {"subject": subject, "name": ours} if ours else subject]
    if with_values:
        told = [
            f"{shape.name} {number(shown[shape.code], decimals)}{unit}"
            if shape.code in shown
            else f"{shape.name} {_('ingen data')}"
            for shape in geometry.shapes
        ]
        parts.append(", ".join(told))
    return ": ".join(parts) + "."


def _spots(
    geometry: Geometry, size: Size, scale: float, *, marked: str, names: bool, is_finder: bool
) -> dict[str, tuple[Text, str]]:
    """Return each name that found room with its leader ("" inside the shape), in the drawing's final units."""
    if is_finder:
        if not names or len(geometry.shapes) == 1 or size.medium is Medium.PRINT:
            return {}
        ours = next((shape for shape in geometry.shapes if shape.code == marked), None)
        return {marked: _beside(geometry, ours, size)} if ours else {}
    if not names:
        return {}
    if {shape.code for shape in geometry.shapes} == set(BY_HAND) and size.medium is Medium.WEB:
        return {shape.code: _by_hand(shape, geometry.width) for shape in geometry.shapes}
    letters = _letters(geometry, size)
    found: dict[str, tuple[Text, str]] = {}
    for shape in geometry.shapes:
        place = _inside(shape, letters / scale)
        if place:
            found[shape.code] = (write(shape.name, place[0] * scale, place[1] * scale, "middle"), "")
    return found


def _letters(geometry: Geometry, size: Size) -> float:
    """Return the size of the names: smaller where a region has many kommuner."""
    return size.by(14 if _is_crowded(geometry) else 17, 7.5)


def _is_crowded(geometry: Geometry) -> bool:
    return len(geometry.shapes) > 12


def _inside(shape: Shape, letters: float) -> Place | None:
    """Return where a name of this size stands wholly inside its shape, as near the label point as can be, or None."""
    rings, box = shape.rings, shape.box
    width = advance(shape.name, letters) + 6
    best: tuple[float, Place] | None = None
    for step in range(1, 24):
        down = box.top + (box.bottom - box.top) * step / 24
        edges = [crossings(rings, down + lift * letters) for lift in (-0.8, -0.3, 0.2)]
        for left, right in _shared(edges):
            if right - left >= width:
                across = min(max(shape.label_x, left + width / 2), right - width / 2)
                distance = abs(across - shape.label_x) + abs(down - letters * 0.3 - shape.label_y)
                if best is None or distance < best[0]:
                    best = distance, (across, down)
    return best[1] if best else None


def _shared(rows: Sequence[tuple[float, ...]]) -> list[tuple[float, float]]:
    """Return the spans that lie inside at every one of the heights."""
    spans = [(float("-inf"), float("inf"))]
    for sides in rows:
        pairs = list(zip(sides[::2], sides[1::2], strict=True))
        spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in pairs if max(a, c) < min(b, d)]
    return spans


def _by_hand(shape: Shape, width: float) -> tuple[Text, str]:
    spot = BY_HAND[shape.code]
    across, down = spot.x * width, spot.y * width
    if spot.outside is None:
        return write(shape.name, across, down, spot.anchor), ""
    near = across + 5 if spot.anchor == "end" else across - 4
    return write(shape.name, across, down, spot.anchor), level(down - 5, near, spot.outside * width)


def _beside(geometry: Geometry, ours: Shape, size: Size) -> tuple[Text, str]:
    """Return the finder's name to the right of the whole map, or over the map's end where that leaves no room."""
    down = ours.label_y
    edge = max(geometry.crossings(down) or (ours.label_x,)) + 16
    width = advance(ours.name, 24, strong=True)
    edge = min(edge, max(size.width, geometry.width) - width - 6)
    return write(ours.name, edge + 6, down + 8), level(down, ours.label_x, edge)
