"""Bring the database up to the reference data that ships with the site."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators.actions import reference


class Command(BaseCommand):
    help = "Load places, organisations, strategies, indicators and targets; what already stands is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        entries = reference.load(at=timezone.now())
        for entry in entries:
            self.stdout.write(f"{entry.number}: {entry.what}, {entry.rows} rows")
        if not entries:
            self.stdout.write("Reference data is up to date.")
