"""The plot: margins that hold their words, years, and the words over breaks."""

from decimal import Decimal

from django.utils import translation

from indicators.charts import plot as plotting
from indicators.charts import ticks
from indicators.charts.theme import NARROW, WIDE


def laid_out(first: str = "2014", last: str = "2024") -> plotting.Plot:
    axis = ticks.axis([Decimal(0), Decimal(5)])
    return plotting.lay_out([Decimal(first), Decimal(last)], axis, WIDE, edge_endings=[], above=1)


def test_years_and_their_marks() -> None:
    plot = laid_out()
    assert [year.text for year in plotting.year_labels(plot)] == [str(year) for year in range(2014, 2025)]
    assert len(plotting.year_marks(plot)) == 11


def test_a_few_months_have_their_year_in_the_middle() -> None:
    (year,) = plotting.year_labels(laid_out("2024.1", "2024.4"))
    assert year.text == "2024"
    assert year.anchor == "middle"


def test_breaks_near_each_other_share_their_words() -> None:
    plot = laid_out()
    with translation.override("sv"):
        near = plotting.break_labels([Decimal("2018.5"), Decimal("2019.5")], [Decimal(2019), Decimal(2020)], plot)
        far = plotting.break_labels([Decimal("2015.5"), Decimal("2022.5")], [Decimal(2016), Decimal(2023)], plot)
    assert [text.text for text in near] == ["Seriebrott 2019 och 2020"]
    assert [text.text for text in far] == ["Seriebrott 2016", "Seriebrott 2023"]


def test_head_takes_two_lines_where_one_is_too_short() -> None:
    axis = ticks.axis([Decimal(60), Decimal(80)], from_zero=False)
    with translation.override("sv"):
        wide = plotting.head_of(axis, "Procent av befolkningen 16–74 år", WIDE)
        narrow = plotting.head_of(axis, "Procent av befolkningen 16–74 år", NARROW)
    assert [text.text for text in wide] == ["Procent av befolkningen 16–74 år. Axeln börjar vid 60"]
    assert [text.text for text in narrow] == ["Procent av befolkningen 16–74 år", "Axeln börjar vid 60"]
