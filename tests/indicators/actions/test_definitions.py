"""Definitions and targets are changed by those they belong to, and by nobody else."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from indicators.actions.definitions import publish
from indicators.actions.reference import loader
from indicators.models import IndicatorVersion, LedgerEntry, Role, Target, TargetVersion
from tests.factories import NOW, organisation, person

pytestmark = pytest.mark.django_db


def redefinition() -> IndicatorVersion:
    version: IndicatorVersion = IndicatorVersion.objects.as_of(None).get(indicator__code="KOM02")
    version.pk, version.name_sv = None, "Ändrat namn"
    version._state.adding = True
    return version


def target(code: str) -> TargetVersion:
    found = Target.objects.filter(territory__code=code).first()
    assert found is not None
    return TargetVersion(target=found, goal=Decimal(99), goal_period="2030")


def test_keeper_redefines_a_national_indicator() -> None:
    entry = publish(
        [redefinition()],
        kind=LedgerEntry.Kind.DEFINITION,
        what="Nytt namn",
        by=loader(),
        organisation=organisation("framsteg"),
        at=NOW,
    )
    assert IndicatorVersion.objects.as_of(None).get(indicator__code="KOM02").entry == entry


@pytest.mark.parametrize("slug", ["region-gavleborg", "scb"])
def test_nobody_else_redefines_a_national_indicator(slug: str) -> None:
    by = person(Role.ADMINISTRATOR, at=slug)
    before = LedgerEntry.objects.count()
    with pytest.raises(PermissionDenied):
        publish(
            [redefinition()], kind=LedgerEntry.Kind.DEFINITION, what="x", by=by, organisation=organisation(slug), at=NOW
        )
    assert LedgerEntry.objects.count() == before


def test_region_sets_targets_within_its_territory_only() -> None:
    by = person(Role.ADMINISTRATOR)
    own = organisation()
    entry = publish([target("21")], kind=LedgerEntry.Kind.TARGET, what="Nytt mål", by=by, organisation=own, at=NOW)
    assert TargetVersion.objects.get(entry=entry).version == 2
    with pytest.raises(PermissionDenied):
        publish([target("SE")], kind=LedgerEntry.Kind.TARGET, what="x", by=by, organisation=own, at=NOW)
    dalarna = organisation("region-dalarna")
    with pytest.raises(PermissionDenied):
        publish(
            [target("21")],
            kind=LedgerEntry.Kind.TARGET,
            what="x",
            by=person(Role.ADMINISTRATOR, at="region-dalarna"),
            organisation=dalarna,
            at=NOW,
        )


@pytest.mark.parametrize("role", [Role.READER, Role.COORDINATOR, Role.APPROVER, Role.OBSERVER])
def test_only_an_administrator_publishes(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        publish(
            [target("21")], kind=LedgerEntry.Kind.TARGET, what="x", by=person(role), organisation=organisation(), at=NOW
        )


def test_version_that_breaks_its_own_rules_is_refused() -> None:
    version = redefinition()
    version.unit_sv = ""
    with pytest.raises(ValidationError):
        publish(
            [version],
            kind=LedgerEntry.Kind.DEFINITION,
            what="x",
            by=loader(),
            organisation=organisation("framsteg"),
            at=NOW,
        )
