"""Places side by side: a common period, ranks as ranges, nothing told apart that overlaps."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.comparisons import comparison
from indicators.models import IndicatorVersion, Level, Territory
from tests.factories import row, source_figures, years

pytestmark = pytest.mark.django_db


def definition(code: str = "KOM02") -> IndicatorVersion:
    found: IndicatorVersion = IndicatorVersion.objects.as_of(None).select_related("indicator").get(indicator__code=code)
    return found


def test_places_are_compared_in_the_period_most_have() -> None:
    source_figures(
        years({2023: "2.8", 2024: "3.0"}) + years({2023: "2.5"}, territory="20") + years({2023: "2.9"}, territory="17")
    )
    found = comparison(definition(), level=Level.REGION)
    assert found.period == "2023"
    assert [(place.territory.code, place.rank) for place in found.valued] == [
        ("17", (1, 1)),
        ("21", (2, 2)),
        ("20", (3, 3)),
    ]
    assert len(found.places) == 21


def test_lower_is_first_where_lower_is_better() -> None:
    rows = [
        row(2, indicator="TRY02", territory="21", period="2023-2024", value="20"),
        row(3, indicator="TRY02", territory="20", period="2023-2024", value="30"),
    ]
    source_figures(rows)
    found = comparison(definition("TRY02"), level=Level.REGION)
    assert [place.territory.code for place in found.valued] == ["21", "20"]
    assert found.valued[0].rank == (1, 1)


def test_overlapping_intervals_share_a_range_of_ranks() -> None:
    rows = [
        row(2, territory="21", value="3.0", lower="2.6", upper="3.4"),
        row(3, territory="20", value="2.8", lower="2.4", upper="3.2"),
        row(4, territory="17", value="5.0", lower="4.6", upper="5.4"),
    ]
    source_figures(rows)
    ranks = {place.territory.code: place.rank for place in comparison(definition(), level=Level.REGION).valued}
    assert ranks == {"17": (1, 1), "21": (2, 3), "20": (2, 3)}


def test_inferred_year_is_shown_but_not_ranked() -> None:
    source_figures(years({2024: "3.0"}) + years({2024: "4.0"}, territory="20", year_basis="inferred"))
    places = {place.territory.code: place for place in comparison(definition(), level=Level.REGION).valued}
    assert places["20"].rank is None
    assert places["21"].rank == (1, 1)


def test_change_is_counted_from_the_last_break_only() -> None:
    source_figures(years({2018: "2.0"}) + years({2020: "2.6"}, flags="b") + years({2024: "3.0"}))
    found = comparison(definition(), level=Level.REGION)
    me = found.of(Territory.objects.get(code="21"))
    assert me is not None
    assert (found.since, me.change) == ("2020", Decimal("0.4"))


def test_kommuner_of_one_region_only() -> None:
    source_figures(
        years({2022: "98.7"}, indicator="INF01", territory="2183")
        + years({2022: "98"}, indicator="INF01", territory="2580")
    )
    gavleborg = Territory.objects.get(code="21")
    found = comparison(definition("INF01"), level=Level.KOMMUN, parent=gavleborg)
    assert len(found.places) == 10
    assert [place.territory.code for place in found.valued] == ["2183"]


@pytest.mark.parametrize("count", [1, 15])
def test_queries_do_not_grow(count: int, django_assert_num_queries: Any) -> None:
    codes = list(Territory.objects.filter(level=Level.REGION).values_list("code", flat=True))[:count]
    source_figures([one for code in codes for one in years({2024: "3.0"}, territory=code)])
    defined = definition()
    with django_assert_num_queries(2):
        comparison(defined, level=Level.REGION)
