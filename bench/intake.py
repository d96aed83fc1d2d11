"""Rows a second through the ordinary intake, beside the database's own bulk insert of the same figures."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.loading import START
from bench.rounds import Result, table
from tests.databases import own_database, own_environment

ROOT = Path(__file__).resolve().parent.parent
INTAKE = "load_demo: read, judged, staged, accepted, sealed"


def run(folder: Path, *, rounds: int) -> str:
    said = [_engine(folder, "", "SQLite, executemany", rounds)]
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        said.append(_engine(folder, server, "PostgreSQL, COPY", rounds))
    else:
        said.append("PostgreSQL: not measured, DATABASE_URL names none.\n")
    return "\n".join(said)


def _engine(folder: Path, like: str, peer: str, rounds: int) -> str:
    loads = [_once(folder, like) for _ in range(rounds)]
    results = [
        Result(peer, "rows a second", tuple(load["figures"] / load["peer"] for load in loads)),
        Result(INTAKE, "rows a second", tuple(load["rows"] / load["loading"] for load in loads)),
    ]
    return table(f"Intake of {loads[0]['rows']:.0f} rows, {peer.split(',')[0]}", results, peer=peer)


def _once(folder: Path, like: str) -> dict[str, float]:
    with TemporaryDirectory(dir=folder) as name, own_database(Path(name), like=like) as address:
        done = subprocess.run(
            START, cwd=ROOT, env=own_environment(Path(name), address), capture_output=True, text=True, check=True
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found
