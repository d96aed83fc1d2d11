"""Many at once, and the plug pulled: no update is lost, each conflict is told, a decision is whole or not at all."""

import contextlib
import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.databases import is_postgres, own_database, own_environment
from tests.editing import START

ROOT = Path(__file__).resolve().parent.parent
EDITORS = 4
ROUNDS = 6
Start = Callable[[], "Editor"]
CLEAN = {"gaps": [], "ledger": [], "heads": [0, 0], "lacking": []}


class Editor:
    """One process with its own connection."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            START, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, verb: str, *arguments: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps([verb, *arguments]) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"the process ended without an answer (exit code {self.process.wait(20)})"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, verb: str, *arguments: Any) -> dict[str, Any]:
        self.tell(verb, *arguments)
        return self.answer()

    def end(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.kill()
        self.process.wait(20)
        self.process.stdin.close()
        self.process.stdout.close()


@contextmanager
def editors(folder: Path) -> Iterator[Start]:
    """A database with reference data, and a way to start processes on it, all ended afterwards."""
    with own_database(folder) as address, ExitStack() as ending:

        def start() -> Editor:
            editor = Editor(own_environment(folder, address))
            ending.callback(editor.end)
            return editor

        assert start().ask("ready") == {"lacking": []}
        yield start


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    with editors(tmp_path_factory.mktemp("together")) as found:
        yield found


@pytest.fixture(scope="module")
def crowd(start: Start) -> list[Editor]:
    """Four people's processes."""
    made = [start() for _ in range(EDITORS)]
    made[0].ask("people", EDITORS)
    made[0].ask("seed", "2.842")
    return made


def together(crowd: list[Editor], orders: list[list[Any]]) -> list[dict[str, Any]]:
    """Give each its order before waiting for any."""
    for editor, order in zip(crowd, orders, strict=True):
        editor.tell(*order)
    return [editor.answer() for editor in crowd]


def clean(checker: Editor) -> None:
    said = checker.ask("check")
    assert said.pop("integrity", ["ok"]) == ["ok"]
    assert said == CLEAN


def chain(checker: Editor) -> list[list[Any]]:
    """Every revision of the cell; each must follow the one that its editor saw."""
    revisions: list[list[Any]] = checker.ask("cell")["revisions"]
    assert [revision for revision, *_rest in revisions] == list(range(1, len(revisions) + 1))
    assert [base for _revision, base, *_rest in revisions] == list(range(len(revisions)))
    return revisions


def test_one_wins_each_round_and_the_others_are_shown_what_won(crowd: list[Editor]) -> None:
    for turn in range(ROUNDS):
        before = len(chain(crowd[0]))
        values = [f"{1 + turn}.{who + 1}" for who in range(EDITORS)]
        drafts = together(crowd, [["draft", who, value] for who, value in enumerate(values)])
        told = together(crowd, [["accept", who, made["delivery"]] for who, made in enumerate(drafts)])
        winners = [who for who, answer in enumerate(told) if "entry" in answer]
        assert len(winners) == 1
        revisions = chain(crowd[0])
        assert len(revisions) == before + 1
        assert revisions[-1][2:] == [values[winners[0]], told[winners[0]]["entry"]]
        for answer in (answer for answer in told if "conflict" in answer):
            assert answer["conflict"].startswith("Någon annan har ändrat samma värde")
            assert [float(shown) for shown in answer["shown"]] == [float(values[winners[0]])]
    clean(crowd[0])


def test_every_accepted_edit_stands_when_all_go_as_fast_as_they_can(crowd: list[Editor]) -> None:
    before = chain(crowd[0])
    values = [[f"{20 + who}.{number}" for number in range(1, 10)] for who in range(EDITORS)]
    told = together(crowd, [["edit", who, mine] for who, mine in enumerate(values)])
    made = chain(crowd[0])[len(before) :]
    assert sorted([value, entry] for _revision, _base, value, entry in made) == sorted(
        pair for answer in told for pair in answer["accepted"]
    )
    assert len(made) + sum(answer["conflicts"] for answer in told) == sum(len(mine) for mine in values)
    clean(crowd[0])


def killed_while_accepting(start: Start, checker: Editor, *, kills: int, years: list[int]) -> None:
    """Kill a process inside an acceptance again and again; what is left must be all of it or nothing."""
    chance = random.Random(9)
    victim = start()
    made = victim.ask("batch", 1, years)
    assert made["refused"] == 0
    began = time.monotonic()
    victim.ask("accept_batch", made["delivery"])
    whole = time.monotonic() - began
    landed = tries = 0
    while landed < kills:
        tries += 1
        assert tries <= 4 * kills, f"only {landed} of {tries} kills came before the answer"
        made = victim.ask("batch", 1 + tries, years)
        victim.tell("accept_batch", made["delivery"])
        time.sleep(whole * chance.uniform(0.02, 0.95))
        landed += victim.process.poll() is None
        victim.process.kill()
        victim.process.wait(20)
        victim = start()
        left = checker.ask("state", made["delivery"])
        entry = left.pop("entry")
        if entry is None:
            assert left == {"state": "submitted", "public": 0}
            entry = victim.ask("accept_batch", made["delivery"])["entry"]
        assert checker.ask("state", made["delivery"]) == {"state": "accepted", "entry": entry, "public": made["rows"]}
        clean(checker)


def test_acceptance_is_whole_or_not_at_all_when_killed(start: Start, crowd: list[Editor]) -> None:
    killed_while_accepting(start, crowd[0], kills=3, years=[2020, 2021])


@pytest.mark.full
def test_acceptance_is_whole_or_not_at_all_when_killed_many_times(tmp_path: Path) -> None:
    with editors(tmp_path) as start:
        killed_while_accepting(start, start(), kills=30, years=[2020, 2021, 2022])


@pytest.mark.skipif(is_postgres(), reason="SQLite's own way to meet a full disk")
def test_full_database_stores_nothing_and_goes_on_when_there_is_room(start: Start, crowd: list[Editor]) -> None:
    editor = start()
    made = editor.ask("batch", 60, [2016, 2017])
    assert "full" in editor.ask("fill_up", made["delivery"])["error"]
    assert crowd[0].ask("state", made["delivery"]) == {"state": "submitted", "entry": None, "public": 0}
    clean(crowd[0])
    editor.ask("accept_batch", made["delivery"])
    assert crowd[0].ask("state", made["delivery"])["public"] == made["rows"]
    clean(crowd[0])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that is soon full; only root may mount one."""
    mount, folder = shutil.which("mount"), tmp_path / "small"
    folder.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk of its own to fill needs root and tmpfs")
    yield folder
    subprocess.run([str(shutil.which("umount")), str(folder)], check=True)


@pytest.mark.full
@pytest.mark.skipif(is_postgres(), reason="the server's disk is not ours to fill")
def test_full_disk_stores_nothing_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    with editors(small_disk) as start:
        editor, checker = start(), start()
        made = editor.ask("batch", 1, [2020, 2021])
        ballast = small_disk / "ballast"
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(b"\0" * 4096):
                pass
        editor.tell("accept_batch", made["delivery"])
        editor.process.wait(60)
        ballast.unlink()
        assert checker.ask("state", made["delivery"]) == {"state": "submitted", "entry": None, "public": 0}
        clean(checker)
        start().ask("accept_batch", made["delivery"])
        assert checker.ask("state", made["delivery"])["public"] == made["rows"]
        clean(checker)
