"""A render job: held by one, kept alive by its heart, taken back when it stops, given up the third time."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from indicators.models import Role
from reports import jobs, store
from reports.actions import freeze, regional_overview
from reports.models import Edition, RenderJob
from tests.factories import NOW, organisation, person

State = RenderJob.State
pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=61)


@pytest.fixture
def job() -> RenderJob:
    by = person(Role.COORDINATOR)
    return freeze(by=by, report=regional_overview(organisation()), at=NOW).job


def again(job: RenderJob) -> RenderJob:
    return RenderJob.objects.select_related("edition").get(pk=job.pk)


def test_only_one_can_hold_a_job(job: RenderJob) -> None:
    held = jobs.claim(job.pk, NOW)
    assert held is not None
    assert (held.state, held.attempt, held.lease_until) == (State.RUNNING, 1, NOW + jobs.LEASE)
    assert jobs.claim(job.pk, NOW) is None


def test_job_that_is_done_or_failed_is_left_alone(job: RenderJob) -> None:
    RenderJob.objects.update(state=State.DONE)
    assert jobs.claim(job.pk, NOW) is None
    assert jobs.perform(job.pk) is False
    RenderJob.objects.update(state=State.FAILED, message="så gick det")
    assert jobs.perform(job.pk) is False


def test_rendering_finishes_the_edition_and_a_second_ring_does_nothing(job: RenderJob) -> None:
    assert jobs.perform(job.pk) is True
    edition = again(job).edition
    assert edition.state == Edition.State.RENDERED
    assert store.get(edition.html_sha256).startswith(b"<article")
    assert store.get(edition.pdf_sha256).startswith(b"%PDF-")
    assert (len(store.get(edition.pdf_sha256)), again(job).state) == (edition.pdf_size, State.DONE)
    assert jobs.perform(job.pk) is False


def test_beat_renews_the_lease(job: RenderJob) -> None:
    held = jobs.claim(job.pk, NOW)
    assert held is not None
    jobs.beat(held)
    lease = again(job).lease_until
    assert lease is not None
    assert lease > timezone.now()
    assert jobs.reap(timezone.now()) == 0


def test_expired_lease_goes_back_and_rings_again(job: RenderJob, django_capture_on_commit_callbacks: object) -> None:
    jobs.claim(job.pk, NOW)
    assert jobs.reap(NOW + jobs.LEASE - timedelta(seconds=1)) == 0
    before = DBTaskResult.objects.count()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert jobs.reap(NOW + LATER) == 1
    assert (again(job).state, again(job).lease_until, again(job).attempt) == (State.READY, None, 1)
    assert DBTaskResult.objects.count() == before + 1


def test_third_expiry_fails_with_a_sentence(job: RenderJob) -> None:
    for attempt in (1, 2, 3):
        held = jobs.claim(job.pk, NOW)
        assert held is not None
        assert held.attempt == attempt
        assert jobs.reap(NOW + LATER) == 1
    assert again(job).state == State.FAILED
    assert "tre gånger" in again(job).message
    assert again(job).edition.state == Edition.State.FAILED
    assert jobs.claim(job.pk, NOW) is None


def test_worker_that_lost_its_lease_changes_nothing(job: RenderJob) -> None:
    slow = jobs.claim(job.pk, NOW)
    assert slow is not None
    jobs.reap(NOW + LATER)
    quick = jobs.claim(job.pk, NOW + LATER)
    assert quick is not None
    kept = store.put(b"sida"), store.put(b"fil")
    assert jobs.finish(slow, *kept) is False
    jobs.beat(slow)
    jobs.give_back(slow, "för sent")
    assert (again(job).state, again(job).attempt) == (State.RUNNING, 2)
    assert again(job).lease_until == NOW + LATER + jobs.LEASE
    assert jobs.finish(quick, *kept) is True


def test_damaged_content_is_tried_three_times_and_told(job: RenderJob) -> None:
    storage = storages["default"]
    storage.delete(store.name_of(job.edition.content_sha256))
    assert [jobs.perform(job.pk) for _ in range(3)] == [False] * 3
    assert again(job).state == State.FAILED
    assert "missing" in again(job).message
