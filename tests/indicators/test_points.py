"""Points: which of them count since the last break, and how two of them compare."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period, PeriodKind, parse
from indicators.points import Direction, Point, compare, segment_of

UP, DOWN, BAND, NONE = Direction.UP, Direction.DOWN, Direction.BAND, Direction.NONE


def year(number: int) -> Period:
    return parse(str(number), PeriodKind.YEAR)


def point(at: int, value: str | None, lower: str | None = None, upper: str | None = None, **marks: bool) -> Point:
    limits = {"lower": lower and Decimal(lower), "upper": upper and Decimal(upper)}
    return Point(year(at), None if value is None else Decimal(value), **limits, **marks)  # type: ignore[arg-type]


def test_figure_when_there_is_none() -> None:
    with pytest.raises(ValueError, match="no value for 2024"):
        _ = point(2024, None).figure


@pytest.mark.parametrize(
    ("lower", "upper", "interval"),
    [
        (None, None, ("5", "5")),
        ("4", "7", ("4", "7")),
        ("7", "4", ("4", "7")),  # limits the wrong way round
        ("4", None, ("4", "5")),
        ("6", "7", ("5", "7")),  # limits beside the value
        ("NaN", "7", ("5", "7")),
    ],
)
def test_interval_always_holds_the_value(lower: str | None, upper: str | None, interval: tuple[str, str]) -> None:
    low, high = point(2024, "5", lower, upper).interval
    assert (low, high) == (Decimal(interval[0]), Decimal(interval[1]))


def test_segment_when_nothing_is_known() -> None:
    segment = segment_of([point(2020, None), point(2021, "NaN")], [year(2020)])
    assert (segment.used, segment.begin, segment.older, segment.uncertain) == ((), None, False, False)


def test_segment_is_in_time_order_and_without_uncertain_years() -> None:
    given_ = [point(2022, "3"), point(2020, "1"), point(2021, "2", inferred=True), point(2023, None)]
    segment = segment_of(given_)
    assert [one.period.key for one in segment.used] == ["2020", "2022"]
    assert segment.uncertain
    assert not segment.older


def test_segment_when_a_period_stands_twice_takes_the_later() -> None:
    segment = segment_of([point(2020, "1"), point(2020, "9")])
    assert [one.value for one in segment.used] == [Decimal(9)]


@pytest.mark.parametrize(
    ("marked", "told", "begin", "used"),
    [
        ([], [], None, ["2018", "2019", "2020", "2022"]),
        ([2020], [], "2020", ["2020", "2022"]),
        ([2019, 2020], [], "2020", ["2020", "2022"]),
        ([], [2021], "2021", ["2022"]),  # no point stands on the break
        ([2019], [2022], "2022", ["2022"]),
        ([], [2023], None, ["2018", "2019", "2020", "2022"]),  # nothing is behind it yet
        ([], [2018], "2018", ["2018", "2019", "2020", "2022"]),
    ],
)
def test_segment_begins_at_the_last_break(
    marked: list[int], told: list[int], begin: str | None, used: list[str]
) -> None:
    given_ = [point(at, "1", series_break=at in marked) for at in (2018, 2019, 2020, 2022)]
    segment = segment_of(given_, [year(at) for at in told])
    assert (segment.begin and segment.begin.key) == begin
    assert [one.period.key for one in segment.used] == used
    assert segment.earlier == 4 - len(used)
    assert segment.older is (len(used) < 4)


def test_segment_begins_at_a_marked_point_without_a_value() -> None:
    given_ = [point(2019, "1"), point(2020, None, series_break=True), point(2021, "2")]
    assert [one.period.key for one in segment_of(given_).used] == ["2021"]


@pytest.mark.parametrize(
    ("a", "b", "direction", "verdict"),
    [
        (("5",), ("4",), UP, "better"),
        (("5",), ("4",), DOWN, "worse"),
        (("4",), ("5",), UP, "worse"),
        (("4",), ("5",), DOWN, "better"),
        (("-4",), ("-5",), UP, "better"),
        (("4",), ("4.0",), UP, "equal"),
        (("4",), ("4",), NONE, "equal"),
        (("4",), ("5",), NONE, "indistinguishable"),
        (("4",), ("5",), BAND, "indistinguishable"),
        (("5", "4", "6"), ("5", "4", "6"), UP, "indistinguishable"),
        (("5", "4", "6"), ("7", "6", "8"), UP, "indistinguishable"),  # the intervals touch
        (("5", "4", "6"), ("7", "5.9", "8"), UP, "indistinguishable"),
        (("5", "4", "6"), ("7", "6.1", "8"), UP, "worse"),
        (("5", "4", "6"), ("7", "6.1", "8"), DOWN, "better"),
        (("5", "4", "6"), ("6",), UP, "indistinguishable"),  # one without an interval
        (("5", "4", "6"), ("6.1",), UP, "worse"),
        ((None,), ("5",), UP, "indistinguishable"),
        (("5",), ("Infinity",), UP, "indistinguishable"),
    ],
)
def test_compare(a: tuple[str | None, ...], b: tuple[str | None, ...], direction: Direction, verdict: str) -> None:
    assert compare(point(2024, *a), point(2024, *b), direction=direction) == verdict


FINITE = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000)
POINTS = st.builds(Point, period=st.just(year(2024)), value=FINITE, lower=st.none() | FINITE, upper=st.none() | FINITE)
OPPOSITE = {"better": "worse", "worse": "better", "equal": "equal", "indistinguishable": "indistinguishable"}


@given(POINTS, POINTS, st.sampled_from(Direction))
def test_compare_is_opposite_when_the_two_change_places(a: Point, b: Point, direction: Direction) -> None:
    assert compare(b, a, direction=direction) == OPPOSITE[compare(a, b, direction=direction)]


@given(POINTS, POINTS)
def test_compare_is_opposite_when_the_direction_is(a: Point, b: Point) -> None:
    assert compare(a, b, direction=DOWN) == OPPOSITE[compare(a, b, direction=UP)]
