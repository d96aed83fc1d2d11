"""Staging beside others: two people may be the first to use a breakdown."""

import pytest

from indicators.models import Breakdown
from tests.factories import delivery, row
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
KEY = "alder=16-24;kon=kvinnor"


def test_breakdown_that_somebody_else_made_first_is_used() -> None:
    with meanwhile('FROM "indicators_breakdown"', lambda: Breakdown.objects.create(key=KEY)):
        made = delivery(row(breakdown=KEY))
    staged = made.rows.get()
    assert staged.series is not None
    assert staged.series.breakdown == Breakdown.objects.get(key=KEY)


def test_new_breakdown_has_its_members() -> None:
    delivery(row(breakdown=KEY))
    members = Breakdown.objects.get(key=KEY).members.order_by("axis")
    assert [(one.axis, one.code) for one in members] == [("alder", "16-24"), ("kon", "kvinnor")]
