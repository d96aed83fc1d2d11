"""Make the PDF/UA file in a child process that may fetch nothing, grow little and not run for long.

`python -m reports.pdf` reads a job on standard input and writes the file to standard output; it knows no Django.
"""

import base64
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypedDict, cast

MEMORY_BYTES = 1 << 30
SECONDS = 120
NICENESS = 10
BEAT_SECONDS = 5.0
ROOT = Path(__file__).resolve().parent.parent


class CarriedFile(Protocol):
    """A file that travels in the PDF; `relationship` is Source or Data."""

    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def relationship(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Printable:
    """What a PDF is made of. `at` dates the file and what it carries, so that the same job gives the same bytes."""

    html: str
    css: str
    files: Sequence[CarriedFile]
    at: datetime


class PrintFailed(Exception):
    """The child made no file; the message says why."""


def make_pdf(job: Printable, *, beat: Callable[[], object] = lambda: None, seconds: float = SECONDS) -> bytes:
    """Return the PDF. `beat` is called every few seconds while it is made. Raises PrintFailed."""
    with subprocess.Popen(
        [sys.executable, "-m", "reports.pdf"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ},
    ) as child:
        try:
            out, errors = _talk(child, _packed(job), beat, time.monotonic() + seconds)
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        last = errors.decode(errors="replace").strip().splitlines()[-1:]
        raise PrintFailed(" ".join(last) or f"The child ended with {child.returncode}")
    if not out.startswith(b"%PDF-"):
        raise PrintFailed("The child wrote no PDF")
    return out


def _talk(
    child: "subprocess.Popen[bytes]", text: bytes, beat: Callable[[], object], deadline: float
) -> tuple[bytes, bytes]:
    sent: bytes | None = text
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise PrintFailed("The PDF took too long to make")
        try:
            return child.communicate(sent, timeout=min(BEAT_SECONDS, left))
        except subprocess.TimeoutExpired:
            sent = None  # it has been taken over by the first call
            beat()


def _packed(job: Printable) -> bytes:
    files = [[one.name, one.description, base64.b64encode(one.data).decode(), one.relationship] for one in job.files]
    return json.dumps({"html": job.html, "css": job.css, "files": files, "at": job.at.isoformat()}).encode()


class Packed(TypedDict):
    """A job on its way to the child: files as name, description, base64 and relationship."""

    html: str
    css: str
    files: list[tuple[str, str, str, str]]
    at: str


def write(job: Packed) -> bytes:
    """Return the PDF of an unpacked job; in this process. Nothing but data: addresses is ever opened."""
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    from reports.finisher import finish

    class OnlyData(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
        """An address that leads out of the document ends the job, instead of leaving a hole in it."""

        def fetch(self, url: str, headers: object = None) -> object:
            if not url.lower().startswith("data:"):
                raise FatalURLFetchingError(f"The document may fetch nothing, not even {url[:200]}")
            return super().fetch(url, headers)

    fetcher = OnlyData(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)
    at = datetime.fromisoformat(job["at"])
    carried = [
        Attachment(
            string=base64.b64decode(data),
            name=name,
            description=description,
            relationship=relationship,
            created=at,
            modified=at,
        )
        for name, description, data, relationship in job["files"]
    ]
    relationships = {name: relationship for name, _description, _data, relationship in job["files"]}
    fonts = FontConfiguration()
    css = CSS(string=job["css"], font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=job["html"], url_fetcher=fetcher)
    return cast(
        bytes,
        document.write_pdf(
            stylesheets=[css],
            attachments=carried,
            finisher=partial(finish, relationships=relationships),
            pdf_variant="pdf/ua-1",
            font_config=fonts,
        ),
    )


def limit() -> None:
    """Bound what this process may take, also if its parent is gone."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Do one job. An address that may not be opened raises a BaseException in WeasyPrint: it ends the job too."""
    limit()
    try:
        made = write(json.load(sys.stdin.buffer))
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
