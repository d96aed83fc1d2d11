"""Freeze a report's content, and publish an edition that has been read: the two changes of state a report knows."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from indicators.actions import ledger
from indicators.models import LedgerEntry, Organisation
from indicators.models.canonical import lines_of
from indicators.models.ledger import head
from indicators.permissions import Act, decides_alone, may_decide, require, seats
from portal.models import User
from reports import jobs, store
from reports.compose.overview import LANGUAGE, compose
from reports.content import ReportContent
from reports.frozen import to_json
from reports.models import Edition, Publication, RenderJob, Report


class NotNow(Exception):
    """This cannot be done with the edition as it is; the message is a sentence for the person."""


class Unchanged(NotNow):
    """The newest edition already shows the ledger as it stands; `edition` is that one."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(_("Ingenting har ändrats sedan den här utgåvan frystes."))
        self.edition = edition


class ReasonNeeded(NotNow):
    """Publishing one's own work owes a reason."""


def regional_overview(organisation: Organisation) -> Report:
    """Return the region's own overview, made when it is asked for first. Raises NotNow for what is no region."""
    if organisation.kind != Organisation.Kind.REGION or organisation.territory is None:
        raise NotNow(_("%(name)s är ingen region och har ingen regional lägesbild.") % {"name": organisation.name})
    place = organisation.territory
    report, _made = Report.objects.get_or_create(
        kind=Report.Kind.REGIONAL,
        organisation=organisation,
        territory=place,
        defaults={
            "slug": f"lagesbild-{place.slug}",
            "title_sv": f"Regional lägesbild, {place.short_sv}",
            "title_en": f"Regional overview, {place.short_en}",
        },
    )
    return report


def freeze(*, by: User, report: Report, at: datetime, as_of: int | None = None, once: bool = False) -> Edition:
    """Freeze the report as the ledger stands, or stood at entry `as_of`, and put its rendering in line.

    The content is read before the transaction begins and stored before it ends. `once` makes no second edition of the
    same entry, however many ask at the same time. Raises PermissionDenied; NotNow for an entry that does not exist;
    Unchanged.
    """
    require(by, Act.REPORT, report.organisation, timezone.localdate(at))
    newest = head().number
    entry = newest if as_of is None else as_of
    if not 0 < entry <= newest:
        raise NotNow(
            _("Liggarpost %(number)s finns inte. Den senaste är %(newest)s.") % {"number": entry, "newest": newest}
        )
    if once:
        _refuse_same(_newest(report), entry)  # before the work of composing; `_keep` asks again
    content = compose(report, number=1, as_of=entry, at=at, strategy=settings.DEFAULT_STRATEGY, address="")
    return _keep(by=by, report=report, content=content, at=at, once=once)


def _newest(report: Report) -> Edition | None:
    return report.editions.order_by("-number").first()


def _refuse_same(newest: Edition | None, entry: int) -> None:
    """Raise Unchanged for an edition of the same entry, unless its rendering failed."""
    if newest is not None and newest.as_of == entry and newest.state != Edition.State.FAILED:
        raise Unchanged(newest)


@transaction.atomic
def _keep(*, by: User, report: Report, content: ReportContent, at: datetime, once: bool) -> Edition:
    Report.objects.select_for_update().get(pk=report.pk)
    newest = _newest(report)  # under the lock: from here on nobody else makes an edition of it
    if once:
        _refuse_same(newest, content.as_of)
    number = newest.number + 1 if newest else 1
    content = replace(content, edition=number, address=address_of(report, number))
    stored = store.put(to_json(content))
    edition = Edition(
        report=report,
        number=content.edition,
        as_of=content.as_of,
        content_sha256=stored.sha256,
        content_size=stored.size,
        created_at=at,
        by=by,
    )
    edition.full_clean()
    edition.save()
    job = RenderJob.objects.create(edition=edition)
    transaction.on_commit(lambda: jobs.ring(job.pk))
    return edition


def address_of(report: Report, number: int) -> str:
    """Return where an edition is read, in the language it is written in; without SITE_URL the path alone."""
    with translation.override(LANGUAGE):
        return settings.SITE_URL + reverse("report-edition", args=[report.slug, number])


@transaction.atomic
def render_again(*, by: User, edition: Edition, at: datetime) -> Edition:
    """Put an edition whose rendering failed in line once more, from its first attempt."""
    require(by, Act.REPORT, edition.report.organisation, timezone.localdate(at))
    failed = RenderJob.objects.filter(edition=edition, state=RenderJob.State.FAILED)
    if failed.update(state=RenderJob.State.READY, attempt=0, message="") != 1:
        raise NotNow(_("Utgåvan har inte misslyckats. Ladda om sidan för att se vad som gäller."))
    edition.state = Edition.State.FROZEN
    edition.save(update_fields=["state"])
    job = edition.job.pk
    transaction.on_commit(lambda: jobs.ring(job))
    return edition


@transaction.atomic
def publish(*, by: User, edition: Edition, at: datetime, reason: str = "") -> Publication:
    """Make a rendered edition public: one ledger entry seals the checksums of its content, page and PDF.

    Raises NotNow when it is not rendered, is out already or its bytes are damaged; ReasonNeeded; PermissionDenied.
    """
    edition = Edition.objects.select_for_update().select_related("report__organisation").get(pk=edition.pk)
    organisation, today = edition.report.organisation, timezone.localdate(at)
    seat = next((one for one in seats(by, today) if one.organisation == organisation), None)
    if seat is None or not seat.may(Act.REPORT) or not may_decide(seat, by, edition.by_id, today):
        raise PermissionDenied(_("En annan person än den som gjorde utgåvan ska publicera den."))
    if edition.state == Edition.State.PUBLISHED:
        raise NotNow(_("Utgåvan är redan publicerad. En rättelse blir en ny utgåva."))
    if edition.state != Edition.State.RENDERED:
        raise NotNow(_("Utgåvan är inte färdig att publicera ännu."))
    if decides_alone(by, edition.by_id) and not reason.strip():
        raise ReasonNeeded(_("Du publicerar din egen utgåva. Skriv varför ingen annan granskar den."))
    try:
        for sum_ in (edition.content_sha256, edition.html_sha256, edition.pdf_sha256):
            store.get(sum_)
    except store.Damaged as error:
        raise NotNow(_("Utgåvans filer är skadade och kan inte publiceras. Frys rapporten på nytt.")) from error
    return _seal(edition, by=by, role=seat.role, reason=reason.strip(), at=at)


def _seal(edition: Edition, *, by: User, role: str, reason: str, at: datetime) -> Publication:
    publication = Publication(
        edition=edition,
        number=edition.number,
        as_of=edition.as_of,
        content_sha256=edition.content_sha256,
        html_sha256=edition.html_sha256,
        pdf_sha256=edition.pdf_sha256,
    )
    what = f"{edition.report.title_sv}, utgåva {edition.number}, publicerad"
    try:
        publication.entry = ledger.append(
            kind=LedgerEntry.Kind.REPORT,
            organisation=edition.report.organisation,
            what=what,
            lines=lines_of([publication]),
            by=by,
            role=role,
            reason=reason,
            at=at,
        )
        publication.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(_("Utgåvan hann publiceras av någon annan.")) from error
    edition.state = Edition.State.PUBLISHED
    edition.save(update_fields=["state"])
    return publication
