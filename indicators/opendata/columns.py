"""Name every column that is published, once: headers, types and documentation all come from here."""

from dataclasses import dataclass
from enum import StrEnum


class Table(StrEnum):
    """What a row is."""

    FIGURES = "figures"  # one figure: the newest revision of an indicator, place, breakdown, voice and period
    STANDINGS = "standings"  # one indicator in one place: newest figure, where it is from, target, status
    LEDGER = "ledger"  # one entry of the ledger


class Type(StrEnum):
    """How a cell is written. Only text is guarded against being read as a formula."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"  # true or false


@dataclass(frozen=True, slots=True)
class Column:
    """A published column: its header, type, meaning, and the tables it stands in."""

    name: str
    type: Type
    words: str
    tables: tuple[Table, ...]


_F, _S, _L = Table.FIGURES, Table.STANDINGS, Table.LEDGER

COLUMNS = (
    Column("indicator_code", Type.TEXT, "The indicator's code.", (_F, _S)),
    Column("indicator_name", Type.TEXT, "Its name, in the language of the address.", (_F, _S)),
    Column("area", Type.TEXT, "Address names of its focus areas in the asked strategy, joined by a space.", (_S,)),
    Column("territory_code", Type.TEXT, "The place asked about: EU, SE, SE31, 21, 2180.", (_F, _S)),
    Column("territory_level", Type.TEXT, "union, country, nuts1, nuts2, region (län) or kommun.", (_F, _S)),
    Column("territory_name", Type.TEXT, "The place's short name.", (_F, _S)),
    Column("breakdown", Type.TEXT, "`total`, or members joined by `;`: `kon=kvinnor;yrke=251`.", (_F,)),
    Column("voice", Type.TEXT, "Whose figure: `source` or the `region`'s own.", (_F,)),
    Column("origin", Type.TEXT, "`own`, `borrowed` from a larger place, or `none`.", (_S,)),
    Column("place_code", Type.TEXT, "The place that the figure describes; the larger one where it is borrowed.", (_S,)),
    Column("place_name", Type.TEXT, "That place's short name.", (_S,)),
    Column(
        "period", Type.TEXT, "2024, 2024-H1, 2024-Q1, 2024-03, 2023/24 (school year), 2023-2024 (two years).", (_F, _S)
    ),
    Column("year_basis", Type.TEXT, "`stated` by the source, or `inferred` by us.", (_F, _S)),
    Column("value", Type.NUMBER, "The figure, exactly as stored. Empty where there is none.", (_F, _S)),
    Column("unit", Type.TEXT, "What it counts.", (_F, _S)),
    Column("missing", Type.TEXT, "Why there is no value; empty where there is one.", (_F,)),
    Column("decimals", Type.NUMBER, "The decimals that were reported.", (_F,)),
    Column("numerator", Type.NUMBER, "Of a share, where it is known.", (_F,)),
    Column("denominator", Type.NUMBER, "Of a share, where it is known.", (_F,)),
    Column("lower", Type.NUMBER, "The lower end of the interval of uncertainty.", (_F,)),
    Column("upper", Type.NUMBER, "The upper end.", (_F,)),
    Column("sample", Type.NUMBER, "The number of answers in a survey.", (_F,)),
    Column("preliminary", Type.FLAG, "The source calls it preliminary.", (_F, _S)),
    Column("estimated", Type.FLAG, "The source calls it estimated.", (_F,)),
    Column("series_break", Type.FLAG, "A new series begins here; do not compare with earlier periods.", (_F,)),
    Column("low_reliability", Type.FLAG, "The source calls it unreliable.", (_F,)),
    Column("source_flag", Type.TEXT, "The source's own mark, verbatim.", (_F,)),
    Column("source", Type.TEXT, "Where the figure, or the indicator, comes from.", (_F, _S)),
    Column("note", Type.TEXT, "What was written with the figure (Swedish).", (_F,)),
    Column("goal", Type.NUMBER, "The value to reach in the place described.", (_S,)),
    Column("goal_period", Type.TEXT, "When.", (_S,)),
    Column("status", Type.TEXT, "The status key, as docs/vocabulary.md lists them, or `no-data`.", (_S,)),
    Column("cause", Type.TEXT, "Why a status is `not-assessable`.", (_S,)),
    Column("rule", Type.TEXT, "The rule and its version that gave the status.", (_S,)),
    Column(
        "actual", Type.NUMBER, "Change a year: in the unit under linear rules, in per cent under the others.", (_S,)
    ),
    Column("required", Type.NUMBER, "The change a year that the goal requires, in the same measure.", (_S,)),
    Column("points", Type.NUMBER, "How many periods since the last break the status rests on.", (_S,)),
    Column("revision", Type.NUMBER, "1 for the first, 2 for the first correction, and so on.", (_F,)),
    Column("entry", Type.NUMBER, "The ledger entry that made it public.", (_F, _L)),
    Column("at", Type.TEXT, "When, ISO 8601 with zone.", (_L,)),
    Column("kind", Type.TEXT, "reference, definition, placement, target, figures or report.", (_L,)),
    Column("organisation", Type.TEXT, "Who answers for it.", (_L,)),
    Column("role", Type.TEXT, "In which role it was decided.", (_L,)),
    Column("what", Type.TEXT, "What, in a few words (Swedish).", (_L,)),
    Column("rows", Type.NUMBER, "How many rows it covers.", (_L,)),
    Column("digest", Type.TEXT, "SHA-256 of the entry's canonical rows.", (_L,)),
    Column("previous", Type.TEXT, "The hash of the entry before.", (_L,)),
    Column("hash", Type.TEXT, "SHA-256 that ties the entry to the one before.", (_L,)),
)


HEAD = """# Open data

Made from `indicators/opendata/columns.py`. Every page with figures links its CSV: UTF-8, comma, decimal point,
CRLF; text that a spreadsheet would read as a formula is written with an apostrophe before it. `?liggare=N` gives
the file as it stood after ledger entry N, for all but the ledger's own files.

| Address | Table | Rows |
|---|---|---|
"""

ADDRESSES = (
    ("/indikatorer.csv", Table.STANDINGS, "every indicator in the asked län"),
    ("/indikatorer/<slug>.csv", Table.FIGURES, "one indicator: every place, breakdown and period"),
    ("/omraden/<slug>.csv", Table.STANDINGS, "one focus area's indicators in the asked län"),
    ("/regioner.csv", Table.FIGURES, "all 21 län: every indicator's totals"),
    ("/regioner/<slug>.csv", Table.STANDINGS, "every indicator in one län"),
    ("/kommuner.csv", Table.FIGURES, "all 290 kommuner: every indicator's totals"),
    ("/kommuner/<slug>.csv", Table.STANDINGS, "every indicator in one kommun"),
    ("/andringar.csv", Table.LEDGER, "every entry"),
    ("/andringar/<n>.csv", Table.FIGURES, "the figures that entry n made public"),
)


def columns_of(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table, in order."""
    return tuple(column for column in COLUMNS if table in column.tables)


def as_markdown() -> str:
    """Return docs/opendata.md; a test holds the file to it."""
    parts = [HEAD, *(f"| `{address}` | {table} | {rows} |\n" for address, table, rows in ADDRESSES)]
    for table in Table:
        parts.append(f"\n## {table.capitalize()}\n\n| Column | Type | Meaning |\n|---|---|---|\n")
        parts += [f"| `{one.name}` | {one.type} | {one.words} |\n" for one in columns_of(table)]
    return "".join(parts)
