"""Production refuses each unsafe setting in a sentence, and the demo makes a secret that its owner alone can read."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from portal.environment import secret_from_file
from tests.databases import own_environment

ROOT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "MODE": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "framsteg.example.se",
    "SITE_URL": "https://framsteg.example.se",
}


def read(tmp_path: Path, given: dict[str, str], names: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own and print some of them as JSON."""
    program = f"import json; from portal import settings; print(json.dumps([getattr(settings, n) for n in {names!r}]))"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=own_environment(tmp_path, "", **{"DEMO_PASSWORD": "", **given}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"SECRET_KEY": ""}, "MODE=production needs SECRET_KEY; .env.example says what to write."),
        ({"ALLOWED_HOSTS": ""}, "MODE=production needs ALLOWED_HOSTS; .env.example says what to write."),
        ({"SECRET_KEY": "", "ALLOWED_HOSTS": ""}, "MODE=production needs SECRET_KEY and ALLOWED_HOSTS;"),
        ({"SECRET_KEY": "x" * 49}, "SECRET_KEY is shorter than 50 characters: MODE=production refuses it."),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY repeats a few characters: MODE=production refuses"),
        ({"SITE_URL": "http://framsteg.example.se"}, "SITE_URL is http://framsteg.example.se: MODE=production needs"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=* answers to any name: MODE=production needs the site's own."),
        ({"ALLOWED_HOSTS": "framsteg.example.se,*"}, "ALLOWED_HOSTS=* answers to any name"),
        ({"DEBUG": "true"}, "DEBUG shows the inside to everyone: MODE=production refuses it."),
        ({"DEMO_PASSWORD": "hemligt"}, "DEMO_PASSWORD belongs to MODE=demo: in production no demo account can exist."),
        ({"MODE": "prod"}, "MODE is 'prod': write demo or production."),
        ({"DATABASE_URL": "mysql://root@localhost/framsteg"}, "DATABASE_URL must begin with sqlite: or postgres:."),
    ],
)
def test_production_refuses_what_is_unsafe(tmp_path: Path, unsafe: dict[str, str], sentence: str) -> None:
    answer = read(tmp_path, {**SAFE, **unsafe})
    assert answer.returncode == 1
    last = answer.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {sentence}")


def test_production_starts_with_what_is_safe(tmp_path: Path) -> None:
    names = (
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_NAME",
        "ALLOWED_HOSTS",
    )
    answer = read(tmp_path, SAFE, names)
    assert answer.returncode == 0, answer.stderr
    expected = [False, True, True, True, True, 31536000, "__Host-sessionid", ["framsteg.example.se"]]
    assert json.loads(answer.stdout) == expected


def test_proxy_header_is_believed_only_when_told(tmp_path: Path) -> None:
    assert read(tmp_path, SAFE, ("SECURE_PROXY_SSL_HEADER",)).returncode == 1
    answer = read(tmp_path, {**SAFE, "BEHIND_PROXY": "true"}, ("SECURE_PROXY_SSL_HEADER",))
    assert json.loads(answer.stdout) == [["HTTP_X_FORWARDED_PROTO", "https"]]


def test_postgres_address_gets_the_pool_and_a_replica_is_named(tmp_path: Path) -> None:
    addresses = {
        "DATABASE_URL": "postgres://framsteg@db.example.se:5432/framsteg",
        "DATABASE_REPLICA_URL": "postgres://framsteg@copy.example.se:5432/framsteg",
        "DB_POOL_MAX": "7",
    }
    answer = read(tmp_path, {**SAFE, **addresses}, ("DATABASES",))
    databases = json.loads(answer.stdout)[0]
    assert {name: found["HOST"] for name, found in databases.items()} == {
        "default": "db.example.se",
        "replica": "copy.example.se",
    }
    for found in databases.values():
        assert found["ENGINE"] == "django.db.backends.postgresql"
        assert (found["CONN_MAX_AGE"], found["OPTIONS"]["pool"]["max_size"]) == (0, 7)


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    secret = secret_from_file(path)
    assert len(secret) >= 50
    assert secret_from_file(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_each_start_of_the_demo_has_a_secret_of_its_own(tmp_path: Path) -> None:
    assert secret_from_file(tmp_path / "a" / "secret") != secret_from_file(tmp_path / "b" / "secret")
