"""Send the reads of public pages to the replica when there is one; everything else to the primary."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings

_public: ContextVar[bool] = ContextVar("public", default=False)


@contextmanager
def reading_publicly() -> Iterator[None]:
    """Within this block reads may be answered by the replica: the ledger head and the figures from the same place."""
    token = _public.set("replica" in settings.DATABASES)
    try:
        yield
    finally:
        _public.reset(token)


class ReplicaForPublicPages:
    """Django's router protocol."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "replica" if _public.get() else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return "default"

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool | None:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return db == "default"
