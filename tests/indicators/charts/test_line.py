"""The line chart: golden pictures, and any finite figures give a sound one."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.charts.drawing import draw
from indicators.charts.empty import EmptyChart
from indicators.charts.line import Band, LineChart, line
from indicators.charts.theme import NARROW, PRINT_BODY, PRINT_HALF, WIDE, Size
from indicators.charts.traces import Reading, Target, Trace

PERCENT = "\u00a0%"
IT_HERE = {
    2014: "2.54",
    2015: "2.54",
    2016: "2.54",
    2017: "2.52",
    2018: "2.59",
    2019: "2.56",
    2020: "2.67",
    2021: "2.76",
    2022: "2.76",
    2023: "2.84",
    2024: "3.00",
}
IT_NATION = {
    2014: "4.03",
    2015: "3.99",
    2016: "4.05",
    2017: "4.15",
    2018: "4.32",
    2019: "4.47",
    2020: "4.68",
    2021: "4.75",
    2022: "4.90",
    2023: "4.98",
    2024: "5.00",
}


@pytest.fixture
def it_line(make: Callable[..., Trace]) -> Callable[[Size], LineChart]:
    def lay_out(size: Size) -> LineChart:
        chart = line(
            make("Gävleborg", IT_HERE),
            [make("Riket", IT_NATION)],
            uid="utv",
            subject="Anställda i IT-yrken",
            area="kom",
            size=size,
            unit=PERCENT,
            axis_title="Procent av de anställda",
            breaks=[Decimal(2019), Decimal(2020)],
        )
        assert isinstance(chart, LineChart)
        return chart

    return lay_out


@pytest.fixture
def goal_line(make: Callable[..., Trace]) -> Callable[[Size], LineChart]:
    def lay_out(size: Size) -> LineChart:
        chart = line(
            make("Riket", {2021: "66.6", 2023: "66.4", 2025: "70.0"}),
            [
                make("Städer", {2021: "74.8", 2023: "71.8", 2025: "75.1"}),
                make("Landsbygd", {2021: "57.5", 2023: "52.9", 2025: "62.6"}),
            ],
            uid="mal",
            subject="Minst grundläggande digital kompetens",
            area="kom",
            size=size,
            unit=PERCENT,
            target=Target(Decimal(2030), Decimal(80), 0, Decimal(2021), Decimal("66.6")),
            from_zero=False,
        )
        assert isinstance(chart, LineChart)
        return chart

    return lay_out


@pytest.mark.parametrize(
    ("size", "name"), [(WIDE, "wide"), (NARROW, "narrow"), (PRINT_BODY, "print"), (PRINT_HALF, "half")]
)
def test_line_with_breaks_is_the_golden_one(
    it_line: Callable[[Size], LineChart], golden: Callable[[str, str], None], size: Size, name: str
) -> None:
    with translation.override("sv"):
        golden(f"line-{name}", draw(it_line(size)))


@pytest.mark.parametrize(("size", "name"), [(WIDE, "wide"), (NARROW, "narrow"), (PRINT_BODY, "print")])
def test_line_with_target_is_the_golden_one(
    goal_line: Callable[[Size], LineChart], golden: Callable[[str, str], None], size: Size, name: str
) -> None:
    with translation.override("sv"):
        golden(f"line-target-{name}", draw(goal_line(size)))


def test_title_alone_states_the_figures(it_line: Callable[[Size], LineChart]) -> None:
    with translation.override("sv"):
        title = it_line(WIDE).frame.title
    assert "Gävleborg 2,5\u00a0% 2014 och 3,0\u00a0% 2024" in title
    assert "Seriebrott 2019 och 2020" in title


def test_numbers_follow_the_language(it_line: Callable[[Size], LineChart]) -> None:
    with translation.override("en"):
        assert "3.0\u00a0%" in it_line(WIDE).frame.title


def test_an_axis_not_from_zero_says_so_in_the_picture(
    goal_line: Callable[[Size], LineChart], it_line: Callable[[Size], LineChart]
) -> None:
    with translation.override("sv"):
        cut, whole = goal_line(WIDE), it_line(WIDE)
    assert "Axeln börjar vid 50" in cut.notes
    assert [text.text for text in cut.head] == ["Axeln börjar vid 50"]
    assert [text.text for text in whole.head] == ["Procent av de anställda"]
    assert not any("Axeln" in note for note in whole.notes)


def test_labels_at_the_edge_do_not_meet(make: Callable[..., Trace]) -> None:
    traces = [make(f"Plats {rank}", {2020: "50", 2024: f"{50 + rank * 0.1:.1f}"}) for rank in range(6)]
    chart = line(traces[0], traces[1:], uid="x", subject="s")
    assert isinstance(chart, LineChart)
    boxes = [label.box for label in chart.labels if label.kind in {"main", "ref"} and not label.plate][:6]
    assert not any(one.meets(two) for rank, one in enumerate(boxes) for two in boxes[rank + 1 :])


def test_no_figures_give_the_empty_state_with_its_reason(
    make: Callable[..., Trace], sound: Callable[[str], Element]
) -> None:
    with translation.override("sv"):
        chart = line(make("Gävleborg", {2020: None}), uid="x", subject="Oro", reason="Väntar på Kolada.", size=NARROW)
        assert isinstance(chart, EmptyChart)
        assert "Väntar på Kolada." in draw(chart)
    sound(draw(chart))


def test_a_single_point_stands_in_the_middle_with_its_name(make: Callable[..., Trace]) -> None:
    chart = line(make("Riket", {2020: "6"}), uid="x", subject="s")
    assert isinstance(chart, LineChart)
    assert [year.text for year in chart.years] == ["2019", "2020", "2021"]
    assert chart.labels[0].lines[0].text.startswith("Riket")


def test_band_and_intervals_widen_the_axis(make: Callable[..., Trace]) -> None:
    trace = Trace(
        "A",
        (
            Reading(Decimal(2020), Decimal(50), lower=Decimal(30), upper=Decimal(95)),
            Reading(Decimal(2021), Decimal(52)),
        ),
    )
    with_intervals = line(trace, uid="x", subject="s", intervals=True)
    with_band = line(
        make("A", {2020: "10", 2021: "12"}), uid="x", subject="s", band=Band(Decimal(40), Decimal(60), "jämnt")
    )
    assert isinstance(with_intervals, LineChart)
    assert isinstance(with_band, LineChart)
    assert with_intervals.traces[0].whiskers
    assert with_intervals.grid[-1].label.text == "100"
    assert with_band.band is not None
    assert with_band.grid[-1].label.text == "60"


def test_words_from_outside_are_escaped(sound: Callable[[str], Element]) -> None:
    trace = Trace('<b>"&', (Reading(Decimal(2020), Decimal(1)), Reading(Decimal(2021), Decimal(2))))
    svg = draw(line(trace, uid="x", subject="<script>alert(1)</script>\x00", unit="<i>", axis_title="a & b"))
    sound(svg)
    assert "<b>" not in svg
    assert "<script" not in svg
    assert "\x00" not in svg


@st.composite
def any_trace(draw_: st.DrawFn, name: str) -> Trace:
    years = draw_(st.lists(st.decimals(1950, 2050, places=2), max_size=12))
    figures = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4)
    return Trace(
        name,
        tuple(
            Reading(
                year,
                draw_(st.none() | figures),
                series_break=draw_(st.booleans()),
                preliminary=draw_(st.booleans()),
                inferred=draw_(st.booleans()),
                lower=draw_(st.none() | figures),
                upper=draw_(st.none() | figures),
            )
            for year in years
        ),
    )


@given(
    focus=any_trace("Norra Mellansverige"),
    reference=any_trace("Riket"),
    size=st.sampled_from([WIDE, NARROW, PRINT_BODY, PRINT_HALF]),
    goal=st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    from_zero=st.booleans(),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_finite_points_give_a_sound_picture(
    sound: Callable[[str], Element], focus: Trace, reference: Trace, size: Size, goal: Decimal | None, from_zero: bool
) -> None:
    target = None if goal is None else Target(Decimal(2030), goal, 0, Decimal(2010), Decimal(5))
    chart = line(
        focus,
        [reference],
        uid="x",
        subject="s",
        size=size,
        unit=PERCENT,
        target=target,
        from_zero=from_zero,
        intervals=True,
        breaks=[Decimal(2000)],
    )
    sound(draw(chart))
