"""Facts: the year in which a goal is reached, and goals as phrases."""

from decimal import Decimal

import pytest

from indicators.facts import Facts, Noun, goal_phrase, reach_year
from indicators.periods import Period, PeriodKind, parse
from indicators.progress import Band, Direction, Goal, Point, Progress, Status
from indicators.wording import NBSP, PERCENT

D = Decimal


def progress(reach: str | None, last: Period) -> Progress:
    return Progress(Status.TOO_SLOW, last=Point(last, D(1)), reach=reach and D(reach))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        ("2030", 2030),
        ("2030.0000000000000000000001", 2030),  # what rounding left over
        ("2030.1", 2031),  # measured once a year, it is seen the year after
        ("2029.9", 2030),
        ("2074", 2074),
        ("2074.5", None),
        (None, None),
    ],
)
def test_reach_year_of_a_yearly_figure(reach: str | None, expected: int | None) -> None:
    assert reach_year(progress(reach, parse("2024", PeriodKind.YEAR))) == expected


@pytest.mark.parametrize(("reach", "expected"), [("2030.125", 2030), ("2030.99", 2030), ("2031", 2031)])
def test_reach_year_of_a_quarterly_figure(reach: str, expected: int) -> None:
    assert reach_year(progress(reach, parse("2024-Q1", PeriodKind.QUARTER))) == expected


def test_reach_year_when_nothing_was_measured() -> None:
    assert reach_year(Progress(Status.NOT_ASSESSABLE, reach=D(2030))) is None


@pytest.mark.parametrize(
    ("direction", "goal", "band", "expected"),
    [
        (Direction.UP, ("80", None), None, "minst 80 procent i april 2030"),
        (Direction.DOWN, ("99.90", None), None, "högst 99,9 procent i april 2030"),
        (Direction.NONE, ("80", None), None, "80 procent i april 2030"),
        (Direction.BAND, ("60", "40"), None, "mellan 40 och 60 procent i april 2030"),
        (Direction.BAND, ("50", None), (D(40), D(60)), "50 procent i april 2030"),
        (Direction.BAND, None, (D(40), D(60)), "mellan 40 och 60 procent"),
        (Direction.BAND, None, None, ""),
        (Direction.UP, None, (D(40), D(60)), ""),
    ],
)
def test_goal_phrase(
    direction: Direction, goal: tuple[str, str | None] | None, band: Band | None, expected: str
) -> None:
    aim = None
    if goal:
        aim = Goal(parse("2030-04", PeriodKind.MONTH), D(goal[0]), None if goal[1] is None else D(goal[1]))
    given = Facts(Progress(Status.TOO_SLOW), None, PERCENT, Noun.SHARE, "Gävleborg", direction, aim, band)
    assert goal_phrase(given).replace(NBSP, " ") == expected
