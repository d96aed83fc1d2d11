"""Check the whole: every hash and digest, the published editions' bytes, the heads and the triggers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from indicators import triggers
from indicators.actions import heads
from indicators.actions.verification import verify
from indicators.models import LedgerHead
from reports.verification import verify_editions


class Command(BaseCommand):
    help = "Check the ledger: the chain, each entry's rows, the head and the append-only triggers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", type=int, default=1, help="the entry to begin with")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [f"entry {fault.number}: {fault.why}" for fault in verify(first=options["first"])]
        faults += [f"entry {fault.number}: {fault.why}" for fault in verify_editions()]
        if any(heads.differences()):
            faults.append("the heads that pages read do not agree with the observations: see check_heads")
        faults += [f"trigger {name} is lacking" for name in sorted(triggers.lacking(connection))]
        if faults:
            raise CommandError("\n".join(faults))
        head = LedgerHead.objects.filter(pk=1).first()
        self.stdout.write(f"The ledger holds: {head.number if head else 0} entries.")
