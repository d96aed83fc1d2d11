"""The first page after signing in: what waits, what is under way, what is due, what came in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Current, Delivery, DeliveryEvent, DeliveryRow, IndicatorVersion, Level, Organisation
from indicators.periods import Period, PeriodError, PeriodKind, following, is_future, parse
from indicators.permissions import Act, Seat, may_decide
from indicators.views.work.access import CHOICE, HANDED_IN, SeatedRequest, frame, observes, seated
from indicators.wording import period_label
from portal.models import User

#: How many rows a list on the page holds before one asks for all.
FEW = 8


@dataclass(frozen=True, slots=True)
class Due:
    """One figure to fill in: what, what is newest, and the form opened for it."""

    name: str
    newest: str
    suggested: str
    address: str
    position: str


def with_steps(found: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Return deliveries with what a list shows of them: steps with people, and how many rows of which kind."""
    steps = Prefetch("events", queryset=DeliveryEvent.objects.select_related("by").order_by("id"), to_attr="steps")
    refused = Count("rows", filter=Q(rows__kind=DeliveryRow.Kind.REFUSED, rows__left_out=False))
    counted = found.select_related("organisation", "entry").annotate(row_count=Count("rows"), refused=refused)
    return counted.prefetch_related(steps).order_by("-id")


def author_of(delivery: Delivery) -> int | None:
    """Return who last handed the delivery in, or made it, from the steps that are loaded."""
    steps = [step for step in delivery.steps if step.step in ("created", "submitted")]  # type: ignore[attr-defined]
    return steps[-1].by_id if steps else None


def split(found: list[Delivery], seat: Seat, user: User, today: date) -> dict[str, list[Delivery]]:
    """Return the organisation's deliveries by what they wait for: the person's decision, another's, or mending."""
    made: dict[str, list[Delivery]] = {"mine": [], "others": [], "open": []}
    rights: dict[bool, bool] = {}
    for delivery in found:
        if delivery.state != Delivery.State.SUBMITTED:
            made["open"].append(delivery)
            continue
        own = author_of(delivery) == user.pk
        if own not in rights:
            rights[own] = may_decide(seat, user, author_of(delivery), today)
        made["mine" if rights[own] else "others"].append(delivery)
    return made


def due(organisation: Organisation, today: date) -> list[Due]:
    """Return the place's own indicators that lack a figure or have an old one: oldest first, then those that lack one.

    Two queries. An indicator whose next period has not ended is not due; nor one that its source has ended.
    """
    if organisation.territory is None:
        return []
    place = organisation.territory
    totals = Current.objects.filter(
        series__territory=place, series__breakdown__key="total", observation__value__isnull=False
    )
    newest = dict(totals.values_list("series__indicator").annotate(Max("period")).order_by())
    level = Level(place.level).value
    rows = []
    for version in IndicatorVersion.objects.as_of(None).filter(retired=False, ended="").select_related("indicator"):
        owner = version.indicator.organisation_id
        if level in version.levels and owner in (None, organisation.pk):
            item = _due(version, place.code, newest.get(version.indicator_id, ""), today)
            if item is not None:
                order = {"core": "0", "extended": "1"}.get(version.priority, "2")
                rows.append((not item.position, item.position, order, item.name, item))
    return [row[-1] for row in sorted(rows, key=lambda row: row[:-1])]


def _due(version: IndicatorVersion, place: str, newest: str, today: date) -> Due | None:
    wish = {"indicator": version.indicator.code, "territory": place}
    if not newest:
        return Due(str(version.name), "", "", f"?{urlencode(wish)}", "")
    try:
        last: Period = parse(newest, PeriodKind(version.period_kind))
    except PeriodError:
        return None
    after = following(last)
    if is_future(after, today):
        return None
    address = f"?{urlencode({**wish, 'period': after.key})}"
    return Due(str(version.name), period_label(last), period_label(after), address, str(last.position))


@require_safe
@seated()
def start(request: SeatedRequest) -> HttpResponse:
    """What to do next; for those who only read, what is going on."""
    seat, today = request.seat, timezone.localdate()
    own = Delivery.objects.filter(organisation=seat.organisation)
    undecided = with_steps(
        own.filter(state__in=[Delivery.State.SUBMITTED, Delivery.State.DRAFT, Delivery.State.RETURNED])
    )
    lists = split(list(undecided), seat, request.user, today)
    asked = due(seat.organisation, today) if seat.may(Act.ENTER) else []
    every = "alla" in request.GET
    context = frame(
        request,
        **lists,
        due=asked if every else asked[:FEW],
        due_count=len(asked),
        accepted=list(accepted(seat)[:FEW]),
        handed_in=list(handed_in()[:FEW]) if observes(seat) else [],
        seats=request.seats,
        may_enter=seat.may(Act.ENTER),
    )
    return render(request, "work/start.html", context)


def accepted(seat: Seat) -> QuerySet[Delivery]:
    """Return what has become public lately: the organisation's own, and what the sources have sent."""
    among = Q(organisation=seat.organisation) | Q(organisation__kind=Organisation.Kind.SOURCE)
    found = Delivery.objects.filter(among, state=Delivery.State.ACCEPTED).select_related("organisation", "entry")
    return found.order_by("-entry__number")


def handed_in() -> QuerySet[Delivery]:
    """Return what regions and kommuner have handed in lately, for those who observe them all."""
    kinds = [Organisation.Kind.REGION, Organisation.Kind.KOMMUN]
    return with_steps(Delivery.objects.filter(organisation__kind__in=kinds, state__in=HANDED_IN))


@require_POST
@seated()
def choose(request: SeatedRequest) -> HttpResponse:
    """Remember which organisation a person with several seats works for now."""
    wanted = request.POST.get("organisation", "")
    if any(seat.organisation.slug == wanted for seat in request.seats):
        request.session[CHOICE] = wanted
    return redirect("work:start")
