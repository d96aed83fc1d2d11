"""Set the scene for the browser: deliveries in every state, by the demo's own people; prints where they are as JSON."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from indicators.actions import deliveries
from indicators.intake.rows import RawRow
from indicators.models import Delivery, Observation, Organisation
from portal.models import User
from reports.models import Edition

#: What to run, since Django must be set up before this module's models are imported.
START = (sys.executable, "-c", "import django; django.setup(); from tests.browser.scene import main; main()")


def main() -> None:
    with transaction.atomic():
        made = {state: make(state).pk for state in STATES}
    figure = Observation.objects.filter(row__delivery=made["accepted"]).first()
    source = Observation.objects.filter(series__territory__code="21", series__voice="source").first()
    edition = Edition.objects.get()
    stale = Delivery.objects.get(pk=made["stale"]).rows.get()
    assert figure is not None
    assert source is not None
    places = {
        **{f"leverans {state}": f"/arbete/leveranser/{pk}/" for state, pk in made.items()},
        "alla nekade": f"/arbete/leveranser/{made['refused']}/?rader=refused",
        "jämkning": f"/arbete/leveranser/{made['stale']}/rader/{stale.pk}/valj/",
        "utkastet": f"/arbete/fyll-i/?delivery={made['draft']}",
        "eget värde": f"/arbete/varde/{figure.series_id}/{figure.period}/",
        "källans värde": f"/arbete/varde/{source.series_id}/{source.period}/",
        "utgåva": f"/arbete/rapporter/{edition.pk}/",
    }
    json.dump(places, sys.stdout)


def row(line: int, period: str, value: str, **more: str) -> RawRow:
    return RawRow(line=line, indicator="INF06", territory="21", period=period, value=value, **more)


def draft(title: str, *rows: RawRow) -> Delivery:
    return deliveries.create(
        by=User.objects.get(email="koordinator@example.org"),
        organisation=Organisation.objects.get(slug="region-gavleborg"),
        origin=Delivery.Origin.FORM,
        title=title,
        rows=rows,
        token=uuid4(),
        at=timezone.now() - timedelta(hours=2),
    )


def handed_in(title: str, *rows: RawRow) -> Delivery:
    by = User.objects.get(email="koordinator@example.org")
    return deliveries.submit(by=by, delivery=draft(title, *rows), at=timezone.now())


def decided(act: Callable[..., object], made: Delivery, reason: str = "") -> Delivery:
    by = User.objects.get(email="godkannare@example.org")
    act(by=by, delivery=made, at=timezone.now(), reason=reason)
    made.refresh_from_db()
    return made


def make(state: str) -> Delivery:
    return STATES[state]()


def overtaken() -> Delivery:
    """Handed in against a figure that was then changed."""
    made = handed_in("Hann inte först", row(2, "2021", "61,0"))
    decided(deliveries.accept, handed_in("Hann först", row(2, "2021", "60,0")))
    return made


STATES: dict[str, Callable[[], Delivery]] = {
    "accepted": lambda: decided(
        deliveries.accept, handed_in("Mottagna värden", row(2, "2022", "70,0"), row(3, "2023", "75,0", flags="p"))
    ),
    "draft": lambda: draft("Ett utkast", row(2, "2024", "81,0"), row(3, "2023", "76,0", note="Räknad om.")),
    "submitted": lambda: handed_in(
        "Väntar på beslut", row(2, "2023", "77,0"), row(3, "2020", "", missing="not-reliable")
    ),
    "returned": lambda: decided(
        deliveries.send_back, handed_in("Tillbaka", row(2, "2019", "40,0")), "Ange källan för värdet."
    ),
    "rejected": lambda: decided(deliveries.reject, handed_in("Avvisad", row(2, "2018", "30,0")), "Fel indikator."),
    "refused": lambda: draft("Med fel i", row(2, "2031", "50,0"), row(3, "2017", "mycket"), row(4, "2016", "20,0")),
    "stale": overtaken,
}
