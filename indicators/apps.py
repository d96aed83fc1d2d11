"""Set the domain up: triggers after each migration, a check that they stand."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate


def install_triggers(using: str, **kwargs: Any) -> None:
    from indicators import triggers

    triggers.install(connections[using])


class IndicatorsConfig(AppConfig):
    """`post_migrate` is the one signal here: SQLite drops triggers when a migration rebuilds a table."""

    name = "indicators"
    verbose_name = "Uppföljning"

    def ready(self) -> None:
        from indicators.checks import append_only

        post_migrate.connect(install_triggers, dispatch_uid="indicators.install_triggers")
        register(append_only, Tags.database)
