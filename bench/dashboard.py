"""The start page through the real server, rendered, from the cache and as 304, beside an empty Django view."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import caller
from bench.rounds import Result, interleaved, table
from portal.management.commands.serve import web_command
from tests.databases import own_database, own_environment

ROOT = Path(__file__).resolve().parent.parent
EMPTY = "empty Django view"


def run(folder: Path, *, rounds: int) -> str:
    with own_database(folder, like="") as address:
        environment = own_environment(folder, address, PYTHONWARNINGS="ignore")
        prepare = [sys.executable, "manage.py", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        environment["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        with served(environment) as cached, served(environment | {"BENCH_CACHE": "off"}) as uncached:
            return _tables(cached, uncached, rounds)


def _tables(cached: int, uncached: int, rounds: int) -> str:
    etag = caller.header(cached, "/", "etag")
    asked, again = caller.question("/"), caller.question("/", If_None_Match=etag)
    contenders = {
        EMPTY: lambda: caller.rate(cached, caller.question("/tom/")),
        "/ rendered each time": lambda: caller.rate(uncached, asked),
        "/ from the page cache": lambda: caller.rate(cached, asked),
        "/ answered 304": lambda: caller.rate(cached, again, expected=304),
    }
    results: list[Result] = interleaved(contenders, unit="answers a second", rounds=rounds)
    size = caller.header(cached, "/", "content-length")
    return table(f"The start page ({size} bytes compressed)", results, peer=EMPTY)


@contextmanager
def served(environment: dict[str, str]) -> Iterator[int]:
    """Start the real web server on a free port of this machine and yield the port."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((caller.HOST, 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(web_command(caller.HOST, port), cwd=ROOT, env=environment)
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server: "subprocess.Popen[bytes]", port: int) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            caller.header(port, "/halsa/", "content-type")
            return
        except (OSError, RuntimeError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 30 seconds")
