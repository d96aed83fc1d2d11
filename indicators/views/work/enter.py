"""Enter a figure: form, panel beside it, preview of what it does, and the way into a delivery."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.actions import deliveries, drafts
from indicators.actions.deliveries import NotNow
from indicators.forms.decisions import ReasonForm
from indicators.forms.shaping import initial_of_row
from indicators.forms.work import CELL, FigureForm, whole
from indicators.intake.rows import RawRow
from indicators.intake.validate import RuleBook
from indicators.models import Delivery, DeliveryRow
from indicators.permissions import Act
from indicators.views.work.access import (
    SeatedRequest,
    astray,
    back_to,
    chosen,
    delivery_or_404,
    frame,
    seated,
)
from indicators.views.work.cell import Cell, cell_of
from indicators.views.work.conflict import conflict_page
from indicators.views.work.panel import Preview, panel_of, preview_of
from indicators.views.work.rows import lines_of, readable
from portal.fragments import page_or_fragment, wants_fragment

PAGE, FORM, PANEL = "work/enter.html", "work/_figure.html", "work/_panel.html"
#: What the address may suggest; the rest is typed.
SUGGESTED = (*CELL, "value", "source", "note", "delivery")


@require_http_methods(["GET", "HEAD", "POST"])
@seated()
def enter(request: SeatedRequest) -> HttpResponse:
    """GET shows the form for what the address suggests; POST does what the pressed button says."""
    sent = request.POST if request.method == "POST" else request.GET
    draft = _draft(request, sent.get("delivery", ""))
    if draft is None:
        request.seat = chosen(request, Act.ENTER)
    row = _row(draft, sent.get("row", ""))
    book = RuleBook.of(request.seat.organisation, today=timezone.localdate())
    before = RawRow(**row.raw) if row else None
    wrong = astray(request) if request.method == "POST" else ""
    if request.method == "POST" and (wrong or request.POST.get("do") != "show"):
        form = FigureForm(request.POST, book=book, before=before)
        if wrong:
            return _astray(request, form, draft, wrong)
        return ACTS.get(request.POST.get("do", ""), preview)(request, form, draft)
    form = FigureForm(initial=_initial(request, row), book=book, before=before)
    return answer(request, form, draft)


def _draft(request: SeatedRequest, text: str) -> Delivery | None:
    number = whole(text)
    return None if number is None else delivery_or_404(request, number, Act.ENTER)


def _row(draft: Delivery | None, text: str) -> DeliveryRow | None:
    number = whole(text)
    return None if draft is None or number is None else draft.rows.filter(pk=number).first()


def _astray(request: SeatedRequest, form: FigureForm, draft: Delivery | None, sentence: str) -> HttpResponse:
    """Return what was typed, now for the page's own organisation, with the sentence; htmx shows no page of a 409."""
    form.add_error(None, sentence)
    return answer(request, form, draft, status=422 if wants_fragment(request) else 409)


def _initial(request: SeatedRequest, row: DeliveryRow | None) -> dict[str, Any]:
    """Return what the form opens with: what was typed before the button was pressed, a row, or the address's wish."""
    if request.method == "POST":
        return request.POST.dict() | {"flags": request.POST.getlist("flags")}
    wish = {name: request.GET[name] for name in SUGGESTED if name in request.GET}
    place = request.seat.organisation.territory
    return ({"territory": place.code} if place else {}) | (initial_of_row(row) if row else {}) | wish


def answer(
    request: SeatedRequest,
    form: FigureForm,
    draft: Delivery | None,
    *,
    shown: Preview | None = None,
    status: int = 200,
    token: UUID | None = None,
) -> HttpResponse:
    """Return the page; for htmx the panel alone when something was chosen, the whole form when a button was pressed."""
    cell = cell_of(form, besides=draft.pk if draft else None)
    rows = list(readable(draft.rows)) if draft else []
    context = frame(
        request,
        form=form,
        token=token or form.unique,
        panel=panel_of(cell, form.text("base")) if cell else None,
        preview=shown,
        draft=draft,
        lines=lines_of(rows, form.book.definitions),
        mending=form.number_of_row,
    )
    fragment = FORM if request.method == "POST" else PANEL
    return page_or_fragment(request, PAGE, fragment, context, status=status)


def preview(request: SeatedRequest, form: FigureForm, draft: Delivery | None) -> HttpResponse:
    """Show what the figure would do; nothing is stored."""
    cell = cell_of(form, besides=draft.pk if draft else None)
    if not form.is_valid() or form.reading is None or cell is None:
        return answer(request, form, draft, status=422)
    return answer(request, form, draft, shown=preview_of(cell, form.reading))


def add(request: SeatedRequest, form: FigureForm, draft: Delivery | None) -> HttpResponse:
    """Put the row into the draft, and open the form for the next one."""
    row = put(request, form, draft)
    if not isinstance(row, DeliveryRow):
        return row
    messages.success(request, _("Raden ligger i utkastet. Inget är publicerat än."))
    if form.number_of_row:
        return redirect(row.delivery)
    kept: dict[str, str | int] = {
        name: form.text(name) for name in ("indicator", "territory", "breakdown", "source") if form.text(name)
    }
    return redirect(f"{reverse('work:enter')}?{urlencode({**kept, 'delivery': row.delivery_id})}")


def submit(request: SeatedRequest, form: FigureForm, draft: Delivery | None) -> HttpResponse:
    """Put the row into the draft, if one was typed, and hand the delivery in."""
    if draft is None or not form.blank:
        row = put(request, form, draft)
        if not isinstance(row, DeliveryRow):
            return row
        draft = row.delivery
    if Delivery.objects.filter(pk=draft.pk).exclude(state__in=drafts.OPEN).exists():
        messages.info(request, _("Leveransen var redan inskickad. Den skickades inte in igen."))
        return redirect(draft)
    try:
        deliveries.submit(by=request.user, delivery=draft, at=timezone.now())
    except NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Leveransen är inskickad. Den publiceras när den har tagits emot."))
    return back_to(draft)


def put(request: SeatedRequest, form: FigureForm, draft: Delivery | None) -> DeliveryRow | HttpResponse:
    """Return the row that was put into the draft, or the page that says why it was not."""
    cell = cell_of(form, besides=draft.pk if draft else None)
    why = ReasonForm(request.POST, needed=False)
    for sentence in why.errors.get("reason", ()):
        form.add_error(None, sentence)
    if not form.is_valid() or form.reading is None or cell is None:
        return answer(request, form, draft, status=422)
    try:
        return drafts.put(
            by=request.user,
            organisation=request.seat.organisation,
            raw=form.raw(),
            base=_seen(form, cell),
            token=form.unique,
            at=timezone.now(),
            delivery=draft,
            instead_of=form.number_of_row,
            kept=why.cleaned_data["reason"],
        )
    except drafts.StaleCell as stale:
        context = frame(request, **conflict_page(form, cell, form.reading, stale.published))
        return render(request, "work/conflict.html", context, status=409)
    except NotNow as problem:
        return _not_now(request, form, draft, problem)


def _not_now(request: SeatedRequest, form: FigureForm, draft: Delivery | None, problem: NotNow) -> HttpResponse:
    """Return the form with the reason. A key whose delivery is handed in is spent: the next try gets a new one.

    Where somebody has thrown the draft away, what was typed stays, and the next try makes a new draft.
    """
    form.add_error("period" if isinstance(problem, drafts.CellTaken) else None, str(problem))
    if draft is not None and not Delivery.objects.filter(pk=draft.pk).exists():
        draft = None
    return answer(request, form, draft, status=422, token=uuid4() if type(problem) is NotNow else None)


def _seen(form: FigureForm, cell: Cell) -> int:
    """Return the revision that the form showed of this cell; none if it showed another cell."""
    key, _bar, revision = form.text("base").rpartition("|")
    return (whole(revision) or 0) if key == cell.key else 0


def theirs(request: SeatedRequest, form: FigureForm, draft: Delivery | None) -> HttpResponse:
    """Let the published figure stand; what was typed is not stored."""
    cell = cell_of(form, besides=None)
    messages.info(request, _("Det publicerade värdet gäller. Ditt värde sparades inte."))
    if cell is None or cell.own is None:
        return redirect("work:enter")
    return redirect("work:value", cell.own.series_id, cell.own.period)


ACTS = {"preview": preview, "add": add, "submit": submit, "theirs": theirs}
