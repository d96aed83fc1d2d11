"""The first page: what waits for whom, what is due and in which order, and that it costs the same however much."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.actions import deliveries
from indicators.models import Membership, Role
from indicators.views.work.start import due
from portal.models import User
from tests.factories import NOW, delivery, organisation, person, row, source_figures, years
from tests.indicators.views.work.conftest import signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def page_of(client: Client, **asked: str) -> str:
    response = client.get(reverse("work:start"), asked)
    return unescape(response.content.decode())


def test_delivery_waits_for_the_approver_not_for_its_author(enters: Client, decides: Client, coordinator: User) -> None:
    made = delivery(row(), by=coordinator, title="Höstens siffror")
    assert "Att göra klart" in page_of(enters)
    deliveries.submit(by=coordinator, delivery=made, at=NOW)
    assert "Väntar på ditt beslut" in page_of(decides)
    assert "Väntar på ditt beslut" not in page_of(enters)
    assert "Väntar på granskning" in page_of(enters)


def test_returned_delivery_is_to_be_mended(enters: Client, coordinator: User, approver: User) -> None:
    made = deliveries.submit(by=coordinator, delivery=delivery(row(), by=coordinator), at=NOW)
    deliveries.send_back(by=approver, delivery=made, at=NOW, reason="Ange källa")
    page = page_of(enters)
    assert "Rätta<span" in page
    assert made.get_absolute_url() in page


def test_due_is_oldest_first_then_what_lacks_a_figure() -> None:
    source_figures(
        [*years({2020: "40"}, indicator="INF01"), *years({2024: "3.0"}), *years({2025: "20"}, indicator="KOM03")]
    )
    asked = due(organisation(), TODAY)
    assert [one.address for one in asked[:2]] == [
        "?indicator=INF01&territory=21&period=2021",
        "?indicator=KOM02&territory=21&period=2025",
    ]
    assert all(not one.newest for one in asked[2:])
    assert not any("KOM03" in one.address for one in asked)  # 2026 has not ended


def test_due_leaves_out_what_is_ended_and_what_is_not_for_a_region() -> None:
    addresses = " ".join(one.address for one in due(organisation(), TODAY))
    assert "TRY05" not in addresses
    assert "KOM01" not in addresses or "indicator=KOM01" in addresses


def test_few_are_shown_until_all_are_asked_for(enters: Client) -> None:
    few, every = page_of(enters), page_of(enters, alla="1")
    assert few.count("inget värde än") == 8
    assert every.count("inget värde än") == len(due(organisation(), TODAY))


@pytest.mark.parametrize(("role", "at"), [(Role.READER, "region-gavleborg"), (Role.OBSERVER, "tillvaxtverket")])
def test_those_who_read_get_no_act(role: Role, at: str, coordinator: User) -> None:
    deliveries.submit(by=coordinator, delivery=delivery(row(), by=coordinator), at=NOW)
    page = page_of(signed_in(person(role, at=at)))
    assert "Dags att fylla i" not in page
    assert reverse("work:enter") + "?" not in page
    assert "Granska<span" not in page
    assert "Visa<span" in page


def test_person_with_two_seats_chooses_one() -> None:
    both = person(Role.COORDINATOR)
    Membership.objects.create(
        user=both, organisation=organisation("region-dalarna"), role=Role.COORDINATOR, valid_from=date(2026, 1, 1)
    )
    client = signed_in(both)
    assert '<span class="org">Region Dalarna</span>' in page_of(client)
    client.post(reverse("work:seat"), {"organisation": "region-gavleborg"})
    assert '<span class="org">Region Gävleborg</span>' in page_of(client)
    client.post(reverse("work:seat"), {"organisation": "region-skane"})
    assert '<span class="org">Region Gävleborg</span>' in page_of(client)


def test_page_costs_the_same_with_one_delivery_and_with_twenty(decides: Client, coordinator: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            decides.get(reverse("work:start"))
        return len(queries)

    def one(period: Any) -> None:
        deliveries.submit(by=coordinator, delivery=delivery(row(period=str(period)), by=coordinator), at=NOW)

    one(2024)
    first = cost()
    for year in range(2004, 2023):
        one(year)
    assert cost() == first <= 16
