"""One figure with all its revisions; a correction or a withdrawal of it is a new delivery."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.actions import deliveries, drafts
from indicators.actions.deliveries import NotNow
from indicators.forms.decisions import ChangeForm, CorrectionForm, WithdrawalForm
from indicators.forms.shaping import COMPUTED_FROM, flags_of, raw_of, typed
from indicators.intake.rows import RawRow
from indicators.intake.validate import RuleBook, validate
from indicators.models import Delivery, IndicatorVersion, Observation, Organisation, Series, Voice
from indicators.permissions import Act, Seat, writable_codes
from indicators.views.work.access import CHOICE, SeatedRequest, astray, back_to, frame, observes, seated
from indicators.views.work.history import history_of


def series_or_404(request: SeatedRequest, pk: int) -> Series:
    """Return a series about a place the person's organisation writes about, and make that seat the page's.

    Of several seats the chosen one comes first, then one that may change the figure; an observer's is the last.
    """
    loaded = Series.objects.select_related("indicator__organisation", "territory", "breakdown")
    found = loaded.prefetch_related("breakdown__members").filter(pk=pk).first()
    if found is None:
        raise Http404
    remembered = request.session.get(CHOICE)
    able = [seat for seat in request.seats if observes(seat) or _writes_about(seat, found)]
    if not able:
        raise Http404
    request.seat = min(
        able,
        key=lambda seat: (observes(seat), seat.organisation.slug != remembered, not may_change(seat, found)),
    )
    return found


def _writes_about(seat: Seat, series: Series) -> bool:
    codes = writable_codes(seat.organisation)
    return codes is None or series.territory.code in codes


def may_change(seat: Seat, series: Series) -> bool:
    """Whether the seat may correct figures of the series: they are in its organisation's own voice."""
    source = seat.organisation.kind == Organisation.Kind.SOURCE
    own = series.voice == (Voice.SOURCE if source else Voice.REGION)
    return own and seat.may(Act.ENTER) and not observes(seat)


@require_http_methods(["GET", "HEAD", "POST"])
@seated()
def value(request: SeatedRequest, series: int, period: str) -> HttpResponse:
    """The figure, its versions and both voices; POST corrects it or takes it back, by which button was pressed."""
    found = series_or_404(request, series)
    newest = Observation.objects.filter(series=found, period=period).order_by("-revision").first()
    if newest is None:
        raise Http404
    newest.series = found
    if request.method == "POST":
        if not astray(request) and not may_change(request.seat, found):
            raise PermissionDenied(_("Du kan läsa värdet men inte ändra det."))
        return change(request, newest)
    return value_page(request, newest)


def value_page(
    request: SeatedRequest, newest: Observation, *, form: ChangeForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the figure's page, with a form that was not taken if there is one."""
    series = newest.series
    start = {"value": typed(newest.value, newest.decimals), "flags": list(flags_of(newest))}
    definition = IndicatorVersion.objects.as_of(None).select_related("indicator").get(indicator=series.indicator)
    context = frame(
        request,
        definition=definition,
        series=series,
        newest=newest,
        changeable=may_change(request.seat, series),
        may_enter=request.seat.may(Act.ENTER) and not observes(request.seat),
        form=form,
        correction=form if isinstance(form, CorrectionForm) else CorrectionForm(initial=start, auto_id="ratta_%s"),
        withdrawal=form if isinstance(form, WithdrawalForm) else WithdrawalForm(auto_id="dra_%s"),
        withdrawing=isinstance(form, WithdrawalForm),
        token=uuid4(),
        **history_of(newest, definition, request.seat),
    )
    return render(request, "work/value.html", context, status=status)


def change(request: SeatedRequest, newest: Observation) -> HttpResponse:
    """Make a delivery of the corrected or withdrawn figure and hand it in."""
    withdrawing = request.POST.get("do") == "withdraw"
    kind, prefix = (WithdrawalForm, "dra_%s") if withdrawing else (CorrectionForm, "ratta_%s")
    form: ChangeForm = kind(request.POST, auto_id=prefix)
    if wrong := astray(request):
        form.add_error(None, wrong)
        return value_page(request, newest, form=form, status=409)
    if form.is_valid():
        raw = _raw(newest, form.cleaned_data, withdrawing)
        judge(form, raw, RuleBook.of(request.seat.organisation, today=timezone.localdate()))
    if form.errors:
        return value_page(request, newest, form=form, status=422)
    try:
        return _handed_in(request, _put(request, form, raw))
    except NotNow as problem:
        form.add_error(None, str(problem))
        return value_page(request, newest, form=form, status=422)


def _put(request: SeatedRequest, form: ChangeForm, raw: RawRow) -> Delivery:
    row = drafts.put(
        by=request.user,
        organisation=request.seat.organisation,
        raw=raw,
        base=form.cleaned_data["base"] or 0,
        token=_token(form.cleaned_data["token"]),
        at=timezone.now(),
    )
    return row.delivery


def _raw(newest: Observation, cleaned: dict[str, Any], withdrawing: bool) -> RawRow:
    changed = {**COMPUTED_FROM, "note": cleaned["reason"]}
    if withdrawing:
        return raw_of(newest, **changed, value="", missing=cleaned["missing"], flags="")
    return raw_of(newest, **changed, value=cleaned["value"], missing="", flags="".join(cleaned["flags"]))


def judge(form: ChangeForm, raw: RawRow, book: RuleBook) -> None:
    """Put what the rule book says at the fields it is about."""
    _reading, faults = validate(raw, book)
    places = {"value": "value", "flags": "flags", "note": "reason", "missing": "missing"}
    for fault in faults:
        place = places.get(fault.field, "")
        form.add_error(place if place in form.fields else None, fault.sentence)


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _handed_in(request: SeatedRequest, delivery: Delivery) -> HttpResponse:
    if delivery.state in drafts.OPEN:
        deliveries.submit(by=request.user, delivery=delivery, at=timezone.now())
        messages.success(request, _("Ändringen är inskickad. Den publiceras när den har tagits emot."))
    else:
        messages.info(request, _("Ändringen var redan inskickad. Den skickades inte in igen."))
    return back_to(delivery)
