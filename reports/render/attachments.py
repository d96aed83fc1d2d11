"""Write the figures of a report as CSV files that travel inside the PDF."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.content import Indicator, Ranking, Regions, ReportContent
from reports.frozen import exact, to_json

CONTENT = "innehall.json"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the PDF; `relationship` is Source for what the report is made from, Data for its figures."""

    name: str
    description: str
    data: bytes
    relationship: str = "Data"


def attachments(content: ReportContent) -> tuple[Attachment, ...]:
    """Return the frozen content, one file of figures for each indicator that has any, and one for each comparison."""
    seen: set[str] = set()
    files = [Attachment(CONTENT, "Rapportens frysta innehåll", to_json(content), "Source")]
    for area in content.areas:
        for indicator in area.indicators:
            if indicator.series and indicator.code not in seen:
                seen.add(indicator.code)
                files.append(_series(indicator))
        for ranking in area.rankings:
            name = f"{indicator_file(ranking.indicator)}-{ranking.among}"
            if name not in seen:
                seen.add(name)
                files.append(_ranking(ranking, area.indicator(ranking.indicator), name))
    if content.regions:
        files.append(_regions(content.regions))
    return tuple(files)


def indicator_file(code: str) -> str:
    return code.lower()


def _series(indicator: Indicator) -> Attachment:
    every = [one for one in (indicator.series, *indicator.references) if one]
    rows = [
        [
            series.place.code,
            series.place.short,
            one.period,
            _plain(one.value),
            one.missing,
            _plain(one.lower),
            _plain(one.upper),
            int(one.preliminary),
            int(one.series_break),
            int(one.inferred),
            one.entry,
            one.source,
        ]
        for series in every
        for one in series.readings
    ]
    header = ("kod", "plats", "period", "varde", "saknas", "undre", "ovre", "preliminart", "brott", "ar_harlett")
    return _file(indicator_file(indicator.code), indicator.name, (*header, "liggarpost", "kalla"), rows)


def _ranking(ranking: Ranking, indicator: Indicator, name: str) -> Attachment:
    bars = [*ranking.bars, *([ranking.whole] if ranking.whole else [])]
    rows = [
        [bar.place.code, bar.place.short, ranking.period, _plain(bar.value), bar.first or "", bar.last or ""]
        for bar in bars
    ]
    return _file(
        name,
        f"{indicator.name}, {ranking.period}",
        ("kod", "plats", "period", "varde", "plats_fran", "plats_till"),
        rows,
    )


def _regions(table: Regions) -> Attachment:
    header = ["kod", "lan", *(f"{one.indicator}_{one.breakdown}_{one.period}".lower() for one in table.columns)]
    lines = [line for group in table.groups for line in group.rows] + ([table.nation] if table.nation else [])
    rows = [[line.place.code, line.place.short, *map(_plain, line.cells)] for line in lines]
    return _file("regioner", table.subject, header, rows)


def _file(name: str, description: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Attachment:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in line] for line in rows)
    return Attachment(f"{name}.csv", description, text.getvalue().encode())


class _Number(str):
    """A finished number: its minus sign begins no formula."""


def _plain(value: Decimal | None) -> str:
    """Return a figure with a decimal point and no exponent, or nothing."""
    return "" if value is None else _Number(exact(value))


def _safe(cell: object) -> object:
    """Keep a text from being read as a formula."""
    return f"'{cell}" if type(cell) is str and cell.startswith(_FORMULA) else cell
