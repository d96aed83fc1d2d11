"""Keep an edition's bytes in the site's storage under their own checksum."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from reports.frozen import checksum

FOLDER = "reports"


class Damaged(Exception):
    """The stored bytes are gone, or are not the ones their checksum names."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: its checksum (sha256, hexadecimal) and size in bytes."""

    sha256: str
    size: int


def name_of(sha256: str) -> str:
    """Return where bytes with this checksum lie."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}"


def put(data: bytes) -> Stored:
    """Store bytes; when this returns they are on disk. The same bytes twice are stored once."""
    storage = storages["default"]
    stored = Stored(checksum(data), len(data))
    if _kept(storage, stored.sha256) == data:
        return stored
    if isinstance(storage, FileSystemStorage):
        _write(Path(storage.path(name_of(stored.sha256))), data)
    else:
        storage.delete(name_of(stored.sha256))
        storage.save(name_of(stored.sha256), ContentFile(data))
    return stored


def get(sha256: str) -> bytes:
    """Return the bytes with this checksum. Raises Damaged when they are gone or do not give the sum."""
    data = _kept(storages["default"], sha256)
    if data is None:
        raise Damaged(f"{name_of(sha256)} is missing")
    if checksum(data) != sha256:
        raise Damaged(f"{name_of(sha256)} does not have the checksum that it is named by")
    return data


def _kept(storage: Storage, sha256: str) -> bytes | None:
    try:
        with storage.open(name_of(sha256), "rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def _write(path: Path, data: bytes) -> None:
    """Write beside, flush to disk, then rename: at no moment does the name show half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
