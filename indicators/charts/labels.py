"""Name the lines where they end: in the margin, pushed apart, or beside the last dot where nothing is in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.charts.lettering import Box, Text, advance, box_of, shortened, spread, wrapped, write
from indicators.charts.scale import Place, coordinate
from indicators.charts.theme import Size


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a line ends and what it is called. kind: "main", "ref" or "target"."""

    name: str
    value: str
    place: Place
    kind: str

    @property
    def strong(self) -> bool:
        return self.kind == "main"

    @property
    def whole(self) -> str:
        return f"{self.name}\u00a0{self.value}" if self.value else self.name


@dataclass(frozen=True, slots=True)
class Plate:
    """Paper under a label that stands among lines."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Label:
    lines: tuple[Text, ...]
    kind: str
    box: Box  # what it takes of the paper
    plate: Plate | None = None


def offset(size: Size) -> float:
    """Return the distance from a dot to its label."""
    return size.by(10, 7)


def margin_room(endings: Sequence[Ending], size: Size) -> float:
    """Return how wide the right margin must be: two fifths of the picture are enough for names, which can be wrapped.

    A figure is never cut, so it gets what it needs.
    """
    letters = size.type
    names, values = [0.0], [0.0]
    for ending in endings:
        name = ending.name if letters.stacked else ending.whole
        names.append(advance(name, letters.label, strong=ending.strong))
        values.append(advance(ending.value, letters.label, strong=ending.strong))
    beside = offset(size) + 2
    return max(min(max(names) + beside, size.width * 0.4), max(values) + beside)


def margin_labels(endings: Sequence[Ending], size: Size, *, bounds: Box) -> tuple[Label, ...]:
    """Return labels to the right of `bounds`, as near their lines' ends as their neighbours allow."""
    letters = size.type
    stacked = letters.stacked and 2 * letters.line * len(endings) <= bounds.bottom - bounds.top
    left = bounds.right + offset(size)
    room = size.width - left
    blocks = [_block(ending, letters.label, room, stacked=stacked) for ending in endings]
    heights = [len(block) * letters.line + size.by(2, 0) for block in blocks]
    half = letters.label * 0.36
    # A block's middle stands at its line's end; the first baseline lies above it by half of the other lines.
    middles = spread([ending.place[1] for ending in endings], heights, bounds.top, bounds.bottom)
    found = []
    for ending, block, middle in zip(endings, blocks, middles, strict=True):
        first = middle + half - (len(block) - 1) * letters.line / 2
        lines = tuple(write(text, left, first + rank * letters.line) for rank, text in enumerate(block))
        widest = max(advance(row.text, letters.label, strong=ending.strong) for row in lines)
        last = first + (len(block) - 1) * letters.line + letters.label * 0.22
        found.append(Label(lines, ending.kind, Box(left, first - letters.label * 0.8, left + widest, last)))
    return tuple(found)


def _block(ending: Ending, letters: float, room: float, *, stacked: bool) -> tuple[str, ...]:
    """Return a label's lines: name over value, or both on one line where that is asked for and fits."""
    if not stacked and advance(ending.whole, letters, strong=ending.strong) <= room:
        return (ending.whole,)
    fits = advance(ending.name, letters, strong=ending.strong) <= room
    # Wrapping reckons with regular letters; the strong ones are three percent wider.
    name = (ending.name,) if fits else wrapped(ending.name, letters, room * 0.97)
    return (*name, ending.value) if ending.value else name


def inline_label(
    ending: Ending, size: Size, *, bounds: Box, lines: Sequence[tuple[Place, Place]], taken: Sequence[Box]
) -> Label:
    """Return a label beside a line's end inside the plot, in the place that crosses least."""
    letters, gap = size.type, offset(size)
    across, down = ending.place
    middle, over, under = down + letters.label * 0.36, down - gap, down + gap + letters.label * 0.7
    candidates = (
        (across + gap, middle, "start"),
        (across, over, "middle"),
        (across, under, "middle"),
        (across + gap, over, "start"),
        (across + gap, under, "start"),
        (across - gap, over, "end"),
        (across - gap, under, "end"),
        (across - gap, middle, "end"),
    )
    scored = []
    for rank, (x, y, anchor) in enumerate(candidates):
        box = box_of(ending.whole, x, y, letters.label, anchor=anchor, strong=ending.strong)
        score = _trouble(box, bounds, lines, taken) + rank * 0.1
        scored.append((score, x, y, anchor, box))
    _score, x, y, anchor, box = min(scored, key=lambda candidate: candidate[0])
    shift = max(bounds.left - box.left, 0.0) + min(bounds.right - box.right, 0.0)
    # A label too wide for the plot is cut rather than pushed out of the picture.
    text = shortened(ending.whole, letters.label, bounds.right - bounds.left, strong=ending.strong)
    box = box_of(text, x + shift, y, letters.label, anchor=anchor, strong=ending.strong)
    if box.left < bounds.left or box.right > bounds.right:
        x, shift, anchor = bounds.left, 0.0, "start"
        box = box_of(text, x, y, letters.label, strong=ending.strong)
    return Label((write(text, x + shift, y, anchor),), ending.kind, box, _plate(box, size.by(2, 1.5)))


def start_label(
    text: str,
    place: Place,
    size: Size,
    *,
    bounds: Box,
    lines: Sequence[tuple[Place, Place]],
    taken: Iterable[Box],
    kind: str,
) -> Label | None:
    """Return the first figure above or below a line's beginning, or None where it would touch something."""
    letters, across = size.type, place[0] - size.by(2, 1)
    for down in (place[1] - size.by(9, 5), place[1] + size.by(19, 11)):
        box = box_of(text, across, down, letters.label, strong=kind == "main")
        if _trouble(box, bounds, lines, taken) == 0:
            return Label((write(text, across, down),), kind, box)
    return None


def _trouble(box: Box, bounds: Box, lines: Sequence[tuple[Place, Place]], taken: Iterable[Box]) -> float:
    crossings = sum(box.crossed_by(*piece) for piece in lines)
    meetings = sum(box.meets(other) for other in taken)
    return crossings + 3 * meetings + (0 if box.within(bounds) else 5)


def _plate(box: Box, margin: float) -> Plate:
    width, height = box.right - box.left + 2 * margin, box.bottom - box.top
    return Plate(coordinate(box.left - margin), coordinate(box.top), coordinate(width), coordinate(height))
