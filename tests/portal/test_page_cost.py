"""A public page costs what it shows, not how much is stored: few queries, and as many with ten times the data."""

from itertools import count
from uuid import UUID

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.actions import ledger, observations, reference
from indicators.models import (
    Breakdown,
    Delivery,
    DeliveryRow,
    Indicator,
    LedgerEntry,
    Observation,
    Role,
    Series,
    Territory,
    Voice,
)
from tests.demo import count_up, demo, demo_files  # noqa: F401
from tests.factories import NOW, organisation
from tests.portal.test_public_pages import ADDRESSES, BOUND, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
YEARS = range(2014, 2025)


def queries(client: Client, path: str) -> int:
    """How many queries an uncached answer takes, the ledger's head included."""
    caches["pages"].clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def more_figures(wanted: int) -> None:
    """Store that many figures, for every kommun and land in every indicator, under thirty more ledger entries."""
    source = organisation("scb")
    total = Breakdown.objects.get(key="total")
    places = list(Territory.objects.exclude(level="union"))
    indicators = list(Indicator.objects.all())
    taken = set(Series.objects.filter(breakdown=total, voice=Voice.SOURCE).values_list("indicator", "territory"))
    pairs = [(one, place) for one in indicators for place in places if (one.pk, place.pk) not in taken]
    number, each = count(1), wanted // 30 // len(YEARS)
    for part in range(30):
        chosen = pairs[part * each : (part + 1) * each]
        made = Series.objects.bulk_create(
            Series(indicator=one, territory=place, breakdown=total, voice=Voice.SOURCE) for one, place in chosen
        )
        delivery = Delivery.objects.create(
            organisation=source, origin=Delivery.Origin.FILE, title=f"Fler värden {part}", token=UUID(int=part + 1)
        )
        rows = DeliveryRow.objects.bulk_create(
            DeliveryRow(
                delivery=delivery,
                line=next(number),
                raw={},
                kind=DeliveryRow.Kind.NEW,
                series=series,
                period=f"{year}",
                value=5 + year % 7,
                decimals=1,
            )
            for series in made
            for year in YEARS
        )
        figures = observations.from_rows(rows)
        entry = ledger.append(
            kind=LedgerEntry.Kind.FIGURES,
            organisation=source,
            what=delivery.title,
            lines=[f"{part}"],
            by=reference.loader(),
            role=Role.APPROVER,
            reason="",
            at=NOW,
        )
        observations.record(figures, entry=entry)


@pytest.fixture
def paths(client: Client) -> dict[str, str]:
    """Every public address, asked for once: what a process reads once for its whole life is read."""
    found = {name: address(name) for name in ADDRESSES}
    for path in found.values():
        client.get(path)
    return found


def test_each_page_takes_few_queries(client: Client, paths: dict[str, str]) -> None:
    made = {name: queries(client, path) for name, path in paths.items()}
    assert {name: number for name, number in made.items() if number > BOUND} == {}


def test_pages_take_no_more_queries_with_ten_times_the_data(client: Client, paths: dict[str, str]) -> None:
    before = {name: queries(client, path) for name, path in paths.items()}
    stored = Observation.objects.count()
    more_figures(10 * stored)
    count_up()
    assert Observation.objects.count() > 9 * stored
    after = {name: queries(client, path) for name, path in paths.items()}
    assert {name: (before[name], made) for name, made in after.items() if made != before[name]} == {}
