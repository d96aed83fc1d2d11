"""Content composed from a real database: what is frozen, for whom, and as of when."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import LedgerEntry, Territory
from reports.actions import regional_overview
from reports.compose.overview import compose
from reports.content import Area, ReportContent
from reports.frozen import from_json, to_json
from tests.factories import NOW, organisation, row, source_figures, years

pytestmark = pytest.mark.django_db
COUNTIES = [f"{code:02}" for code in (1, *range(3, 11), *range(12, 15), *range(17, 26))]


def composed(at: str = "region-gavleborg", as_of: int | None = None) -> ReportContent:
    entry = LedgerEntry.objects.latest("number").number if as_of is None else as_of
    report = regional_overview(organisation(at))
    return compose(report, number=1, as_of=entry, at=NOW, strategy="strategi-2017", address="/rapporter/x/1/")


def area(made: ReportContent, key: str) -> Area:
    return next(one for one in made.areas if one.key == key)


def it_occupations(last: int = 2024) -> Any:
    """Every county, one figure a year since 2021: Stockholm highest, Gävleborg in the middle."""
    figures = []
    for place, code in enumerate([*COUNTIES, "SE"]):
        values = {year: f"{Decimal(60 - place) / 10 + Decimal(year - 2021) / 10}" for year in range(2021, last + 1)}
        figures += years(values, territory=code)
    return source_figures([row(line, **fields(one)) for line, one in enumerate(figures, 2)])


def fields(one: Any) -> dict[str, str]:
    return {name: getattr(one, name) for name in ("indicator", "territory", "period", "value")}


def test_region_without_figures_gets_a_report_that_says_so() -> None:
    made = composed("region-jamtland-harjedalen")
    assert [one.key for one in made.areas] == ["led", "try", "kom", "inf", "inn"]
    assert all(one.origin == "none" and one.absence for one in made.indicators)
    assert made.regions is None
    assert made.until == ""
    assert all(one.lead == "" and one.tally == () and one.goals for one in made.areas)
    assert made.summary.startswith("Ingen av ")


def test_own_figures_are_frozen_with_their_words_and_entry() -> None:
    entry = it_occupations()
    kom02 = area(composed(), "kom").indicator("KOM02")
    assert kom02.origin == "own"
    assert kom02.series is not None
    assert [reading.period for reading in kom02.series.readings] == ["2021", "2022", "2023", "2024"]
    latest = kom02.newest
    assert (latest.value, latest.revision, latest.entry) == (Decimal("4.7"), 1, entry.number)
    assert (
        kom02.short
        == "År 2024 var andelen 4,7 procent i Gävleborg. Sedan 2021 har den ökat med 0,3 procentenheter.".replace(
            " procent", "\N{NO-BREAK SPACE}procent"
        )
    )
    assert kom02.status == "improving"
    assert kom02.because
    assert [one.place.code for one in kom02.references] == ["SE"]


def test_borrowed_figures_name_their_place_and_are_not_counted() -> None:
    source_figures(years({2021: "66.6", 2023: "66.4", 2025: "70.0"}, indicator="KOM01", territory="SE"))
    made = area(composed(), "kom")
    kom01 = made.indicator("KOM01")
    assert kom01.origin == "borrowed"
    assert kom01.series is not None
    assert kom01.series.place.short == "Sverige"
    assert (made.own, made.borrowed) == (0, 1)
    assert "Sverige" in made.borrowed_words
    assert made.tally == ()
    assert kom01.target is not None
    assert kom01.target.words == "80\N{NO-BREAK SPACE}% 2030"
    assert (kom01.target.baseline_position, kom01.target.baseline) == (Decimal(2021), Decimal("66.6"))


def test_counties_are_ranked_and_set_side_by_side() -> None:
    it_occupations()
    made = composed()
    ranking = next(one for one in area(made, "kom").rankings if one.indicator == "KOM02")
    place = COUNTIES.index("21") + 1
    assert (ranking.among, ranking.valued, ranking.focus) == ("regions", 21, "21")
    assert [bar.place.code for bar in ranking.bars] == COUNTIES
    assert ranking.sentence == f"Gävleborg ligger på plats {place} av 21 län."
    assert ranking.whole is not None
    assert made.regions is not None
    rows = [one for group in made.regions.groups for one in group.rows]
    assert sorted(one.place.code for one in rows) == COUNTIES
    assert made.regions.columns[0].indicator == "KOM02"
    assert made.regions.nation is not None


def test_as_of_an_earlier_entry_nothing_later_is_known() -> None:
    first = source_figures(years({2022: "2.8", 2023: "2.9", 2024: "3.0"})).number
    before = to_json(composed(as_of=first))
    source_figures(years({2025: "3.4"}), title="Nästa år")
    source_figures(years({2024: "3.1"}), title="Rättelse")
    assert to_json(composed(as_of=first)) == before
    now = area(composed(), "kom").indicator("KOM02")
    assert now.series is not None
    assert [(one.value, one.revision) for one in now.series.readings[-2:]] == [(Decimal("3.1"), 2), (Decimal("3.4"), 1)]
    assert composed().as_of_hash != composed(as_of=first).as_of_hash


def test_content_reads_back_as_it_was() -> None:
    it_occupations()
    made = composed("region-dalarna")
    assert from_json(to_json(made)) == made
    assert made.place.short == "Dalarna"
    assert set(made.parts) == set(Territory.objects.filter(parent__code="20").values_list("code", flat=True))


def test_cost_does_not_depend_on_the_number_of_figures() -> None:
    it_occupations(2022)
    composed()  # makes the report itself
    with CaptureQueriesContext(connection) as few:
        composed()
    source_figures(
        [
            row(line, **fields(one))
            for line, one in enumerate(
                (one for code in COUNTIES for one in years({2023: "5", 2024: "6"}, territory=code)), 2
            )
        ],
        title="Fler år",
    )
    with CaptureQueriesContext(connection) as many:
        composed()
    assert len(many) == len(few)
    assert len(many) < 120
