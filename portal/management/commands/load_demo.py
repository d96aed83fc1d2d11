"""Fill an empty database with the real figures of fixtures/demo, through the ordinary intake, and publish a report."""

import json
from importlib import import_module
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from indicators.actions import deliveries, reference
from indicators.intake.numbers import Convention
from indicators.intake.rows import RawRow
from indicators.models import Delivery, Organisation, Role, SourceRelease
from portal import demo
from reports import tasks
from reports.actions import freeze, publish, regional_overview
from reports.models import Edition

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
SELF_ACCEPTED = "Inläsning av öppna källor vid första start. Läst om mot filens kontrollsumma, inte mot originalet."


class Command(BaseCommand):
    help = "Load the demo: accounts, the real figures that ship with the site, and one published report."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("load_demo makes example accounts: it does not run with MODE=production.")
        for item in json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8")):
            if delivery := self.deliver(item):
                self.stdout.write(f"{item['file']}: {delivery.rows.count()} rows")
        self.report()
        demo.make_accounts(since=timezone.localdate(), secret=demo.password())

    @transaction.atomic  # a start that is cut off leaves nothing half-way
    def deliver(self, item: dict[str, Any]) -> Delivery | None:
        """Send one file in, as its source, and accept it; a file that is in already is left alone."""
        token = uuid5(NAMESPACE_URL, f"sha256:{item['sha256']}")
        if Delivery.objects.filter(token=token, state=Delivery.State.ACCEPTED).exists():
            return None
        at, by = timezone.now(), reference.loader()
        organisation = Organisation.objects.get(slug=item["organisation"])
        reference.seat_loader(organisation, [Role.COORDINATOR, Role.APPROVER], timezone.localdate(at))
        release = SourceRelease.objects.create(
            publisher=item["release"]["publisher"],
            title_sv=item["title_sv"],
            title_en=item["title_en"],
            url=item["release"]["url"] or "",
            licence=item["release"]["licence"] or "",
            released_on=item["release"]["released_on"],
            retrieved_on=item["release"]["retrieved_on"] or "",
            attribution_sv=item["release"]["attribution_sv"] or "",
            reliability_sv=item["release"]["reliability_sv"] or "",
            file_name=item["file"],
            sha256=item["sha256"],
        )
        reader = import_module(f"indicators.intake.{item['reader']}")
        delivery = deliveries.create(
            by=by,
            organisation=organisation,
            origin=Delivery.Origin.FILE,
            title=item["title_sv"],
            rows=(row for row in reader.read(FOLDER / item["file"]) if isinstance(row, RawRow)),
            token=token,
            at=at,
            release=release,
            convention=Convention.POINT,
        )
        if delivery.state == Delivery.State.DRAFT:  # else an earlier start got so far
            deliveries.submit(by=by, delivery=delivery, at=at)
        deliveries.accept(by=by, delivery=delivery, at=at, reason=SELF_ACCEPTED)
        return delivery

    def report(self) -> None:
        """Freeze, render and publish one regional overview of the home region."""
        if Edition.objects.filter(state=Edition.State.PUBLISHED).exists():
            return
        organisation = Organisation.objects.get(kind="region", territory__code=settings.HOME_REGION)
        reference.seat_loader(organisation, [Role.COORDINATOR], timezone.localdate())
        by = reference.loader()
        edition = freeze(by=by, report=regional_overview(organisation), at=timezone.now())
        tasks.run(edition)
        edition.refresh_from_db()
        publish(by=by, edition=edition, at=timezone.now(), reason=SELF_ACCEPTED)
        self.stdout.write(f"Report published: {edition}")
