"""Report pages: what anyone may read, what only members see, and what a click does."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from indicators.models import Role
from reports import store
from reports.actions import freeze, publish, regional_overview
from reports.frozen import to_json
from reports.models import Edition, Publication, RenderJob
from tests.factories import NOW, organisation, person
from tests.meanwhile import meanwhile
from tests.reports import builders

pytestmark = pytest.mark.django_db
PAGE = b'<article class="report" lang="sv"><h2>Digital kompetens</h2><p>3,0 procent</p></article>'
FILE = b"%PDF-1.7 bara ett prov"


def rendered(by: Any, at: str = "region-gavleborg") -> Edition:
    edition = freeze(by=by, report=regional_overview(organisation(at)), at=NOW)
    page, file = store.put(PAGE), store.put(FILE)
    edition.html_sha256, edition.html_size = page.sha256, page.size
    edition.pdf_sha256, edition.pdf_size = file.sha256, file.size
    edition.state = Edition.State.RENDERED
    edition.save()
    RenderJob.objects.filter(edition=edition).update(state=RenderJob.State.DONE)
    return edition


@pytest.fixture
def coordinator(client: Client) -> Any:
    made = person(Role.COORDINATOR)
    client.force_login(made)
    return made


@pytest.fixture
def published() -> Edition:
    edition = rendered(person(Role.COORDINATOR))
    publish(by=person(Role.APPROVER), edition=edition, at=NOW)
    edition.refresh_from_db()
    return edition


def public_urls(edition: Edition) -> list[str]:
    key = [edition.report.slug, edition.number]
    return [reverse(name, args=key) for name in ("report-edition", "report-pdf", "report-content")]


def test_list_says_so_when_nothing_is_published(client: Client) -> None:
    assert "Inga rapporter än" in client.get(reverse("reports")).text


def test_only_published_editions_can_be_read(client: Client) -> None:
    edition = rendered(person(Role.COORDINATOR))
    assert [client.get(url).status_code for url in public_urls(edition)] == [404, 404, 404]
    assert "Regional lägesbild" not in client.get(reverse("reports")).text
    publish(by=person(Role.APPROVER), edition=edition, at=NOW)
    assert [client.get(url).status_code for url in public_urls(edition)] == [200, 200, 200]
    assert "Regional lägesbild, Gävleborg" in client.get(reverse("reports")).text


@pytest.mark.parametrize(
    "address", ["/rapporter/lagesbild-gavleborg/9/", "/rapporter/finns-inte/1.pdf", "/rapporter/x/0.json"]
)
def test_edition_that_does_not_exist_is_not_found(client: Client, published: Edition, address: str) -> None:
    assert client.get(address).status_code == 404


def test_page_shows_the_sealed_bytes_and_their_sums(client: Client, published: Edition) -> None:
    page = client.get(public_urls(published)[0]).text
    assert PAGE.decode() in page
    for sum_ in (published.content_sha256, published.html_sha256, published.pdf_sha256):
        assert sum_ in page
    assert f"/andringar/{published.publication.entry_id}/" in page
    assert "nyare utgåva" not in page


def test_older_edition_points_to_the_newer(client: Client, published: Edition) -> None:
    second = rendered(person(Role.COORDINATOR))
    publish(by=person(Role.APPROVER), edition=second, at=NOW)
    assert "Det finns en nyare utgåva:" in client.get(public_urls(published)[0]).text
    assert "nyare utgåva" not in client.get(public_urls(second)[0]).text


def test_downloads_have_name_length_type_and_no_guessing(client: Client, published: Edition) -> None:
    _page, pdf, content = (client.get(url) for url in public_urls(published))
    assert pdf.content == FILE
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="lagesbild-gavleborg-1.pdf"'
    assert pdf.headers["Content-Length"] == str(len(FILE))
    assert pdf.headers["X-Content-Type-Options"] == "nosniff"
    assert content.content == store.get(published.content_sha256)
    assert content.headers["Content-Type"] == "application/json"
    again = client.get(public_urls(published)[1], headers={"If-None-Match": pdf.headers["ETag"]})
    assert again.status_code == 304


def test_public_pages_set_no_cookie_and_ask_for_no_session(client: Client, published: Edition) -> None:
    for url in [reverse("reports"), *public_urls(published)]:
        answer = client.get(url)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert client.post(url).status_code == 405


def test_english_page_keeps_the_reports_language(client: Client, published: Edition) -> None:
    page = client.get(f"/en/rapporter/{published.report.slug}/1/").text
    assert '<html lang="en"' in page
    assert '<article class="report" lang="sv">' in page


@pytest.mark.parametrize("rows", [1, 20])
def test_list_costs_the_same_for_many(client: Client, rows: int, django_assert_num_queries: Any) -> None:
    by, approver = person(Role.COORDINATOR), person(Role.APPROVER)
    for _ in range(rows):
        publish(by=approver, edition=rendered(by), at=NOW)
    with django_assert_num_queries(3):  # the head, the editions, the region's name
        client.get(reverse("reports"))


def test_coordinator_freezes_and_follows(client: Client, coordinator: Any) -> None:
    assert "Inga utgåvor än." in client.get(reverse("work:reports")).text
    answer = client.post(reverse("work:report-freeze"), follow=True)
    edition = Edition.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("work:report-edition", args=[edition.pk])
    assert "väntar på att göras" in answer.text
    assert 'hx-trigger="every 2s"' in answer.text
    assert client.get(reverse("work:report-preview", args=[edition.pk])).status_code == 404
    assert client.get(reverse("work:report-preview-pdf", args=[edition.pk])).status_code == 404


def test_second_click_freezes_nothing_new(client: Client, coordinator: Any) -> None:
    for _ in range(2):
        answer = client.post(reverse("work:report-freeze"), follow=True)
    assert Edition.objects.count() == 1
    assert "Ingenting har ändrats" in answer.text


def test_freezing_while_somebody_else_does_makes_one_edition(client: Client, coordinator: Any) -> None:
    report, other = regional_overview(organisation()), person(Role.COORDINATOR)
    with meanwhile('FROM "reports_edition"', lambda: freeze(by=other, report=report, at=NOW)):
        answer = client.post(reverse("work:report-freeze"), follow=True)
    edition = Edition.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("work:report-edition", args=[edition.pk])
    assert "Ingenting har ändrats" in answer.text
    assert RenderJob.objects.count() == 1


def test_polling_stops_when_it_is_done(client: Client, coordinator: Any) -> None:
    edition = rendered(coordinator)
    url = reverse("work:report-edition", args=[edition.pk])
    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Request": "true"}).text
    assert "hx-trigger" not in fragment
    assert "<html" not in fragment
    bare = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')
    assertInHTML(bare.sub("", fragment), bare.sub("", page))


def test_members_preview_what_is_not_public(client: Client, coordinator: Any) -> None:
    edition = rendered(coordinator)
    page = client.get(reverse("work:report-preview", args=[edition.pk]))
    assert PAGE.decode() in page.text
    assert "inte publicerad" in page.text
    pdf = client.get(reverse("work:report-preview-pdf", args=[edition.pk]))
    assert pdf.content == FILE
    assert "no-store" in pdf.headers["Cache-Control"]


def test_author_must_say_why_and_then_publishes(client: Client, coordinator: Any) -> None:
    edition = rendered(coordinator)
    url = reverse("work:report-publish", args=[edition.pk])
    refused = client.post(url, {"reason": ""})
    assert refused.status_code == 422
    assert "Skriv varför ingen annan granskar den." in refused.text
    assert 'role="alert"' in refused.text
    assert Publication.objects.count() == 0
    done = client.post(url, {"reason": "Jag är ensam."}, follow=True)
    assert "Utgåvan är publicerad." in done.text
    assert Publication.objects.get().edition == edition
    assert "redan publicerad" in client.post(url, {"reason": "en gång till"}, follow=True).text
    assert Publication.objects.count() == 1


def test_author_is_told_when_another_must_publish(client: Client, coordinator: Any) -> None:
    person(Role.APPROVER)
    edition = rendered(coordinator)
    page = client.get(reverse("work:report-edition", args=[edition.pk])).text
    assert "En annan person än den som gjorde utgåvan ska publicera den." in page
    assert reverse("work:report-publish", args=[edition.pk]) not in page
    assert client.post(reverse("work:report-publish", args=[edition.pk]), {"reason": "x"}).status_code == 403


def test_failed_edition_can_be_tried_again(client: Client, coordinator: Any) -> None:
    edition = freeze(by=coordinator, report=regional_overview(organisation()), at=NOW)
    RenderJob.objects.update(state=RenderJob.State.FAILED, attempt=3, message="Rapporten gick inte att göra.")
    Edition.objects.update(state=Edition.State.FAILED)
    assert "Rapporten gick inte att göra." in client.get(reverse("work:report-edition", args=[edition.pk])).text
    client.post(reverse("work:report-again", args=[edition.pk]))
    assert RenderJob.objects.get().state == RenderJob.State.READY


ACTS = ("report-publish", "report-again")
VIEWS = ("report-edition", "report-preview", "report-preview-pdf")


@pytest.mark.parametrize(
    ("roles", "at", "may_read", "may_act"),
    [
        (None, "", 302, 302),
        ((), "region-gavleborg", 403, 403),
        ((Role.READER,), "region-gavleborg", 200, 403),
        ((Role.ADMINISTRATOR,), "region-gavleborg", 200, 403),
        ((Role.COORDINATOR,), "region-dalarna", 404, 404),
        ((Role.OBSERVER,), "tillvaxtverket", 404, 404),
    ],
)
def test_who_reaches_an_edition(client: Client, roles: Any, at: str, may_read: int, may_act: int) -> None:
    edition = rendered(person(Role.COORDINATOR))
    if roles is not None:
        client.force_login(person(*roles, at=at or "region-gavleborg"))
    assert {client.get(reverse(f"work:{name}", args=[edition.pk])).status_code for name in VIEWS} == {may_read}
    assert {client.post(reverse(f"work:{name}", args=[edition.pk])).status_code for name in ACTS} == {may_act}
    assert Publication.objects.count() == 0


def test_reader_sees_the_list_but_cannot_freeze(client: Client) -> None:
    client.force_login(person(Role.READER))
    assert reverse("work:report-freeze") not in client.get(reverse("work:reports")).text
    assert client.post(reverse("work:report-freeze")).status_code == 403


def test_content_made_by_hand_is_what_the_store_keeps() -> None:
    """The builders' content takes the same way as a composed one."""
    data = to_json(builders.three_states())
    assert store.get(store.put(data).sha256) == data
