"""Odd input from someone who has signed in ends in a page that says what is wrong, on both engines."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from indicators.actions import deliveries
from indicators.models import Delivery, DeliveryRow, Observation
from portal.models import User
from tests.factories import NOW, delivery, row

pytestmark = pytest.mark.django_db
Typed = Callable[..., dict[str, str]]
LONG = "9" * 5000


@pytest.fixture
def figure(coordinator: User, approver: User) -> Observation:
    made = deliveries.submit(by=coordinator, delivery=delivery(row(), by=coordinator), at=NOW)
    deliveries.accept(by=approver, delivery=made, at=NOW)
    return Observation.objects.latest("id")


def test_revision_of_5000_digits_counts_as_none_seen(enters: Client, typed: Typed) -> None:
    assert enters.post(reverse("work:enter"), typed(base=f"KOM02|21|total|2024|{LONG}")).status_code == 302
    assert DeliveryRow.objects.get().base_revision == 0


@pytest.mark.parametrize("revision", [LONG, "9" * 17, "²", ""])
def test_conflict_shows_no_first_value_for_a_revision_that_is_none(
    enters: Client, typed: Typed, figure: Observation, revision: str
) -> None:
    response = enters.post(reverse("work:enter"), typed(base=f"KOM02|21|total|2023|{revision}"))
    assert response.status_code == 409
    assert "Du hade inte sett något publicerat värde." in response.content.decode()


@pytest.mark.parametrize("breakdown", ["\0", "kon=kvinnor\0", "kon=ingen", "kon", "="])
def test_unknown_breakdown_is_never_asked_of_the_database(enters: Client, typed: Typed, breakdown: str) -> None:
    asked = {"breakdown": breakdown, "indicator": "KOM02", "territory": "21", "period": "2024"}
    answers: list[Any] = []
    with CaptureQueriesContext(connection) as queries:
        answers.append(enters.get(reverse("work:enter"), asked))
        answers.append(enters.post(reverse("work:enter"), typed(do="show", breakdown=breakdown)))
        answers.append(enters.post(reverse("work:enter"), typed(breakdown=breakdown)))
    assert [one.status_code for one in answers] == [200, 200, 422]
    assert not [one for one in queries if '"indicators_breakdown"."key" =' in one["sql"]]


def test_known_breakdown_has_its_panel(enters: Client) -> None:
    asked = {"breakdown": "alder=16-24;kon=kvinnor", "indicator": "KOM02", "territory": "21", "period": "2024"}
    page = enters.get(reverse("work:enter"), asked).content.decode()
    assert 'name="base" value="KOM02|21|alder=16-24;kon=kvinnor|2024|0"' in page


@pytest.mark.parametrize("reason", ["a\0b", "x" * 1001])
def test_reason_that_cannot_be_kept_is_told(enters: Client, typed: Typed, reason: str) -> None:
    assert enters.post(reverse("work:enter"), typed(reason=reason)).status_code == 422
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("period", ["%00", "2024%00", "2024 H1", LONG, "a" * 13, "20²4"])
def test_period_that_no_period_looks_like_asks_nothing(enters: Client, figure: Observation, period: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert enters.get(f"/arbete/varde/{figure.series_id}/{period}/").status_code == 404
    assert not [one for one in queries if "indicators_observation" in one["sql"]]


@pytest.mark.parametrize("period", ["2024", "2024-H1", "2024-Q1", "2024-03", "2023/24", "2023-2024"])
def test_every_kind_of_period_has_an_address(period: str) -> None:
    assert reverse("work:value", args=[1, period]).endswith(f"/1/{period}/")
    with pytest.raises(NoReverseMatch):
        reverse("work:value", args=[1, f"{period}\0"])
