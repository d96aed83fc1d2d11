"""Drawing: tidy, escaped, twice for two widths, and WeasyPrint reads it."""

from collections.abc import Callable

from django.utils import translation
from django.utils.safestring import SafeString

from indicators.charts.drawing import draw, draw_pair
from indicators.charts.line import line
from indicators.charts.theme import PRINT_BODY
from indicators.charts.traces import Trace


def test_pair_has_two_drawings_with_own_ids(make: Callable[..., Trace]) -> None:
    trace = make("A", {2020: "1", 2021: "2"})
    markup = draw_pair(lambda size, uid: line(trace, uid=uid, subject="s", size=size), uid="x")
    assert isinstance(markup, SafeString)
    assert markup.startswith('<div class="wide"><svg ')
    assert '</div><div class="narrow"><svg ' in markup
    assert 'id="x-w-t"' in markup
    assert 'id="x-n-t"' in markup


def test_markup_is_tidy(make: Callable[..., Trace]) -> None:
    svg = draw(line(make("A", {2020: "1"}), uid="x", subject="s"))
    assert isinstance(svg, SafeString)
    assert "\n\n" not in svg
    assert "{{" not in svg


def test_no_coordinate_is_localized(make: Callable[..., Trace]) -> None:
    with translation.override("sv"):
        svg = draw(line(make("A", {2020: "1.5", 2023: "2.25"}), uid="x", subject="s"))
    assert 'd="M' in svg
    assert not [part for part in svg.split('d="')[1:] if "," in part.split('"')[0]]


def test_weasyprint_makes_the_title_the_pictures_text(make: Callable[..., Trace]) -> None:
    from weasyprint import HTML

    with translation.override("sv"):
        svg = draw(line(make("Gävleborg", {2020: "1", 2021: "2"}), uid="x", subject="IT-yrken", size=PRINT_BODY))
    page = f'<html lang="sv"><title>t</title><body><h1>t</h1>{svg}</body></html>'
    pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    assert pdf is not None
    title = "IT-yrken: Gävleborg 1,0 2020 och 2,0 2021."
    assert title.encode("utf-16-be").hex().encode() in pdf.lower() or title.encode("utf-16-be") in pdf
