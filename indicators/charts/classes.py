"""Divide figures into five classes with round limits and roughly equally many members."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from indicators.charts.scale import EXACT
from indicators.wording import number

_STEPS = (Decimal(5), Decimal("2.5"), Decimal(2), Decimal(1))


def class_of(figure: Decimal, limits: Sequence[Decimal]) -> int:
    """Return 1 for figures under the first limit, 2 from it on, … len(limits) + 1."""
    return sum(figure >= limit for limit in limits) + 1


def counts(figures: Iterable[Decimal], limits: Sequence[Decimal]) -> tuple[int, ...]:
    """Return how many figures each class holds."""
    members = [class_of(figure, limits) for figure in figures]
    return tuple(members.count(number_) for number_ in range(1, len(limits) + 2))


def classes(figures: Iterable[Decimal], *, number_of: int = 5) -> tuple[Decimal, ...]:
    """Return at most `number_of` − 1 rising limits; a figure equal to a limit belongs to the class above it.

    The limits are multiples of the coarsest of 1, 2, 2.5, 5 × 10ⁿ that leaves no class empty and no class far from its
    share; where none does, the best balanced. Fewer different figures than classes give one class each.
    """
    ordered = sorted(figures)
    different = sorted(set(ordered))
    if len(different) <= number_of:
        return tuple(_roundest(below, above) for below, above in pairwise(different))
    share = len(ordered) / number_of
    cuts = [ordered[round(share * cut) - 1 : round(share * cut) + 1] for cut in range(1, number_of)]
    middles = [EXACT.divide(EXACT.add(below, above), Decimal(2)) for below, above in cuts]
    extent = EXACT.subtract(different[-1], different[0])
    best: tuple[float, tuple[Decimal, ...]] | None = None
    for power in range(extent.adjusted(), extent.adjusted() - 5, -1):
        for factor in _STEPS:
            step = factor.scaleb(power, EXACT)
            limits = tuple(_nearest(middle, step) for middle in middles)
            sizes = counts(ordered, limits)
            if len(set(limits)) < len(limits) or not all(sizes):
                continue
            unevenness = max(abs(size - share) for size in sizes)
            if unevenness <= max(1.0, share / 2):
                return limits
            if best is None or unevenness < best[0]:
                best = unevenness, limits
    if best:
        return best[1]
    # Many equal figures pull the limits together: keep those that separate something.
    return tuple(sorted({_roundest(below, above) for below, above in cuts if below < above}))


def _roundest(below: Decimal, above: Decimal) -> Decimal:
    """Return the roundest figure over `below` and up to `above`."""
    extent = EXACT.subtract(above, below)
    for power in range(max(above.adjusted(), below.adjusted(), extent.adjusted()), extent.adjusted() - 2, -1):
        for factor in (Decimal(5), Decimal(2), Decimal(1)):
            step = factor.scaleb(power, EXACT)
            multiple = EXACT.multiply(EXACT.divide(above, step).to_integral_value(ROUND_FLOOR), step)
            if multiple > below:
                return multiple
    return above


def _nearest(figure: Decimal, step: Decimal) -> Decimal:
    multiple = EXACT.divide(figure, step).to_integral_value(ROUND_HALF_UP)
    return EXACT.multiply(multiple, step)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One row of a map's key: class number (0 = no data), its limits in words, how many areas it holds."""

    number: int
    label: str
    count: int


def legend(
    figures: Sequence[Decimal], limits: Sequence[Decimal], *, missing: int = 0, decimals: int = 1
) -> tuple[LegendRow, ...]:
    """Return the rows of the key, lowest class first; a last row for areas without data where there are any."""
    rows = []
    if limits:
        shown = max([decimals, *(_decimals(limit) for limit in limits)])
        words = [number(limit, shown) for limit in limits]
        labels = [
            _("under %(limit)s") % {"limit": words[0]},
            *(f"{low}–{high}" for low, high in pairwise(words)),
            _("%(limit)s eller mer") % {"limit": words[-1]},
        ]
        rows = [
            LegendRow(place, label, size)
            for place, (label, size) in enumerate(zip(labels, counts(figures, limits), strict=True), 1)
        ]
    elif figures:
        rows = [LegendRow(1, number(figures[0], decimals), len(figures))]
    if missing:
        rows.append(LegendRow(0, _("ingen data"), missing))
    return tuple(rows)


def short_labels(rows: Sequence[LegendRow], limits: Sequence[Decimal], decimals: int) -> tuple[str, ...]:
    """Return what a narrow key says in each row: where the class begins ("från 4,4" for the highest)."""
    shown = max([decimals, *(_decimals(limit) for limit in limits)])
    words = []
    for row in rows:
        if row.number < 2:
            words.append(row.label)
        elif row.number == len(limits) + 1:
            words.append(_("från %(limit)s") % {"limit": number(limits[-1], shown)})
        else:
            words.append(number(limits[row.number - 2], shown))
    return tuple(words)


def _decimals(limit: Decimal) -> int:
    exponent = limit.normalize(EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
