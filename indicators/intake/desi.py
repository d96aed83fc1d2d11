"""Read the European Commission's DESI files: the editions 2017–2022, and the country facts of 2026."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

from indicators.intake.rows import LeftOut, RawRow, known_flags, lines

#: Indicators of the editions 2017–2022, by their number in the index.
OLD = {
    "1a1": "KOM01",
    "1b3": "KOM08",
    "2b2": "INF08",
    "2c2": "INF06",
    "3a1": "INN01",
    "3b4": "INN03",
    "3b5": "INN02",
    "3c1": "INN08",
    "4a1": "LED03",
    "4a3": "LED04",
    "4a4": "LED05",
}
NEW = {
    "desi_dsk_bab": "KOM01",
    "desi_genai": "KOM06",
    "desi_itic": "TRY06",
    "desi_vhcn": "INF08",
    "desi_5gcov": "INF06",
    "desi_sme_di3_gelo": "INN01",
    "desi_ent_secmge5": "TRY01",
    "desi_da": "INN04",
    "desi_cloud": "INN03",
    "desi_ai": "INN02",
    "desi_egov_users_anys": "LED03",
    "desi_dps_cit": "LED04",
    "desi_dps_biz": "LED05",
}
TERRITORIES = {"EL": "GR"}
#: Figures that a source closer to the origin gives: Eurostat's own table for basic skills, SCB for generative AI.
FROM_EUROSTAT = frozenset({"SE", "DK", "FI", "EE", "EU"})
ELSEWHERE = {"KOM01": FROM_EUROSTAT, "KOM06": frozenset({"SE"})}

NO_INDICATOR = "Ingen av våra indikatorer mäter detta."
TARGET = "EU:s mål, inte ett utfall; målen finns i referensdata."
SAME_YEAR = "Samma år upprepas i en senare utgåva av DESI, som används."
IN_EUROSTAT = "Värdet finns i Eurostats egen tabell, som används."
IN_SCB = "Värdet finns hos SCB med felmarginal, som används."
FRACTION = "Omräknat från bråktal till procent, avrundat till åtta decimaler."
ROUNDED = "Avrundat till åtta decimaler."
TEST_FILE = "Ur en testfil i EU-kommissionens öppna verktyg; ska läsas om mot originalet."
DECIMALS = Decimal("0.00000001")


def read(path: Path) -> Iterator[RawRow]:
    """One row per line that one of our indicators uses, in per cent or points; the header tells the layout."""
    return (item for item in _sorted(path) if isinstance(item, RawRow))


def left_out(path: Path) -> Iterator[LeftOut]:
    """Every other line, with the reason."""
    return (item for item in _sorted(path) if isinstance(item, LeftOut))


def _sorted(path: Path) -> Iterator[RawRow | LeftOut]:
    rows = list(lines(path))
    if rows and "desi_edition" in rows[0][1]:
        newest: dict[tuple[str, str, str], str] = {}
        for _, row in rows:
            key = (row["indicator"], row["country"], row["reference_year"])
            newest[key] = max(newest.get(key, ""), row["desi_edition"])
        yield from (_old(line, row, newest) for line, row in rows)
    else:
        yield from (_new(line, row) for line, row in rows)


def _elsewhere(indicator: str, territory: str) -> str:
    if territory not in ELSEWHERE.get(indicator, ()):
        return ""
    return IN_EUROSTAT if indicator == "KOM01" else IN_SCB


def _old(line: int, row: dict[str, str], newest: dict[tuple[str, str, str], str]) -> RawRow | LeftOut:
    indicator = OLD.get(row["indicator"].split(" ", 1)[0], "")
    reason = "" if indicator else NO_INDICATOR
    reason = reason or _elsewhere(indicator, row["country"])
    if not reason and row["desi_edition"] != newest[row["indicator"], row["country"], row["reference_year"]]:
        reason = SAME_YEAR
    if reason:
        return LeftOut(line=line, reason=reason)
    fraction = row["unit"].startswith("%")
    value, rounded = _plain(Decimal(row["value_raw"]) * (100 if fraction else 1))
    return RawRow(
        line=line,
        indicator=indicator,
        territory=TERRITORIES.get(row["country"], row["country"]),
        period=row["reference_year"],
        value=value,
        source=f"Europeiska kommissionen, DESI {row['desi_edition']}: {row['indicator']}",
        note=FRACTION if fraction else ROUNDED if rounded else "",
    )


def _new(line: int, row: dict[str, str]) -> RawRow | LeftOut:
    indicator = NEW.get(row["indicator_code"], "")
    reason = TARGET if row["breakdown"].startswith("dd_target") else "" if indicator else NO_INDICATOR
    reason = reason or _elsewhere(indicator, row["country"])
    if reason:
        return LeftOut(line=line, reason=reason)
    value, _ = _plain(Decimal(row["value"]))
    return RawRow(
        line=line,
        indicator=indicator,
        territory=TERRITORIES.get(row["country"], row["country"]),
        period=row["reference_year"],
        value=value,
        flags=known_flags(row["flags"]),
        source_flag=row["flags"],
        source=f"Europeiska kommissionen, DESI 2026: {row['indicator_code']}",
        note=TEST_FILE,
    )


def _plain(value: Decimal) -> tuple[str, bool]:
    """The number as text with at most eight decimals and no idle zeros, and whether it had to be rounded."""
    kept = value.quantize(DECIMALS, ROUND_HALF_EVEN)
    return f"{kept.normalize():f}", kept != value
