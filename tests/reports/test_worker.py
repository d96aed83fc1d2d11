"""The worker in processes of its own: killed in the middle, asked to stop, and what is left for the next."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import own_database, own_environment

ROOT = Path(__file__).resolve().parents[2]
SETUP = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from indicators.actions import reference
from indicators.models import Organisation, Role
from reports.actions import freeze, regional_overview
reference.load(at=timezone.now())
region = Organisation.objects.get(slug="region-gavleborg")
reference.seat_loader(region, [Role.COORDINATOR], timezone.localdate())
freeze(by=reference.loader(), report=regional_overview(region), at=timezone.now())
"""
ASK = """
import django; django.setup()
from reports.models import RenderJob
job = RenderJob.objects.select_related("edition").get()
print(job.state, job.attempt, job.edition.state)
"""
EXPIRE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from reports.jobs import reap
print(reap(timezone.now() + timedelta(minutes=2)))
"""


class Place:
    """A database of its own with one edition waiting."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.run(SETUP)

    def run(self, script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextlib.contextmanager
    def worker(self, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "work", *options],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)

    def until(self, said: Callable[[str], bool], seconds: float = 90) -> str:
        deadline = time.monotonic() + seconds
        while not said(answer := self.run(ASK)):
            assert time.monotonic() < deadline, f"still {answer}"
        return answer


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with own_database(tmp_path) as address:
        yield Place(own_environment(tmp_path, address))


def test_worker_does_what_waits_and_ends(place: Place) -> None:
    assert place.run(ASK) == "ready 0 frozen"
    with place.worker("--once") as process:
        assert process.wait(120) == 0
    assert place.run(ASK) == "done 1 rendered"


def test_killed_worker_loses_nothing(place: Place) -> None:
    """After kill -9 the library's row stays RUNNING for ever; our lease runs out, and the next worker does the job."""
    with place.worker() as process:
        place.until(lambda said: said.startswith("running"))
        os.kill(process.pid, signal.SIGKILL)
        process.wait(20)
    assert place.run(ASK) == "running 1 frozen"
    with place.worker("--once") as process:
        assert process.wait(120) == 0
    assert place.run(ASK) == "running 1 frozen", "the lease has not run out yet"
    assert place.run(EXPIRE) == "1"
    with place.worker("--once") as process:
        assert process.wait(120) == 0
    assert place.run(ASK) == "done 2 rendered"


def test_asked_to_stop_it_finishes_what_it_holds(place: Place) -> None:
    with place.worker() as process:
        place.until(lambda said: said.startswith("running"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0
    assert place.run(ASK) == "done 1 rendered"
