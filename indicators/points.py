"""Hold what is judged, points and goals, and find the unbroken stretch of points that may be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from indicators.periods import Period


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"  # inside two limits
    NONE = "none"


class Method(StrEnum):
    """How the way to a goal is measured: in equal steps, or in equal growth."""

    LINEAR = "linear"
    CAGR = "cagr"


@dataclass(frozen=True, slots=True)
class Point:
    """One period's figure, or the reason why there is none. `lower` and `upper` are its interval of uncertainty."""

    period: Period
    value: Decimal | None
    missing: str = ""
    preliminary: bool = False
    estimated: bool = False
    series_break: bool = False  # this point begins a new series
    low_reliability: bool = False
    inferred: bool = False  # the year is our conclusion, not the source's statement
    lower: Decimal | None = None
    upper: Decimal | None = None
    decimals: int = 1
    voice: str = "source"

    @property
    def known(self) -> bool:
        return self.value is not None and self.value.is_finite()

    @property
    def figure(self) -> Decimal:
        """The value of a point that has one. Raises ValueError where there is none."""
        if self.value is None:
            raise ValueError(f"There is no value for {self.period.key}")
        return self.value

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """Where the true value may lie; without limits, the value itself."""
        ends = [end for end in (self.lower, self.figure, self.upper) if end is not None and end.is_finite()]
        return min(ends), max(ends)


@dataclass(frozen=True, slots=True)
class Goal:
    """What should be reached, and when; for a band `value`..`upper`. The baseline is where the way begins."""

    period: Period
    value: Decimal
    upper: Decimal | None = None
    baseline_period: Period | None = None
    baseline: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The points since the last break, in time order.

    `used` have a value and a year that is certain. `begin` is the break that it starts at; before it lie `earlier` such
    points, or `older` says that any value does. `uncertain` says that values were left out for their year.
    """

    used: tuple[Point, ...]
    begin: Period | None
    earlier: int
    older: bool
    uncertain: bool


def segment_of(points: Iterable[Point], breaks: Sequence[Period] = ()) -> Segment:
    """Return the last unbroken stretch of a series.

    A break is a period at which a new series begins: told in `breaks`, or by a point's own mark, also where that
    point's value is missing. A break after the last value has nothing behind it yet and does not count. Of two points
    for one period the later in order counts.
    """
    given = list(points)
    known = sorted(
        {point.period.start: point for point in given if point.known}.values(), key=lambda point: point.period.start
    )
    last = known[-1].period.start if known else None
    begins = [point.period for point in given if point.series_break] + list(breaks)
    passed = [period for period in begins if last is not None and period.start <= last]
    begin = max(passed, key=lambda period: period.start, default=None)
    since = [point for point in known if begin is None or point.period.start >= begin.start]
    before = known[: len(known) - len(since)]
    return Segment(
        used=tuple(point for point in since if not point.inferred),
        begin=begin,
        earlier=sum(not point.inferred for point in before),
        older=bool(before),
        uncertain=any(point.inferred for point in since),
    )


Verdict = Literal["better", "worse", "equal", "indistinguishable"]


def compare(a: Point, b: Point, *, direction: Direction) -> Verdict:
    """Say how `a` stands against `b`.

    Indistinguishable: the intervals overlap or touch (a point without limits is its own interval), a value is missing,
    or they differ and the direction does not say which is better. Equal: the same value, neither with an interval.
    """
    if not (a.known and b.known):
        return "indistinguishable"
    (a_low, a_high), (b_low, b_high) = a.interval, b.interval
    if a_low == a_high == b_low == b_high:
        return "equal"
    overlap = a_low <= b_high and b_low <= a_high
    if overlap or direction not in (Direction.UP, Direction.DOWN):
        return "indistinguishable"
    return "better" if (a_low > b_high) == (direction is Direction.UP) else "worse"
