"""The PDF: accessible, dated by its content, closed to the outside, and bounded in time and memory."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest

from reports import pdf
from reports.content import ReportContent
from reports.frozen import from_json, to_json
from reports.pdf import Printable, PrintFailed, make_pdf
from reports.render.attachments import Attachment
from reports.render.printed import printable

SCHEMA_1 = Path(__file__).resolve().parents[1] / "data" / "editions" / "schema_1.json"
#: A picture that wants another from outside.
OUTWARD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="%s/a.png" width="9" height="9"/></svg>'
)
QPDF, PDFTOTEXT = (shutil.which(name) or name for name in ("qpdf", "pdftotext"))
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def content() -> ReportContent:
    return from_json(SCHEMA_1.read_bytes())


@pytest.fixture(scope="module")
def made(content: ReportContent) -> bytes:
    return make_pdf(printable(content))


@pytest.fixture
def opened(made: bytes, tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(made)
    with pikepdf.open(path) as file:
        yield file


def elements(file: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        yield element
        kids = element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    for top in file.Root.StructTreeRoot.K:
        yield from walk(top)


def small(html: str, css: str = "", files: tuple[Attachment, ...] = ()) -> Printable:
    document = f'<html lang="sv"><head><title>Prov</title></head><body>{html}</body></html>'
    return Printable(html=document, css=css, files=files, at=AT)


@pytest.mark.skipif(
    not (shutil.which("qpdf") and shutil.which("pdftotext")) and os.environ.get("REQUIRE_ALL") != "1",
    reason="qpdf or pdftotext is missing: apt-get install qpdf poppler-utils",
)
def test_qpdf_and_pdftotext_read_it(made: bytes, content: ReportContent, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(made)
    subprocess.run([QPDF, "--check", str(path)], check=True, capture_output=True)
    said = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    text = " ".join(said.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "År 2024 var andelen 3,0 procent i Gävleborg." in text
    assert f"Liggarpost {content.as_of}" in text


def test_same_content_gives_the_same_bytes(made: bytes, content: ReportContent) -> None:
    again = make_pdf(printable(from_json(to_json(content))))
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(made).hexdigest()


def test_it_says_what_it_is(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert str(root.Lang) == "sv"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert "Gävleborg" in str(opened.docinfo.Title)
    assert b"pdfuaid:part" in root.Metadata.read_bytes()
    assert len(opened.pages) >= 14


def test_pictures_tables_and_headings_are_accessible(opened: pikepdf.Pdf) -> None:
    kinds: dict[str, int] = {}
    headings = []
    for element in elements(opened):
        kind = str(element.get("/S", ""))
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "/Figure":
            assert str(element.get("/Alt", "")).strip()
        if kind == "/TH":
            attributes = element["/A"]
            first = attributes if isinstance(attributes, pikepdf.Dictionary) else attributes[0]
            assert str(first["/Scope"]) in ("/Row", "/Column")
        if kind in ("/H1", "/H2", "/H3"):
            headings.append(int(kind[2]))
    assert kinds["/Figure"] > 20
    assert kinds["/TH"] > 50
    assert kinds["/Table"] >= 5
    assert all(after - before <= 1 for before, after in zip([0, *headings], headings, strict=False))


def test_links_have_words_and_are_printed(opened: pikepdf.Pdf) -> None:
    links = [one for page in opened.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
    assert len(links) >= 9
    for link in links:
        assert str(link["/Contents"]).strip()
        assert int(link["/F"]) & 4


def test_running_heads_are_artifacts(opened: pikepdf.Pdf) -> None:
    """No marked content hangs outside the structure tree."""
    nums = opened.Root.StructTreeRoot.ParentTree.Nums
    for key, owners in zip(list(nums)[::2], list(nums)[1::2], strict=True):
        assert not isinstance(owners, pikepdf.Array) or len(owners) > 0, key
    pages = [bytes(page.Contents.read_bytes()) for page in opened.pages]
    assert sum(b"/Artifact" in page and b"/Pagination" in page for page in pages) >= len(pages) - 1


def test_figures_travel_with_it(opened: pikepdf.Pdf, content: ReportContent) -> None:
    assert opened.attachments["innehall.json"].get_file().read_bytes() == to_json(content)
    kinds = {name: str(file.obj.AFRelationship) for name, file in opened.attachments.items()}
    assert kinds.pop("innehall.json") == "/Source"
    assert len(kinds) > 10
    assert set(kinds.values()) == {"/Data"}


def test_only_its_own_fonts_are_used(opened: pikepdf.Pdf) -> None:
    resources: list[Any] = [page.get("/Resources") for page in opened.pages]
    fonts = {
        str(font["/BaseFont"]).split("+")[-1]
        for one in resources
        if one is not None and "/Font" in one
        for font in one["/Font"].values()
    }
    assert {name for name in fonts if name.startswith("Framsteg")}
    assert {name for name in fonts if not name.startswith(("Framsteg", "DejaVu"))} == set()


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server that writes down who asks it for anything."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("html", "css"),
    [
        ('<img src="{there}/a.png" alt="x">', ""),
        ('<link rel="attachment" href="file:///etc/passwd"><p>x</p>', ""),
        ('<link rel="stylesheet" href="{there}/a.css"><p>x</p>', ""),
        ("<p>x</p>", "@import url({there}/c.css);"),
        ("<p>x</p>", "p{{background:url({there}/d.png)}}"),
        ("<p>x</p>", "@font-face{{font-family:x;src:url({there}/e.woff2)}}p{{font-family:x}}"),
        ('<img src="file:///etc/passwd" alt="x">', ""),
        ('<object data="ftp://127.0.0.1/x"></object>', ""),
    ],
)
def test_nothing_is_fetched(html: str, css: str, listener: tuple[str, list[str]]) -> None:
    there, asked = listener
    with pytest.raises(PrintFailed, match="may fetch nothing"):
        make_pdf(small(html.format(there=there), css.format(there=there)))
    assert asked == []


@pytest.mark.parametrize("html", ["{svg}", '<img alt="x" src="data:image/svg+xml,{quoted}">'])
def test_picture_in_a_picture_is_not_fetched(html: str, listener: tuple[str, list[str]]) -> None:
    """WeasyPrint draws on without it; what counts is that nobody was asked."""
    there, asked = listener
    svg = OUTWARD % there
    make_pdf(small(html.format(svg=svg, quoted=quote(svg))))
    assert asked == []


def test_data_in_the_document_is_allowed() -> None:
    dot = "data:image/svg+xml;base64," + base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"/>').decode()
    assert make_pdf(small(f'<p>Prov</p><img src="{dot}" alt="en prick">')).startswith(b"%PDF-")


def test_too_slow_is_stopped_and_the_child_is_gone(content: ReportContent) -> None:
    with pytest.raises(PrintFailed, match="too long"):
        make_pdf(printable(content), seconds=0.3)


def test_beats_while_it_works(content: ReportContent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "BEAT_SECONDS", 0.1)
    beats: list[int] = []
    make_pdf(small("<p>Prov</p>"), beat=lambda: beats.append(1))
    assert len(beats) > 1


def test_memory_is_bounded() -> None:
    """A table that would need gigabytes ends the child, not the machine."""
    script = "import reports.pdf as p; p.limit(); x = bytearray(3 << 30)"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=pdf.ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    assert ended.returncode != 0
    assert "MemoryError" in ended.stderr
