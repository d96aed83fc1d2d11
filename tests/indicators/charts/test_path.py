"""The small chart: one time axis for all, longer only where figures or target lie outside."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from django.utils import translation

from indicators.charts.drawing import draw
from indicators.charts.empty import EmptyChart
from indicators.charts.path import PathChart, path
from indicators.charts.theme import PATH, PRINT_PATH, Size
from indicators.charts.traces import Target, Trace

GOAL = Target(Decimal(2030), Decimal(80), 0, Decimal(2021), Decimal("66.6"))


@pytest.mark.parametrize(("size", "name"), [(PATH, "web"), (PRINT_PATH, "print")])
def test_path_is_the_golden_one(
    make: Callable[..., Trace], golden: Callable[[str, str], None], size: Size, name: str
) -> None:
    trace = make("Riket", {2021: "66.6", 2023: "66.4", 2025: "70.0"})
    with translation.override("sv"):
        golden(
            f"path-{name}",
            draw(path(trace, uid="p", subject="Kompetens", area="kom", size=size, unit="\u00a0%", target=GOAL)),
        )


@pytest.mark.parametrize(
    ("figures", "target", "years"),
    [
        ({2020: "6"}, None, ["2010", "2020", "2030"]),
        ({2006: "6", 2020: "7"}, None, ["2006", "2020", "2030"]),
        ({2020: "6"}, Target(Decimal(2035), Decimal(9)), ["2010", "2020", "2035"]),
    ],
)
def test_axis_extends_only_where_it_must(
    make: Callable[..., Trace], figures: dict[int, str], target: Target | None, years: list[str]
) -> None:
    chart = path(make("A", figures), uid="p", subject="s", target=target)
    assert isinstance(chart, PathChart)
    assert [year.text for year in chart.years] == years


def test_a_hardly_moving_series_is_not_blown_up(make: Callable[..., Trace]) -> None:
    chart = path(make("A", {2020: "3.00", 2024: "3.01"}), uid="p", subject="s")
    assert isinstance(chart, PathChart)
    (first, last) = chart.traces[0].ends
    assert abs(first[1][1] - last[1][1]) < 0.2


def test_target_words_stand_beside_the_rhomb_where_there_is_room(make: Callable[..., Trace]) -> None:
    with translation.override("sv"):
        early = path(
            make("A", {2020: "60", 2022: "70"}), uid="p", subject="s", target=Target(Decimal(2025), Decimal(98))
        )
        late = path(make("A", {2020: "60", 2022: "70"}), uid="p", subject="s", target=GOAL)
    assert isinstance(early, PathChart)
    assert isinstance(late, PathChart)
    assert early.target_label is not None
    assert late.target_label is not None
    assert early.target_label.anchor == "start"
    assert (late.target_label.anchor, late.target_label.text) == ("middle", "mål 80")


def test_without_figures_it_is_empty(make: Callable[..., Trace], sound: Callable[[str], Element]) -> None:
    chart = path(make("A", {}), make("B", {2020: "1"}), uid="p", subject="s", reason="Inget värde för länet ännu.")
    assert isinstance(chart, EmptyChart)
    sound(draw(chart))
