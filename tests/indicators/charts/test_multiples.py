"""Small multiples: one scale for all."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils import translation

from indicators.charts.drawing import draw
from indicators.charts.empty import EmptyChart
from indicators.charts.multiples import Multiple, multiples
from indicators.charts.traces import Trace


def test_multiple_is_the_golden_one(make: Callable[..., Trace], golden: Callable[[str, str], None]) -> None:
    traces = [
        make("Gävleborg", {2014: "2.5", 2018: "2.6", 2019: "2.6", 2020: "2.7", 2024: "3.0"}),
        make("Stockholm", {2014: "7", 2024: "8.5"}),
    ]
    with translation.override("sv"):
        found = multiples(
            traces,
            make("Riket", {2014: "4", 2024: "5"}),
            uid="m",
            subject="IT-yrken",
            focus="Gävleborg",
            area="kom",
            unit="\u00a0%",
            breaks=[Decimal(2020)],
        )
        golden("multiple-focus", draw(found.charts[0]))
        golden("multiple-other", draw(found.charts[1]))
    assert (found.low, found.high) == ("0", "10")


def test_all_share_one_scale_and_have_own_ids(make: Callable[..., Trace]) -> None:
    found = multiples([make("A", {2020: "1", 2021: "10"}), make("B", {2020: "10", 2021: "5"})], uid="m", subject="s")
    one, two = found.charts
    assert isinstance(one, Multiple)
    assert isinstance(two, Multiple)
    assert one.trace.ends[1][1][1] == two.trace.ends[0][1][1]
    assert [chart.frame.uid for chart in found.charts] == ["m-1", "m-2"]


def test_places_without_figures_are_empty_not_missing(
    make: Callable[..., Trace], sound: Callable[[str], Element]
) -> None:
    found = multiples([make("A", {2020: "1"}), make("B", {})], uid="m", subject="s")
    assert isinstance(found.charts[1], EmptyChart)
    for chart in (*found.charts, *multiples([make("C", {})], uid="n", subject="s").charts):
        sound(draw(chart))
