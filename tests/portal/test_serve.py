"""The parent process: what it starts, what it says, how it ends."""

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from indicators.models import Membership, Organisation
from portal.management.commands import serve
from portal.management.supervision import Child, end, supervise
from portal.models import User

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS_AT_ONCE = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def until(seconds: float) -> "Stop":
    return Stop(time.monotonic() + seconds)


class Stop:
    """Asks to stop once the clock has passed a moment."""

    def __init__(self, moment: float) -> None:
        self.moment = moment

    def __call__(self) -> bool:
        return time.monotonic() >= self.moment


def alive(pid: int) -> bool:
    """A process that has ended but is not yet reaped (state Z) does not count."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return not state.startswith("Z")


def wait_for_end_of(pid: int) -> None:
    deadline = time.monotonic() + 5
    while alive(pid):
        assert time.monotonic() < deadline, f"process {pid} is still there"
        time.sleep(0.05)


def test_supervise_ends_both_children_when_asked_to_stop() -> None:
    web, worker = Child("web server", SLEEPS), Child("worker", SLEEPS)
    assert supervise(web, worker, stopping=until(0.3), say=print)
    assert (web.exit_code(), worker.exit_code()) == (-signal.SIGTERM, -signal.SIGTERM)


def test_supervise_tells_and_ends_the_worker_when_the_web_server_dies() -> None:
    web, worker = Child("web server", ENDS_AT_ONCE), Child("worker", SLEEPS)
    assert not supervise(web, worker, stopping=until(20), say=print)
    assert (web.exit_code(), worker.exit_code()) == (3, -signal.SIGTERM)


def test_supervise_starts_the_worker_again_when_it_dies() -> None:
    said: list[str] = []
    web, worker = Child("web server", SLEEPS), Child("worker", ENDS_AT_ONCE)
    assert supervise(web, worker, stopping=lambda: bool(said), say=said.append)
    assert said == ["The worker ended (exit code 3); starting it again."]


def test_restart_waits_twice_as_long_each_time_a_child_dies_young() -> None:
    child = Child("worker", ENDS_AT_ONCE)
    child.start()
    assert child.process is not None
    child.process.wait()
    for pause in (2, 4, 8, 16, 30, 30):
        child.started = time.monotonic() - 50
        child.restart_when_due(lambda _: None)
        child.process.wait()
        assert child.pause == pause
    first = child.process
    child.restart_when_due(lambda _: None)
    assert child.process is first, "it was started before its pause was over"
    child.started = time.monotonic() - 61
    child.restart_when_due(lambda _: None)
    child.process.wait()
    assert child.pause == 2, "a child that lived a minute starts over with a short pause"


def test_end_kills_a_child_that_does_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.management.supervision.GRACE_SECONDS", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    child = Child("worker", [])
    with subprocess.Popen(
        [sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True
    ) as child.process:
        assert child.process.stdout is not None
        child.process.stdout.readline()  # it has stopped listening
        end([child])
        assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_end_kills_what_a_dead_child_left_behind() -> None:
    leaves_one = f"import subprocess; print(subprocess.Popen({SLEEPS!r}).pid, flush=True); raise SystemExit(1)"
    with tempfile.TemporaryFile() as said:
        child = Child("web server", [sys.executable, "-c", leaves_one])
        child.process = subprocess.Popen(child.command, stdout=said, start_new_session=True)
        child.process.wait()
        said.seek(0)
        left = int(said.read())
    assert alive(left)
    end([child])
    wait_for_end_of(left)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie a child to its parent")
def test_child_ends_when_its_parent_is_killed() -> None:
    parent = (
        "import sys, time; from portal.management.supervision import Child;"
        f"child = Child('web server', {SLEEPS!r}); child.start(); print(child.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        orphan = int(process.stdout.readline())
        process.kill()
    wait_for_end_of(orphan)


def test_refuse_taken_port_names_the_way_out(taken: int) -> None:
    with pytest.raises(CommandError, match=rf"Cannot listen on 127\.0\.0\.1:{taken} .*--port"):
        serve.refuse_taken_port("127.0.0.1", taken)


def test_refuse_taken_port_lets_a_free_one_pass() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        free = listener.getsockname()[1]
    serve.refuse_taken_port("127.0.0.1", free)


def test_refuse_taken_port_when_the_host_is_no_address() -> None:
    with pytest.raises(CommandError, match="is not an address of this machine"):
        serve.refuse_taken_port("not a host", 8000)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http"])
def test_port_refuses_what_is_no_port(text: str) -> None:
    with pytest.raises((argparse.ArgumentTypeError, ValueError)):
        serve.port(text)


def test_web_command_waits_for_bodies_beside_one_thread_a_process() -> None:
    command = " ".join(serve.web_command("127.0.0.1", 8123))
    assert "--port 8123" in command
    assert "--blocking-threads 1" in command
    assert "--interface asginl" in command
    assert command.endswith("portal.asgi:application")


@pytest.mark.django_db
def test_greeting_lists_the_demo_accounts_with_role_and_password(settings: Settings) -> None:
    settings.PRODUCTION, settings.DEMO_PASSWORD, settings.SITE_URL = False, "ett-lösenord", ""
    user = User.objects.create_user("granskare@example.org")
    observer = Organisation.objects.create(slug="verket", name="Verket", kind="national-observer")
    Membership.objects.create(user=user, organisation=observer, role="observer", valid_from=date(2020, 1, 1))
    said = serve.greeting("127.0.0.1", 8000)
    assert "Framsteg: http://127.0.0.1:8000/" in said
    assert "granskare@example.org" in said
    assert "observatör, Verket" in said
    assert "Lösenord för alla: ett-lösenord" in said


def test_greeting_says_nothing_of_accounts_in_production(settings: Settings) -> None:
    settings.PRODUCTION, settings.SITE_URL = True, "https://framsteg.example.se"
    assert serve.greeting("127.0.0.1", 8000).split() == ["Framsteg:", "https://framsteg.example.se/"]


@pytest.mark.django_db
def test_serve_refuses_a_demo_database_in_production(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PRODUCTION = True
    account = User.objects.create_user(email="koordinator@example.org", password="känt-av-många")
    with pytest.raises(CommandError, match=r"koordinator@example\.org"):
        call_command("serve", check_only=True)
    assert capsys.readouterr().out == ""
    account.is_active = False
    account.save()
    call_command("serve", check_only=True)
    assert "Framsteg: " in capsys.readouterr().out


@pytest.mark.django_db
def test_serve_refuses_a_home_region_that_is_not_loaded(settings: Settings) -> None:
    settings.HOME_REGION = "99"
    with pytest.raises(CommandError, match=r"^HOME_REGION=99 is no län that is loaded"):
        call_command("serve", check_only=True)
