"""Set places of one level side by side: a table with bars, and the sentence about the place in focus."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.charts.bars import bar
from indicators.charts.drawing import draw
from indicators.comparisons import Comparison, Place, comparison
from indicators.models import IndicatorVersion, Level, Territory
from indicators.periods import PeriodKind, parse
from indicators.sentences import ranking_sentence
from indicators.views.public.asked import Asked
from indicators.views.public.figures import detail_of
from indicators.wording import number, period_label


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place's row. `missing` stands where there is no figure for the common period."""

    rank: str
    name: str
    url: str
    bar: SafeString
    value: str
    change: str
    missing: str
    is_focus: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places of one level in one period, in words and as a table."""

    things: str
    period: str
    since: str
    nation: str
    sentence: str
    rows: tuple[Ranked, ...]
    valued: int
    has_change: bool


def things_of(level: str) -> str:
    """Return what places of a level are called, in plural."""
    return {
        Level.REGION: pgettext("flera", "län"),
        Level.KOMMUN: _("kommuner"),
        Level.NUTS2: _("riksområden"),
        Level.NUTS1: _("landsdelar"),
    }.get(Level(level), _("länder"))


def comparison_near(
    definition: IndicatorVersion, place: Territory, *, as_of: int | None
) -> tuple[Comparison, Level] | None:
    """Return the comparison among the län, or where fewer than two have figures, among places like the one shown."""
    levels = [Level.REGION] if place.level == Level.REGION else [Level.REGION, Level(place.level)]
    for level in levels:
        found = comparison(definition, level=level, as_of=as_of)
        if len(found.valued) > 1:
            return found, level
    return None


def ranking(
    found: Comparison, level: Level, definition: IndicatorVersion, focus: Territory, asked: Asked, *, area: str
) -> Ranking:
    """Return what a page shows of a comparison that has figures; `focus` is the place to mark."""
    measured = [place.measured.point for place in found.places if place.measured]
    decimals = detail_of(definition, measured)
    values = [place.measured.point.value for place in found.valued if place.measured]
    figures = [value for value in values if value is not None]
    highest, lowest = max(figures), min(figures)
    nation = None
    if level != Level.COUNTRY and found.nation and found.nation.measured:
        nation = found.nation.measured.point.value
    look = _Look(focus.pk, decimals, max(highest, nation or highest), lowest, nation, area)
    return Ranking(
        things=things_of(level),
        period=period_words(found.period, definition),
        since=period_words(found.since, definition),
        nation=number(nation, decimals) if nation is not None else "",
        sentence=_sentence(found, level, focus),
        rows=tuple(_ranked(place, look, asked) for place in found.places if place.measured or level != Level.COUNTRY),
        valued=len(found.valued),
        has_change=any(place.change is not None for place in found.places),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What all rows of one table share."""

    focus: int
    decimals: int
    highest: Decimal
    lowest: Decimal
    nation: Decimal | None
    area: str


def period_words(period: str, definition: IndicatorVersion) -> str:
    return period_label(parse(period, PeriodKind(definition.period_kind))) if period else ""


def rank_words(rank: tuple[int, int] | None) -> str:
    if rank is None:
        return ""
    return str(rank[0]) if rank[0] == rank[1] else f"{rank[0]}–{rank[1]}"


def _ranked(place: Place, look: _Look, asked: Asked) -> Ranked:
    value = place.measured.point.value if place.measured else None
    is_focus = place.territory.pk == look.focus
    drawn = bar(
        value,
        highest=look.highest,
        lowest=look.lowest,
        reference=look.nation,
        is_focus=is_focus,
        area=look.area or "ink",
    )
    named = place.territory.level in (Level.REGION, Level.KOMMUN)
    return Ranked(
        rank=rank_words(place.rank),
        name=place.territory.short,
        url=asked.to(place.territory.level, place.territory.slug) if named else "",
        bar=draw(drawn),
        value=number(value, look.decimals) if value is not None else "",
        change=number(place.change, look.decimals, sign=True) if place.change is not None else "",
        missing="" if value is not None else _("ingen data"),
        is_focus=is_focus,
    )


def _sentence(found: Comparison, level: Level, focus: Territory) -> str:
    """Return which rank the place in focus has; "" where it has none."""
    own = found.of(focus)
    if own is None or own.rank is None:
        return ""
    return ranking_sentence(focus.short, *own.rank, len(found.valued), things_of(level))
