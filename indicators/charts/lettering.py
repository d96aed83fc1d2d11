"""Words on paper: how wide they are, where they stand, and how they are kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indicators.charts.scale import Place, coordinate

# Advance in em of the site's typeface, digits as tabular; a class of letters shares its widest member's.
_ADVANCES = (
    (" \u00a0\u202f", 0.28),
    ("iljI|", 0.27),
    (",.:;!'’", 0.32),
    ("frt()/-\u2011", 0.4),
    ("–", 0.5),
    ("acdeghknosuvxyzåäöbpq", 0.6),
    ("0123456789+−", 0.65),
    ("mMwW%", 0.95),
)
_ADVANCE = {letter: width for letters, width in _ADVANCES for letter in letters}
_OTHER = 0.72
_STRONG = 1.03


def advance(text: str, size: float, *, strong: bool = False) -> float:
    """Return a text's width in the unit of `size`: an estimate, rather too wide than too narrow."""
    return sum(_ADVANCE.get(letter, _OTHER) for letter in text) * size * (_STRONG if strong else 1)


def shortened(text: str, size: float, room: float, *, strong: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than `room`."""
    if advance(text, size, strong=strong) <= room:
        return text
    kept = text
    while kept and advance(kept + "…", size, strong=strong) > room:
        kept = kept[:-1].rstrip()
    return kept + "…"


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Return the text on as many lines as `room` asks for; a word too long for a line is shortened."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and advance(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, size, room))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words with its baseline; anchor is SVG's start, middle or end."""

    x: str
    y: str
    text: str
    anchor: str = "start"


def write(text: str, across: float, down: float, anchor: str = "start") -> Text:
    return Text(coordinate(across), coordinate(down), text, anchor)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: "Box") -> bool:
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom

    def crossed_by(self, one: Place, other: Place) -> bool:
        """Tell whether a straight line between two places passes the box (Liang and Barsky's clipping)."""
        entry, leave = 0.0, 1.0
        for start, end, low, high in (
            (one[0], other[0], self.left, self.right),
            (one[1], other[1], self.top, self.bottom),
        ):
            way = end - start
            if way == 0:
                if start < low or start > high:
                    return False
                continue
            near, far = sorted(((low - start) / way, (high - start) / way))
            entry, leave = max(entry, near), min(leave, far)
        return entry <= leave


def box_of(text: str, across: float, down: float, size: float, *, anchor: str = "start", strong: bool = False) -> Box:
    """Return the box of a text whose baseline is at `down`."""
    width = advance(text, size, strong=strong)
    left = across - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, down - size * 0.8, left + width, down + size * 0.22)


def held_inside(text: str, across: float, size: float, left: float, right: float) -> float:
    """Return where a centred text may stand so that it keeps between left and right."""
    half = advance(text, size) / 2
    return (left + right) / 2 if 2 * half > right - left else min(max(across, left + half), right - half)


def spread(wanted: Sequence[float], gaps: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Return heights as near the wanted as can be, in the same order, neighbours (gap + gap) / 2 apart.

    Least squares under that condition (pool adjacent violators). Where all do not fit between low and high they are
    packed evenly.
    """
    order = sorted(range(len(wanted)), key=lambda item: wanted[item])
    offsets = [0.0] * len(order)
    for rank in range(1, len(order)):
        offsets[rank] = offsets[rank - 1] + (gaps[order[rank - 1]] + gaps[order[rank]]) / 2
    if offsets and offsets[-1] > high - low:
        offsets = [offset * (high - low) / offsets[-1] for offset in offsets]
    pools: list[tuple[float, int]] = []  # (mean height without offsets, how many share it)
    for rank, item in enumerate(order):
        mean, count = wanted[item] - offsets[rank], 1
        while pools and pools[-1][0] > mean:
            before, members = pools.pop()
            mean, count = (before * members + mean * count) / (members + count), members + count
        pools.append((mean, count))
    bases = [mean for mean, count in pools for _ in range(count)]
    heights = [0.0] * len(wanted)
    for rank, item in enumerate(order):
        heights[item] = min(max(bases[rank], low), high - offsets[-1]) + offsets[rank]
    return tuple(heights)


def free(box: Box, taken: Iterable[Box]) -> bool:
    return not any(box.meets(other) for other in taken)
