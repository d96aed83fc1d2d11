"""Load the person's seat before a page of the workspace: signed in, in an organisation, with the right it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from indicators.actions.deliveries import author
from indicators.models import Delivery, Organisation, Role
from indicators.permissions import Act, Seat, may_decide, seats
from portal.fragments import wants_fragment
from portal.models import User

P = ParamSpec("P")
#: Under this name the session remembers the organisation that the person works for.
CHOICE = "organisation"
#: What an observer may see of others' deliveries: what has been handed in, never a draft.
HANDED_IN = (Delivery.State.SUBMITTED, Delivery.State.ACCEPTED, Delivery.State.REJECTED)


class SeatedRequest(HttpRequest):
    """A request by a person who has a seat. `seat` is the one that this page is about."""

    user: User
    seat: Seat
    seats: list[Seat]


SeatedView = Callable[Concatenate[SeatedRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Member:
    """What the bar of the workspace says about the person: where, and as what."""

    organisation: Organisation
    role: str

    def get_role_display(self) -> str:
        return str(Role(self.role).label)


def seated(act: Act = Act.READ) -> Callable[[SeatedView[P]], View[P]]:
    """Let in only people who are signed in and have a seat that allows the act; the view finds it in `request.seat`.

    An htmx request whose session has ended gets 401 and changes nothing on the page, so that what was typed stays.
    """

    def guard(view: SeatedView[P]) -> View[P]:
        @wraps(view)
        def with_seat(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            seated_request = cast(SeatedRequest, request)
            seated_request.seats = seats(seated_request.user, timezone.localdate())
            seated_request.seat = chosen(seated_request, act)
            return view(seated_request, *args, **kwargs)

        signed_in = login_required(with_seat)

        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if wants_fragment(request) and not request.user.is_authenticated:
                return HttpResponse(status=401)
            return signed_in(request, *args, **kwargs)

        return cast(View[P], guarded)

    return guard


def chosen(request: SeatedRequest, act: Act) -> Seat:
    """Return the seat the person has chosen, or else the first that allows the act. Raises PermissionDenied."""
    if not request.seats:
        raise PermissionDenied(_("Ditt konto hör inte till någon organisation. Be administratören om ett medlemskap."))
    remembered = request.session.get(CHOICE)
    choice = [seat for seat in request.seats if seat.organisation.slug == remembered]
    for seat in choice or request.seats:
        if seat.may(act):
            return seat
    raise PermissionDenied(_("Din roll räcker inte för det här. Be en kollega med rätt roll."))


def by_choice(request: SeatedRequest) -> list[Seat]:
    """Return the person's seats, the one they have chosen first."""
    remembered = request.session.get(CHOICE)
    return sorted(request.seats, key=lambda seat: seat.organisation.slug != remembered)


def astray(request: SeatedRequest) -> str:
    """Return what to say when a form was opened for another organisation than the page's seat; "" when it was not.

    A form that names no organisation is astray only for those who have several seats.
    """
    sent, here = request.POST.get("organisation", ""), request.seat.organisation
    if sent == here.slug or (not sent and len(request.seats) == 1):
        return ""
    sentence = _(
        "Formuläret öppnades för en annan organisation. Nu arbetar du för %(name)s, och inget är sparat. "
        "Byt organisation under Att göra, eller skicka igen för %(name)s."
    )
    return sentence % {"name": here.name}


def observes(seat: Seat) -> bool:
    """Whether the seat looks at all regions: a member of a national observer."""
    return seat.organisation.kind == Organisation.Kind.OBSERVER and seat.may(Act.READ)


def seat_for(request: SeatedRequest, delivery: Delivery, act: Act = Act.READ) -> Seat:
    """Return the seat from which the person sees a delivery, and make it the page's: their own before an observer's.

    Raises Http404 for those who may not know that it exists, PermissionDenied for those who may see but not act.
    """
    own = [seat for seat in request.seats if seat.organisation.pk == delivery.organisation_id]
    watching = [seat for seat in by_choice(request) if observes(seat) and delivery.state in HANDED_IN]
    for seat in own or watching:
        if act is not Act.READ and not (own and seat.may(act)):
            raise PermissionDenied(_("Du kan läsa leveransen men inte ändra den."))
        request.seat = seat
        return seat
    raise Http404


def delivery_or_404(request: SeatedRequest, pk: int, act: Act = Act.READ) -> Delivery:
    """Return a delivery that the person may act on in this way; see `seat_for`."""
    found = Delivery.objects.filter(pk=pk).select_related("organisation__territory", "entry", "release").first()
    if found is None:
        raise Http404
    seat_for(request, found, act)
    return found


def back_to(delivery: Delivery) -> HttpResponseRedirect:
    """Go back to a delivery; to the list of all when somebody has thrown it away meanwhile."""
    there = Delivery.objects.filter(pk=delivery.pk).exists()
    return redirect(delivery) if there else redirect("work:deliveries")


def decides(request: SeatedRequest, delivery: Delivery) -> bool:
    """Whether the person may decide on the delivery, from the seat that the page has."""
    own = request.seat.organisation.pk == delivery.organisation_id
    return own and may_decide(request.seat, request.user, author(delivery), timezone.localdate())


def frame(request: SeatedRequest, **context: Any) -> dict[str, Any]:
    """Return a page's context with what the frame around every page of the workspace needs. One query."""
    seat = request.seat
    waiting = Delivery.objects.filter(organisation=seat.organisation, state=Delivery.State.SUBMITTED).count()
    member = Member(seat.organisation, seat.role)
    return {"membership": member, "seat": seat, "may_enter": seat.may(Act.ENTER), "waiting": waiting, **context}
