"""The line in a table's row."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils import translation

from indicators.charts.drawing import draw
from indicators.charts.empty import EmptyChart
from indicators.charts.sparkline import Sparkline, sparkline
from indicators.charts.traces import Trace


def test_sparkline_is_the_golden_one(make: Callable[..., Trace], golden: Callable[[str, str], None]) -> None:
    trace = make("Gävleborg", {2019: "2.1", 2020: "1.9", 2021: "2.2", 2022: "3.4", 2023: "2.6", 2024: "2.5"})
    with translation.override("sv"):
        golden("sparkline", draw(sparkline(trace, uid="s", subject="IT-säkerhet", area="try", breaks=[Decimal(2023)])))


def test_rows_can_share_a_scale(make: Callable[..., Trace]) -> None:
    one = sparkline(make("A", {2020: "5", 2021: "5"}), uid="a", subject="s", extent=(Decimal(0), Decimal(10)))
    assert isinstance(one, Sparkline)
    assert one.traces[0].ends[0][1][1] == 13


def test_one_point_and_none(make: Callable[..., Trace], sound: Callable[[str], Element]) -> None:
    sound(draw(sparkline(make("A", {2020: "5"}), uid="a", subject="s")))
    nothing = sparkline(make("A", {}), uid="a", subject="s")
    assert isinstance(nothing, EmptyChart)
    sound(draw(nothing))
