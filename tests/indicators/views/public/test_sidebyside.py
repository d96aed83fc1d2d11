"""The 21 län side by side: colours only where there is knowledge, changes never over a break."""

from decimal import Decimal

import pytest

from indicators.models import Level
from indicators.standings import areas, definitions, standings
from indicators.views.public.asked import place
from indicators.views.public.sidebyside import Heat, _fifths, heat, ranks, sheet
from tests.factories import source_figures, years
from tests.indicators.views.public.test_asked import ask

pytestmark = pytest.mark.django_db
LAN = ("01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13")


def made(*codes: str) -> Heat:
    rows = years({2023: "2", 2024: "3"})
    for rank, code in enumerate(codes):
        rows += years({2023: f"{rank}.5", 2024: f"{rank}.75"}, territory=code)
    source_figures(rows)
    region, defined = place(Level.REGION, "gavleborg"), definitions()
    grouped = areas(region, "strategi-2017", standings_=standings(region, defined=defined))
    return heat(sheet(defined, as_of=None), grouped, region, ask())


def test_few_values_have_no_colour() -> None:
    table = made("01", "03")
    assert {cell.group for line in table.lines for cell in line.cells} == {0}
    assert [column.name for column in table.columns] == ["Anställda i IT-yrken"]


def test_many_values_are_coloured_in_fifths_and_ours_is_marked() -> None:
    table = made(*LAN)
    groups = {line.name: line.cells[0].group for line in table.lines if line.cells[0].words}
    assert set(groups.values()) == {1, 2, 3, 4, 5}
    assert [line.name for line in table.lines if line.is_focus] == ["Gävleborg"]
    assert len(table.lines) == 21


def test_one_lans_figure_is_no_column() -> None:
    assert made().columns == ()


def test_areas_without_figures_say_so() -> None:
    table = made("01", "03")
    assert sorted(group.key for group in table.groups if group.empty) == ["inf", "inn", "led", "try"]


def test_equal_figures_share_a_fifth() -> None:
    figures = {key: Decimal(1 if key < 5 else 9) for key in range(10)}
    assert set(_fifths(figures).values()) == {1, 3}


def test_rank_counts_only_those_that_have_the_period() -> None:
    made("01", "03", "04")
    region = place(Level.REGION, "gavleborg")
    (rank,) = ranks(sheet(definitions(), as_of=None), region, ask(), {})
    assert (rank.rank, rank.count) == ("1", 4)
