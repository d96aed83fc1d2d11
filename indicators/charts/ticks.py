"""Choose the round figures that stand along an axis, and say them in as few characters as they need."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import pgettext

from indicators.charts.scale import EXACT
from indicators.wording import number

_ROUND = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Axis:
    """Where an axis begins and ends, and its ticks, all exact; `decimals` is what the ticks need."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    decimals: int

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(compact(tick, self.decimals) for tick in self.ticks)


def round_step(extent: Decimal, most: int) -> Decimal:
    """Return the smallest of 1, 2, 5 × 10ⁿ that divides a positive extent into at most `most` parts."""
    rough = EXACT.divide(extent, Decimal(most))
    power = Decimal(1).scaleb(rough.adjusted(), EXACT)
    return next(EXACT.multiply(factor, power) for factor in _ROUND if EXACT.multiply(factor, power) >= rough)


def _down(figure: Decimal, step: Decimal) -> Decimal:
    return EXACT.multiply(EXACT.divide(figure, step).to_integral_value(ROUND_FLOOR), step)


def _up(figure: Decimal, step: Decimal) -> Decimal:
    return EXACT.multiply(EXACT.divide(figure, step).to_integral_value(ROUND_CEILING), step)


def axis(figures: Iterable[Decimal], *, from_zero: bool = True, most: int = 6) -> Axis:
    """Return an axis for one or more finite figures: whole steps, zero included if `from_zero`.

    A series that never moves gets room on both sides of its level, or from zero up to it.
    """
    present = list(figures)
    low, high = min(present), max(present)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        margin = abs(low) / 10 or Decimal(1)
        low, high = (Decimal(0), Decimal(1)) if from_zero else (low - margin, high + margin)
    step = round_step(EXACT.subtract(high, low), most)
    start, stop = _down(low, step), _up(high, step)
    count = int(EXACT.divide(EXACT.subtract(stop, start), step).to_integral_value())
    marks = tuple(EXACT.add(start, EXACT.multiply(step, Decimal(place))) for place in range(count + 1))
    return Axis(start, stop, marks, max(0, -step.normalize(EXACT).adjusted()))


def compact(figure: Decimal, decimals: int) -> str:
    """Return a figure in words short enough for a chart: in full below ten million, then in millions and upwards."""
    size = abs(figure)
    if size == 0:
        return "0"
    for power, unit in (
        (12, pgettext("förkortning av biljoner", "bn")),
        (9, pgettext("förkortning av miljarder", "md")),
        (6, pgettext("förkortning av miljoner", "mn")),
    ):
        if size >= Decimal(10) ** max(power, 7):
            scaled = EXACT.divide(figure, Decimal(10) ** power)
            whole = scaled == scaled.to_integral_value()
            return f"{number(scaled, 0 if whole else 1)}\u00a0{unit}"
    return number(figure, decimals)


def year_ticks(first: int, last: int, room: float, label: float) -> tuple[int, ...]:
    """Return the years to write between `first` and `last` so that labels of width `label` do not meet in `room`.

    Counted backwards from the last year, which is the one people look for; the first is added where it has space.
    """
    if last <= first:
        return (first,)
    pitch = room / (last - first)
    factors = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    every = next((step for step in factors if step * pitch >= label), last - first)
    years = sorted(range(last, first - 1, -every))
    if years[0] != first and (years[0] - first) * pitch >= label:
        years.insert(0, first)
    return tuple(years)
