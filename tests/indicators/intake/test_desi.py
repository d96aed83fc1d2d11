"""The Commission's DESI files: fractions become per cent exactly, scores stay, and every line left out has a reason."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from indicators.intake import desi
from indicators.intake.rows import RawRow

FOLDER: Path = settings.BASE_DIR / "fixtures" / "demo"
OLD = FOLDER / "ec_desi_2017_2022_SE_EU.csv"
NEW = FOLDER / "ec_desi2026_country_facts.csv"


def sent(path: Path) -> dict[int, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return dict(enumerate(csv.DictReader(file), 2))


def one(path: Path, indicator: str, territory: str, period: str) -> RawRow:
    (row,) = [
        row for row in desi.read(path) if (row.indicator, row.territory, row.period) == (indicator, territory, period)
    ]
    return row


@pytest.mark.parametrize(
    ("path", "figures", "reasons"),
    [
        (OLD, 150, {desi.NO_INDICATOR: 480, desi.IN_EUROSTAT: 5, desi.SAME_YEAR: 5}),
        (NEW, 358, {desi.NO_INDICATOR: 299, desi.TARGET: 14, desi.IN_EUROSTAT: 5, desi.IN_SCB: 1}),
    ],
)
def test_read_when_whole_file_accounts_for_every_line(path: Path, figures: int, reasons: dict[str, int]) -> None:
    rows, out = list(desi.read(path)), list(desi.left_out(path))
    assert len(rows) == figures
    assert Counter(item.reason for item in out) == reasons
    assert sorted([row.line for row in rows] + [item.line for item in out]) == list(sent(path))


def test_read_when_old_edition_converts_fractions_and_leaves_scores() -> None:
    original = sent(OLD)
    for row in desi.read(OLD):
        raw = Decimal(original[row.line]["value_raw"])
        expected = raw if original[row.line]["unit"].startswith("Score") else raw * 100
        assert abs(Decimal(row.value) - expected) <= Decimal("0.000000005")
        assert len(row.value.partition(".")[2]) <= 8
        assert row.period == original[row.line]["reference_year"]


@pytest.mark.parametrize(
    ("path", "indicator", "territory", "period", "value"),
    [
        (OLD, "INN02", "SE", "2021", "9.9228"),
        (OLD, "INN01", "SE", "2021", "86.0579"),
        (OLD, "INF08", "SE", "2021", "82.54638581"),
        (OLD, "INF06", "SE", "2020", "13.58762506"),
        (OLD, "INF06", "EE", "2020", "0"),
        (OLD, "LED03", "EU", "2016", "58.2275"),
        (OLD, "LED04", "SE", "2021", "85.41269841"),
        (OLD, "LED05", "EE", "2021", "97.5"),
        (OLD, "KOM08", "SE", "2020", "32.1452"),
        (OLD, "INN08", "SE", "2021", "33.2843"),
        (NEW, "INN02", "SE", "2025", "35.04"),
        (NEW, "TRY01", "SE", "2024", "64.17"),
        (NEW, "INF08", "SE", "2025", "89.839191"),
        (NEW, "INF06", "EU", "2025", "96.785653"),
        (NEW, "LED04", "EU", "2025", "84.644388"),
        (NEW, "LED03", "SE", "2025", "97.47"),
        (NEW, "KOM06", "EU", "2025", "32.66"),
        (NEW, "KOM01", "AT", "2025", "69.77"),
    ],
)
def test_read_when_sample_has_the_published_value(
    path: Path, indicator: str, territory: str, period: str, value: str
) -> None:
    assert one(path, indicator, territory, period).value == value


def test_read_when_new_edition_keeps_the_number_sent() -> None:
    original = sent(NEW)
    for row in desi.read(NEW):
        assert Decimal(row.value) == Decimal(original[row.line]["value"])
        assert row.source_flag == original[row.line]["flags"]
        assert row.note == desi.TEST_FILE


def test_read_when_flags_are_known_and_unknown() -> None:
    assert one(NEW, "TRY01", "SE", "2024").flags == "b"
    estonia = one(NEW, "INN01", "EE", "2025")
    assert (estonia.flags, estonia.source_flag) == ("", "d")


def test_read_when_greece_is_called_el_uses_our_code() -> None:
    territories = {row.territory for row in desi.read(NEW)}
    assert "GR" in territories
    assert "EL" not in territories


@pytest.mark.parametrize("territory", ["SE", "DK", "FI", "EE", "EU"])
def test_read_when_eurostat_has_basic_skills_leaves_it_there(territory: str) -> None:
    assert not [
        row for path in (OLD, NEW) for row in desi.read(path) if (row.indicator, row.territory) == ("KOM01", territory)
    ]


def test_read_when_two_editions_have_the_same_year_they_agree() -> None:
    original = sent(OLD)
    kept = {(row.indicator, row.territory, row.period): row for row in desi.read(OLD)}
    for item in desi.left_out(OLD):
        line = original[item.line]
        if item.reason == desi.SAME_YEAR:
            row = kept[desi.OLD[line["indicator"][:3]], line["country"], line["reference_year"]]
            assert original[row.line]["desi_edition"] > line["desi_edition"]
            assert original[row.line]["value_raw"] == line["value_raw"]
