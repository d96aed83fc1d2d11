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
from django.template import Engine
from pytest_django.plugin import blocking_manager_key

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


def commits(item: pytest.Item) -> bool:
    """Whether a test commits, so that its tables are emptied afterwards."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def _triggers_lifted(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lift the append-only triggers before a committing test's tables are emptied."""
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    triggers.remove(connection)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Put triggers and reference data back when the tables have been emptied: the next test may count on both."""
    yield
    if commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            triggers.install(connection)
            reference.load(at=NOW)
            connection.close()


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
    engine = Engine.get_default()
    engine.string_if_invalid = Undefined("%s")
    yield
    engine.string_if_invalid = ""


@pytest.fixture
def base_dir() -> Path:
    return Path(settings.BASE_DIR)
