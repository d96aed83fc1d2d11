"""Two people at the same delivery at once: whoever comes late reads a sentence, and nothing is half done."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.actions import deliveries, drafts
from indicators.models import Delivery, DeliveryEvent, DeliveryRow, Problem, Role
from portal.models import User
from tests.factories import NOW, delivery, person, row
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
READ_DELIVERY, READ_ROW = 'FROM "indicators_delivery"', 'FROM "indicators_deliveryrow"'
NO_DRAFT = "Leveransen finns inte längre. Någon har tagit bort utkastet."
NO_ROW = "Raden har ändrats eller tagits bort av någon annan."


def text_of(response: Any) -> str:
    return unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def other(db: None) -> User:
    return person(Role.COORDINATOR)


@pytest.fixture
def draft(coordinator: User) -> Delivery:
    return delivery(row(), row(3, period="2023"), by=coordinator)


def at(name: str, made: Delivery, *more: int) -> str:
    return reverse(f"work:{name}", args=[made.pk, *more])


@pytest.mark.parametrize(
    ("name", "of_row"),
    [("delivery-submit", False), ("delivery-discard", False), ("row-take-away", True), ("row-leave-out", True)],
)
def test_draft_thrown_away_meanwhile_is_told(
    enters: Client, draft: Delivery, other: User, name: str, of_row: bool
) -> None:
    url = at(name, draft, draft.rows.get(line=3).pk) if of_row else at(name, draft)
    with meanwhile(READ_ROW if of_row else READ_DELIVERY, lambda: drafts.discard(by=other, delivery=draft, at=NOW)):
        answer = enters.post(url, {"reason": "Fel"})
    assert answer.headers["Location"] == reverse("work:deliveries")
    assert NO_DRAFT in text_of(enters.get(answer.headers["Location"]))


@pytest.mark.parametrize("name", ["row-leave-out", "row-take-away"])
def test_row_taken_away_meanwhile_is_told(enters: Client, draft: Delivery, other: User, name: str) -> None:
    gone = draft.rows.get(line=3)
    with meanwhile(READ_ROW, lambda: drafts.take_away(by=other, row=gone, at=NOW)):
        answer = enters.post(at(name, draft, gone.pk), {"reason": "Fel"}, follow=True)
    assert answer.redirect_chain[-1][0] == draft.get_absolute_url()
    assert NO_ROW in text_of(answer)
    assert draft.rows.count() == 1
    assert not DeliveryEvent.objects.filter(delivery=draft, step="left-out").exists()


def test_row_taken_away_before_the_choice_is_told(enters: Client, draft: Delivery, other: User, approver: User) -> None:
    rival = deliveries.submit(by=other, delivery=delivery(row(value="3,4"), by=other), at=NOW)
    deliveries.accept(by=approver, delivery=rival, at=NOW)
    mine = draft.rows.get(line=2)
    with meanwhile(READ_ROW, lambda: drafts.take_away(by=other, row=mine, at=NOW)):
        answer = enters.post(at("row-settle", draft, mine.pk), {"v": "mine", "reason": "Nyare"}, follow=True)
    assert NO_ROW in text_of(answer)
    assert not Problem.objects.exists()


def test_row_that_stands_is_left_out_as_it_is_now(enters: Client, draft: Delivery) -> None:
    kept = draft.rows.get(line=3)
    enters.post(at("row-leave-out", draft, kept.pk), {"reason": "Fel"})
    assert list(draft.rows.order_by("line").values_list("left_out", flat=True)) == [False, True]


def test_figure_typed_into_a_draft_that_is_gone_stays_and_makes_a_new_one(
    enters: Client, draft: Delivery, other: User, typed: Callable[..., dict[str, str]]
) -> None:
    sent = typed(period="2022", value="2,7", delivery=str(draft.pk))
    with meanwhile(READ_DELIVERY, lambda: drafts.discard(by=other, delivery=draft, at=NOW)):
        answer = enters.post(reverse("work:enter"), sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert NO_DRAFT in page
    assert 'value="2,7"' in page
    assert 'name="delivery"' not in page
    del sent["delivery"]
    assert enters.post(reverse("work:enter"), sent).status_code == 302
    assert DeliveryRow.objects.get().period == "2022"


def test_draft_thrown_away_before_it_is_handed_in_with_an_empty_form_is_told(
    enters: Client, draft: Delivery, other: User, typed: Callable[..., dict[str, str]]
) -> None:
    sent = typed(do="submit", value="", period="", delivery=str(draft.pk))
    with meanwhile(READ_DELIVERY, lambda: drafts.discard(by=other, delivery=draft, at=NOW)):
        answer = enters.post(reverse("work:enter"), sent, follow=True)
    assert NO_DRAFT in text_of(answer)
