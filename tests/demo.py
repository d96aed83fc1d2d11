"""The demo as a newcomer gets it, loaded once for a module; each test in it sees the same and leaves no trace.

Use: `from tests.demo import demo, demo_files` in the test module, and the `db` fixture in each test.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from indicators.actions import reference
from indicators.models import Strategy
from tests.factories import NOW, PASSWORD


@dataclass(frozen=True, slots=True)
class Demo:
    """Where its files lie and what the command said."""

    storages: dict[str, Any]
    said: str


def storages(folder: Path) -> dict[str, Any]:
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def count_up() -> None:
    """Let PostgreSQL count its rows, as it does by itself soon after a commit; nothing here is ever committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Load it inside a transaction that the module's end rolls back; a test's own transaction is a savepoint in it."""
    files = storages(tmp_path_factory.mktemp("demo"))
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(STORAGES=files, DEMO_PASSWORD=PASSWORD, PASSWORD_HASHERS=quick))
        stack.enter_context(transaction.atomic())
        if not Strategy.objects.exists():
            reference.load(at=NOW)
        said = StringIO()
        call_command("load_demo", stdout=said)
        count_up()
        yield Demo(files, said.getvalue())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demo_files(demo: Demo, _fresh: None, settings: Any) -> None:
    """Give each test the folder that the demo's report lies in."""
    settings.STORAGES = demo.storages
    settings.DEMO_PASSWORD = PASSWORD
