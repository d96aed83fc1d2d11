"""Measure the way from a baseline to a goal, and the pace at which it is gone."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.eurostat import cagr, growth_ratio
from indicators.periods import Period, years_between
from indicators.points import Direction, Goal, Method, Segment

Band = tuple[Decimal, Decimal]


def distance(value: Decimal, band: Band) -> Decimal:
    """Return how far outside the band a value lies; 0 inside it and on its limits."""
    low, high = band
    return max(low - value, value - high, Decimal(0))


@dataclass(frozen=True, slots=True)
class Way:
    """From the baseline to the last value, and to the goal. Times in years.

    For a band the values are distances to it, which should fall to 0; `edge` is the limit nearest to the baseline and
    `side` −1 if the baseline lies below it, 1 if above, 0 if inside.
    """

    base: Decimal
    last: Decimal
    years: Decimal
    position: Decimal  # of the last value
    rising: bool
    goal: Decimal | None = None
    goal_years: Decimal | None = None
    past: bool = False  # the goal's period is no later than the last value's
    edge: Decimal = Decimal(0)
    side: int = 1

    @property
    def reached(self) -> bool:
        return self.goal is not None and (self.last >= self.goal if self.rising else self.last <= self.goal)

    @property
    def astray(self) -> bool:
        """Whether the goal lies on the wrong side of the baseline."""
        return self.goal is not None and (self.goal < self.base if self.rising else self.goal > self.base)

    def shown(self, value: Decimal) -> Decimal:
        """Return a value on this way as a value of the indicator."""
        return self.edge + self.side * value


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes and must go, by which rule. Units as in progress.Progress."""

    rule: str
    actual: Decimal
    required: Decimal | None = None
    ratio: Decimal | None = None
    expected: Decimal | None = None
    reach: Decimal | None = None


def limits_of(direction: Direction, goal: Goal | None, band: Band | None) -> Band | None:
    """Return the band that counts: the goal's, else the indicator's; None without one or where no band is meant."""
    if direction is not Direction.BAND:
        return None
    if goal is not None:
        ends = goal.value, goal.value if goal.upper is None else goal.upper
        return min(ends), max(ends)
    return band and (min(band), max(band))


def way_of(segment: Segment, *, direction: Direction, goal: Goal | None, limits: Band | None) -> Way | None:
    """Return the way that a segment of at least two points has gone; None without a direction or a second point."""
    judged = direction in (Direction.UP, Direction.DOWN) or limits is not None
    if len(segment.used) < 2 or not judged:
        return None
    period, base = _baseline(segment, goal)
    last = segment.used[-1]
    value, aim, edge, side = last.figure, goal.value if goal else None, Decimal(0), 1
    if limits is not None:
        edge, side = (limits[0], -1) if base < limits[0] else (limits[1], 1 if base > limits[1] else 0)
        base, value = distance(base, limits), distance(value, limits)
        aim = Decimal(0) if goal else None
    return Way(
        base=base,
        last=value,
        years=years_between(period, last.period),
        position=last.period.position,
        rising=direction is Direction.UP,
        goal=aim,
        goal_years=years_between(period, goal.period) if goal else None,
        past=goal is not None and goal.period.end <= last.period.end,
        edge=edge,
        side=side,
    )


def _baseline(segment: Segment, goal: Goal | None) -> tuple[Period, Decimal]:
    """Return where the way begins: the goal's baseline, else the first point since the break.

    The first point also stands in where a break lies after the baseline, where no figure for the baseline's period is
    known, and where the last value is no later than the baseline, for then no time has passed to judge.
    """
    first, last = segment.used[0], segment.used[-1]
    begin = goal.baseline_period if goal else None
    broken = begin and segment.begin and segment.begin.start > begin.start
    if goal is None or begin is None or broken or years_between(begin, last.period) <= 0:
        return first.period, first.figure
    if goal.baseline is not None and goal.baseline.is_finite():
        return begin, goal.baseline
    at = next((point for point in segment.used if point.period == begin), first)
    return at.period, at.figure


def pace_of(way: Way, method: Method) -> Pace:
    """Return the pace: by the method against a goal, else as a trend. Counts in the caller's decimal context."""
    if way.goal is None:
        return _trend(way)
    growing = _growing(way, way.goal) if method is Method.CAGR else None
    return growing or _linear(way, way.goal)


def _linear(way: Way, goal: Decimal) -> Pace:
    gone, whole = way.last - way.base, goal - way.base
    ahead = way.goal_years if way.goal_years and way.goal_years > 0 else None
    forward = gone if way.rising else -gone
    path = None if ahead is None else way.base + whole * min(way.years / ahead, Decimal(1))
    return Pace(
        rule="linear-1",
        actual=gone / way.years,
        required=whole / ahead if ahead else None,
        # one division only, so that a ratio on a threshold is exactly on it
        ratio=gone * ahead / (whole * way.years) if ahead and whole and not way.astray else None,
        expected=None if path is None or way.astray or not way.side else way.shown(path),
        reach=way.position + (goal - way.last) * way.years / gone if forward > 0 and not way.reached else None,
    )


def _growing(way: Way, goal: Decimal) -> Pace | None:
    """Return the pace in compound annual growth; None where a value is not positive, so that there is none."""
    actual = cagr(way.base, way.last, way.years)
    if actual is None or goal <= 0:
        return None
    ahead = way.goal_years if way.goal_years and way.goal_years > 0 else None
    required = cagr(way.base, goal, ahead) if ahead else None
    ratio = path = None
    if ahead and required is not None and not way.astray:
        ratio = growth_ratio(first=way.base, last=way.last, years=way.years, goal=goal, goal_years=ahead)
        path = way.base * ((goal / way.base).ln() * min(way.years / ahead, Decimal(1))).exp()
    if ratio is None and ahead and goal != way.base and not way.astray:
        return None
    gone = (way.last / way.base).ln()
    forward = gone if way.rising else -gone
    left = (goal / way.last).ln()
    return Pace(
        rule="cagr-1",
        actual=actual * 100,
        required=None if required is None else required * 100,
        ratio=ratio,
        expected=path,
        reach=way.position + left * way.years / gone if forward > 0 and not way.reached else None,
    )


def _trend(way: Way) -> Pace:
    growth = cagr(way.base, way.last, way.years)
    if growth is not None:
        return Pace(rule="trend-1", actual=growth * 100)
    mean = (abs(way.base) + abs(way.last)) / 2
    change = (way.last - way.base) / way.years
    return Pace(rule="trend-linear-1", actual=change / mean * 100 if mean else Decimal(0))
