"""What may be done with a delivery: hand in, decide, leave rows out, take them away, throw a draft away, settle."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from indicators.actions import deliveries, drafts
from indicators.actions.deliveries import NotNow, StaleRows, author
from indicators.forms.decisions import ReasonForm
from indicators.models import Delivery, DeliveryRow
from indicators.permissions import Act, decides_alone
from indicators.views.work.access import SeatedRequest, back_to, decides, delivery_or_404, frame, seated
from indicators.views.work.conflict import row_conflict
from indicators.views.work.delivery import delivery_page, reason_form
from indicators.views.work.rows import readable
from portal.freshness import memo


def _row(delivery: Delivery, pk: int) -> DeliveryRow:
    row: DeliveryRow | None = readable(delivery.rows.filter(pk=pk)).first()
    if row is None:
        raise Http404
    return row


def _done(request: SeatedRequest, act: Callable[[], object], sentence: str) -> None:
    """Do it and say so, or say why it cannot be done now."""
    try:
        act()
    except NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, sentence)


@require_POST
@seated()
def submit(request: SeatedRequest, pk: int) -> HttpResponse:
    """Hand the delivery in; a second time lands on the same page and says so."""
    delivery = delivery_or_404(request, pk, Act.ENTER)
    if delivery.state == Delivery.State.SUBMITTED:
        messages.info(request, _("Leveransen var redan inskickad. Den skickades inte in igen."))
        return redirect(delivery)
    sentence = _("Leveransen är inskickad. Den publiceras när den har tagits emot.")
    _done(request, lambda: deliveries.submit(by=request.user, delivery=delivery, at=timezone.now()), sentence)
    return back_to(delivery)


@require_POST
@seated()
def decide(request: SeatedRequest, pk: int) -> HttpResponse:
    """Accept, send back or reject; the button says which."""
    delivery = delivery_or_404(request, pk)
    if not decides(request, delivery):
        raise PermissionDenied(_("En annan person än den som skickade in ska granska. Du kan inte besluta om den här."))
    wanted = request.POST.get("d", "")
    needed = wanted != "accept" or decides_alone(request.user, author(delivery))
    form = reason_form(request, delivery, request.POST, needed=needed)
    if wanted not in DECISIONS:
        form.add_error(None, _("Välj om leveransen tas emot, skickas tillbaka eller avvisas."))
    if not form.is_valid():
        return delivery_page(request, delivery, form=form, status=422)
    act, sentence = DECISIONS[wanted]
    try:
        act(by=request.user, delivery=delivery, at=timezone.now(), reason=form.cleaned_data["reason"])
    except StaleRows as stale:
        messages.error(request, str(stale))
        return redirect("work:row-settle", delivery.pk, stale.conflicts[0].row.pk)
    except NotNow as problem:
        form.add_error(None, str(problem))
        return delivery_page(request, delivery, form=form, status=422)
    memo.forget()
    messages.success(request, str(sentence))
    return redirect(delivery)


@require_POST
@seated()
def discard(request: SeatedRequest, pk: int) -> HttpResponse:
    """Throw a draft away that nobody has seen."""
    delivery = delivery_or_404(request, pk, Act.ENTER)
    try:
        drafts.discard(by=request.user, delivery=delivery, at=timezone.now())
    except NotNow as problem:
        messages.error(request, str(problem))
        return back_to(delivery)
    messages.success(request, _("Utkastet är borttaget. Inget hade publicerats."))
    return redirect("work:start")


@require_POST
@seated()
def take_away(request: SeatedRequest, pk: int, row: int) -> HttpResponse:
    """Take a row out of a draft."""
    delivery = delivery_or_404(request, pk, Act.ENTER)
    found = _row(delivery, row)
    sentence = _("Rad %d är borttagen ur utkastet.") % found.line
    _done(request, lambda: drafts.take_away(by=request.user, row=found, at=timezone.now()), sentence)
    return back_to(delivery)


@require_POST
@seated()
def leave_out(request: SeatedRequest, pk: int, row: int) -> HttpResponse:
    """Leave a row outside the delivery, with a reason that is kept in its history."""
    delivery = delivery_or_404(request, pk, Act.ENTER)
    found = _row(delivery, row)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv varför rad %d lämnas utanför.") % found.line)
        return redirect(delivery)
    by, reason = request.user, form.cleaned_data["reason"]
    sentence = _("Rad %d lämnas utanför. Skälet står i historiken.") % found.line

    def act(now: DeliveryRow) -> None:
        deliveries.leave_out(by=by, row=now, at=timezone.now(), reason=reason)

    _done(request, lambda: drafts.with_row(found, act), sentence)
    return back_to(delivery)


@require_http_methods(["GET", "HEAD", "POST"])
@seated()
def settle(request: SeatedRequest, pk: int, row: int) -> HttpResponse:
    """Show a row beside the figure that was published meanwhile, and let a person choose; see `_settled`."""
    delivery = delivery_or_404(request, pk)
    if not _may_settle(request, delivery):
        raise PermissionDenied(_("Du kan läsa leveransen men inte ändra den."))
    found = _row(delivery, row)
    overtaken = row_conflict(found)
    if overtaken is None:
        messages.info(request, _("Ingen har ändrat värdet sedan raden gjordes."))
        return redirect(delivery)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _settled(request, delivery, found, form)
    context = frame(request, delivery=delivery, row=found, form=form, **overtaken)
    return render(request, "work/settle.html", context, status=422 if form.errors else 200)


def _may_settle(request: SeatedRequest, delivery: Delivery) -> bool:
    """Whoever may decide on a submitted delivery; on an open one, whoever may enter figures."""
    if delivery.state == Delivery.State.SUBMITTED:
        return decides(request, delivery)
    own = request.seat.organisation.pk == delivery.organisation_id
    return own and delivery.state in drafts.OPEN and request.seat.may(Act.ENTER)


def _settled(request: SeatedRequest, delivery: Delivery, row: DeliveryRow, form: ReasonForm) -> HttpResponse:
    keep = request.POST.get("v") == "mine"
    sentence = _("Raden gäller. Ta emot leveransen för att publicera.") if keep else _("Det publicerade värdet gäller.")
    by, reason = request.user, form.cleaned_data["reason"]

    def act(now: DeliveryRow) -> None:
        deliveries.settle(by=by, row=now, at=timezone.now(), reason=reason, keep_row=keep)

    _done(request, lambda: drafts.with_row(row, act), sentence)
    return back_to(delivery)


DECISIONS: dict[str, tuple[Callable[..., object], Any]] = {
    "accept": (deliveries.accept, gettext_lazy("Mottaget. Värdena är publicerade.")),
    "return": (deliveries.send_back, gettext_lazy("Tillbakaskickad. Inget har ändrats på webbplatsen.")),
    "reject": (deliveries.reject, gettext_lazy("Avvisad. Inget har ändrats på webbplatsen.")),
}
