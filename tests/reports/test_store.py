"""Stored bytes are whole, verified and named by their own sum."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from reports import store


def place(sha256: str) -> Path:
    return Path(storages["default"].path(store.name_of(sha256)))


def test_bytes_come_back() -> None:
    kept = store.put(b"innehall")
    assert kept.size == 8
    assert store.get(kept.sha256) == b"innehall"
    assert place(kept.sha256).name == kept.sha256


def test_same_bytes_are_stored_once() -> None:
    first = store.put(b"lika")
    written = place(first.sha256).stat().st_mtime_ns
    assert store.put(b"lika") == first
    assert place(first.sha256).stat().st_mtime_ns == written
    assert [one.name for one in place(first.sha256).parent.iterdir()] == [first.sha256]


def test_missing_bytes_are_told() -> None:
    with pytest.raises(store.Damaged, match="missing"):
        store.get("ab" * 32)


def test_changed_bytes_are_found_and_can_be_put_right() -> None:
    kept = store.put(b"hela filen")
    place(kept.sha256).write_bytes(b"hela fil")
    with pytest.raises(store.Damaged, match="checksum"):
        store.get(kept.sha256)
    store.put(b"hela filen")
    assert store.get(kept.sha256) == b"hela filen"


def test_nothing_is_left_of_a_write_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reports.store.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"ryms inte")
    left = [path for path in Path(storages["default"].path("")).rglob("*") if path.is_file()]
    assert left == []


def test_storage_without_paths_works_too(settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    kept = store.put(b"i minnet")
    assert store.put(b"i minnet") == kept
    assert store.get(kept.sha256) == b"i minnet"
