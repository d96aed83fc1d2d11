"""The article and the printed pages: what they say, and that they are safe and stable."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from reports.content import ReportContent
from reports.frozen import from_json, to_json
from reports.render.article import article
from reports.render.attachments import attachments
from reports.render.printed import printable
from tests.reports.builders import LONG, area, content, indicator, lacking, reading, series, three_states

SCHEMA_1 = Path(__file__).resolve().parents[1] / "data" / "editions" / "schema_1.json"


@pytest.fixture(scope="module")
def old() -> ReportContent:
    return from_json(SCHEMA_1.read_bytes())


def words(html: bytes | str) -> str:
    text = html.decode() if isinstance(html, bytes) else html
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\N{NO-BREAK SPACE}", " ").split())


def test_edition_of_schema_1_still_renders(old: ReportContent) -> None:
    assert to_json(old) == SCHEMA_1.read_bytes()
    said = words(article(old))
    assert "Anställda i IT-yrken" in said
    assert "År 2024 var andelen 3,0 procent i Gävleborg." in said
    assert words(printable(old).html).count("Digital kompetens") > 1


def test_article_is_a_part_of_a_page_and_nothing_that_acts(old: ReportContent) -> None:
    html = article(old).decode()
    assert html.startswith('<article class="report" lang="sv">')
    assert not re.search(r"<(script|style|link|h1|form|iframe)\b|\son\w+=|\sstyle=|javascript:", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    headings = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after - before <= 1 for before, after in zip([1, *headings], headings, strict=False))


def test_same_content_gives_the_same_words(old: ReportContent) -> None:
    assert article(old) == article(old)
    with translation.override("en"):
        assert article(old) == article(from_json(to_json(old))), "a Swedish report is Swedish whoever asks for it"
    assert printable(old).html == printable(old).html


@pytest.mark.parametrize("medium", ["article", "printed"])
def test_three_states_of_knowledge_are_told_apart(medium: str) -> None:
    made = three_states()
    said = words(article(made) if medium == "article" else printable(made).html)
    assert "3 Förbättras" in said
    assert "Gäller Sverige, inte Gävleborg" in said or "Sverige · procent av personer 16–74 år" in said
    assert "Källan har inte hämtats." in said
    assert "Ingen av områdets indikatorer har något värde ännu." in said
    assert LONG in said


@pytest.mark.parametrize("medium", ["article", "printed"])
def test_text_from_outside_is_escaped(medium: str) -> None:
    evil = '<script>alert("1")</script><img src=x>'
    made = content(area(3, "kom", indicator(name=evil, axis=evil), lacking(name=evil, absence=evil)), organisation=evil)
    html = article(made).decode() if medium == "article" else printable(made).html
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_inferred_year_and_missing_value_are_said() -> None:
    known = series(y2020="1.0", y2021=None, y2022="2.0")
    known = type(known)(known.place, (*known.readings, reading(2023, "2.5", inferred=True)))
    said = words(article(content(area(3, "kom", indicator(series=known)))))
    assert "omkring 2023" in said
    assert "2021 – –" in said or "inte publicerat än" in said or "2021 –" in said


def test_area_without_any_indicator_still_renders() -> None:
    empty = area(3, "", lacking(), indicators=(), lead="", own=0, borrowed=0, none=0)
    assert "Område 3" in words(article(content(empty)))
    assert "Område 3" in words(printable(content(empty)).html)


def test_each_series_and_comparison_travels_as_a_file(old: ReportContent) -> None:
    files = {one.name: one for one in attachments(old)}
    assert files["innehall.json"].data == to_json(old)
    assert files["innehall.json"].relationship == "Source"
    rows = files["kom02.csv"].data.decode().splitlines()
    assert rows[0].startswith("kod,plats,period,varde,")
    assert any(row.startswith("21,Gävleborg,2024,2.998,") for row in rows)
    assert {one.relationship for name, one in files.items() if name.endswith(".csv")} == {"Data"}
    assert {"kom02-regions.csv", "regioner.csv", "inn02-countries.csv"} <= set(files)


def test_cell_that_looks_like_a_formula_is_disarmed() -> None:
    known = series(y2020="-1.5", y2021="-2")
    made = indicator(
        series=type(known)(known.place, (reading(2020, "-1.5", note=""), reading(2021, "-2"))),
        source=indicator().source,
    )
    risky = type(known)(type(known.place)("21", "x", "=HYPERLINK(1)", "län"), made.known.readings)
    data = next(
        one for one in attachments(content(area(3, "kom", indicator(series=risky)))) if one.name == "kom01.csv"
    ).data
    assert b",'=HYPERLINK(1),2020,-1.5," in data


def test_print_has_no_address_to_fetch(old: ReportContent) -> None:
    made = printable(old)
    assert not re.search(r"""(src|href)=["'](?!#|https://framsteg\.example|data:)""", made.html)
    assert set(re.findall(r"url\((\w+):", made.css)) == {"data"}
    assert "@import" not in made.css
