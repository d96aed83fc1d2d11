"""The strip: one dot for each place on one axis, so that one sees where ours stands among the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext as _

from indicators.charts import spoken, ticks
from indicators.charts.empty import EmptyChart, empty
from indicators.charts.frame import Frame, frame
from indicators.charts.lettering import Box, Text, advance, box_of, free, held_inside, write
from indicators.charts.scale import Scale, coordinate, level, upright
from indicators.charts.theme import STRIP_WIDE, Size
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class Item:
    """A place and its figure; None = no data."""

    code: str
    name: str
    value: Decimal | None

    @property
    def figure(self) -> Decimal:
        if self.value is None:
            raise ValueError(f"{self.name} has no value")
        return self.value


def with_figure(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.value is not None and item.value.is_finite()]


@dataclass(frozen=True, slots=True)
class StripDot:
    x: str
    y: str
    r: str
    is_focus: bool
    words: str


@dataclass(frozen=True, slots=True)
class StripChart:
    kind: ClassVar[str] = "strip"
    frame: Frame
    axis: str
    ticks: tuple[str, ...]
    tick_labels: tuple[Text, ...]
    nation: str
    nation_label: Text | None
    dots: tuple[StripDot, ...]
    lead: str
    focus_label: Text | None
    labels: tuple[Text, ...]
    notes: tuple[str, ...]


def strip(
    items: Sequence[Item],
    *,
    uid: str,
    subject: str,
    focus: str = "",
    nation: Item | None = None,
    area: str = "ink",
    size: Size = STRIP_WIDE,
    unit: str = "",
    decimals: int = 1,
    from_zero: bool = True,
    reason: str = "",
) -> StripChart | EmptyChart:
    """Return a dot for each item that has a figure; `focus` is an item's code. The height grows where dots pile up."""
    present = sorted(with_figure(items), key=lambda item: (item.code == focus, item.figure, item.code))
    if not present:
        return empty(reason, uid=uid, subject=subject, size=size, area=area)
    around = [nation] if nation and nation.value is not None else []
    axis = ticks.axis(
        [item.figure for item in [*present, *around]], from_zero=from_zero, most=4 if size.is_narrow else 9
    )
    radius = (4.5 if size.is_narrow else 6.5) if size.unit == "" else 2.6
    step, edge = radius * 2 + size.by(1.8, 1), max(radius, *(advance(text, size.type.axis) / 2 for text in axis.labels))
    across = Scale(axis.low, axis.high, edge, size.width - edge)
    places = [across.at(item.figure) for item in present]
    storeys = _storeys(places, step)
    foot = size.by(28, 15)
    height = max(size.height, size.type.line * 2 + size.by(13, 8) + radius * 2 + max(storeys) * step + foot)
    floor = height - foot
    spots = [
        _Spot(item, place, floor - radius - size.by(5, 3) - storey * step, radius)
        for item, place, storey in zip(present, places, storeys, strict=True)
    ]
    words = _Words(size, unit, decimals)
    taken = [spot.box for spot in spots]
    ours = next((spot for spot in spots if spot.item.code == focus), None)
    lead, focus_label = _name_focus(ours, words, taken) if ours else ("", None)
    nation_line, nation_label = "", None
    if around:
        nation_line, nation_label = _name_nation(around[0], across.at(around[0].figure), floor, words, taken)
    return StripChart(
        frame=frame(
            size,
            uid=uid,
            title=_title(subject, present, focus, around, words),
            desc=", ".join(words.of(item) for item in sorted(present, key=lambda one: -one.figure)) + ".",
            area=area,
            height=height,
        ),
        axis=level(floor, edge, size.width - edge),
        ticks=tuple(upright(across.at(tick), floor, floor + size.by(5, 3)) for tick in axis.ticks),
        tick_labels=tuple(
            write(label, across.at(tick), floor + size.by(20, 11), "middle")
            for tick, label in zip(axis.ticks, axis.labels, strict=True)
        ),
        nation=nation_line,
        nation_label=nation_label,
        dots=tuple(
            StripDot(coordinate(spot.x), coordinate(spot.y), coordinate(radius), spot is ours, words.of(spot.item))
            for spot in spots
        ),
        lead=lead,
        focus_label=focus_label,
        labels=_name_ends([spot for spot in spots if spot is not ours], words, taken),
        notes=() if axis.low <= 0 <= axis.high else (spoken.axis_note(axis.labels[0]),),
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    item: Item
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True, slots=True)
class _Words:
    """How this chart writes a figure."""

    size: Size
    unit: str
    decimals: int

    def of(self, item: Item) -> str:
        return f"{item.name} {number(item.figure, self.decimals)}{self.unit}"


def _storeys(places: Sequence[float], step: float) -> list[int]:
    """Return on which storey each dot stands: the lowest one free of a neighbour nearer than `step`."""
    done: list[tuple[float, int]] = []
    for place in places:
        storey = 0
        while any(storey == other_storey and abs(place - other) < step for other, other_storey in done):
            storey += 1
        done.append((place, storey))
    return [storey for _place, storey in done]


def _title(subject: str, present: Sequence[Item], focus: str, around: Sequence[Item], words: _Words) -> str:
    lowest = min(present, key=lambda item: item.figure)
    highest = max(present, key=lambda item: item.figure)
    told = [words.of(item) for item in [*(item for item in present if item.code == focus), *around]]
    sentence = _("Lägst %(low)s, högst %(high)s") % {"low": words.of(lowest), "high": words.of(highest)}
    return f"{subject}: {'; '.join(told)}. {sentence}." if told else f"{subject}. {sentence}."


def _name_focus(spot: _Spot, words: _Words, taken: list[Box]) -> tuple[str, Text]:
    """Return the line up from our dot and our name on the first line of the picture."""
    size, letters, text = words.size, words.size.type, words.of(spot.item)
    middle = held_inside(text, spot.x, letters.label * 1.04, 0, size.width)
    taken.append(Box(spot.x - 2, 0, spot.x + 2, spot.y))
    taken.append(box_of(text, middle, letters.label, letters.label, anchor="middle", strong=True))
    lead = upright(spot.x, spot.y - spot.radius - size.by(3, 2), letters.label + size.by(8, 3))
    return lead, write(text, middle, letters.label, "middle")


def _name_nation(nation: Item, place: float, floor: float, words: _Words, taken: list[Box]) -> tuple[str, Text]:
    """Return the nation's upright and its name on the second line, beside it where our own line stands in the way."""
    size, letters, text = words.size, words.size.type, words.of(nation)
    baseline, half = letters.label + letters.line, advance(words.of(nation), letters.note) / 2
    aside = half + size.by(6, 4)
    inside = held_inside(text, place, letters.note, 0, size.width)
    middle = inside
    for candidate in (place, place + aside, place - aside):
        box = box_of(text, candidate, baseline, letters.note, anchor="middle")
        if free(box, taken) and box.left >= 0 and box.right <= size.width:
            middle = candidate
            break
    top = baseline + size.by(6, 3) if abs(middle - place) < half else letters.label + size.by(8, 3)
    taken.append(box_of(text, middle, baseline, letters.note, anchor="middle"))
    taken.append(Box(place - 1, top, place + 1, floor))
    return upright(place, top, floor), write(text, middle, baseline, "middle")


def _name_ends(others: Sequence[_Spot], words: _Words, taken: list[Box]) -> tuple[Text, ...]:
    """Return the names of the highest and the lowest of the others, where they are free of everything."""
    if not others:
        return ()
    size, letters = words.size, words.size.type
    ends = [max(others, key=lambda spot: spot.item.figure), min(others, key=lambda spot: spot.item.figure)]
    labels = []
    for spot in ends if ends[0] is not ends[1] else ends[:1]:
        lift = spot.y - spot.radius - size.by(6, 3)
        middle = held_inside(spot.item.name, spot.x, letters.label, 0, size.width)
        box = box_of(spot.item.name, middle, lift, letters.label, anchor="middle")
        if free(box, taken):
            labels.append(write(spot.item.name, middle, lift, "middle"))
            taken.append(box)
    return tuple(labels)
