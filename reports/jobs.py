"""Render frozen editions in the background: claim a job, beat while it runs, take back what has stopped."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from reports import store
from reports.frozen import UnreadableContent, from_json
from reports.models import Edition, RenderJob
from reports.pdf import PrintFailed, make_pdf
from reports.render.article import article
from reports.render.printed import printable

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
State = RenderJob.State

log = logging.getLogger(__name__)


@task()
def render_edition(job: int) -> None:
    """Do a job if nobody else does it or has done it. The queue only rings; what is true stands in RenderJob."""
    perform(job)


def claim(job: int, now: datetime) -> RenderJob | None:
    """Take a waiting job on a lease; None if it is not waiting, so that no two workers hold it."""
    taken = RenderJob.objects.filter(pk=job, state=State.READY).update(
        state=State.RUNNING, attempt=F("attempt") + 1, lease_until=now + LEASE, heartbeat_at=now, message=""
    )
    if taken != 1:
        return None
    return RenderJob.objects.select_related("edition__report").get(pk=job)


def perform(job: int) -> bool:
    """Render a waiting job's edition; True if this call did it. The same content gives the same bytes every time."""
    held = claim(job, timezone.now())
    if held is None:
        return False
    try:
        content = from_json(store.get(held.edition.content_sha256))
        page = article(content)
        file = make_pdf(printable(content), beat=lambda: beat(held))
        return finish(held, store.put(page), store.put(file))
    except (PrintFailed, UnreadableContent, store.Damaged) as error:
        log.warning("Edition %s, attempt %s: %s", held.edition_id, held.attempt, error)
        give_back(held, str(error))
        return False


def mine(job: RenderJob) -> dict[str, object]:
    """Return what still holds while the lease is ours: a reaped job has another attempt or state."""
    return {"pk": job.pk, "state": State.RUNNING, "attempt": job.attempt}


def beat(job: RenderJob) -> None:
    """Show that the work goes on, and renew the lease."""
    now = timezone.now()
    RenderJob.objects.filter(**mine(job)).update(heartbeat_at=now, lease_until=now + LEASE)


@transaction.atomic
def finish(job: RenderJob, page: store.Stored, file: store.Stored) -> bool:
    """Write down what was rendered; False, and nothing written, if the job was taken from us meanwhile."""
    if RenderJob.objects.filter(**mine(job)).update(state=State.DONE, lease_until=None) != 1:
        return False
    Edition.objects.filter(pk=job.edition_id, state__in=[Edition.State.FROZEN, Edition.State.FAILED]).update(
        state=Edition.State.RENDERED,
        html_sha256=page.sha256,
        html_size=page.size,
        pdf_sha256=file.sha256,
        pdf_size=file.size,
    )
    return True


@transaction.atomic
def give_back(job: RenderJob, why: str) -> None:
    """Put a job that did not succeed back in line, or after the last attempt aside with the reason."""
    if job.attempt < MOST_ATTEMPTS:
        if RenderJob.objects.filter(**mine(job)).update(state=State.READY, lease_until=None) == 1:
            transaction.on_commit(lambda: ring(job.pk))
        return
    words = _("Rapporten gick inte att göra, tre gånger i rad. Senaste felet: %(why)s") % {"why": why}
    held = RenderJob.objects.filter(**mine(job))
    if held.update(state=State.FAILED, lease_until=None, message=words[:500]) == 1:
        Edition.objects.filter(pk=job.edition_id, state=Edition.State.FROZEN).update(state=Edition.State.FAILED)


def reap(now: datetime) -> int:
    """Take back jobs whose lease has run out, the third time for good; return how many."""
    expired = list(RenderJob.objects.filter(state=State.RUNNING, lease_until__lt=now))
    for job in expired:
        give_back(job, _("arbetet avbröts innan det var klart"))
    return len(expired)


def ring(job: int) -> None:
    """Tell a worker that a job is waiting."""
    render_edition.enqueue(job)
