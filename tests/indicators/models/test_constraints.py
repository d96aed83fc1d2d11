"""What must never be false is refused by the database itself: each constraint is broken once."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from indicators.models import (
    Current,
    Delivery,
    DeliveryRow,
    Indicator,
    IndicatorVersion,
    LedgerEntry,
    LedgerHead,
    Membership,
    Observation,
    Organisation,
    Role,
    Series,
    Target,
    TargetVersion,
    Territory,
    TerritoryCode,
)
from portal.models import User
from tests.factories import delivery, organisation, person, row, source_figures, years

pytestmark = pytest.mark.django_db


def refused(name: str, make: Any) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    text = str(error.value)
    assert name in text or "UNIQUE constraint failed" in text or "FOREIGN KEY" in text, text


@pytest.fixture
def observed() -> Observation:
    source_figures(years({2024: "3.0"}))
    return Observation.objects.select_related("series", "entry").get()


def another(observed: Observation, **changes: Any) -> Observation:
    made = delivery(row(period="2020"))
    made_row = made.rows.get()
    fields = {"series": observed.series, "entry": observed.entry, "period": "2020", "revision": 1, "row": made_row}
    return Observation(**(fields | {"value": Decimal(1)} | changes))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("observation_value_or_absence", {"missing": "confidential"}),
        ("observation_value_or_absence", {"value": None}),
        ("observation_revision_once", {"period": "2024"}),
        ("observation_revision_from_one", {"revision": 0}),
        ("observation_interval_in_order", {"lower": Decimal(2), "upper": Decimal(1)}),
    ],
)
def test_observation_constraint_holds(observed: Observation, name: str, changes: dict[str, Any]) -> None:
    refused(name, another(observed, **changes).save)


def test_head_is_one_per_figure(observed: Observation) -> None:
    other = another(observed)
    other.save()
    refused("cur", lambda: Current.objects.create(series=observed.series, period="2024", observation=other))


def test_series_key_is_unique(observed: Observation) -> None:
    same = Series.objects.get(pk=observed.series_id)
    same.pk = None
    refused("series_key_once", lambda: same.save(force_insert=True))


def test_ledger_head_is_one_row() -> None:
    refused("ledgerhead_is_one_row", lambda: LedgerHead.objects.create(id=2))


def test_ledger_hash_is_unique(observed: Observation) -> None:
    entry = LedgerEntry.objects.latest("number")
    entry.number += 1
    refused("hash", lambda: entry.save(force_insert=True))


def test_local_organisation_has_a_territory() -> None:
    refused(
        "organisation_local_has_territory",
        lambda: Organisation.objects.create(slug="x", name="X", kind=Organisation.Kind.REGION),
    )


def test_membership_role_is_held_once_and_ends_after_it_begins() -> None:
    user = person(Role.READER)
    own = {"user": user, "organisation": organisation(), "valid_from": date(2026, 1, 1)}
    refused("membership_role_once", lambda: Membership.objects.create(role=Role.READER, **own))
    late = own | {"valid_to": date(2025, 1, 1)}
    refused("membership_ends_after", lambda: Membership.objects.create(role=Role.APPROVER, **late))


def test_accepted_delivery_has_its_entry_and_others_none(observed: Observation) -> None:
    refused(
        "delivery_accepted_has_its_entry",
        lambda: Delivery.objects.create(
            organisation=organisation(), origin="form", title="x", token=uuid4(), state=Delivery.State.ACCEPTED
        ),
    )
    refused(
        "delivery_accepted_has_its_entry",
        lambda: Delivery.objects.create(
            organisation=organisation(),
            origin="form",
            title="x",
            token=uuid4(),
            entry=LedgerEntry.objects.get(number=1),
        ),
    )


def test_readable_row_has_a_series_and_stands_once() -> None:
    made = delivery(row())
    first = made.rows.get()
    refused(
        "deliveryrow_readable_has_series",
        lambda: DeliveryRow.objects.create(delivery=made, line=3, raw={}, kind=DeliveryRow.Kind.NEW, period="2024"),
    )
    first.pk = None
    refused("deliveryrow_figure_once", lambda: first.save(force_insert=True))


def version_of(model: type[Any], **changes: Any) -> Any:
    found = model.objects.first()
    found.pk = None
    for name, value in ({"version": 99} | changes).items():
        setattr(found, name, value)
    return found


@pytest.mark.parametrize(
    ("model", "name", "changes"),
    [
        (IndicatorVersion, "indicatorversion_number_once", {"version": 1}),
        (IndicatorVersion, "indicatorversion_band", {"direction": "band", "band_low": None}),
        (
            IndicatorVersion,
            "indicatorversion_band",
            {"direction": "band", "band_low": Decimal(2), "band_high": Decimal(1)},
        ),
        (IndicatorVersion, "indicatorversion_plausible", {"plausible_min": Decimal(2), "plausible_max": Decimal(1)}),
        (TargetVersion, "targetversion_number_once", {"version": 1}),
        (TargetVersion, "targetversion_goal", {"goal": Decimal(1), "goal_period": ""}),
        (TargetVersion, "targetversion_goal", {"goal": None, "goal_period": "2030"}),
        (TargetVersion, "targetversion_baseline", {"baseline": None, "baseline_period": "2020"}),
    ],
)
def test_version_constraint_holds(model: type[Any], name: str, changes: dict[str, Any]) -> None:
    refused(name, lambda: version_of(model, **changes).save(force_insert=True))


def test_identities_are_unique() -> None:
    indicator, target = Indicator.objects.all()[0], Target.objects.all()[0]
    refused("slug", lambda: Indicator.objects.create(code="ANNAN", slug=indicator.slug))
    refused("code", lambda: Indicator.objects.create(code=indicator.code, slug="annan"))
    refused(
        "slug",
        lambda: Target.objects.create(
            slug=target.slug, indicator=indicator, territory=target.territory, breakdown=target.breakdown
        ),
    )


def test_territory_slug_code_and_population_are_held() -> None:
    gavle = Territory.objects.get(code="2180")
    other = {"level": "kommun", "name_sv": "X", "short_sv": "X", "name_en": "X", "short_en": "X"}
    refused("territory_slug", lambda: Territory.objects.create(code="9998", slug="gavle", **other))
    refused("population", lambda: Territory.objects.create(code="9999", slug="x", population=5, **other))
    refused("territorycode", lambda: TerritoryCode.objects.create(territory=gavle, scheme="scb", code="21"))


def test_email_is_one_person_whatever_the_case() -> None:
    User.objects.create(email="kim@example.org")
    refused("user_email_once", lambda: User.objects.create(email="KIM@example.org"))
