"""What the settings compute from the environment: secrets, databases, the build, and what production refuses."""

import hashlib
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    # Writers queue at BEGIN instead of failing half-way; recursive_triggers so that INSERT OR REPLACE meets the
    # append-only triggers too.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;PRAGMA cache_size=-32000;"
        "PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON"
    ),
}


def secret_from_file(path: Path) -> str:
    """Return the demo's own secret, made on first use and readable by the owner alone."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def refuse_unsafe(*, secret: str, hosts: list[str], site: str, debug: bool, demo_password: str) -> None:
    """Raise ImproperlyConfigured, with a sentence, for what must not be in production."""
    missing = [name for name, value in (("SECRET_KEY", secret), ("ALLOWED_HOSTS", hosts)) if not value]
    if missing:
        raise ImproperlyConfigured(f"MODE=production needs {' and '.join(missing)}; .env.example says what to write.")
    if len(secret) < 50:
        raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters: MODE=production refuses it.")
    if len(set(secret)) < 5:  # as Django's own deploy check has it
        raise ImproperlyConfigured("SECRET_KEY repeats a few characters: MODE=production refuses what can be guessed.")
    if site and not site.startswith("https://"):
        raise ImproperlyConfigured(f"SITE_URL is {site}: MODE=production needs the site's https address.")
    if "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS=* answers to any name: MODE=production needs the site's own.")
    if debug:
        raise ImproperlyConfigured("DEBUG shows the inside to everyone: MODE=production refuses it.")
    if demo_password:
        raise ImproperlyConfigured("DEMO_PASSWORD belongs to MODE=demo: in production no demo account can exist.")


def database(url: str, pool_max: int) -> dict[str, object]:
    """Return Django's settings for a database address, with the options we have measured."""
    settings: dict[str, object] = environ.Env.db_url_config(url)
    engine = str(settings["ENGINE"])
    if engine.endswith("sqlite3"):
        return settings | {"OPTIONS": SQLITE_OPTIONS}
    if not engine.endswith(("postgresql", "psycopg2")):
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite: or postgres:.")
    pool = {"min_size": 1, "max_size": pool_max, "timeout": 10}
    return settings | {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "OPTIONS": {"pool": pool}}


def origin_of(address: str) -> str:
    """Return scheme and host of an address, as a Content-Security-Policy names a place."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.netloc:
        raise ImproperlyConfigured(f"OIDC_SERVER_URL is {address!r}: write the provider's https address.")
    return f"https://{parts.netloc}"


def build_of(base: Path, *folders: str) -> str:
    """Return a short digest of the code, templates and styles a page is made from: part of every page's cache key."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".svg", ".css", ".js", ".mo", ".json"}:
                digest.update(str(path.relative_to(base)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
