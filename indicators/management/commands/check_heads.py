"""Compare the heads that pages read with the observations; --rebuild makes them anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.actions import heads


class Command(BaseCommand):
    help = "Compare the heads with the observations they are derived from."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="make the heads anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{heads.rebuild()} heads made.")
        lacking, wrong = heads.differences()
        if lacking or wrong:
            raise CommandError(f"{lacking} heads lack, {wrong} point to an old revision. Run check_heads --rebuild.")
        self.stdout.write("The heads agree with the observations.")
