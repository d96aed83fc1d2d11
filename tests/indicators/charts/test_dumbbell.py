"""The dumbbell: two groups a row, their names once, nothing invented where one is missing."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.charts.drawing import draw
from indicators.charts.dumbbell import DumbbellChart, Pair, dumbbell
from indicators.charts.empty import EmptyChart
from indicators.charts.theme import DUMBBELL_NARROW, DUMBBELL_WIDE, PRINT_HALF, Size
from indicators.charts.traces import Target

YEARS = [
    Pair("2021", Decimal("57.5"), Decimal("74.8"), Decimal("66.6")),
    Pair("2023", Decimal("52.9"), Decimal("71.8"), Decimal("66.4")),
    Pair("2025", Decimal("62.6"), Decimal("75.1"), Decimal("70.0")),
]
GOAL = Target(Decimal(2030), Decimal(80))


@pytest.mark.parametrize(
    ("size", "name"), [(DUMBBELL_WIDE, "wide"), (DUMBBELL_NARROW, "narrow"), (PRINT_HALF, "print")]
)
def test_dumbbell_is_the_golden_one(golden: Callable[[str, str], None], size: Size, name: str) -> None:
    with translation.override("sv"):
        chart = dumbbell(
            YEARS,
            ("Landsbygd", "Städer"),
            uid="d",
            subject="Kompetens",
            area="kom",
            size=size,
            unit="\u00a0%",
            target=GOAL,
        )
        golden(f"dumbbell-{name}", draw(chart))


def test_long_labels_stand_over_their_rows_with_a_key() -> None:
    pairs = [Pair("Minst fem säkerhetsåtgärder, företag", Decimal(57), Decimal(64)), Pair("Ingenting", None, None)]
    with translation.override("sv"):
        chart = dumbbell(pairs, ("EU", "Sverige"), uid="d", subject="s", from_zero=True, size=DUMBBELL_NARROW)
    assert isinstance(chart, DumbbellChart)
    assert chart.key_dots is not None
    assert chart.bells[1].missing is not None
    assert chart.bells[1].bar == ""
    assert chart.notes == ()


def test_one_missing_group_leaves_the_other() -> None:
    chart = dumbbell(
        [Pair("2021", None, Decimal(5)), Pair("2023", Decimal(3), Decimal(6))], ("A", "B"), uid="d", subject="s"
    )
    assert isinstance(chart, DumbbellChart)
    assert chart.bells[0].hollow is None
    assert chart.bells[0].filled is not None
    assert "A ingen data" in chart.frame.title


def test_figures_stand_on_the_outer_side() -> None:
    chart = dumbbell([Pair("2021", Decimal(9), Decimal(5))], ("A", "B"), uid="d", subject="s")
    assert isinstance(chart, DumbbellChart)
    assert chart.bells[0].hollow_value is not None
    assert chart.bells[0].filled_value is not None
    assert chart.bells[0].hollow_value.anchor == "start"
    assert chart.bells[0].filled_value.anchor == "end"


def test_nothing_at_all_is_empty() -> None:
    assert isinstance(dumbbell([Pair("2021", None, None)], ("A", "B"), uid="d", subject="s"), EmptyChart)


FIGURES = st.none() | st.decimals(-(10**6), 10**6, places=2)


@given(
    rows=st.lists(st.tuples(FIGURES, FIGURES, FIGURES), max_size=6),
    size=st.sampled_from([DUMBBELL_WIDE, DUMBBELL_NARROW, PRINT_HALF]),
    label=st.sampled_from(["2021", "Har kontrollerat om uppgifter stämmer"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_figures_give_a_sound_picture(
    sound: Callable[[str], Element],
    rows: list[tuple[Decimal | None, Decimal | None, Decimal | None]],
    size: Size,
    label: str,
) -> None:
    pairs = [Pair(label, *row) for row in rows]
    sound(draw(dumbbell(pairs, ("Landsbygd", "Städer"), uid="d", subject="s", size=size, target=GOAL)))
