"""Write the figures behind a chart as a table: what a page shows beside it for those who do not see it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.wording import number
from reports.content import Indicator, Ranking
from reports.render.rows import NONE, at, figure, when


@dataclass(frozen=True, slots=True)
class Table:
    """Finished cells. `own` is the number of the row that the report is about, if one is."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    own: int | None = None


def series_table(indicator: Indicator) -> Table:
    """Return one row a period, newest first, one column a place; a break stands in words."""
    every = [one for one in (indicator.series, *indicator.references) if one]
    periods = {one.period: one for series in reversed(every) for one in series.readings}
    rows = []
    for period, first in sorted(periods.items(), reverse=True):
        cells = [at(series, period) for series in every]
        broken = first.position in indicator.breaks or any(cell and cell.series_break for cell in cells)
        label = when(first) + (" (" + _("seriebrott") + ")" if broken else "")
        rows.append((label, *(figure(cell) if cell else NONE for cell in cells)))
    return Table((_("Period"), *(series.place.short for series in every)), tuple(rows))


def ranking_table(ranking: Ranking) -> Table:
    """Return one row a place, in the comparison's order."""
    rows = tuple(
        (bar.place.short, _figure(bar.value, ranking.decimals), _rank(bar.first, bar.last)) for bar in ranking.bars
    )
    codes = [bar.place.code for bar in ranking.bars]
    own = codes.index(ranking.focus) if ranking.focus in codes else None
    return Table((_("Plats"), _("Värde"), _("Placering")), rows, own)


def _figure(value: Decimal | None, decimals: int) -> str:
    return NONE if value is None else number(value, decimals)


def _rank(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return NONE
    return str(first) if first == last else f"{first}–{last}"
