"""Judge how a series of figures goes: towards its goal, or better or worse where there is none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum

from indicators.eurostat import CLEAR_TREND, EXACT, MODERATE, ON_TRACK, TOLD, EurostatCategory, eurostat_category
from indicators.pace import Band, Pace, Way, distance, limits_of, pace_of, way_of
from indicators.periods import Period
from indicators.points import Direction, Goal, Method, Point, Segment, Verdict, compare, segment_of

__all__ = [
    "NEEDED",
    "Band",
    "Cause",
    "Direction",
    "EurostatCategory",
    "Goal",
    "Method",
    "Point",
    "Progress",
    "Status",
    "Verdict",
    "assess",
    "compare",
    "distance",
    "eurostat_category",
]

#: So many points since the last break must be there before anything is judged.
NEEDED = 3


class Status(StrEnum):
    """How it goes: six words against a goal, three without one, and one for when nobody can say."""

    ACHIEVED = "achieved"
    MISSED = "missed"
    ON_TRACK = "on-track"
    TOO_SLOW = "too-slow"
    HARDLY_MOVING = "hardly-moving"
    MOVING_AWAY = "moving-away"
    IMPROVING = "improving"
    UNCHANGED = "unchanged"
    WORSENING = "worsening"
    NOT_ASSESSABLE = "not-assessable"


class Cause(StrEnum):
    """Why a status is not-assessable."""

    NO_DATA = "no-data"
    ONE_POINT = "one-point"
    TWO_POINTS = "two-points"
    BREAK = "break"
    ONLY_PRELIMINARY = "only-preliminary"
    YEAR_INFERRED = "year-inferred"
    NO_DIRECTION = "no-direction"
    WRONG_SIDE = "wrong-side"  # the goal lies on the wrong side of the baseline


@dataclass(frozen=True, slots=True)
class Progress:
    """The judgement and what it was made of.

    `first`, `last`, `count` and `change` are of the counted points since the last break (`broken_at`, where older
    values lie behind it). `actual` and `required` are changes a year in the indicator's unit, in per cent under cagr-1
    and the trend rules; for a band they are of the distance to it. `expected` is the required path's value at the last
    period, `reach` the position in years at which the goal is reached at the present pace. `eurostat` is Eurostat's own
    category by its method, also where our rule of three points gives no status.
    """

    status: Status
    cause: Cause | None = None
    rule: str = "linear-1"
    first: Point | None = None
    last: Point | None = None
    count: int = 0
    actual: Decimal | None = None
    required: Decimal | None = None
    ratio: Decimal | None = None
    expected: Decimal | None = None
    reach: Decimal | None = None
    change: Decimal | None = None
    eurostat: str | None = None
    preliminary: bool = False
    broken_at: Period | None = None


def assess(
    points: Iterable[Point],
    *,
    direction: Direction,
    goal: Goal | None = None,
    band: Band | None = None,
    method: Method = Method.LINEAR,
    breaks: Sequence[Period] = (),
) -> Progress:
    """Judge a series, all of one period kind, at its last observed period, whatever the date is today.

    `band` holds the indicator's own limits; a goal goes before them, and without one they are a goal without a period.
    The baseline is the goal's, unless it has none or a break lies after it: then the first point since the break.

    The rules and their versions, as `Progress.rule` names them:

    - linear-1: the yearly change since the baseline as a part of the yearly change that the goal requires.
    - cagr-1: the same with compound annual growth, Eurostat's method. Where a value is not positive there is no such
      growth: linear-1 is used, and named. A band's distance should end at zero: always linear-1.
    - trend-1: without a goal, growth of at least 1 % a year in the desired direction is an improvement, as much in the
      other a worsening; for a band, of the distance to it.
    - trend-linear-1: the same where growth does not exist, with the yearly change in per cent of the mean size of the
      first and the last value.
    """
    with localcontext(EXACT):
        segment = segment_of(points, breaks)
        limits = limits_of(direction, goal, band)
        way = way_of(segment, direction=direction, goal=goal, limits=limits)
        pace = pace_of(way, method) if way else None
        measured = replace(_measured(segment), rule=pace.rule if pace else _first_rule(goal, limits, method))
        if way and limits is None and (method is Method.CAGR or goal is None):
            measured = replace(measured, eurostat=_category(way))
        cause = _cause(segment, judged=direction in (Direction.UP, Direction.DOWN) or limits is not None)
        if cause or way is None or pace is None:
            return replace(measured, cause=cause)
        status = _towards(way, pace) if goal else _without_goal(way, pace, limits)
        return replace(
            measured,
            status=status,
            cause=Cause.WRONG_SIDE if status is Status.NOT_ASSESSABLE else None,
            actual=_told(pace.actual),
            required=_told(pace.required),
            ratio=_told(pace.ratio),
            expected=_told(pace.expected),
            reach=_told(pace.reach),
        )


def _told(value: Decimal | None) -> Decimal | None:
    """Return a result without the digits that only the arithmetic needed."""
    return None if value is None else TOLD.plus(value)


def _measured(segment: Segment) -> Progress:
    """Return what can be said of any segment, judged or not."""
    used = segment.used
    return Progress(
        status=Status.NOT_ASSESSABLE,
        first=used[0] if used else None,
        last=used[-1] if used else None,
        count=len(used),
        change=used[-1].figure - used[0].figure if len(used) > 1 else None,
        preliminary=bool(used) and used[-1].preliminary,
        broken_at=segment.begin if segment.older else None,
    )


def _first_rule(goal: Goal | None, limits: Band | None, method: Method) -> str:
    """Return the rule that would be tried if there were enough to judge."""
    if goal is None:
        return "trend-1"
    return "cagr-1" if method is Method.CAGR and limits is None else "linear-1"


def _category(way: Way) -> EurostatCategory | None:
    return eurostat_category(
        first=way.base,
        last=way.last,
        years=way.years,
        rising=way.rising,
        goal=way.goal,
        goal_years=way.goal_years,
    )


def _cause(segment: Segment, *, judged: bool) -> Cause | None:
    """Return why nothing can be judged, the most lasting reason first; None if enough is known."""
    broken = segment.earlier >= NEEDED
    if not (segment.used or segment.older or segment.uncertain):
        return Cause.NO_DATA
    if not judged:
        return Cause.NO_DIRECTION
    if not segment.used:
        return Cause.BREAK if broken else Cause.YEAR_INFERRED
    if all(point.preliminary for point in segment.used):
        return Cause.ONLY_PRELIMINARY
    if len(segment.used) >= NEEDED:
        return None
    if broken:
        return Cause.BREAK
    return Cause.ONE_POINT if len(segment.used) == 1 else Cause.TWO_POINTS


def _towards(way: Way, pace: Pace) -> Status:
    if way.reached:
        return Status.ACHIEVED
    if way.past:
        return Status.MISSED
    if way.astray:
        return Status.NOT_ASSESSABLE
    if pace.ratio is None or pace.ratio < 0:
        # no ratio: the baseline is the goal, nothing was required, and yet the goal has been lost
        return Status.MOVING_AWAY
    if pace.ratio >= ON_TRACK:
        return Status.ON_TRACK
    return Status.TOO_SLOW if pace.ratio >= MODERATE else Status.HARDLY_MOVING


def _without_goal(way: Way, pace: Pace, limits: Band | None) -> Status:
    if limits is not None and way.last == 0:
        return Status.ACHIEVED
    desired = pace.actual if way.rising else -pace.actual
    if desired >= CLEAR_TREND:
        return Status.IMPROVING
    return Status.WORSENING if desired <= -CLEAR_TREND else Status.UNCHANGED
