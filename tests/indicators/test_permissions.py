"""Rights follow membership, within its dates and its organisation's territory."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from indicators.models import Membership, Role
from indicators.permissions import Act, may_decide, require, seats, writable_codes
from tests.factories import organisation, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)

ALLOWED = {
    Role.READER: {Act.READ},
    Role.OBSERVER: {Act.READ},
    Role.COORDINATOR: {Act.READ, Act.ENTER, Act.REPORT},
    Role.APPROVER: {Act.READ, Act.DECIDE, Act.REPORT},
    Role.ADMINISTRATOR: {Act.READ, Act.ENTER, Act.ADMINISTER},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_role_allows_exactly_its_acts(role: Role, act: Act) -> None:
    user = person(role)
    if act in ALLOWED[role]:
        assert require(user, act, organisation(), TODAY).organisation.slug == "region-gavleborg"
    else:
        with pytest.raises(PermissionDenied):
            require(user, act, organisation(), TODAY)


def test_right_ends_with_the_membership() -> None:
    user = person(Role.COORDINATOR)
    Membership.objects.filter(user=user).update(valid_to=TODAY - timedelta(days=1))
    assert seats(user, TODAY) == []
    Membership.objects.filter(user=user).update(valid_to=TODAY)
    assert len(seats(user, TODAY)) == 1


def test_right_begins_with_the_membership() -> None:
    user = person(Role.COORDINATOR)
    Membership.objects.filter(user=user).update(valid_from=TODAY + timedelta(days=1))
    assert seats(user, TODAY) == []


def test_inactive_and_anonymous_have_no_seat() -> None:
    user = person(Role.COORDINATOR, is_active=False)
    assert seats(user, TODAY) == []
    assert seats(AnonymousUser(), TODAY) == []  # type: ignore[arg-type]


def test_region_writes_about_itself_and_its_kommuner_only() -> None:
    codes = writable_codes(organisation())
    assert codes is not None
    assert {"21", "2180", "2183"} <= codes
    assert len(codes) == 11
    assert not codes & {"SE31", "SE", "20", "2080"}


def test_kommun_writes_about_itself_only() -> None:
    assert writable_codes(organisation("gavle-kommun")) == frozenset({"2180"})


def test_source_writes_about_every_place_and_observer_about_none() -> None:
    assert writable_codes(organisation("scb")) is None
    assert writable_codes(organisation("tillvaxtverket")) == frozenset()


def test_own_work_is_decided_alone_only_where_nobody_else_can() -> None:
    both = person(Role.COORDINATOR, Role.APPROVER)
    (seat,) = seats(both, TODAY)
    assert may_decide(seat, both, both.pk, TODAY)
    other = person(Role.APPROVER)
    assert not may_decide(seat, both, both.pk, TODAY)
    (others_seat,) = seats(other, TODAY)
    assert may_decide(others_seat, other, both.pk, TODAY)
