"""Our extracts of Eurostat tables: values as sent, flags verbatim and in our letters, empty cells with their reason."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from indicators.intake import eurostat_extract
from indicators.intake.rows import RawRow

FOLDER: Path = settings.BASE_DIR / "fixtures" / "demo"
IACC = "eurostat_isoc_r_iacc_h_SE_2006_2025.csv"
BROAD = "eurostat_isoc_r_broad_h_SE_2006_2021.csv"
DAILY = "eurostat_isoc_r_iuse_i_daily_SE_2006_2019.csv"
SKILLS = "eurostat_isoc_sk_dskl_i21_basic_skills_SE_nordic_EU_2021_2025.csv"
FARMS = "eurostat_ef_mp_digi_farms_SE_nuts2_2023.csv"


def sent(name: str) -> dict[int, dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return dict(enumerate(csv.DictReader(file), 2))


def one(name: str, territory: str, period: str, breakdown: str = "total") -> RawRow:
    (row,) = [
        row
        for row in eurostat_extract.read(FOLDER / name)
        if (row.territory, row.period, row.breakdown) == (territory, period, breakdown)
    ]
    return row


@pytest.mark.parametrize(
    ("name", "indicator", "count", "skipped"),
    [
        (IACC, "INF09", 210, 0),
        (BROAD, "INF13", 162, 0),
        (DAILY, "KOM04", 113, 0),
        (SKILLS, "KOM01", 54, 0),
        (FARMS, "INN06", 24, 16),
    ],
)
def test_read_when_whole_file_accounts_for_every_line(name: str, indicator: str, count: int, skipped: int) -> None:
    rows = list(eurostat_extract.read(FOLDER / name))
    out = list(eurostat_extract.left_out(FOLDER / name))
    assert {row.indicator for row in rows} == {indicator}
    assert (len(rows), len(out)) == (count, skipped)
    assert sorted([row.line for row in rows] + [item.line for item in out]) == list(sent(name))


@pytest.mark.parametrize("name", [IACC, BROAD, DAILY, SKILLS, FARMS])
def test_read_when_compared_with_the_file_has_the_same_text(name: str) -> None:
    original = sent(name)
    for row in eurostat_extract.read(FOLDER / name):
        line = original[row.line]
        assert row.value == line.get("share_pct", line.get("value"))
        assert row.source_flag == line.get("obs_flag", "")
        assert row.period == line["year"]
        assert row.territory == {"EU27_2020": "EU"}.get(line["geo"], line["geo"])


@pytest.mark.parametrize(
    ("name", "territory", "period", "breakdown", "value", "flags"),
    [
        (IACC, "SE31", "2025", "total", "93.82", ""),
        (IACC, "SE", "2025", "total", "95.72", ""),
        (IACC, "SE31", "2016", "total", "89.08", "b"),
        (IACC, "SE32", "2017", "total", "100.00", "u"),
        (BROAD, "SE31", "2021", "total", "89.80", ""),
        (BROAD, "SE32", "2019", "total", "97.49", "bu"),
        (DAILY, "SE31", "2019", "total", "89.0", ""),
        (DAILY, "SE", "2006", "total", "61.0", ""),
        (SKILLS, "SE", "2025", "total", "69.99", ""),
        (SKILLS, "SE", "2025", "bygd=stad", "75.11", ""),
        (SKILLS, "SE", "2025", "bygd=landsbygd", "62.59", ""),
        (SKILLS, "EU", "2025", "total", "60.40", ""),
        (FARMS, "SE31", "2023", "teknik=driftledning", "24.06", ""),
        (FARMS, "SE31", "2023", "teknik=precision", "7.23", ""),
        (FARMS, "SE31", "2023", "teknik=robot", "6.45", ""),
    ],
)
def test_read_when_sample_has_the_published_value(
    name: str, territory: str, period: str, breakdown: str, value: str, flags: str
) -> None:
    row = one(name, territory, period, breakdown)
    assert (row.value, row.flags, row.missing) == (value, flags, "")


def test_read_when_the_cell_is_empty_gives_the_reason() -> None:
    row = one(BROAD, "SE31", "2013")
    assert (row.value, row.missing, row.flags, row.source_flag) == ("", "not-reliable", "u", "u")
    missing = [row.period for row in eurostat_extract.read(FOLDER / BROAD) if row.missing]
    assert Counter(missing) == {"2013": 12}


def test_read_when_farms_are_shares_agrees_with_their_counts() -> None:
    for row in eurostat_extract.read(FOLDER / FARMS):
        share = Decimal(row.numerator) / Decimal(row.denominator) * 100
        assert abs(Decimal(row.value) - share) <= Decimal("0.005")
        assert row.note == eurostat_extract.COMPUTED


@pytest.mark.parametrize(
    ("line", "error"), [("isoc_ny,PC_HH,SE,2025,1,", KeyError), ("isoc_r_broad_h,PC_HH,SE,2025,,", ValueError)]
)
def test_read_when_the_file_is_not_known_stops(tmp_path: Path, line: str, error: type[Exception]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"dataset,unit,geo,year,value,obs_flag\n{line}\n", encoding="utf-8")
    with pytest.raises(error):
        list(eurostat_extract.read(path))
