"""Who may do what: rights follow membership in an organisation, which writes only within its territory."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from indicators.models import Membership, Organisation, Role
from portal.models import User


class Act(StrEnum):
    """What one may be allowed to do for an organisation."""

    READ = "read"
    ENTER = "enter"
    DECIDE = "decide"
    REPORT = "report"
    ADMINISTER = "administer"


RIGHTS: dict[str, frozenset[Act]] = {
    Role.READER: frozenset({Act.READ}),
    Role.OBSERVER: frozenset({Act.READ}),
    Role.COORDINATOR: frozenset({Act.READ, Act.ENTER, Act.REPORT}),
    Role.APPROVER: frozenset({Act.READ, Act.DECIDE, Act.REPORT}),
    Role.ADMINISTRATOR: frozenset({Act.READ, Act.ENTER, Act.ADMINISTER}),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in one organisation: every role they hold there today."""

    organisation: Organisation
    roles: frozenset[str]

    def may(self, act: Act) -> bool:
        return any(act in RIGHTS[role] for role in self.roles)

    @property
    def role(self) -> str:
        """The role to name in the ledger: the one that decides, if several."""
        order = (Role.APPROVER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.OBSERVER, Role.READER)
        return next(role.value for role in order if role in self.roles)


def seats(user: User, today: date) -> list[Seat]:
    """Return the person's seats, by organisation name. One query."""
    if not user.is_authenticated or not user.is_active:
        return []
    roles: dict[Organisation, set[str]] = {}
    memberships = Membership.objects.valid_on(today).filter(user=user).select_related("organisation__territory")
    for membership in memberships.order_by("organisation__name"):
        roles.setdefault(membership.organisation, set()).add(membership.role)
    return [Seat(organisation, frozenset(held)) for organisation, held in roles.items()]


def require(user: User, act: Act, organisation: Organisation, today: date) -> Seat:
    """Return the person's seat in the organisation; raise PermissionDenied if it does not allow the act."""
    for seat in seats(user, today):
        if seat.organisation == organisation and seat.may(act):
            return seat
    raise PermissionDenied(_("Du har inte behörighet att göra det här för %(name)s.") % {"name": organisation.name})


def approvers(organisation: Organisation, today: date) -> set[int]:
    """Return the ids of the active people who may decide for the organisation."""
    roles = [role for role, acts in RIGHTS.items() if Act.DECIDE in acts]
    members = Membership.objects.valid_on(today).filter(organisation=organisation, role__in=roles, user__is_active=True)
    return set(members.values_list("user_id", flat=True))


def may_decide(seat: Seat, user: User, author: int | None, today: date) -> bool:
    """Say whether the person may decide on something `author` handed in.

    An approver decides on others' work. Where nobody else can, author and approver may be one person, who then owes
    a reason (see `decides_alone`).
    """
    others = approvers(seat.organisation, today) - {user.pk}
    if user.pk == author:
        return not others and (seat.may(Act.DECIDE) or seat.may(Act.ENTER))
    return seat.may(Act.DECIDE)


def decides_alone(user: User, author: int | None) -> bool:
    """Say whether the decision is on one's own work, and so needs a reason."""
    return user.pk == author


def writable_codes(organisation: Organisation) -> frozenset[str] | None:
    """Return the codes of the places the organisation may write about; None means every place (a national source)."""
    if organisation.kind == Organisation.Kind.SOURCE:
        return None
    own = organisation.territory
    if organisation.kind == Organisation.Kind.OBSERVER or own is None:
        return frozenset()
    return frozenset({own.code, *own.parts.values_list("code", flat=True)})
