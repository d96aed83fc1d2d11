"""SCB's file on ICT occupations: every line read, shares as sent, women's share computed from the file's counts."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from indicators.intake import scb_register
from indicators.intake.rows import RawRow

FILE: Path = settings.BASE_DIR / "fixtures" / "demo" / "scb_yrkesregister_it_yrken_lan_2014_2024.csv"


@pytest.fixture(scope="module")
def rows() -> list[RawRow]:
    return list(scb_register.read(FILE))


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


def test_read_when_whole_file_gives_every_line_once(rows: list[RawRow], original: dict[int, dict[str, str]]) -> None:
    shares = [row for row in rows if row.indicator == "KOM02"]
    assert [row.line for row in shares] == list(original)
    assert len(original) == 4356
    assert Counter(row.indicator for row in rows) == {"KOM02": 4356, "KOM03": 242}
    assert not list(scb_register.left_out(FILE))


def test_read_when_compared_with_the_file_has_the_same_text(
    rows: list[RawRow], original: dict[int, dict[str, str]]
) -> None:
    for row in rows:
        sent = original[row.line]
        assert row.territory == ("SE" if sent["lan_code"] == "00" else sent["lan_code"])
        assert row.period == sent["year"]
        assert row.numerator == sent["employees"]
        if row.indicator == "KOM02":
            assert (row.value, row.denominator) == (sent["share_pct"], sent["all_employees_known_occupation"])


def test_read_when_gavleborg_2024_has_the_published_figures(rows: list[RawRow]) -> None:
    total = one(rows, "KOM02", "21", "2024")
    assert (total.value, total.numerator, total.denominator, total.flags) == ("2.998", "3725", "124247", "")
    women = one(rows, "KOM03", "21", "2024")
    assert (women.value, women.numerator, women.denominator) == ("24.483", "912", "3725")
    assert women.note == scb_register.COMPUTED
    assert one(rows, "KOM02", "21", "2024", "kon=kvinnor").value == "1.486"
    assert one(rows, "KOM02", "21", "2024", "yrke=2512").numerator == "1287"
    assert one(rows, "KOM02", "21", "2024", "kon=man;yrke=251").territory == "21"


def test_read_when_women_are_computed_agrees_with_the_counts(rows: list[RawRow]) -> None:
    for row in rows:
        if row.indicator == "KOM03":
            share = Decimal(row.numerator) / Decimal(row.denominator) * 100
            assert abs(Decimal(row.value) - share) <= Decimal("0.0005")


@pytest.mark.parametrize(("year", "flags"), [("2018", ""), ("2019", "b"), ("2020", "b"), ("2021", "")])
def test_read_when_a_new_series_begins_flags_every_row(rows: list[RawRow], year: str, flags: str) -> None:
    assert {row.flags for row in rows if row.period == year} == {flags}


@pytest.mark.parametrize(
    ("territory", "year", "flags", "note"),
    [
        ("21", "2014", "u", scb_register.UNSURE),
        ("21", "2015", "u", scb_register.UNSURE),
        ("21", "2016", "u", scb_register.UNSURE),
        ("21", "2018", "", scb_register.CAUTION),
        ("21", "2019", "b", ""),
        ("20", "2014", "", ""),
        ("SE", "2014", "", ""),
    ],
)
def test_read_when_security_specialists_of_gavleborg_are_unsure(
    rows: list[RawRow], territory: str, year: str, flags: str, note: str
) -> None:
    row = one(rows, "KOM02", territory, year, "yrke=2516")
    assert (row.flags, row.note) == (flags, note)


def test_read_when_a_group_is_unknown_stops(tmp_path: Path) -> None:
    path = tmp_path / "scb.csv"
    header = "group,lan_code,lan_name,year,sex,employees,all_employees_known_occupation,share_pct\n"
    path.write_text(header + "NYTT,21,Gävleborgs län,2024,total,1,2,50.000\n", encoding="utf-8")
    with pytest.raises(KeyError, match="NYTT"):
        list(scb_register.read(path))
