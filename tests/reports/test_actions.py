"""Freezing and publishing: who may, what is sealed, and what cannot be done twice."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction

from indicators.actions.verification import verify
from indicators.models import LedgerEntry, Role
from reports import store
from reports.actions import NotNow, ReasonNeeded, Unchanged, freeze, publish, regional_overview, render_again
from reports.frozen import from_json
from reports.models import Edition, Publication, RenderJob, Report
from tests.factories import NOW, organisation, person, source_figures, years

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return regional_overview(organisation())


def rendered(report: Report, by: Any) -> Edition:
    """An edition with bytes to seal, without waiting for a PDF to be made."""
    edition = freeze(by=by, report=report, at=NOW)
    page, file = store.put(b"<article>sida</article>"), store.put(b"%PDF-1.7 fil")
    edition.html_sha256, edition.html_size = page.sha256, page.size
    edition.pdf_sha256, edition.pdf_size = file.sha256, file.size
    edition.state = Edition.State.RENDERED
    edition.save()
    RenderJob.objects.filter(edition=edition).update(state=RenderJob.State.DONE)
    return edition


def test_report_of_a_region_is_made_once() -> None:
    first = regional_overview(organisation("region-dalarna"))
    assert regional_overview(organisation("region-dalarna")) == first
    assert (first.slug, first.title_sv) == ("lagesbild-dalarna", "Regional lägesbild, Dalarna")
    with pytest.raises(NotNow, match="ingen region"):
        regional_overview(organisation("scb"))


def test_freezing_keeps_the_content_with_its_number_and_address(report: Report, settings: Any) -> None:
    settings.SITE_URL = "https://framsteg.example"
    by = person(Role.COORDINATOR)
    first, second = (freeze(by=by, report=report, at=NOW) for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    content = from_json(store.get(second.content_sha256))
    assert content.edition == 2
    assert content.address == "https://framsteg.example/rapporter/lagesbild-gavleborg/2/"
    assert (content.as_of, content.as_of) == (second.as_of, LedgerEntry.objects.latest("number").number)
    assert second.job.state == RenderJob.State.READY
    assert second.content_size == len(store.get(second.content_sha256))


def test_freezing_once_gives_the_edition_that_stands_unless_it_failed(report: Report) -> None:
    by = person(Role.COORDINATOR)
    first = freeze(by=by, report=report, at=NOW, once=True)
    with pytest.raises(Unchanged) as same:
        freeze(by=by, report=report, at=NOW, once=True)
    assert same.value.edition == first
    Edition.objects.update(state=Edition.State.FAILED)
    assert freeze(by=by, report=report, at=NOW, once=True).number == 2
    source_figures(years({2024: "3.0"}))
    assert freeze(by=by, report=report, at=NOW, once=True).number == 3


def test_freezing_rings_for_a_worker(report: Report, django_capture_on_commit_callbacks: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    with django_capture_on_commit_callbacks(execute=True):
        edition = freeze(by=person(Role.COORDINATOR), report=report, at=NOW)
    task = DBTaskResult.objects.get()
    assert task.task_path == "reports.jobs.render_edition"
    assert task.args_kwargs["args"] == [edition.job.pk]


def test_edition_as_of_an_entry_does_not_know_what_came_later(report: Report) -> None:
    earlier = LedgerEntry.objects.latest("number").number
    source_figures(years({2022: "2.8", 2023: "2.9", 2024: "3.0"}))
    by = person(Role.COORDINATOR)
    old = freeze(by=by, report=report, at=NOW, as_of=earlier)
    new = freeze(by=by, report=report, at=NOW)
    known = [
        next(one for one in from_json(store.get(made.content_sha256)).indicators if one.code == "KOM02").points
        for made in (old, new)
    ]
    assert known == [0, 3]


@pytest.mark.parametrize("entry", [0, -1, 10_000])
def test_entry_that_does_not_exist_is_refused(report: Report, entry: int) -> None:
    with pytest.raises(NotNow, match="finns inte"):
        freeze(by=person(Role.COORDINATOR), report=report, at=NOW, as_of=entry)
    assert Edition.objects.count() == 0


@pytest.mark.parametrize(
    ("roles", "at"),
    [
        ((), "region-gavleborg"),
        ((Role.READER,), "region-gavleborg"),
        ((Role.OBSERVER,), "tillvaxtverket"),
        ((Role.ADMINISTRATOR,), "region-gavleborg"),
        ((Role.COORDINATOR, Role.APPROVER), "region-dalarna"),
    ],
)
def test_only_the_regions_own_people_freeze_and_publish(report: Report, roles: tuple[Role, ...], at: str) -> None:
    stranger = person(*roles, at=at)
    with pytest.raises(PermissionDenied):
        freeze(by=stranger, report=report, at=NOW)
    edition = rendered(report, person(Role.COORDINATOR))
    with pytest.raises(PermissionDenied):
        publish(by=stranger, edition=edition, at=NOW, reason="ändå")
    assert Publication.objects.count() == 0


def test_publishing_seals_three_checksums_in_the_ledger(report: Report) -> None:
    edition = rendered(report, person(Role.COORDINATOR))
    made = publish(by=person(Role.APPROVER), edition=edition, at=NOW)
    edition.refresh_from_db()
    assert edition.state == Edition.State.PUBLISHED
    assert made.entry.kind == LedgerEntry.Kind.REPORT
    assert made.entry.rows == 1
    assert made.entry.what == "Regional lägesbild, Gävleborg, utgåva 1, publicerad"
    sums = (made.content_sha256, made.html_sha256, made.pdf_sha256)
    assert sums == (edition.content_sha256, edition.html_sha256, edition.pdf_sha256)
    assert list(verify()) == []


def test_author_publishes_only_when_alone_and_with_a_reason(report: Report) -> None:
    author = person(Role.COORDINATOR)
    edition = rendered(report, author)
    with pytest.raises(ReasonNeeded):
        publish(by=author, edition=edition, at=NOW, reason="  ")
    other = person(Role.APPROVER)
    with pytest.raises(PermissionDenied):
        publish(by=author, edition=edition, at=NOW, reason="Jag hinner inte vänta.")
    other.is_active = False
    other.save()
    publish(by=author, edition=edition, at=NOW, reason="Jag är ensam i regionen.")
    assert Publication.objects.count() == 1


def test_edition_is_published_once(report: Report) -> None:
    edition = rendered(report, person(Role.COORDINATOR))
    approver = person(Role.APPROVER)
    publish(by=approver, edition=edition, at=NOW)
    entries = LedgerEntry.objects.count()
    with pytest.raises(NotNow, match="redan publicerad"):
        publish(by=approver, edition=edition, at=NOW)
    assert (Publication.objects.count(), LedgerEntry.objects.count()) == (1, entries)


def test_edition_that_is_not_rendered_or_is_damaged_is_not_published(report: Report) -> None:
    approver = person(Role.APPROVER)
    frozen = freeze(by=person(Role.COORDINATOR), report=report, at=NOW)
    with pytest.raises(NotNow, match="inte färdig"):
        publish(by=approver, edition=frozen, at=NOW)
    edition = rendered(report, person(Role.COORDINATOR))
    storages["default"].delete(store.name_of(edition.pdf_sha256))
    with pytest.raises(NotNow, match="skadade"):
        publish(by=approver, edition=edition, at=NOW)
    assert Publication.objects.count() == 0


@pytest.mark.parametrize("verb", ["UPDATE reports_publication SET number = 9", "DELETE FROM reports_publication"])
def test_publication_cannot_be_changed_behind_the_code(report: Report, verb: str) -> None:
    publish(by=person(Role.APPROVER), edition=rendered(report, person(Role.COORDINATOR)), at=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


def test_failed_rendering_can_be_asked_for_again(report: Report) -> None:
    by = person(Role.COORDINATOR)
    edition = freeze(by=by, report=report, at=NOW)
    with pytest.raises(NotNow, match="inte misslyckats"):
        render_again(by=by, edition=edition, at=NOW)
    RenderJob.objects.update(state=RenderJob.State.FAILED, attempt=3, message="det gick inte")
    Edition.objects.update(state=Edition.State.FAILED)
    with pytest.raises(PermissionDenied):
        render_again(by=person(Role.READER), edition=edition, at=NOW)
    edition = render_again(by=by, edition=Edition.objects.get(), at=NOW)
    job = RenderJob.objects.get()
    assert (edition.state, job.state, job.attempt, job.message) == ("frozen", "ready", 0, "")
