"""The report's PDF as the site makes it, beside bare WeasyPrint on the same HTML; each in a process of its own."""

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pikepdf

from bench.printing import BARE, PAGES
from bench.rounds import interleaved, table
from reports.pdf import Printable, make_pdf
from tests.databases import own_database, own_environment

ROOT = Path(__file__).resolve().parent.parent
PEER = "bare WeasyPrint"


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that the PDF carries."""

    name: str
    description: str
    data: bytes
    relationship: str


def run(folder: Path, *, rounds: int) -> str:
    text = _pages(folder)
    packed = json.loads(text)
    files = [Carried(name, words, data.encode(), kind) for name, words, data, kind in packed["files"]]
    job = Printable(packed["html"], packed["css"], files, datetime.fromisoformat(packed["at"]))
    made = make_pdf(job)
    contenders: dict[str, Callable[[], float]] = {
        PEER: lambda: _timed(lambda: _bare(text)),
        "bare WeasyPrint, pdf/ua-1": lambda: _timed(lambda: _bare(text, "pdf/ua-1")),
        "reports.pdf: pdf/ua-1, finished, files carried, limits": lambda: _timed(lambda: make_pdf(job)),
    }
    results = interleaved(contenders, unit="seconds", rounds=rounds)
    sizes = f"{len(text) // 1000} kB of HTML, CSS and files, {len(made) // 1000} kB of PDF"
    return table(f"The report: {_page_count(made)} pages, {sizes}", results, peer=PEER)


def _pages(folder: Path) -> str:
    with own_database(folder, like="") as address:
        environment = own_environment(folder, address, PYTHONWARNINGS="ignore")
        prepare = [sys.executable, "manage.py", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        return subprocess.run(PAGES, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def _bare(text: str, *variant: str) -> bytes:
    made = subprocess.run([*BARE, *variant], cwd=ROOT, input=text.encode(), capture_output=True, check=True).stdout
    if not made.startswith(b"%PDF-"):
        raise RuntimeError("bare WeasyPrint wrote no PDF")
    return made


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _page_count(made: bytes) -> int:
    with pikepdf.open(io.BytesIO(made)) as document:
        return len(document.pages)
