"""Reports in the workspace: freeze, follow the rendering, look at page and PDF, publish."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indicators.models.ledger import head
from indicators.permissions import Act, decides_alone, may_decide
from indicators.views.work.access import SeatedRequest, frame, seated
from portal.fragments import page_or_fragment
from portal.freshness import memo
from reports import actions, store
from reports.forms import PublishForm
from reports.models import Edition, RenderJob
from reports.views.public import download

UNDER_WAY = (RenderJob.State.READY, RenderJob.State.RUNNING)


@dataclass(frozen=True, slots=True)
class May:
    """What the person may do with an edition."""

    publish: bool
    alone: bool
    again: bool


def own_editions(request: SeatedRequest) -> Any:
    editions = Edition.objects.filter(report__organisation=request.seat.organisation)
    return editions.select_related("report__organisation", "job", "by", "publication__entry")


def own_edition_or_404(request: SeatedRequest, pk: int, act: Act = Act.READ) -> Edition:
    """Return an edition of the person's own organisation, and make that seat the page's.

    Raises Http404 for others, who do not learn that it exists; PermissionDenied for those who may see but not act.
    """
    for seat in request.seats:
        request.seat = seat
        found: Edition | None = own_editions(request).filter(pk=pk).first()
        if found is None:
            continue
        if not seat.may(act):
            raise PermissionDenied(_("Din roll räcker inte för det här. Be en kollega med rätt roll."))
        return found
    raise Http404


def may_of(request: SeatedRequest, edition: Edition) -> May:
    """Say what the person may do now; the actions ask again."""
    reports = request.seat.may(Act.REPORT)
    decides = reports and may_decide(request.seat, request.user, edition.by_id, timezone.localdate())
    return May(
        publish=decides and edition.state == Edition.State.RENDERED,
        alone=decides_alone(request.user, edition.by_id),
        again=reports and edition.state == Edition.State.FAILED,
    )


@require_safe
@seated()
def reports(request: SeatedRequest) -> HttpResponse:
    """The organisation's editions, newest first, and the way to a new one."""
    editions = list(own_editions(request).order_by("-pk")[:50])
    may_freeze = request.seat.may(Act.REPORT) and request.seat.organisation.kind == "region"
    return render(
        request,
        "reports/work/list.html",
        frame(request, editions=editions, may_freeze=may_freeze, number=head().number),
    )


@require_POST
@seated(Act.REPORT)
def freeze(request: SeatedRequest) -> HttpResponse:
    """Freeze the region's report as it stands; where nothing has changed since the last edition, that one is shown."""
    try:
        report = actions.regional_overview(request.seat.organisation)
        made = actions.freeze(by=request.user, report=report, at=timezone.now(), once=True)
    except actions.Unchanged as same:
        messages.info(request, str(same))
        return redirect("work:report-edition", same.edition.pk)
    except actions.NotNow as problem:
        messages.error(request, str(problem))
        return redirect("work:reports")
    messages.success(request, _("Utgåva %(number)d är fryst och görs nu till sida och PDF.") % {"number": made.number})
    return redirect("work:report-edition", made.pk)


@require_safe
@seated()
def edition(request: SeatedRequest, pk: int) -> HttpResponse:
    """One edition: how far it has come, and when it is ready what to look at and whether to publish."""
    return edition_page(request, own_edition_or_404(request, pk))


def edition_page(
    request: SeatedRequest, shown: Edition, *, form: PublishForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the edition's page, or the part of it that changes while it is rendered."""
    may = may_of(request, shown)
    context = frame(
        request,
        edition=shown,
        job=shown.job,
        under_way=shown.job.state in UNDER_WAY,
        may=may,
        form=form or PublishForm(alone=may.alone),
        publication=getattr(shown, "publication", None),
    )
    return page_or_fragment(request, "reports/work/edition.html", "reports/work/_state.html", context, status=status)


@require_POST
@seated()
def publish(request: SeatedRequest, pk: int) -> HttpResponse:
    """Make the edition public, with a reason where the person publishes their own."""
    shown = own_edition_or_404(request, pk, Act.REPORT)
    form = PublishForm(request.POST, alone=may_of(request, shown).alone)
    if not form.is_valid():
        return edition_page(request, shown, form=form, status=422)
    try:
        actions.publish(by=request.user, edition=shown, at=timezone.now(), reason=form.cleaned_data["reason"])
    except actions.NotNow as problem:
        messages.error(request, str(problem))
    else:
        memo.forget()
        messages.success(request, _("Utgåvan är publicerad."))
    return redirect("work:report-edition", pk)


@require_POST
@seated()
def again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Try once more to render an edition that failed."""
    shown = own_edition_or_404(request, pk, Act.REPORT)
    try:
        actions.render_again(by=request.user, edition=shown, at=timezone.now())
    except actions.NotNow as problem:
        messages.error(request, str(problem))
    return redirect("work:report-edition", pk)


@require_safe
@seated()
def preview(request: SeatedRequest, pk: int) -> HttpResponse:
    """The page as it will be published, from the very same bytes."""
    shown = own_edition_or_404(request, pk)
    if not shown.html_sha256:
        raise Http404
    article = mark_safe(store.get(shown.html_sha256).decode())  # noqa: S308 - rendered by us, verified by its sum
    return render(request, "reports/preview.html", {"edition": shown, "article": article})


@require_safe
@seated()
def preview_pdf(request: SeatedRequest, pk: int) -> HttpResponse:
    shown = own_edition_or_404(request, pk)
    if not shown.pdf_sha256:
        raise Http404
    return download(shown, shown.pdf_sha256, "application/pdf", shown.file_name)
