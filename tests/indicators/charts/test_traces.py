"""Traces: what is drawn, where it is cut, and how points of a series become readings."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from indicators.charts.traces import Reading, Target, Trace, breaks_of, cut_between, readings, runs


@dataclass(frozen=True)
class Time:
    position: Decimal
    key: str


@dataclass(frozen=True)
class Point:
    period: Time
    value: Decimal | None
    series_break: bool = False
    preliminary: bool = False
    inferred: bool = False
    lower: Decimal | None = None
    upper: Decimal | None = None


def test_runs_are_cut_where_a_series_begins(make: Callable[..., Trace]) -> None:
    trace = make("A", {2014: "1", 2018: "2", 2019: "3", 2020: "4", 2021: "5"})
    parts = runs(trace, [Decimal(2019), Decimal(2020)])
    assert [[int(one.at) for one in part] for part in parts] == [[2014, 2018], [2019], [2020, 2021]]


def test_a_break_between_two_readings_cuts_too(make: Callable[..., Trace]) -> None:
    parts = runs(make("A", {2021: "1", 2025: "2"}), [Decimal(2022)])
    assert len(parts) == 2


def test_missing_and_endless_values_are_not_drawn() -> None:
    trace = Trace(
        "A", (Reading(Decimal(2021), None), Reading(Decimal(2020), Decimal("NaN")), Reading(Decimal(2019), Decimal(1)))
    )
    assert [int(one.at) for one in trace.drawn] == [2019]


def test_usual_step_is_the_shortest_distance(make: Callable[..., Trace]) -> None:
    assert make("A", {2015: "1", 2017: "2", 2021: "3"}).usual_step == 2
    assert make("A", {2015: "1"}).usual_step == 1


def test_breaks_are_gathered_from_readings_and_told(make: Callable[..., Trace]) -> None:
    trace = Trace("A", (Reading(Decimal(2020), Decimal(1), series_break=True),))
    assert breaks_of([trace], [Decimal(2018)]) == (Decimal(2018), Decimal(2020))


def test_the_cut_stands_just_before_the_new_series(make: Callable[..., Trace]) -> None:
    trace = make("A", {2017: "1", 2018: "1", 2022: "1"})
    assert cut_between(Decimal(2019), [trace]) == Decimal("2018.5")
    assert cut_between(Decimal(2022), [trace]) == Decimal("2021.5")
    assert cut_between(Decimal(2010), [trace]) == Decimal("2009.5")


def test_a_target_without_base_has_no_path() -> None:
    assert Target(Decimal(2030), Decimal(80)).path is None
    assert Target(Decimal(2030), Decimal(80), 0, Decimal(2031), Decimal(1)).path is None
    assert Target(Decimal(2030), Decimal(80), 0, Decimal(2021), Decimal(66)).path == (Decimal(2021), Decimal(66))


def test_points_become_readings() -> None:
    point = Point(
        Time(Decimal("2024.125"), "2024-Q1"), Decimal(5), preliminary=True, lower=Decimal(4), upper=Decimal(6)
    )
    (plain,) = readings([point])
    (said,) = readings([point], label=lambda period: f"första kvartalet {period.key[:4]}")
    assert plain.when == "2024-Q1"
    assert plain.preliminary
    assert plain.interval == (Decimal(4), Decimal(6))
    assert said.when == "första kvartalet 2024"
