"""Read the collected figures: single values from news, reports and open repositories, each with its own source."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from indicators.intake.rows import LeftOut, RawRow, breakdown, lines

INDICATORS = {
    "bredband_1gbit_hushall": "INF01",
    "bredband_1gbit_hushall_glesbygd": "INF02",
    "bredband_100mbit_hushall": "INF04",
    "bredband_1gbit_foretag": "INF05",
    "5g_tackning_hushall": "INF06",
    "desi_5gcov": "INF06",
    "yttackning_4g5g_30mbit": "INF07",
    "desi_vhcn": "INF08",
    "sallan_eller_ickeanvandare": "KOM05",
    "genai_anvandning": "KOM06",
    "ai_foretag": "INN02",
    "foretag_digital_affarsutveckling_stor_utstrackning": "INN05",
    "dimios_digital_mognad": "LED01",
    "desi_aehr": "LED06",
}
TERRITORIES = {"00": "SE", "EU27": "EU"}
#: Groups of people and enterprises, as the file names them after the country; the whole is our total.
AGES = {age: {"alder": age} for age in ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74")}
SIZES = {size: {"storlek": size} for size in ("0", "1-4", "5-9", "10-49", "50-249", "250+")}
GROUPS: dict[str, dict[str, dict[str, str]]] = {
    "genai_anvandning": {"16-74": {}, "män 16-74": {"kon": "man"}, "kvinnor 16-74": {"kon": "kvinnor"}, **AGES},
    "ai_foretag": {"10+": {}, **SIZES},
}
MARGIN = re.compile(r"felmarginal ±(\d+) pe")

UNKNOWN_YEAR = "Källan säger inte vilket år värdet avser."
NEAR = "Måttet räknar även fiber i absoluta närheten och är ett annat än indikatorns."
OTHER_BASE = "Måttet avser hushåll och företag tillsammans, indikatorn hushåll eller befolkning."
NO_INDICATOR = "Ingen av våra indikatorer mäter detta."
FROM_COMMISSION = "EU-kommissionen anger samma år med fler decimaler (90,3), vilket används."
FROM_DESI = "Värdet finns i DESI 2026 med fler decimaler (35,04), vilket används."

#: A remark on other counties' rows that is about Gävleborg; it stands with the indicator instead.
ABOUT_ANOTHER_PLACE = "Gävleborg finns i originaltabellen men inte i det lagrade utdraget"

#: What a reader must know of a figure besides what the file says.
REMARKS = {
    ("bredband_100mbit_hushall", "2022"): "Källan skriver hushåll; Koladas mått avser befolkning från 2021.",
    ("bredband_100mbit_hushall", "2023"): "Källan skriver hushåll; Koladas mått avser befolkning från 2021.",
    ("bredband_1gbit_hushall_glesbygd", "2020"): "Året är härlett: artikeln bygger på PTS kartläggning i oktober 2020.",
    ("dimios_digital_mognad", "2021"): "Genomsnitt för kommuner och regioner i SKR:s projekt, inte hela riket.",
}


def read(path: Path) -> Iterator[RawRow]:
    """One row per line with a known year that one of our indicators uses; years may be inferred, and say so.

    Raises KeyError for a group of people or enterprises that is not known.
    """
    for line, row in lines(path):
        if not _reason(row):
            yield _figure(line, row)


def left_out(path: Path) -> Iterator[LeftOut]:
    """Every other line, with the reason."""
    for line, row in lines(path):
        if reason := _reason(row):
            yield LeftOut(line=line, reason=reason)


def _reason(row: dict[str, str]) -> str:
    key, year = row["indicator_key"], row["reference_year"]
    if key.endswith("_inkl_narhet"):
        return NEAR
    if key not in INDICATORS:
        return NO_INDICATOR
    if not year or row["year_basis"] not in {"stated", "inferred"}:
        return UNKNOWN_YEAR
    if "hushåll och företag" in row["unit"]:
        return OTHER_BASE
    if key == "5g_tackning_hushall" and year == "2023":
        return FROM_COMMISSION
    if key == "ai_foretag" and year == "2025" and not _members(row):
        return FROM_DESI
    return ""


def _members(row: dict[str, str]) -> dict[str, str]:
    """The group a line is about, as members on our axes. Raises KeyError for a group that is not known."""
    groups = GROUPS.get(row["indicator_key"])
    if groups is None:
        return {}
    _country, _, group = row["area_name"].partition(" ")
    return groups[group.removesuffix(" anställda")]


def _figure(line: int, row: dict[str, str]) -> RawRow:
    margin = MARGIN.search(row["note"])
    value = Decimal(row["value"])
    remark = REMARKS.get((row["indicator_key"], row["reference_year"]), "")
    note = row["note"] if row["note"] != ABOUT_ANOTHER_PLACE else ""
    return RawRow(
        line=line,
        indicator=INDICATORS[row["indicator_key"]],
        territory=TERRITORIES.get(row["area_code"], row["area_code"]),
        period=row["reference_year"],
        value=row["value"],
        breakdown=breakdown(**_members(row)),
        lower=str(value - int(margin[1])) if margin else "",
        upper=str(value + int(margin[1])) if margin else "",
        year_basis=row["year_basis"],
        source=row["source"] if row["source"].startswith("http") else f"{row['publisher']}: {row['source']}",
        note=" ".join(part for part in (remark, note) if part),
    )
