"""A person with several seats: which one a page takes, and what happens when it changed after a form was opened."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.actions import deliveries
from indicators.models import Delivery, DeliveryRow, Membership, Observation, Organisation, Role
from portal.models import User
from reports import store
from reports.actions import freeze, regional_overview
from reports.models import Edition
from tests.factories import NOW, delivery, organisation, person, row
from tests.indicators.views.work.conftest import signed_in

pytestmark = pytest.mark.django_db
Typed = Callable[..., dict[str, str]]
KOMMUN, REGION = "gavle-kommun", "region-gavleborg"
ASTRAY = "Formuläret öppnades för en annan organisation. Nu arbetar du för Region Gävleborg, och inget är sparat."


def text_of(response: Any) -> str:
    return unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def seated(seats: dict[str, Role]) -> User:
    made = person()
    for slug, role in seats.items():
        Membership.objects.create(user=made, organisation=organisation(slug), role=role, valid_from=date(2026, 1, 1))
    return made


def working_for(slug: str, seats: dict[str, Role]) -> Client:
    """A client of a person with these seats who has chosen one."""
    client = signed_in(seated(seats))
    client.post(reverse("work:seat"), {"organisation": slug})
    return client


def named(slug: str, name: str) -> str:
    Organisation.objects.filter(slug=slug).update(name=name)
    return slug


@pytest.fixture
def kommun() -> str:
    Organisation.objects.get_or_create(
        slug=KOMMUN,
        defaults={
            "name": "Gävle kommun",
            "kind": Organisation.Kind.KOMMUN,
            "territory": organisation().territory.parts.get(code="2180"),  # type: ignore[union-attr]
        },
    )
    return KOMMUN


def published(coordinator: User, approver: User, **fields: Any) -> Observation:
    made = deliveries.submit(by=coordinator, delivery=delivery(row(**fields), by=coordinator), at=NOW)
    deliveries.accept(by=approver, delivery=made, at=NOW)
    return Observation.objects.latest("id")


def page_of(figure: Observation) -> str:
    return reverse("work:value", args=[figure.series_id, figure.period])


def correct(client: Client, figure: Observation, **fields: str) -> Any:
    """Correct the figure as a browser does: with what the page's own form holds."""
    form = re.findall(r'name="(token|base|organisation)" value="([^"]*)"', text_of(client.get(page_of(figure))))
    return client.post(page_of(figure), {**dict(form), "do": "correct", "value": "3,2", "reason": "Ny", **fields})


@pytest.mark.parametrize("name", ["Digg", "Tillväxtverket"])
@pytest.mark.parametrize("chosen", [REGION, "tillvaxtverket"])
def test_delivery_is_decided_from_the_own_seat_whatever_the_observers_name(
    coordinator: User, name: str, chosen: str
) -> None:
    observer = named("tillvaxtverket", name)
    made = deliveries.submit(by=coordinator, delivery=delivery(row(), by=coordinator), at=NOW)
    client = working_for(chosen, {observer: Role.OBSERVER, REGION: Role.APPROVER})
    assert client.post(reverse("work:delivery-decide", args=[made.pk]), {"d": "accept"}).status_code == 302
    made.refresh_from_db()
    assert made.state == Delivery.State.ACCEPTED


@pytest.mark.parametrize(
    ("other", "role", "place"),
    [("eurostat", Role.READER, "21"), (KOMMUN, Role.READER, "2180"), ("tillvaxtverket", Role.OBSERVER, "21")],
)
@pytest.mark.parametrize("choosing", [True, False])
def test_figure_is_corrected_from_the_seat_that_may(
    kommun: str, coordinator: User, approver: User, other: str, role: Role, place: str, choosing: bool
) -> None:
    figure = published(coordinator, approver, territory=place)
    named("tillvaxtverket", "Digg")
    seats = {other: role, REGION: Role.COORDINATOR}
    client = working_for(REGION, seats) if choosing else signed_in(seated(seats))
    assert correct(client, figure).status_code == 302
    assert Delivery.objects.latest("id").organisation.slug == REGION


@pytest.mark.parametrize("chosen", [REGION, KOMMUN])
def test_correction_is_the_chosen_organisations(kommun: str, coordinator: User, approver: User, chosen: str) -> None:
    figure = published(coordinator, approver, territory="2180")
    client = working_for(chosen, {KOMMUN: Role.COORDINATOR, REGION: Role.COORDINATOR})
    assert correct(client, figure).status_code == 302
    assert Delivery.objects.latest("id").organisation.slug == chosen


class TestSeatSwitchedInAnotherTab:
    """A form opened for the kommun and sent when the person works for the region."""

    @pytest.fixture
    def both(self, kommun: str) -> Client:
        return working_for(REGION, {KOMMUN: Role.COORDINATOR, REGION: Role.COORDINATOR})

    @pytest.mark.parametrize("do", ["preview", "add", "submit", "show", "theirs"])
    def test_figure_is_kept_and_told_and_not_stored(self, both: Client, typed: Typed, do: str) -> None:
        sent = typed(do=do, territory="2180", organisation=KOMMUN, note="Mitt underlag")
        response = both.post(reverse("work:enter"), sent)
        page = text_of(response)
        assert response.status_code == 409
        assert ASTRAY in page
        assert "Mitt underlag" in page
        assert f'name="organisation" value="{REGION}"' in page
        assert not Delivery.objects.exists()

    def test_htmx_gets_the_form_in_an_answer_that_it_shows(self, both: Client, typed: Typed) -> None:
        sent = typed(do="preview", organisation=KOMMUN)
        response = both.post(reverse("work:enter"), sent, headers={"HX-Request": "true"})
        assert (response.status_code, ASTRAY in text_of(response)) == (422, True)

    def test_sent_again_it_is_the_regions(self, both: Client, typed: Typed) -> None:
        page = text_of(both.post(reverse("work:enter"), typed(do="submit", organisation=KOMMUN)))
        slug = re.findall(r'name="organisation" value="([^"]*)"', page)[0]
        assert both.post(reverse("work:enter"), typed(do="submit", organisation=slug)).status_code == 302
        assert Delivery.objects.get().organisation.slug == REGION

    def test_form_that_names_no_organisation_is_not_taken(self, both: Client, typed: Typed) -> None:
        assert both.post(reverse("work:enter"), typed(do="submit")).status_code == 409

    def test_form_in_a_draft_belongs_to_the_draft(self, both: Client, typed: Typed) -> None:
        by = Membership.objects.get(organisation__slug=KOMMUN).user
        made = delivery(row(territory="2180"), by=by, at=KOMMUN)
        page = text_of(both.get(reverse("work:enter"), {"delivery": str(made.pk)}))
        assert f'name="organisation" value="{KOMMUN}"' in page
        sent = typed(territory="2180", period="2023", delivery=str(made.pk), organisation=KOMMUN)
        assert both.post(reverse("work:enter"), sent).status_code == 302
        assert DeliveryRow.objects.filter(delivery=made).count() == 2

    def test_correction_is_kept_and_told_and_not_stored(self, both: Client, coordinator: User, approver: User) -> None:
        figure = published(coordinator, approver, territory="2180")
        response = correct(both, figure, organisation=KOMMUN, value="3,7")
        page = text_of(response)
        assert response.status_code == 409
        assert ASTRAY in page
        assert 'value="3,7"' in page
        assert Delivery.objects.count() == 1

    def test_stale_form_keeps_its_organisation(
        self, both: Client, coordinator: User, approver: User, typed: Typed
    ) -> None:
        published(coordinator, approver)
        page = text_of(both.post(reverse("work:enter"), typed(base="KOM02|21|total|2024|0", organisation=REGION)))
        assert "Två värden i samma ruta" in page
        assert f'name="organisation" value="{REGION}"' in page


def test_draft_opens_from_its_own_seat_though_the_chosen_one_only_reads(kommun: str) -> None:
    client = working_for(REGION, {KOMMUN: Role.COORDINATOR, REGION: Role.READER})
    by = Membership.objects.get(organisation__slug=KOMMUN).user
    made = delivery(row(territory="2180"), by=by, at=KOMMUN)
    assert client.get(reverse("work:enter"), {"delivery": str(made.pk)}).status_code == 200
    assert client.get(reverse("work:enter")).status_code == 403


def test_edition_is_published_from_its_own_seat_though_the_chosen_one_only_reads(kommun: str) -> None:
    edition = freeze(by=person(Role.COORDINATOR), report=regional_overview(organisation()), at=NOW)
    file = store.put(b"prov").sha256
    Edition.objects.update(state=Edition.State.RENDERED, html_sha256=file, pdf_sha256=file)
    client = working_for(KOMMUN, {KOMMUN: Role.READER, REGION: Role.APPROVER})
    assert client.post(reverse("work:report-publish", args=[edition.pk]), {"reason": ""}).status_code == 302
    edition.refresh_from_db()
    assert edition.state == Edition.State.PUBLISHED
