"""Turn exact figures into places on paper: the only module where a Decimal becomes a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

# Own context: neither the thread's precision nor its traps may move a point or stop a page.
EXACT = Context(prec=40, Emin=-999999, Emax=999999, traps=[])

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from figures (`low`–`high`) to places (`start`–`stop`; stop may lie before start)."""

    low: Decimal
    high: Decimal
    start: float
    stop: float

    def at(self, figure: Decimal) -> float:
        """Return the place of a finite figure; a scale without extent puts everything in the middle."""
        extent = EXACT.subtract(self.high, self.low)
        if extent == 0:
            return (self.start + self.stop) / 2
        share = EXACT.divide(EXACT.subtract(figure, self.low), extent)
        return self.start + float(share) * (self.stop - self.start)

    def held(self, figure: Decimal) -> float:
        """Return the place of a figure, kept inside the scale's ends."""
        return self.at(min(max(figure, self.low), self.high))


def coordinate(place: float) -> str:
    """Return a place as SVG writes it: at most two decimals, full stop, no trailing zeros, no minus zero."""
    text = f"{place:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polyline(places: Iterable[Place]) -> str:
    """Return path data through the places: M0 0L10 4."""
    return "M" + "L".join(f"{coordinate(across)} {coordinate(down)}" for across, down in places)


def upright(across: float, top: float, bottom: float) -> str:
    """Return path data of a vertical line."""
    return f"M{coordinate(across)} {coordinate(top)}V{coordinate(bottom)}"


def level(down: float, left: float, right: float) -> str:
    """Return path data of a horizontal line."""
    return f"M{coordinate(left)} {coordinate(down)}H{coordinate(right)}"


def rhomb(across: float, down: float, reach: float) -> str:
    """Return path data of a rhomb standing on its corner: the sign of a target."""
    far = coordinate(reach)
    return f"M{coordinate(across)} {coordinate(down - reach)}l{far} {far}-{far} {far}-{far}-{far}z"
