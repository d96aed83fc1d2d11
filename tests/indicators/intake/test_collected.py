"""The collected figures: each with its own source, inferred years marked, unknown years and other measures left out."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from indicators.intake import collected
from indicators.intake.rows import RawRow

FILE: Path = settings.BASE_DIR / "fixtures" / "demo" / "published_figures_collected.csv"
HEADER = "indicator_key,area_level,area_code,area_name,reference_year,year_basis,value,unit,publisher,source,note\n"


@pytest.fixture(scope="module")
def rows() -> list[RawRow]:
    return list(collected.read(FILE))


@pytest.fixture(scope="module")
def original() -> dict[int, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return dict(enumerate(csv.DictReader(file), 2))


def one(rows: list[RawRow], indicator: str, territory: str, period: str, breakdown: str = "total") -> RawRow:
    (row,) = [
        row
        for row in rows
        if (row.indicator, row.territory, row.period, row.breakdown) == (indicator, territory, period, breakdown)
    ]
    return row


def test_read_when_whole_file_accounts_for_every_line(rows: list[RawRow], original: dict[int, dict[str, str]]) -> None:
    out = list(collected.left_out(FILE))
    assert len(rows) == 108
    assert Counter(item.reason for item in out) == {
        collected.NO_INDICATOR: 28,
        collected.NEAR: 4,
        collected.FROM_DESI: 2,
        collected.UNKNOWN_YEAR: 1,
        collected.OTHER_BASE: 1,
        collected.FROM_COMMISSION: 1,
    }
    assert sorted([row.line for row in rows] + [item.line for item in out]) == list(original)


def test_read_when_compared_with_the_file_has_the_same_text(
    rows: list[RawRow], original: dict[int, dict[str, str]]
) -> None:
    for row in rows:
        sent = original[row.line]
        assert (row.value, row.period, row.year_basis) == (sent["value"], sent["reference_year"], sent["year_basis"])
        assert sent["source"] in row.source
        assert row.territory == {"00": "SE", "EU27": "EU"}.get(sent["area_code"], sent["area_code"])


@pytest.mark.parametrize(
    ("indicator", "territory", "period", "value", "basis"),
    [
        ("INF04", "21", "2016", "66", "stated"),
        ("INF01", "21", "2020", "94", "inferred"),
        ("INF01", "21", "2022", "96", "inferred"),
        ("INF01", "2183", "2022", "98.7", "inferred"),
        ("INF01", "2180", "2022", "98.3", "inferred"),
        ("INF05", "21", "2022", "93", "inferred"),
        ("INF01", "20", "2017", "74.96774464", "stated"),
        ("INF01", "20", "2021", "93.67341144", "stated"),
        ("INF01", "SE", "2021", "96.5", "stated"),
        ("INF02", "SE", "2020", "68", "inferred"),
        ("INF06", "SE", "2023", "90.3", "stated"),
        ("INF07", "01", "2022", "97.54", "stated"),
        ("INF07", "SE", "2016", "9.9", "stated"),
        ("KOM05", "SE", "2020", "6", "stated"),
        ("INN05", "SE", "2023", "16", "stated"),
        ("INN02", "SE", "2024", "25.1", "stated"),
        ("LED01", "SE", "2021", "48", "stated"),
        ("LED06", "EU", "2023", "79.1", "stated"),
    ],
)
def test_read_when_sample_has_the_published_value(
    rows: list[RawRow], indicator: str, territory: str, period: str, value: str, basis: str
) -> None:
    row = one(rows, indicator, territory, period)
    assert (row.value, row.year_basis) == (value, basis)


def test_read_when_gavleborg_has_only_what_its_sources_say(rows: list[RawRow]) -> None:
    own = {(row.indicator, row.period, row.value) for row in rows if row.territory == "21"}
    assert own == {("INF01", "2020", "94"), ("INF01", "2022", "96"), ("INF04", "2016", "66"), ("INF05", "2022", "93")}
    assert not any(row.value == "98.4" for row in rows)


@pytest.mark.parametrize(
    ("indicator", "period", "breakdown", "value"),
    [
        ("KOM06", "2024", "total", "28"),
        ("KOM06", "2025", "kon=kvinnor", "38"),
        ("KOM06", "2025", "kon=man", "45"),
        ("KOM06", "2025", "alder=16-24", "67"),
        ("INN02", "2025", "storlek=250+", "72"),
        ("INN02", "2025", "storlek=0", "14"),
        ("INN02", "2021", "storlek=10-49", "8"),
    ],
)
def test_read_when_a_group_is_named_after_the_country(
    rows: list[RawRow], indicator: str, period: str, breakdown: str, value: str
) -> None:
    assert one(rows, indicator, "SE", period, breakdown).value == value


def test_read_when_the_source_gives_a_margin_of_error(rows: list[RawRow]) -> None:
    row = one(rows, "KOM06", "SE", "2025")
    assert (row.value, row.lower, row.upper) == ("42", "40", "44")
    assert one(rows, "KOM06", "SE", "2024").lower == ""


def test_read_when_a_remark_is_about_another_place_drops_it(rows: list[RawRow]) -> None:
    assert one(rows, "INF07", "01", "2022").note == ""
    assert one(rows, "INF07", "SE", "2022").note == "drygt"


def test_read_when_a_group_is_unknown_stops(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "ai_foretag,nation,00,Riket 3-7,2025,stated,1,%,SCB,x,\n", encoding="utf-8")
    with pytest.raises(KeyError, match="3-7"):
        list(collected.read(path))
