"""A published edition is what its entry sealed: pages read the seal, and verification tells when the rest differs."""

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from indicators.models import Role
from reports import store
from reports.actions import publish
from reports.models import Edition
from reports.verification import verify_editions
from tests.factories import NOW, person
from tests.reports.test_views import PAGE, rendered

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Edition:
    edition = rendered(person(Role.COORDINATOR))
    publish(by=person(Role.APPROVER), edition=edition, at=NOW)
    edition.refresh_from_db()
    return edition


def test_sound_edition_has_no_fault(published: Edition) -> None:
    assert list(verify_editions()) == []
    call_command("verify_ledger")


def test_swapped_page_is_not_shown_and_is_told(client: Client, published: Edition) -> None:
    false = store.put(b"<h1>Falsk rapport</h1>")
    Edition.objects.filter(pk=published.pk).update(html_sha256=false.sha256)
    page = client.get(reverse("report-edition", args=[published.report.slug, 1])).content
    assert PAGE in page
    assert b"Falsk rapport" not in page
    assert [fault.why for fault in verify_editions()] == ["the edition's html_sha256 is not what it sealed"]
    with pytest.raises(CommandError, match="html_sha256"):
        call_command("verify_ledger")


def test_edition_marked_unpublished_stays_public_and_is_told(client: Client, published: Edition) -> None:
    Edition.objects.filter(pk=published.pk).update(state=Edition.State.FROZEN)
    assert client.get(reverse("report-edition", args=[published.report.slug, 1])).status_code == 200
    assert [fault.why for fault in verify_editions()] == ["the edition it published is marked frozen"]


def test_lacking_file_is_told(published: Edition) -> None:
    storages["default"].delete(store.name_of(published.pdf_sha256))
    (fault,) = verify_editions()
    assert "is lacking or damaged" in fault.why
