"""Read our extracts of Eurostat tables: internet and broadband at home, daily use, basic skills, farms."""

from collections.abc import Iterator
from pathlib import Path

from indicators.intake.rows import LeftOut, RawRow, breakdown, known_flags, lines

TABLES = {
    "isoc_r_iacc_h": "INF09",
    "isoc_r_broad_h": "INF13",
    "isoc_r_iuse_i": "KOM04",
    "isoc_sk_dskl_i21": "KOM01",
    "ef_mp_digi": "INN06",
}
#: Eurostat's codes that are not ours.
TERRITORIES = {"EU27_2020": "EU", "EL": "GR"}
#: Degree of urbanisation of where people live.
URBANISATION = {"IND_TOTAL": "", "IND_DEG1": "stad", "IND_DEG2": "tatort", "IND_DEG3": "landsbygd"}
TECHNOLOGIES = {"MIS_USE": "driftledning", "MAC_PFRM": "precision", "MAC_ROB": "robot"}

OTHER_TECHNOLOGY = "Tekniken ingår inte i indikatorn INN06."
NOT_RELIABLE = "Eurostat anger inget värde, bara att det är osäkert (u)."
COMPUTED = "Andelen är uträknad ur antalen i Eurostats tabell."


def read(path: Path) -> Iterator[RawRow]:
    """One row per line, in per cent; a cell that Eurostat leaves empty as unreliable becomes a reasoned absence.

    Which table a line comes from stands in its column `dataset`. Raises KeyError for a table that is not known.
    """
    for line, row in lines(path):
        if not _unused(row):
            yield _figure(line, row)


def left_out(path: Path) -> Iterator[LeftOut]:
    """Farm technologies that the indicator does not name."""
    return (LeftOut(line=line, reason=OTHER_TECHNOLOGY) for line, row in lines(path) if _unused(row))


def _unused(row: dict[str, str]) -> bool:
    return row["dataset"] == "ef_mp_digi" and row["agr_inp"] not in TECHNOLOGIES


def _figure(line: int, row: dict[str, str]) -> RawRow:
    farms = row["dataset"] == "ef_mp_digi"
    value = row["share_pct"] if farms else row["value"]
    flag = row.get("obs_flag", "")
    if not value and "u" not in flag:
        raise ValueError(f"line {line}: no value and no reason")
    return RawRow(
        line=line,
        indicator=TABLES[row["dataset"]],
        territory=TERRITORIES.get(row["geo"], row["geo"]),
        period=row["year"],
        value=value,
        missing="" if value else "not-reliable",
        breakdown=breakdown(
            bygd=URBANISATION[row.get("ind_type", "IND_TOTAL")],
            teknik=TECHNOLOGIES[row["agr_inp"]] if farms else "",
        ),
        numerator=row["farms_with_technology"] if farms else "",
        denominator=row["farms_total"] if farms else "",
        flags=known_flags(flag),
        source_flag=flag,
        source=f"Eurostat, {row['dataset']}",
        note=COMPUTED if farms else "" if value else NOT_RELIABLE,
    )
