"""Progress: every rule in tables with figures computed by hand, and what must hold for any figures."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period, PeriodKind, following, parse
from indicators.progress import Band, Cause, Direction, EurostatCategory, Goal, Method, Point, Progress, Status, assess

D = Decimal
UP, DOWN, BAND, NONE = Direction.UP, Direction.DOWN, Direction.BAND, Direction.NONE


def year(number: int) -> Period:
    return parse(str(number), PeriodKind.YEAR)


def series(values: dict[int, str | None], **marks: Sequence[int]) -> list[Point]:
    """Points by year; `preliminary`, `inferred` and `series_break` name the years that carry the mark."""
    return [
        Point(year(at), None if value is None else D(value), **{mark: at in years for mark, years in marks.items()})  # type: ignore[arg-type]
        for at, value in values.items()
    ]


def goal(value: str, at: int = 2030, upper: str | None = None, base: tuple[int, str] | None = None) -> Goal:
    start = {"baseline_period": year(base[0]), "baseline": D(base[1])} if base else {}
    return Goal(year(at), D(value), upper and D(upper), **start)  # type: ignore[arg-type]


# fifty in 2020 and eighty in 2030 need three a year: twelve by 2024
@pytest.mark.parametrize(
    ("last", "ratio", "status"),
    [
        ("80", "2.5", Status.ACHIEVED),
        ("81", "2.583333333333333333333333333", Status.ACHIEVED),
        ("62", "1", Status.ON_TRACK),
        ("61.4", "0.95", Status.ON_TRACK),
        ("61.3999", "0.9499916666666666666666666667", Status.TOO_SLOW),
        ("57.2", "0.6", Status.TOO_SLOW),
        ("57.1999", "0.5999916666666666666666666667", Status.HARDLY_MOVING),
        ("50", "0", Status.HARDLY_MOVING),
        ("49.9999", "-0.000008333333333333333333333333333", Status.MOVING_AWAY),
        ("-10", "-5", Status.MOVING_AWAY),
    ],
)
@pytest.mark.parametrize("rising", [True, False])
def test_linear_thresholds_when_rising_and_falling(last: str, ratio: str, status: Status, rising: bool) -> None:
    def turned(value: str) -> str:
        return value if rising else str(100 - D(value))

    points = series({2020: turned("50"), 2022: turned("55"), 2024: turned(last)})
    progress = assess(points, direction=UP if rising else DOWN, goal=goal(turned("80")))
    assert (progress.status, progress.cause, progress.rule) == (status, None, "linear-1")
    assert progress.ratio == D(ratio)
    assert progress.required == (3 if rising else -3)
    assert progress.expected == D(turned("62"))


def test_linear_reports_everything_it_was_made_of() -> None:
    points = series({2020: "50", 2022: "55", 2024: "56"})
    assert assess(points, direction=UP, goal=goal("80")) == Progress(
        status=Status.HARDLY_MOVING,
        first=points[0],
        last=points[2],
        count=3,
        actual=D("1.5"),
        required=D(3),
        ratio=D("0.5"),
        expected=D(62),
        reach=D(2040),
        change=D(6),
    )


def test_given_baseline_counts_before_the_first_point() -> None:
    points = series({2020: "50", 2022: "55", 2024: "62"})
    progress = assess(points, direction=UP, goal=goal("80", base=(2015, "35")))
    # 27 in nine years against 45 in fifteen; the change in words is still counted from the first point
    assert (progress.actual, progress.required, progress.ratio, progress.change) == (D(3), D(3), D(1), D(12))


def test_baseline_before_a_break_is_not_used() -> None:
    points = series({2020: "50", 2022: "55", 2024: "62"}, series_break=[2020])
    progress = assess(points, direction=UP, goal=goal("80", base=(2015, "5")))
    assert (progress.actual, progress.ratio) == (D(3), D(1))


@pytest.mark.parametrize(
    ("direction", "values", "aim", "status", "cause"),
    [
        # the goal is reached, on it or beyond it
        (UP, ("50", "60", "80"), goal("80"), Status.ACHIEVED, None),
        (DOWN, ("50", "30", "20"), goal("20"), Status.ACHIEVED, None),
        (UP, ("50", "60", "80"), goal("80", 2022), Status.ACHIEVED, None),
        # its period is past, or is the last observed one
        (UP, ("50", "60", "79.9"), goal("80", 2024), Status.MISSED, None),
        (DOWN, ("50", "30", "20.1"), goal("20", 2024), Status.MISSED, None),
        (UP, ("50", "90", "79"), goal("80", 2022), Status.MISSED, None),  # it was reached once, and lost
        (UP, ("50", "60", "79.9"), goal("80", 2018), Status.MISSED, None),
        # the goal is the baseline
        (UP, ("80", "80", "80"), goal("80"), Status.ACHIEVED, None),
        (UP, ("80", "80", "79"), goal("80"), Status.MOVING_AWAY, None),
        (DOWN, ("20", "20", "21"), goal("20"), Status.MOVING_AWAY, None),
        (UP, ("0", "0", "0"), goal("0"), Status.ACHIEVED, None),
        # a baseline of zero, and below
        (UP, ("0", "5", "12"), goal("30"), Status.ON_TRACK, None),
        (UP, ("-30", "-25", "-22.8"), goal("0", 2030), Status.TOO_SLOW, None),  # 7.2 of 12
        (DOWN, ("-10", "-14", "-22"), goal("-40"), Status.ON_TRACK, None),
        # the goal lies on the wrong side
        (UP, ("90", "85", "70"), goal("80"), Status.NOT_ASSESSABLE, Cause.WRONG_SIDE),
        (DOWN, ("10", "15", "25"), goal("20"), Status.NOT_ASSESSABLE, Cause.WRONG_SIDE),
        (UP, ("90", "85", "82"), goal("80"), Status.ACHIEVED, None),  # at least eighty is still so
        (UP, ("90", "85", "70"), goal("80", 2024), Status.MISSED, None),
    ],
)
@pytest.mark.parametrize("method", Method)
def test_status_against_a_goal(
    direction: Direction,
    values: tuple[str, str, str],
    aim: Goal,
    status: Status,
    cause: Cause | None,
    method: Method,
) -> None:
    points = series(dict(zip((2020, 2022, 2024), values, strict=True)))
    progress = assess(points, direction=direction, goal=aim, method=method)
    assert (progress.status, progress.cause) == (status, cause)


@pytest.mark.parametrize(
    ("values", "status", "ratio"),
    [
        (("50", "45", "40"), Status.ACHIEVED, None),
        (("20", "24", "28"), Status.ON_TRACK, "1"),
        (("20", "24", "24.8"), Status.TOO_SLOW, "0.6"),
        (("80", "76", "75.21"), Status.HARDLY_MOVING, "0.59875"),
        (("80", "80", "81"), Status.MOVING_AWAY, "-0.125"),
        (("50", "50", "39"), Status.MOVING_AWAY, None),  # inside at first, then out of it
    ],
)
def test_band_goal_is_judged_by_distance(values: tuple[str, str, str], status: Status, ratio: str | None) -> None:
    points = series(dict(zip((2020, 2022, 2024), values, strict=True)))
    progress = assess(points, direction=BAND, goal=goal("40", upper="60"), band=(D(0), D(1)), method=Method.CAGR)
    assert (progress.status, progress.rule, progress.eurostat) == (status, "linear-1", None)
    assert progress.ratio == (ratio and D(ratio))


def test_band_goal_when_its_period_is_past() -> None:
    points = series({2020: "20", 2022: "30", 2024: "39.9"})
    assert assess(points, direction=BAND, goal=goal("40", 2024, upper="60")).status is Status.MISSED


@pytest.mark.parametrize(
    ("values", "status"),
    [
        (("30", "35", "40"), Status.ACHIEVED),
        (("50", "70", "55"), Status.ACHIEVED),
        (("20", "25", "30"), Status.IMPROVING),  # the distance falls from 20 to 10
        (("80", "75", "32"), Status.IMPROVING),  # 20 above, then 8 below
        (("30", "30", "30.1"), Status.UNCHANGED),  # 10 to 9.9 in four years is 0.25 % a year
        (("30", "29", "28"), Status.WORSENING),
        (("50", "55", "61"), Status.WORSENING),
    ],
)
def test_band_without_a_goal_is_a_goal_without_a_period(values: tuple[str, str, str], status: Status) -> None:
    points = series(dict(zip((2020, 2022, 2024), values, strict=True)))
    progress = assess(points, direction=BAND, band=(D(40), D(60)))
    assert (progress.status, progress.required, progress.reach) == (status, None, None)


@pytest.mark.parametrize(
    ("first", "last", "up", "down", "rule"),
    [
        ("100", "102.01", Status.IMPROVING, Status.WORSENING, "trend-1"),  # exactly 1 % a year
        ("100", "102.0099", Status.UNCHANGED, Status.UNCHANGED, "trend-1"),
        ("100", "100", Status.UNCHANGED, Status.UNCHANGED, "trend-1"),
        ("100", "98.0101", Status.UNCHANGED, Status.UNCHANGED, "trend-1"),
        ("100", "98.01", Status.WORSENING, Status.IMPROVING, "trend-1"),  # exactly −1 %
        ("0", "0.001", Status.IMPROVING, Status.WORSENING, "trend-linear-1"),
        ("0", "0", Status.UNCHANGED, Status.UNCHANGED, "trend-linear-1"),
        ("5", "0", Status.WORSENING, Status.IMPROVING, "trend-linear-1"),
        ("-100", "-90", Status.IMPROVING, Status.WORSENING, "trend-linear-1"),
        ("-100", "-99", Status.UNCHANGED, Status.UNCHANGED, "trend-linear-1"),  # 0.5 of 99.5 a year
        ("-3", "3", Status.IMPROVING, Status.WORSENING, "trend-linear-1"),
    ],
)
def test_trend_without_a_goal(first: str, last: str, up: Status, down: Status, rule: str) -> None:
    points = series({2020: first, 2021: first, 2022: last})
    rising, falling = (assess(points, direction=direction) for direction in (UP, DOWN))
    assert (rising.status, falling.status) == (up, down)
    assert (rising.rule, falling.rule) == (rule, rule)
    assert rising.actual == falling.actual
    assert (rising.required, rising.ratio, rising.expected, rising.reach) == (None, None, None, None)


# a hundred in 2020 and 146.41 in 2024 need 10 % a year
@pytest.mark.parametrize(
    ("last", "actual", "ratio", "status", "eurostat"),
    [
        ("121", "10", "1", Status.ON_TRACK, EurostatCategory.SIGNIFICANT),
        ("119.9025", "9.5", "0.95", Status.ON_TRACK, EurostatCategory.SIGNIFICANT),
        ("112.36", "6", "0.6", Status.TOO_SLOW, EurostatCategory.MODERATE),
        ("110.25", "5", "0.5", Status.HARDLY_MOVING, EurostatCategory.INSUFFICIENT),
        ("100", "0", "0", Status.HARDLY_MOVING, EurostatCategory.INSUFFICIENT),
        ("81", "-10", "-1", Status.MOVING_AWAY, EurostatCategory.AWAY),
    ],
)
def test_cagr_maps_eurostats_categories(
    last: str, actual: str, ratio: str, status: Status, eurostat: EurostatCategory
) -> None:
    points = series({2020: "100", 2021: "105", 2022: last})
    progress = assess(points, direction=UP, goal=goal("146.41", 2024), method=Method.CAGR)
    assert (progress.status, progress.eurostat, progress.rule) == (status, eurostat, "cagr-1")
    assert (progress.actual, progress.required, progress.ratio) == (D(actual), D(10), D(ratio))
    assert progress.expected == D(121)


def test_cagr_and_linear_differ_where_they_should() -> None:
    points = series({2020: "10", 2022: "20", 2024: "40"})
    aim = goal("320")  # doubled every other year is right in growth, and far too slow in steps
    assert assess(points, direction=UP, goal=aim, method=Method.CAGR).status is Status.ON_TRACK
    assert assess(points, direction=UP, goal=aim, method=Method.LINEAR).status is Status.HARDLY_MOVING


def test_cagr_says_so_when_it_falls_back() -> None:
    points = series({2020: "10", 2022: "8", 2024: "6"})
    progress = assess(points, direction=DOWN, goal=goal("0"), method=Method.CAGR)
    assert (progress.status, progress.rule, progress.eurostat) == (Status.ON_TRACK, "linear-1", None)


def test_eurostats_category_stands_also_with_two_points() -> None:
    progress = assess(series({2020: "100", 2022: "121"}), direction=UP, goal=goal("146.41", 2024), method=Method.CAGR)
    assert (progress.status, progress.cause) == (Status.NOT_ASSESSABLE, Cause.TWO_POINTS)
    assert progress.eurostat is EurostatCategory.SIGNIFICANT
    assert (progress.actual, progress.ratio, progress.change) == (None, None, D(21))


def test_eurostats_category_is_silent_under_linear() -> None:
    assert assess(series({2020: "1", 2021: "2", 2022: "3"}), direction=UP, goal=goal("5")).eurostat is None


@pytest.mark.parametrize(
    ("points", "cause", "count", "change"),
    [
        ([], Cause.NO_DATA, 0, None),
        (series({2020: None, 2021: None}), Cause.NO_DATA, 0, None),
        (series({2020: "1"}), Cause.ONE_POINT, 1, None),
        (series({2020: "1", 2021: None}), Cause.ONE_POINT, 1, None),
        (series({2020: "1", 2021: "3"}), Cause.TWO_POINTS, 2, "2"),
        (series({2020: "1", 2021: "3", 2022: "4"}, inferred=[2022]), Cause.TWO_POINTS, 2, "2"),
        (series({2020: "1", 2021: "3", 2022: "4"}, inferred=[2020, 2021, 2022]), Cause.YEAR_INFERRED, 0, None),
        (series({2020: "1", 2021: "3", 2022: "4"}, preliminary=[2020, 2021, 2022]), Cause.ONLY_PRELIMINARY, 3, "3"),
        (series({2020: "1"}, preliminary=[2020]), Cause.ONLY_PRELIMINARY, 1, None),
        # broken, with three before and fewer after
        (series({2020: "1", 2021: "3", 2022: "4", 2023: "9"}, series_break=[2023]), Cause.BREAK, 1, None),
        (series({2019: "1", 2020: "1", 2021: "3", 2022: "4", 2023: "9"}, series_break=[2022]), Cause.BREAK, 2, "5"),
        (
            series({2020: "1", 2021: "2", 2022: "3", 2023: "9"}, series_break=[2023], inferred=[2023]),
            Cause.BREAK,
            0,
            None,
        ),
        # broken, but with too few before as well
        (series({2021: "3", 2022: "4", 2023: "9"}, series_break=[2022]), Cause.TWO_POINTS, 2, "5"),
        (series({2021: "3", 2022: "4"}, series_break=[2022], inferred=[2022]), Cause.YEAR_INFERRED, 0, None),
    ],
)
def test_cause_when_too_little_is_known(points: list[Point], cause: Cause, count: int, change: str | None) -> None:
    for aim in (None, goal("80")):
        progress = assess(points, direction=UP, goal=aim)
        assert (progress.status, progress.cause) == (Status.NOT_ASSESSABLE, cause)
        assert (progress.count, progress.change) == (count, change and D(change))
        assert (progress.actual, progress.ratio, progress.expected, progress.reach) == (None, None, None, None)


@pytest.mark.parametrize(
    ("direction", "values", "cause"),
    [
        (NONE, {2020: "1", 2021: "2", 2022: "3"}, Cause.NO_DIRECTION),
        (NONE, {2020: "1"}, Cause.NO_DIRECTION),
        (NONE, {2020: None}, Cause.NO_DATA),
        (BAND, {2020: "1", 2021: "2", 2022: "3"}, Cause.NO_DIRECTION),  # a band without limits
    ],
)
def test_cause_without_a_direction(direction: Direction, values: dict[int, str | None], cause: Cause) -> None:
    progress = assess(series(values), direction=direction, goal=None if direction is BAND else goal("80"))
    assert (progress.status, progress.cause, progress.eurostat) == (Status.NOT_ASSESSABLE, cause, None)


def test_change_is_told_without_a_direction() -> None:
    assert assess(series({2020: "1", 2021: "2", 2022: "4"}), direction=NONE).change == 3


def test_nothing_is_computed_across_a_break() -> None:
    points = series({2018: "90", 2019: "95", 2020: "50", 2022: "55", 2024: "62"}, series_break=[2020])
    progress = assess(points, direction=UP, goal=goal("80"))
    assert (progress.status, progress.first, progress.count) == (Status.ON_TRACK, points[2], 3)
    assert (progress.change, progress.broken_at) == (D(12), year(2020))


def test_a_told_break_needs_no_point_of_its_own() -> None:
    points = series({2018: "90", 2020: "50", 2022: "55", 2024: "62"})
    progress = assess(points, direction=UP, goal=goal("80"), breaks=[year(2019), year(2026)])
    assert (progress.status, progress.broken_at) == (Status.ON_TRACK, year(2019))


def test_broken_at_is_silent_when_nothing_lies_before() -> None:
    points = series({2020: "50", 2022: "55", 2024: "62"}, series_break=[2020])
    assert assess(points, direction=UP).broken_at is None


def test_inferred_years_are_left_out_of_a_status() -> None:
    points = series({2020: "50", 2021: "1", 2022: "55", 2024: "62", 2026: "99"}, inferred=[2021, 2026])
    progress = assess(points, direction=UP, goal=goal("80"))
    assert (progress.status, progress.count, progress.last) == (Status.ON_TRACK, 3, points[3])


@pytest.mark.parametrize(("years", "preliminary"), [([2024], True), ([2022], False), ([2020, 2024], True)])
def test_preliminary_values_count_and_are_marked(years: list[int], preliminary: bool) -> None:
    progress = assess(series({2020: "50", 2022: "55", 2024: "62"}, preliminary=years), direction=UP, goal=goal("80"))
    assert (progress.status, progress.preliminary) == (Status.ON_TRACK, preliminary)


def test_quarters_are_counted_in_years() -> None:
    start = parse("2023-Q1", PeriodKind.QUARTER)
    quarters = [start, following(start), following(following(start))]
    points = [Point(period, D(value)) for period, value in zip(quarters, ("10", "11", "12"), strict=True)]
    progress = assess(points, direction=UP, goal=Goal(parse("2024-Q1", PeriodKind.QUARTER), D(14)))
    # two in half a year; two more by 2024-Q1, whose middle is 2024.125
    assert (progress.actual, progress.required, progress.status) == (D(4), D(4), Status.ON_TRACK)
    assert progress.reach == D("2024.125")


def test_assess_whatever_the_thread_counts_with() -> None:
    points = series({2020: "50.12345", 2022: "55", 2024: "61.98765"})
    usual = [assess(points, direction=UP, goal=goal("80"), method=method) for method in Method]
    with localcontext() as context:
        context.prec = 2
        context.Emax = 3
        assert [assess(points, direction=UP, goal=goal("80"), method=method) for method in Method] == usual


# What must hold for any figures -------------------------------------------------------------------------------------

VALUES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4)
ANY = VALUES | st.sampled_from([D("1E+300"), D("-1E+300"), D("1E-300"), D("0E-10"), D("-0"), D("NaN"), D("Infinity")])
YEARS = st.integers(2000, 2035)
RANK = [Status.MOVING_AWAY, Status.HARDLY_MOVING, Status.TOO_SLOW, Status.ON_TRACK, Status.ACHIEVED]
RANK_PAST = [Status.MISSED, Status.ACHIEVED]
RANK_TREND = [Status.WORSENING, Status.UNCHANGED, Status.IMPROVING]


def point_lists(values: st.SearchStrategy[Decimal], least: int = 0) -> st.SearchStrategy[list[Point]]:
    points = st.builds(
        Point,
        period=YEARS.map(year),
        value=st.none() | values,
        preliminary=st.booleans(),
        series_break=st.sampled_from([False, False, False, True]),
        inferred=st.sampled_from([False, False, False, True]),
    )
    return st.lists(points, min_size=least, max_size=8)


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    base = draw(st.none() | YEARS)
    return Goal(
        period=year(draw(YEARS)),
        value=draw(VALUES),
        upper=draw(st.none() | VALUES),
        baseline_period=None if base is None else year(base),
        baseline=draw(st.none() | VALUES),
    )


BANDS: st.SearchStrategy[Band | None] = st.none() | st.tuples(VALUES, VALUES)


@given(
    point_lists(ANY),
    st.sampled_from(Direction),
    st.none() | goals(),
    BANDS,
    st.sampled_from(Method),
    st.lists(YEARS, max_size=2),
)
def test_assess_never_raises_and_is_never_vague(
    points: list[Point], direction: Direction, aim: Goal | None, band: Band | None, method: Method, breaks: list[int]
) -> None:
    progress = assess(points, direction=direction, goal=aim, band=band, method=method, breaks=list(map(year, breaks)))
    assert (progress.cause is not None) == (progress.status is Status.NOT_ASSESSABLE)
    if progress.cause in (None, Cause.WRONG_SIDE):
        assert progress.count >= 3
        assert progress.actual is not None
    if aim is None:
        assert progress.status not in (Status.MISSED, *RANK[:-1])
    else:
        assert progress.status not in RANK_TREND
    if progress.reach is not None and progress.last is not None:
        assert progress.reach >= progress.last.period.position


@given(st.lists(VALUES, min_size=3, max_size=6), VALUES, st.integers(2001, 2030))
def test_linear_is_the_same_in_the_mirror(values: list[Decimal], aim: Decimal, at: int) -> None:
    points = [Point(year(2010 + place), value) for place, value in enumerate(values)]
    mirrored = [replace(point, value=-point.figure) for point in points]
    up = assess(points, direction=UP, goal=Goal(year(at), aim))
    down = assess(mirrored, direction=DOWN, goal=Goal(year(at), -aim))
    assert (up.status, up.cause, up.ratio, up.reach) == (down.status, down.cause, down.ratio, down.reach)


@given(
    point_lists(VALUES, least=1),
    st.lists(VALUES, min_size=3, max_size=5),
    st.sampled_from(Direction),
    st.none() | goals(),
    st.sampled_from(Method),
)
def test_what_lies_before_a_break_changes_nothing(
    older: list[Point], values: list[Decimal], direction: Direction, aim: Goal | None, method: Method
) -> None:
    newer = [Point(year(2040 + place), value, series_break=not place) for place, value in enumerate(values)]
    alone = assess(newer, direction=direction, goal=aim, band=(D(0), D(9)), method=method)
    whole = assess([*older, *newer], direction=direction, goal=aim, band=(D(0), D(9)), method=method)
    assert replace(whole, broken_at=None) == alone


@given(
    st.lists(VALUES, min_size=2, max_size=4),
    VALUES,
    VALUES,
    st.sampled_from([UP, DOWN]),
    st.none() | goals(),
    st.sampled_from(Method),
)
def test_a_better_last_value_is_never_a_worse_status(
    values: list[Decimal], one: Decimal, other: Decimal, direction: Direction, aim: Goal | None, method: Method
) -> None:
    worse, better = sorted((one, other), reverse=direction is DOWN)
    found = []
    for last in (worse, better):
        points = [Point(year(2010 + place), value) for place, value in enumerate([*values, last])]
        found.append(assess(points, direction=direction, goal=aim, method=method).status)
    if Status.NOT_ASSESSABLE in found:
        assert found in ([Status.NOT_ASSESSABLE, Status.ACHIEVED], [Status.NOT_ASSESSABLE] * 2)
        return
    order = next(rank for rank in (RANK_TREND, RANK_PAST, RANK) if set(found) <= set(rank))
    assert order.index(found[0]) <= order.index(found[1])


@given(st.lists(VALUES, min_size=2, max_size=4), VALUES, VALUES, st.tuples(VALUES, VALUES).map(sorted))
def test_a_last_value_nearer_the_band_is_never_a_worse_status(
    values: list[Decimal], one: Decimal, other: Decimal, ends: list[Decimal]
) -> None:
    low, high = ends
    worse, better = sorted((one, other), key=lambda value: -max(low - value, value - high, D(0)))
    found = []
    for last in (worse, better):
        points = [Point(year(2010 + place), value) for place, value in enumerate([*values, last])]
        found.append(assess(points, direction=BAND, goal=Goal(year(2030), low, high)).status)
    assert RANK.index(found[0]) <= RANK.index(found[1])
