"""Strokes: dashes where years are missing, cuts at breaks, the right dots."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from indicators.charts.paint import look
from indicators.charts.scale import Scale
from indicators.charts.strokes import DrawnTrace, draw_trace
from indicators.charts.theme import Medium
from indicators.charts.traces import Reading, Trace

ACROSS = Scale(Decimal(2010), Decimal(2030), 0, 200)
DOWN = Scale(Decimal(0), Decimal(100), 100, 0)


def drawn(trace: Trace, **more: Any) -> DrawnTrace:
    return draw_trace(trace, ACROSS, DOWN, look=look("main", "kom", Medium.WEB), radius=4, **more)


def test_a_missing_year_is_dashed_and_the_rest_is_one_line(make: Callable[..., Trace]) -> None:
    found = drawn(make("A", {2015: "10", 2016: "20", 2018: "30", 2019: "40"}))
    assert [(stroke.d, stroke.gap) for stroke in found.strokes] == [
        ("M50 90L60 80", False),
        ("M60 80L80 70", True),
        ("M80 70L90 60", False),
    ]
    assert found.has_gap


def test_a_year_measured_but_missing_is_dashed_even_in_a_sparse_series(make: Callable[..., Trace]) -> None:
    found = drawn(replace(make("A", {2015: "10", 2017: None, 2019: "20"}), step=Decimal(4)))
    assert [stroke.gap for stroke in found.strokes] == [True]


def test_biennial_series_is_whole(make: Callable[..., Trace]) -> None:
    assert not drawn(make("A", {2021: "10", 2023: "20", 2025: "30"})).has_gap


def test_nothing_is_drawn_across_a_break_and_the_older_part_is_pale(make: Callable[..., Trace]) -> None:
    found = drawn(make("A", {2018: "10", 2019: "20", 2020: "30", 2021: "40"}), breaks=[Decimal(2020)])
    assert [(stroke.d, stroke.old) for stroke in found.strokes] == [("M80 90L90 80", True), ("M100 70L110 60", False)]
    assert len(found.lines) == 2


def test_a_lone_year_between_breaks_is_a_dot(make: Callable[..., Trace]) -> None:
    trace = make("A", dict.fromkeys(range(2012, 2022), "10"))
    found = drawn(trace, breaks=[Decimal(2019), Decimal(2020)])
    assert [(dot.x, dot.old) for dot in found.dots] == [("90", True), ("110", False)]


def test_dots_say_how_sure_a_figure_is() -> None:
    trace = Trace(
        "A",
        (
            Reading(Decimal(2020), Decimal(10), inferred=True),
            Reading(Decimal(2021), Decimal(20)),
            Reading(Decimal(2022), Decimal(30), preliminary=True),
        ),
    )
    found = drawn(trace)
    assert [dot.kind for dot in found.dots] == ["ring", "solid", "core"]
    assert [stroke.gap for stroke in found.strokes] == [True, False]


def test_whiskers_and_area(make: Callable[..., Trace]) -> None:
    trace = Trace(
        "A",
        (
            Reading(Decimal(2020), Decimal(50), lower=Decimal(40), upper=Decimal(60)),
            Reading(Decimal(2021), Decimal(50)),
        ),
    )
    found = drawn(trace, whiskers=True, floor=100)
    assert found.whiskers == ("M100 40V60M96.8 40H103.2M96.8 60H103.2",)
    assert found.fill == "M100 50L110 50L110 100L100 100z"


def test_an_empty_trace_draws_nothing(make: Callable[..., Trace]) -> None:
    found = drawn(make("A", {}))
    assert (found.strokes, found.dots, found.ends) == ((), (), ())
