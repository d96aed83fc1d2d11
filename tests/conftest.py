"""What every test stands on: reference data once a session, triggers that only tests may lift, and honest skips."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from indicators import triggers
from indicators.actions import reference
from portal import freshness

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests need Chromium, long matrices are asked for; CI may skip neither quietly."""
    chromium = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    for item in items:
        if item.get_closest_marker("browser") and not chromium and not REQUIRE_ALL:
            item.add_marker(pytest.mark.skip(reason="Chromium is missing: script/setup --browser installs it"))
        if item.get_closest_marker("full") and os.environ.get("FULL") != "1":
            item.add_marker(pytest.mark.skip(reason="a long matrix: script/cibuild --full runs it"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the shipped reference data once; every test begins with it."""
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        reference.load(at=NOW)


@pytest.fixture(autouse=True)
def _transactional(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lift the append-only triggers while a committing test's tables are emptied, then load reference data again."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames):
        marker = request.node.get_closest_marker("django_db")
        if not (marker and marker.kwargs.get("transaction")):
            yield
            return
        request.getfixturevalue("transactional_db")
    blocker = request.getfixturevalue("django_db_blocker")
    if not reference_is_loaded():
        reference.load(at=NOW)
    yield
    with blocker.unblock():
        triggers.remove(connection)


def reference_is_loaded() -> bool:
    from indicators.models import Strategy

    return Strategy.objects.exists()


@pytest.fixture(autouse=True)
def _fresh(settings: Any, tmp_path: Path) -> None:
    """Nothing remembered between tests, and files in a folder of the test's own."""
    settings.DATA_VERSION_SECONDS = 0
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STATIC_ROOT = str(tmp_path)  # WhiteNoise wants a folder that is there; tests are served by Django itself
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    caches["pages"].clear()
    freshness.memo.forget()


class Undefined(str):
    """A template variable that does not exist fails the test that rendered it."""

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable: {name}")

    def __contains__(self, other: object) -> bool:
        return other == "%s"


@pytest.fixture(autouse=True)
def _undefined_variables_fail() -> Iterator[None]:
    from django.template import engines

    engine = engines["django"].engine
    engine.string_if_invalid = Undefined("%s")
    yield
    engine.string_if_invalid = ""


@pytest.fixture
def base_dir() -> Path:
    return Path(settings.BASE_DIR)
