"""The way and the pace: baselines, bands, required paths and when the goal is reached."""

from decimal import Decimal

import pytest

from indicators.pace import Way, distance, limits_of, pace_of, way_of
from indicators.periods import Period, PeriodKind, parse
from indicators.points import Direction, Goal, Method, Point, segment_of

D = Decimal


def year(number: int) -> Period:
    return parse(str(number), PeriodKind.YEAR)


def way(
    values: dict[int, str],
    goal: Goal | None = None,
    *,
    direction: Direction = Direction.UP,
    band: tuple[Decimal, Decimal] | None = None,
    breaks: tuple[int, ...] = (),
) -> Way:
    segment = segment_of([Point(year(at), D(value)) for at, value in values.items()], [year(at) for at in breaks])
    found = way_of(segment, direction=direction, goal=goal, limits=limits_of(direction, goal, band))
    assert found is not None
    return found


def goal(value: str, at: int = 2030, upper: str | None = None, base: tuple[int, str | None] | None = None) -> Goal:
    start = {"baseline_period": year(base[0]), "baseline": base[1] and D(base[1])} if base else {}
    return Goal(year(at), D(value), upper and D(upper), **start)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "expected"), [("39", "1"), ("40", "0"), ("50", "0"), ("60", "0"), ("62.5", "2.5"), ("-10", "50")]
)
def test_distance_to_a_band(value: str, expected: str) -> None:
    assert distance(D(value), (D(40), D(60))) == D(expected)


@pytest.mark.parametrize(
    ("direction", "aim", "band", "limits"),
    [
        (Direction.UP, None, (D(40), D(60)), None),
        (Direction.BAND, None, None, None),
        (Direction.BAND, None, (D(60), D(40)), (D(40), D(60))),
        (Direction.BAND, goal("45", upper="55"), (D(40), D(60)), (D(45), D(55))),
        (Direction.BAND, goal("55", upper="45"), None, (D(45), D(55))),
        (Direction.BAND, goal("50"), (D(40), D(60)), (D(50), D(50))),
    ],
)
def test_limits_when_goal_and_indicator_both_may_have_them(
    direction: Direction, aim: Goal | None, band: tuple[Decimal, Decimal] | None, limits: tuple[Decimal, Decimal] | None
) -> None:
    assert limits_of(direction, aim, band) == limits


@pytest.mark.parametrize(
    ("aim", "breaks", "base", "years"),
    [
        (None, (), "50", 4),
        (goal("80"), (), "50", 4),
        (goal("80", base=(2018, "45")), (), "45", 6),
        (goal("80", base=(2018, "45")), (2020,), "50", 4),  # a break lies after the baseline
        (goal("80", base=(2018, "45")), (2018,), "45", 6),  # the baseline is the new series' first
        (goal("80", base=(2022, None)), (), "56", 2),  # its value is the series' own
        (goal("80", base=(2021, None)), (), "50", 4),  # nothing was measured then
        (goal("80", base=(2024, "60")), (), "50", 4),  # no time has passed since
        (goal("80", base=(2026, "60")), (), "50", 4),
    ],
)
def test_baseline(aim: Goal | None, breaks: tuple[int, ...], base: str, years: int) -> None:
    found = way({2020: "50", 2022: "56", 2024: "62"}, aim, breaks=breaks)
    assert (found.base, found.years) == (D(base), D(years))


@pytest.mark.parametrize(("direction", "points"), [(Direction.NONE, 3), (Direction.BAND, 3), (Direction.UP, 1)])
def test_there_is_no_way_without_direction_or_second_point(direction: Direction, points: int) -> None:
    segment = segment_of([Point(year(2020 + at), D(at)) for at in range(points)])
    assert way_of(segment, direction=direction, goal=None, limits=None) is None


def test_linear_pace_by_hand() -> None:
    pace = pace_of(way({2020: "50", 2022: "55", 2024: "56"}, goal("80")), Method.LINEAR)
    assert (pace.rule, pace.actual, pace.required, pace.ratio) == ("linear-1", D("1.5"), D(3), D("0.5"))
    assert (pace.expected, pace.reach) == (D(62), D(2040))  # 50 + 4·3; 24 left at 1.5 a year


def test_linear_pace_when_falling() -> None:
    found = way({2020: "50", 2024: "38"}, goal("20"), direction=Direction.DOWN)
    pace = pace_of(found, Method.LINEAR)
    assert (pace.actual, pace.required, pace.ratio, pace.expected, pace.reach) == (D(-3), D(-3), D(1), D(38), D(2030))


def test_expected_when_the_goals_period_is_past_is_the_goal() -> None:
    pace = pace_of(way({2020: "50", 2024: "56"}, goal("60", 2022)), Method.LINEAR)
    assert (pace.expected, pace.required, pace.reach) == (D(60), D(5), D(2024) + D(4) / D("1.5"))


@pytest.mark.parametrize(
    ("values", "edge", "expected", "reach"),
    [
        ({2020: "20", 2024: "28"}, "40", "28", "2030"),  # from below: 20 away, 12 left
        ({2020: "80", 2024: "72"}, "60", "72", "2030"),  # from above
        ({2020: "80", 2024: "36"}, "60", "72", "2025"),  # through it: 20 away, now 4 on the other side
    ],
)
def test_band_is_approached_by_distance(values: dict[int, str], edge: str, expected: str, reach: str) -> None:
    found = way(values, goal("40", upper="60"), direction=Direction.BAND)
    pace = pace_of(found, Method.CAGR)
    assert (found.edge, pace.rule) == (D(edge), "linear-1")
    assert (pace.expected, pace.reach) == (D(expected), D(reach))


def test_band_left_has_no_required_pace() -> None:
    pace = pace_of(way({2020: "50", 2024: "62"}, goal("40", upper="60"), direction=Direction.BAND), Method.LINEAR)
    assert (pace.actual, pace.required, pace.ratio, pace.expected, pace.reach) == (D("0.5"), D(0), None, None, None)


def test_growing_pace_by_hand() -> None:
    # 10 % a year gone; 1.4641^(1/6) − 1 = 6.5602 % a year needed
    pace = pace_of(way({2020: "100", 2022: "121"}, goal("146.41", 2026)), Method.CAGR)
    assert (pace.rule, pace.actual) == ("cagr-1", D(10))
    found = [
        None if value is None else round(value, 4) for value in (pace.required, pace.ratio, pace.expected, pace.reach)
    ]
    assert found == [D("6.5602"), D("1.5243"), D("113.5508"), D(2024)]  # expected: 100 · 1.1^(4/3)


@pytest.mark.parametrize(
    ("values", "aim", "direction"),
    [
        ({2020: "0", 2022: "5"}, "10", Direction.UP),
        ({2020: "-5", 2022: "5"}, "10", Direction.UP),
        ({2020: "5", 2022: "-1"}, "10", Direction.UP),
        ({2020: "10", 2022: "8"}, "0", Direction.DOWN),
        ({2020: "-1", 2022: "-2"}, "-3", Direction.DOWN),
    ],
)
def test_growing_pace_falls_back_to_linear_where_there_is_no_growth(
    values: dict[int, str], aim: str, direction: Direction
) -> None:
    pace = pace_of(way(values, goal(aim, 2024), direction=direction), Method.CAGR)
    assert pace.rule == "linear-1"
    assert pace.ratio is not None


@pytest.mark.parametrize("method", Method)
def test_pace_when_the_goal_lies_behind_the_baseline(method: Method) -> None:
    pace = pace_of(way({2020: "50", 2022: "30"}, goal("40", 2024)), method)
    assert (pace.ratio, pace.expected, pace.reach) == (None, None, None)


@pytest.mark.parametrize(
    ("values", "rule", "actual"),
    [
        ({2020: "100", 2022: "121"}, "trend-1", "10"),
        ({2020: "0", 2022: "5"}, "trend-linear-1", "100"),  # 2.5 a year of a mean of 2.5
        ({2020: "-10", 2022: "-8"}, "trend-linear-1", "11.11"),  # 1 of 9
        ({2020: "-4", 2022: "4"}, "trend-linear-1", "100"),
        ({2020: "0", 2022: "0"}, "trend-linear-1", "0"),
    ],
)
def test_trend_pace(values: dict[int, str], rule: str, actual: str) -> None:
    pace = pace_of(way(values), Method.LINEAR)
    assert (pace.rule, round(pace.actual, 2)) == (rule, D(actual))
