"""One delivery and the list of all: its rows by outcome, what is wrong, its history, and what may be done with it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from indicators.actions.deliveries import author
from indicators.actions.drafts import OPEN
from indicators.forms.decisions import ReasonForm
from indicators.models import Delivery, DeliveryRow, IndicatorVersion
from indicators.permissions import Act, decides_alone
from indicators.views.work.access import HANDED_IN, SeatedRequest, decides, delivery_or_404, frame, observes, seated
from indicators.views.work.rows import Line, lines_of, readable
from indicators.views.work.start import with_steps

Kind = DeliveryRow.Kind
#: How many rows of each outcome a delivery shows at first, and how many a page holds when one outcome is asked for.
FIRST = {Kind.REFUSED: 50, Kind.CHANGED: 50, Kind.NEW: 10, Kind.UNCHANGED: 0}
PAGE = 100
HEADINGS = {
    Kind.REFUSED: _("Nekade rader"),
    Kind.CHANGED: _("Ändrade värden"),
    Kind.NEW: _("Nya värden"),
    Kind.UNCHANGED: _("Oförändrade"),
}
COUNTED = {
    Kind.REFUSED: pgettext_lazy("rader", "nekade"),
    Kind.CHANGED: pgettext_lazy("rader", "ändrade"),
    Kind.NEW: pgettext_lazy("rader", "nya"),
    Kind.UNCHANGED: pgettext_lazy("rader", "oförändrade"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one outcome. `count` is all of them, `lines` those shown."""

    kind: str
    heading: str
    word: str
    count: int
    lines: list[Line]

    @property
    def more(self) -> bool:
        return self.count > len(self.lines)


@require_safe
@seated()
def deliveries(request: SeatedRequest) -> HttpResponse:
    """The organisation's deliveries, or for an observer those that all regions have handed in."""
    found = Delivery.objects.filter(organisation=request.seat.organisation)
    if observes(request.seat):
        found = Delivery.objects.filter(state__in=HANDED_IN)
    state = request.GET.get("state", "")
    if state in Delivery.State.values:
        found = found.filter(state=state)
    page = Paginator(with_steps(found), 50).get_page(request.GET.get("sida"))
    states = [(one.value, one.label) for one in Delivery.State]
    return render(request, "work/deliveries.html", frame(request, page_obj=page, state=state, states=states))


@require_safe
@seated()
def delivery(request: SeatedRequest, pk: int) -> HttpResponse:
    """One delivery; `?rader=new` shows all rows of one outcome, page by page."""
    return delivery_page(request, delivery_or_404(request, pk))


def delivery_page(
    request: SeatedRequest, shown: Delivery, *, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the delivery's page, with a form whose decision was not taken if there is one."""
    rows, kind = shown.rows.all(), request.GET.get("rader", "")
    counts = dict(rows.values_list("kind").annotate(Count("id")).order_by())
    page = (
        Paginator(readable(rows.filter(kind=kind)), PAGE).get_page(request.GET.get("sida")) if kind in counts else None
    )
    own = request.seat.organisation.pk == shown.organisation_id
    context = frame(
        request,
        delivery=shown,
        sections=_sections(rows, counts, page, kind),
        counts=[(one, word, counts.get(one, 0)) for one, word in COUNTED.items()],
        kind=kind if page else "",
        page_obj=page,
        own=own,
        editable=own and shown.state in OPEN and request.seat.may(Act.ENTER),
        form=form or reason_form(request, shown),
        **_outcome(request, shown, counts),
    )
    return render(request, "work/delivery.html", context, status=status)


def _sections(rows: Any, counts: dict[str, int], page: Any, kind: str) -> list[Section]:
    """Return the outcomes that have rows, each with those to show; constant in queries whatever the number of rows."""
    wanted = list(page) if page is not None else []
    if page is None:
        for one, first in FIRST.items():
            wanted += list(readable(rows.filter(kind=one))[:first]) if first and counts.get(one) else []
    versions = IndicatorVersion.objects.as_of(None).select_related("indicator")
    definitions = {version.indicator.code: version for version in versions}
    lines = dict(zip((row.pk for row in wanted), lines_of(wanted, definitions), strict=True))
    return [
        Section(
            one,
            str(HEADINGS[one]),
            str(COUNTED[one]),
            counts[one],
            [lines[row.pk] for row in wanted if row.kind == one],
        )
        for one in FIRST
        if counts.get(one) and (page is None or one == kind)
    ]


def _outcome(request: SeatedRequest, shown: Delivery, counts: dict[str, int]) -> dict[str, Any]:
    """Return what the box beside the rows says: the history, who decides, what acceptance would do."""
    steps = list(shown.events.select_related("by"))
    left_out = shown.rows.filter(left_out=True).count()
    submitted = shown.state == Delivery.State.SUBMITTED
    return {
        "steps": steps,
        "left_out": left_out,
        "acceptable": counts.get(Kind.NEW, 0) + counts.get(Kind.CHANGED, 0),
        "deciding": submitted and decides(request, shown),
        "submitted": submitted,
        "public": shown.state == Delivery.State.ACCEPTED,
        "never_seen": shown.state == Delivery.State.DRAFT,
    }


def reason_form(request: SeatedRequest, shown: Delivery, data: Any = None, *, needed: bool = True) -> ReasonForm:
    """Return the form for a decision on the delivery, with the hint on who owes a reason."""
    alone = decides_alone(request.user, author(shown))
    own = _("Du skickade in leveransen själv, så skäl krävs även för att ta emot den.")
    hint = own if alone else _("Skäl behövs för att skicka tillbaka eller avvisa.")
    return ReasonForm(data, needed=needed, hint=str(hint))
