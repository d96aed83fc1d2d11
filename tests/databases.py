"""Make a database of one's own on the engine the suite runs on, for what separate processes must share or spoil."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql


def is_postgres() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@contextmanager
def own_database(folder: Path, *, like: str | None = None) -> Iterator[str]:
    """Yield the address of an empty database, dropped at the end: a file in the folder, or one on the same server.

    `like` is an address to follow instead of DATABASE_URL.
    """
    address = os.environ.get("DATABASE_URL", "") if like is None else like
    if not address.startswith("postgres"):
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    name = f"framsteg_{uuid4().hex[:12]}"
    with _server(address) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield _named(address, name)
    finally:
        with _server(address) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def own_environment(folder: Path, address: str, **more: str) -> dict[str, str]:
    """Return the environment of a process that knows nothing but this database and this folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    nothing = ("SECRET_KEY", "SITE_URL", "DATABASE_REPLICA_URL", "CACHE_URL", "ALLOWED_HOSTS")
    return {
        **kept,
        **dict.fromkeys(nothing, ""),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "MODE": "demo",
        "DEMO_PASSWORD": "bara-for-prov-och-matning",
        "DEBUG": "false",
        "DATABASE_URL": address,
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
        "PYTHONWARNINGS": "default",
        **more,
    }


def _named(address: str, name: str) -> str:
    """The same server, another database; a socket's folder stands before the name, as in postgres://user@//tmp/x/name."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rpartition('/')[0]}/{name}"))


@contextmanager
def _server(address: str) -> Iterator[psycopg.Connection]:
    parts = urlsplit(address)
    folder, _slash, name = parts.path.rpartition("/")
    with psycopg.connect(
        host=parts.hostname or folder.replace("//", "/", 1) or None,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        dbname=name,
        autocommit=True,
    ) as connection:
        yield connection
