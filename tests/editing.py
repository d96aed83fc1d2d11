"""The process that concurrency tests start, many at a time: it does one thing for each line it is told.

START reads a JSON list a line, `[verb, argument…]`, and answers a JSON object a line.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connection

from indicators import triggers
from indicators.actions import deliveries, heads, reference, verification
from indicators.models import Delivery, DeliveryRow, LedgerEntry, Observation, Role, Territory
from portal.models import User
from tests.factories import NOW, delivery, organisation, person, row, source_figures

Answer = dict[str, Any]


def ready() -> Answer:
    """Make the tables and load the reference data."""
    call_command("migrate", interactive=False, verbosity=0)
    reference.load(at=NOW)
    return {"lacking": sorted(triggers.lacking(connection))}


def people(count: int) -> Answer:
    """Make pairs of a coordinator who enters and an approver who decides."""
    for number in range(count):
        person(Role.COORDINATOR, email=f"fyller-i-{number}@example.org")
        person(Role.APPROVER, email=f"beslutar-{number}@example.org")
    return {}


def draft(number: int, value: str) -> Answer:
    """Propose a value for the one cell that everybody edits, and hand it in."""
    by = User.objects.get(email=f"fyller-i-{number}@example.org")
    made = delivery(row(value=value), by=by)
    deliveries.submit(by=by, delivery=made, at=NOW)
    return {"delivery": made.pk}


def accept(number: int, delivery: int) -> Answer:
    """Decide; tell the entry or the sentence that the person would read."""
    by = User.objects.get(email=f"beslutar-{number}@example.org")
    try:
        entry = deliveries.accept(by=by, delivery=Delivery.objects.get(pk=delivery), at=NOW)
    except deliveries.StaleRows as conflict:
        shown = [str(item.published.value) for item in conflict.conflicts]
        return {"conflict": str(conflict), "shown": shown}
    return {"entry": entry.number}


def edit(number: int, values: list[str]) -> Answer:
    """Propose and accept each value as fast as it goes; after a conflict the person looks again and goes on."""
    accepted, conflicts = [], 0
    for value in values:
        told = accept(number, draft(number, value)["delivery"])
        conflicts += "conflict" in told
        if "entry" in told:
            accepted.append([value, told["entry"]])
    return {"accepted": accepted, "conflicts": conflicts}


def batch(number: int, years: list[int]) -> Answer:
    """Stage and submit figures for every kommun, each with a value that no earlier batch has."""
    source = organisation("scb")
    reference.seat_loader(source, [Role.COORDINATOR, Role.APPROVER], NOW.date())
    codes = Territory.objects.filter(level="kommun").order_by("code").values_list("code", flat=True)
    places = [(code, year) for code in codes for year in years]
    rows = [
        row(line, territory=code, period=str(year), value=f"{number % 9 + 1},{number:02d}{line:04d}")
        for line, (code, year) in enumerate(places, 2)
    ]
    by = reference.loader()
    made = delivery(*rows, by=by, at="scb", origin=Delivery.Origin.FILE, title=f"Omgång {number}")
    refused = made.rows.filter(kind=DeliveryRow.Kind.REFUSED).count()
    deliveries.submit(by=by, delivery=made, at=NOW)
    return {"delivery": made.pk, "rows": len(rows), "refused": refused}


def accept_batch(delivery: int) -> Answer:
    made = Delivery.objects.get(pk=delivery)
    return {"entry": deliveries.accept(by=reference.loader(), delivery=made, at=NOW, reason="Prov").number}


def fill_up(delivery: int) -> Answer:
    """Accept a batch with no page of the database to spare, as on a full disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            return accept_batch(delivery)
        except DatabaseError as error:
            return {"error": str(error)}
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


def state(delivery: int) -> Answer:
    """Tell how much of a batch is public."""
    made = Delivery.objects.get(pk=delivery)
    return {
        "state": made.state,
        "entry": made.entry_id,
        "public": Observation.objects.filter(row__delivery=made).count(),
    }


def cell() -> Answer:
    """Tell every revision of the cell that everybody edits, with the revision it was made against."""
    revisions = Observation.objects.filter(series__territory__code="21", period="2024").order_by("revision")
    fields = ("revision", "row__base_revision", "value", "entry_id")
    rows = [[*found[:2], str(found[2].normalize()), found[3]] for found in revisions.values_list(*fields)]
    return {"revisions": rows}


def check() -> Answer:
    """Tell everything that could be wrong with the whole database."""
    numbers = list(LedgerEntry.objects.order_by("number").values_list("number", flat=True))
    said = {
        "gaps": [number for place, number in enumerate(numbers, 1) if number != place],
        "ledger": [f"{fault.number}: {fault.why}" for fault in verification.verify()],
        "heads": list(heads.differences()),
        "lacking": sorted(triggers.lacking(connection)),
    }
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said["integrity"] = [text for (text,) in cursor.fetchall()]
    return said


def seed(value: str) -> Answer:
    """Put a first figure in the source's voice, so that the ledger has one before the edits begin."""
    return {"entry": source_figures([row(period="2023", value=value)]).number}


VERBS: dict[str, Callable[..., Answer]] = {
    verb.__name__: verb
    for verb in (ready, people, draft, accept, edit, batch, accept_batch, fill_up, state, cell, check, seed)
}


#: What to run, since Django must be set up before this module's models are imported.
START = (sys.executable, "-c", "import django; django.setup(); from tests.editing import main; main()")


def main() -> None:
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        sys.stdout.write(json.dumps(VERBS[verb](*arguments)) + "\n")
        sys.stdout.flush()
