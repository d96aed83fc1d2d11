"""Tell when the database no longer keeps public tables append-only."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from indicators import triggers


def append_only(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Run by `manage.py check --database default` and after every migration."""
    if "default" not in (databases or ()):
        return []
    absent = triggers.lacking(connections["default"])
    if not absent:
        return []
    names = ", ".join(sorted(absent))
    return [Error(f"Append-only triggers are lacking: {names}.", hint="Run manage.py migrate.", id="indicators.E001")]
