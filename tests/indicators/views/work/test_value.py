"""One figure: its versions and both voices, corrected and taken back as new deliveries."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.actions import deliveries
from indicators.models import Delivery, Observation, Role
from portal.models import User
from tests.factories import NOW, delivery, person, row, source_figures, years
from tests.indicators.views.work.conftest import signed_in

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    return unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def figure(coordinator: User, approver: User) -> Observation:
    made = delivery(
        row(value="3,0", note="Första räkningen", flags="p", numerator="30", denominator="1000"), by=coordinator
    )
    deliveries.submit(by=coordinator, delivery=made, at=NOW)
    deliveries.accept(by=approver, delivery=made, at=NOW)
    return Observation.objects.latest("id")


def page_of(figure: Observation) -> str:
    return reverse("work:value", args=[figure.series_id, figure.period])


def sent(**fields: Any) -> dict[str, Any]:
    return {"do": "correct", "value": "3,2", "reason": "Ny räkning", "base": "1", "token": str(uuid4()), **fields}


def test_correction_is_a_delivery_and_keeps_the_old_version(
    enters: Client, decides: Client, figure: Observation
) -> None:
    enters.post(page_of(figure), sent())
    made = Delivery.objects.latest("id")
    assert (made.state, made.title) == ("submitted", "Rättat: Anställda i IT-yrken, Gävleborg, 2024")
    decides.post(reverse("work:delivery-decide", args=[made.pk]), {"d": "accept"})
    newest = Observation.objects.latest("id")
    assert (str(newest.value), newest.revision, newest.note, newest.numerator) == ("3.20000000", 2, "Ny räkning", None)
    page = text_of(enters.get(page_of(figure)))
    assert page.index("Ny räkning") < page.index("Första räkningen")
    assert "+0,2" in page
    assert "Gun Godkännare, godkännare, Region Gävleborg" in page


@pytest.mark.parametrize("missing", ["withdrawn", "not-reliable"])
def test_figure_is_taken_back_with_a_reason(enters: Client, figure: Observation, missing: str) -> None:
    enters.post(page_of(figure), sent(do="withdraw", missing=missing, reason="Fel i underlaget"))
    made = Delivery.objects.latest("id").rows.get()
    assert (made.value, made.missing, made.note, made.preliminary) == (None, missing, "Fel i underlaget", False)
    assert made.delivery.title.startswith("Draget tillbaka: ")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Skriv varför värdet ändras."),
        ({"value": "ca 3"}, "”ca 3” är inte ett tal."),
        ({"value": "31"}, "31,0 är mer än 30,0"),
        ({"value": ""}, "Skriv ett värde, eller välj varför det saknas."),
        ({"do": "withdraw", "missing": "withdrawn", "reason": " "}, "Skriv varför värdet ändras."),
    ],
)
def test_bad_input_is_told_and_kept(enters: Client, figure: Observation, fields: dict[str, str], sentence: str) -> None:
    response = enters.post(page_of(figure), sent(**fields))
    page = text_of(response)
    assert response.status_code == 422
    assert page.count(sentence) == 2
    assert "<title>Fel:" in page
    assert Delivery.objects.count() == 1


def test_correction_of_an_older_version_is_not_written(enters: Client, decides: Client, figure: Observation) -> None:
    enters.post(page_of(figure), sent())
    decides.post(reverse("work:delivery-decide", args=[Delivery.objects.latest("id").pk]), {"d": "accept"})
    late = enters.post(page_of(figure), sent(value="3,3", base="1"))
    page = text_of(late)
    assert late.status_code == 422
    assert "Någon annan har ändrat samma värde sedan du började." in page
    assert 'value="3,3"' in page
    assert 'name="base" value="2"' in page


def test_double_submit_is_one_delivery(enters: Client, figure: Observation) -> None:
    once = sent()
    enters.post(page_of(figure), once)
    assert "redan inskickad" in text_of(enters.post(page_of(figure), once, follow=True))
    assert Delivery.objects.count() == 2


def test_both_voices_are_shown(enters: Client, figure: Observation) -> None:
    source_figures(years({2023: "2.842", 2024: "2.998"}))
    page = text_of(enters.get(page_of(figure)))
    assert [words in page for words in ("Regionens värde", "Källans värde", "2,998 %", "2,842")] == [True] * 4


def test_sources_figure_cannot_be_changed_but_answered(enters: Client) -> None:
    source_figures(years({2024: "2.998"}))
    figure = Observation.objects.latest("id")
    page = text_of(enters.get(page_of(figure)))
    assert "Fyll i regionens eget värde" in page
    assert "Rätta värdet" not in page
    assert enters.post(page_of(figure), sent()).status_code == 403


def test_three_decimals_can_be_corrected(enters: Client, coordinator: User, approver: User) -> None:
    """2,998 as it stands could be read as 2 998: the form offers it with a fourth decimal."""
    made = delivery(row(value="2,9980"), by=coordinator)
    deliveries.submit(by=coordinator, delivery=made, at=NOW)
    deliveries.accept(by=approver, delivery=made, at=NOW)
    figure = Observation.objects.latest("id")
    assert 'value="2,9980"' in text_of(enters.get(page_of(figure)))
    assert enters.post(page_of(figure), sent(value="2,9980", flags=["p"])).status_code == 302


def test_reader_reads_and_period_that_is_none_is_not_found(figure: Observation, enters: Client) -> None:
    page = text_of(signed_in(person(Role.READER)).get(page_of(figure)))
    assert "Du kan läsa värdet och dess versioner." in page
    assert enters.get(reverse("work:value", args=[figure.series_id, "1999"])).status_code == 404
    assert enters.get(reverse("work:value", args=[10**6, "2024"])).status_code == 404


def test_page_costs_the_same_with_one_version_and_with_twenty(
    enters: Client, coordinator: User, approver: User, figure: Observation
) -> None:
    with CaptureQueriesContext(connection) as few:
        enters.get(page_of(figure))
    for number in range(19):
        made = delivery(row(value=f"3,{number + 1}"), by=coordinator)
        deliveries.submit(by=coordinator, delivery=made, at=NOW)
        deliveries.accept(by=approver, delivery=made, at=NOW)
    with CaptureQueriesContext(connection) as many:
        enters.get(page_of(figure))
    assert len(few) == len(many) <= 20
