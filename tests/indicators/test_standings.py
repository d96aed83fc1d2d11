"""How indicators stand in a place: own, borrowed or none, now and as of an entry, at a constant cost."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.actions import deliveries
from indicators.models import LedgerEntry, Role, Territory
from indicators.standings import Origin, Standing, areas, lenders, standings
from tests.factories import NOW, delivery, person, row, source_figures, years

pytestmark = pytest.mark.django_db


def place(code: str = "21") -> Territory:
    return Territory.objects.select_related("parent__parent__parent").get(code=code)


def standing(indicator: str, code: str = "21", as_of: int | None = None) -> Standing:
    return next(item for item in standings(place(code), as_of=as_of) if item.definition.indicator.code == indicator)


def accept(*rows: Any) -> LedgerEntry:
    by = person(Role.COORDINATOR)
    made = delivery(*rows, by=by)
    deliveries.submit(by=by, delivery=made, at=NOW)
    return deliveries.accept(by=person(Role.APPROVER), delivery=made, at=NOW)


IT = {2019: "2.557", 2020: "2.667", 2021: "2.757", 2022: "2.758", 2023: "2.842", 2024: "2.998"}


def test_own_figure_is_own() -> None:
    source_figures(years(IT))
    found = standing("KOM02")
    assert (found.origin, found.place.code, found.status) == (Origin.OWN, "21", "improving")
    assert found.latest is not None
    assert found.latest.point.value == Decimal("2.998")


def test_kommun_borrows_from_the_nearest_larger_place() -> None:
    source_figures(years(IT, territory="SE"))
    assert standing("KOM02", "2180").place.code == "SE"
    source_figures(years(IT))
    found = standing("KOM02", "2180")
    assert (found.origin, found.place.code) == (Origin.BORROWED, "21")


def test_nothing_is_borrowed_from_the_union_or_a_neighbour() -> None:
    source_figures(years(IT, territory="EU") + years(IT, territory="20"))
    found = standing("KOM02")
    assert (found.origin, found.status, found.latest) == (Origin.NONE, "no-data", None)
    assert [lender.code for lender in lenders(place("2180"))] == ["21", "SE31", "SE3", "SE"]


def test_inferred_year_shows_but_never_carries_a_status() -> None:
    source_figures(
        years({2020: "94", 2021: "95", 2022: "96"}, indicator="INF01", year_basis="inferred"), source="oppna-kallor"
    )
    found = standing("INF01")
    assert (found.origin, found.status) == (Origin.OWN, "not-assessable")
    assert found.progress is not None
    assert found.progress.cause == "year-inferred"


def test_target_of_the_larger_place_judges_the_borrowed_figure() -> None:
    source_figures(
        years({2021: "66.60", 2023: "66.44", 2025: "69.99"}, indicator="KOM01", territory="SE"), source="eurostat"
    )
    found = standing("KOM01")
    assert found.target is not None
    assert (found.target.goal, found.target.goal_period) == (Decimal(80), "2030")
    assert found.status == "hardly-moving"


def test_the_newest_target_in_force_counts() -> None:
    source_figures(years({2016: "66"}, indicator="INF04"), source="oppna-kallor")
    found = standing("INF04")
    assert found.target is not None
    assert (found.target.goal, found.target.goal_period) == (Decimal(95), "2020")


def test_region_speaks_where_the_source_is_silent() -> None:
    source_figures(years({2023: "2.842"}))
    accept(row(period="2024", value="3,1"))
    found = standing("KOM02")
    assert [(item.observation.period, item.point.voice) for item in found.series.measured] == [
        ("2023", "source"),
        ("2024", "region"),
    ]


def test_both_voices_are_kept_where_they_differ() -> None:
    source_figures(years({2024: "2.998"}))
    accept(row(period="2024", value="3,2"))
    (item,) = standing("KOM02").series.measured
    assert item.point.value == Decimal("2.998")
    assert item.other is not None
    assert item.other.value == Decimal("3.2")


def test_as_of_shows_what_stood_then() -> None:
    then = source_figures(years({2023: "2.842"})).number
    accept(row(period="2024", value="3,0"))
    accept(row(period="2024", value="3,1"))
    assert len(standing("KOM02", as_of=then).series.measured) == 1
    newest = standing("KOM02").latest
    between = standing("KOM02", as_of=then + 1).latest
    assert newest is not None
    assert between is not None
    assert (between.point.value, newest.point.value) == (Decimal("3.0"), Decimal("3.1"))


def test_as_of_now_equals_now() -> None:
    source_figures(years(IT) + years(IT, territory="SE"))
    accept(row(period="2024", value="3,1"), row(3, period="2025", value="3,2"))
    newest = LedgerEntry.objects.latest("number").number
    now = [(item.status, item.origin, item.series.points) for item in standings(place())]
    then = [(item.status, item.origin, item.series.points) for item in standings(place(), as_of=newest)]
    assert now == then


def test_withdrawn_value_no_longer_speaks() -> None:
    accept(row(period="2024", value="3,0"))
    accept(row(period="2024", value="", missing="withdrawn"))
    found = standing("KOM02")
    assert (found.origin, found.status) == (Origin.NONE, "no-data")


@pytest.mark.parametrize("count", [1, 20])
def test_queries_do_not_grow_with_the_figures(count: int, django_assert_num_queries: Any) -> None:
    periods = {2025 - number: "3.0" for number in range(count)}
    source_figures(years(periods) + years(periods, indicator="KOM03") + years(periods, territory="SE"))
    region = place()
    with django_assert_num_queries(3):
        standings(region)


def test_areas_tell_what_is_known_and_count_only_own_figures() -> None:
    source_figures(years(IT) + years(IT, indicator="INF09", territory="SE31"))
    found = {item.area.key: item for item in areas(place(), "strategi-2017")}
    assert list(found) == ["led", "try", "kom", "inf", "inn"]
    skills = found["kom"]
    assert (skills.own, skills.borrowed, skills.none, skills.total) == (1, 0, 7, 8)
    assert skills.tally == {"improving": 1}
    assert not skills.enough
    assert (found["inf"].borrowed, found["inf"].tally) == (1, {})
    assert skills.headline is not None
    assert skills.headline.definition.indicator.code == "KOM02"


def test_same_figures_stand_under_another_strategy() -> None:
    source_figures(years(IT))
    old = areas(place(), "strategi-2017")
    new = areas(place(), "digitaliseringsstrategi-2025")
    assert sum(item.own for item in old) == sum(item.own for item in new) == 1
    assert len(new) == 8
