"""What one region has not published another never sees, neither in pages nor by guessing addresses."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from indicators.models import Delivery, Role, Series
from tests.journeys.steps import Member, Visitor
from tests.journeys.test_main_job import CELL, earlier, entered  # noqa: F401

pytestmark = pytest.mark.django_db


def addresses(made: Delivery) -> Iterator[str]:
    row = made.rows.get()
    for name in ("delivery", "delivery-submit", "delivery-decide", "delivery-discard"):
        yield reverse(f"work:{name}", args=[made.pk])
    for name in ("row-take-away", "row-leave-out", "row-settle"):
        yield reverse(f"work:{name}", args=[made.pk, row.pk])


def figure_for(made: Delivery) -> dict[str, str]:
    """A good figure, on its way into somebody else's draft."""
    cell = {"indicator": "INF01", "territory": "20", "period": "2024", "value": "50,0"}
    return {**cell, "delivery": str(made.pk), "do": "add"}


def test_delivery_does_not_exist_for_another_region(earlier: int) -> None:  # noqa: F811
    made = entered(Member(Role.COORDINATOR))
    dalarna = Member(Role.COORDINATOR, Role.APPROVER, Role.ADMINISTRATOR, at="region-dalarna")
    for page in ("start", "deliveries"):
        words = dalarna.open(reverse(f"work:{page}")).text
        assert "88,0" not in words
        assert f"/arbete/leveranser/{made.pk}/" not in str(dalarna.page.tags)
    for path in addresses(made):
        for answer in (dalarna.client.get(path), dalarna.client.post(path, {"d": "accept", "reason": "Prov"})):
            assert answer.status_code in (404, 405), path
    enter = reverse("work:enter")
    assert dalarna.client.get(f"{enter}?delivery={made.pk}").status_code == 404
    assert dalarna.client.post(enter, figure_for(made)).status_code == 404
    made.refresh_from_db()
    assert made.state == Delivery.State.SUBMITTED
    assert made.rows.count() == 1
    series = Series.objects.filter(territory__code="21").latest("pk")
    assert dalarna.client.get(reverse("work:value", args=[series.pk, "2023"])).status_code == 404


def test_national_observer_reads_what_is_handed_in_and_changes_nothing(earlier: int) -> None:  # noqa: F811
    made = entered(Member(Role.COORDINATOR))
    observer = Member(Role.OBSERVER, at="tillvaxtverket")
    assert "88,0" in observer.open(reverse("work:delivery", args=[made.pk])).text
    for name in ("delivery-submit", "delivery-decide", "delivery-discard"):
        answer = observer.client.post(reverse(f"work:{name}", args=[made.pk]), {"d": "accept", "reason": "Prov"})
        assert answer.status_code == 403, name
    assert observer.client.get(reverse("work:enter")).status_code == 403


def test_draft_is_seen_by_its_organisation_alone(db: None) -> None:
    coordinator = Member(Role.COORDINATOR)
    coordinator.fill_in({**CELL, "value": "88,0"}, do="add")
    made = Delivery.objects.get()
    assert "88,0" in Member(Role.READER).open(reverse("work:delivery", args=[made.pk])).text
    observer = Member(Role.OBSERVER, at="tillvaxtverket")
    assert observer.client.get(reverse("work:delivery", args=[made.pk])).status_code == 404


def test_stranger_is_led_to_the_sign_in_and_back(earlier: int) -> None:  # noqa: F811
    made = entered(Member(Role.COORDINATOR))
    for path in addresses(made):
        answer = Visitor().client.get(path)
        assert answer.status_code in (302, 405), path
        if answer.status_code == 302:
            assert answer.headers["Location"] == f"/konto/login/?next={path}"


def test_account_without_membership_is_told_what_to_do(db: None) -> None:
    page = Member().open(reverse("work:start"), status=403)
    assert "Ditt konto hör inte till någon organisation. Be administratören om ett medlemskap." in page.text
