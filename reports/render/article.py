"""Write the report as an article for the site: the bytes that are reviewed, sealed and shown for ever after."""

from django.template.loader import render_to_string
from django.utils import translation

from indicators.charts.theme import Medium
from reports.content import ReportContent
from reports.render.book import make_book


def article(content: ReportContent) -> bytes:
    """Return UTF-8 HTML without scripts, styles and headings of level one, in the content's language."""
    with translation.override(content.language):
        book = make_book(content, Medium.WEB)
        return render_to_string("reports/article/article.html", {"book": book}).encode()
