"""Write the pages of the PDF: print HTML, its style sheet with fonts and signs, and the files it carries."""

import base64
import re
from datetime import UTC, datetime, time
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.charts.theme import Medium
from indicators.progress import Status
from indicators.standings import NO_DATA
from indicators.wording import NBSP, status_word
from reports.content import ReportContent
from reports.frozen import checksum, to_json
from reports.pdf import Printable
from reports.render.attachments import attachments
from reports.render.book import Book, make_book

FONTS = {400: "framsteg-sans-regular.woff2", 600: "framsteg-sans-semibold.woff2"}
#: A name that is longer takes a smaller letter on the cover.
_LONG_NAME = 11
_MARKUP = re.compile(r"(<svg.*?</svg>|<[^>]+>)", re.DOTALL)


def printable(content: ReportContent) -> Printable:
    """Return all that the PDF is made of, in the content's language; the same content gives the same bytes."""
    with translation.override(content.language):
        book = make_book(content, Medium.PRINT)
        files = attachments(content)
        html = render_to_string("reports/print/document.html", _context(book, len(files) - 1))
        at = datetime.combine(content.frozen_on, time(12), UTC)
        return Printable(html=_typography(html), css=style_sheet(), files=files, at=at)


def _context(book: Book, csv_count: int) -> dict[str, object]:
    content = book.content
    sum_ = checksum(to_json(content))
    blocks = [sum_[start : start + 8] for start in range(0, 64, 8)]
    number, day = content.edition, date_format(content.frozen_on, "j F Y")
    return {
        "book": book,
        "title": content.title,
        "edition": _("Utgåva %(number)d · %(day)s") % {"number": number, "day": day},
        "long_name": len(content.place.short) > _LONG_NAME,
        "meanings": _meanings(),
        "reliabilities": _reliabilities(content),
        "sum_first": " ".join(blocks[:4]),
        "sum_last": " ".join(blocks[4:]),
        "csv_count": csv_count,
    }


def _meanings() -> list[tuple[str, str, str]]:
    """Return every status with its word and what it takes, as the key shows them."""
    told = {
        Status.ACHIEVED: _("Värdet har nått målet."),
        Status.ON_TRACK: _("Minst 95 procent av takten som krävs."),
        Status.TOO_SLOW: _("60–95 procent av takten som krävs."),
        Status.HARDLY_MOVING: _("0–60 procent av takten som krävs."),
        Status.MOVING_AWAY: _("Utvecklingen går från målet."),
        Status.MISSED: _("Målåret är passerat, målet är inte nått."),
        Status.IMPROVING: _("Utan mål: åt rätt håll, minst 1 procent om året."),
        Status.UNCHANGED: _("Utan mål: mindre än 1 procent om året."),
        Status.WORSENING: _("Utan mål: åt fel håll, minst 1 procent om året."),
        Status.NOT_ASSESSABLE: _("Orsaken anges alltid."),
    }
    return [(status.value, status_word(status), words) for status, words in told.items()]


def _reliabilities(content: ReportContent) -> list[tuple[str, str]]:
    """Return each source once, in order of appearance: its name and how sure what we know of it is."""
    found: dict[str, dict[str, None]] = {}
    for indicator in content.indicators:
        if indicator.series:
            found.setdefault(indicator.source.name, {}).setdefault(indicator.source.reference)
    return [
        (name, ", ".join(reference for reference in references if reference) + ".")
        for name, references in found.items()
    ]


def _typography(html: str) -> str:
    """Keep together what belongs together, in text only: IT-, spans of years, a number and its word."""
    parts = []
    for part in _MARKUP.split(html):
        if not part.startswith("<"):
            part = re.sub(r"\b(IT|it|e|AI|CSV|PDF)-(?=[a-zåäö])", "\\1\N{NON-BREAKING HYPHEN}", part)
            part = re.sub(r"\b(EU|Mål|Figur|Tabell|SSYK|Liggarpost|liggarpost) (?=\d)", rf"\1{NBSP}", part)
            part = re.sub(r"(?<=\d) (?=(?:procent|poäng|Gbit|Mbit|år|%|av \d))", NBSP, part)
            part = re.sub(r"(\d{2,4}–\d{2,4}|\b\w{1,6}/\w{1,4}\b|innehall\.json)", r'<span class="nb">\1</span>', part)
        parts.append(part)
    return "".join(parts)


@cache
def style_sheet() -> str:
    """Return print.css with the fonts and the status signs in it, so that nothing needs to be fetched."""
    faces = [
        f'@font-face{{font-family:"Framsteg Sans";font-weight:{weight};src:url({_data("font/woff2", font)})}}'
        for weight, name in FONTS.items()
        for font in [(settings.BASE_DIR / "static" / "fonts" / name).read_bytes()]
    ]
    signs = [
        f".s-{status}{{background-image:url({_data('image/svg+xml', _sign(status))})}}" for status in [*Status, NO_DATA]
    ]
    css = (settings.BASE_DIR / "static" / "css" / "print.css").read_text(encoding="utf-8")
    return "\n".join([*faces, css, *signs])


def _sign(status: str) -> bytes:
    svg = render_to_string("components/status_icon.html", {"status": status, "title": ""})
    return svg[svg.index("<svg") :].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).strip().encode()


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
