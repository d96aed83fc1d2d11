"""Set the place beside its equals: the 21 län, or where only the country has a figure, the countries of the Union."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.comparisons import Comparison, comparison
from indicators.comparisons import Place as Ranked
from indicators.models import IndicatorVersion, Level, Territory
from indicators.sentences import ranking_sentence
from indicators.standings import AreaStanding, Origin, Standing
from reports.compose.figures import place_of
from reports.content import Bar, Ranking

#: So many places must have a figure in one period before they are ranked.
ENOUGH = {Level.REGION: 15, Level.COUNTRY: 10}


def rankings_of(area: AreaStanding, *, as_of: int) -> tuple[Ranking, ...]:
    """Return the comparisons of an area's indicators that have figures for most places. Two queries an indicator."""
    found = [_ranking(standing, as_of) for standing in area.standings if standing.latest]
    return tuple(one for one in found if one is not None)


def _ranking(standing: Standing, as_of: int) -> Ranking | None:
    if standing.origin is Origin.OWN and standing.place.level == Level.REGION:
        return _among(standing, Level.REGION, as_of)
    if standing.place.level == Level.COUNTRY:
        return _among(standing, Level.COUNTRY, as_of)
    return None


def compared(definition: IndicatorVersion, level: Level, *, around: Territory | None = None, as_of: int) -> Comparison:
    """Compare the places of a level: those that lie directly in `around`, if given."""
    return comparison(definition, level=level, parent=around, as_of=as_of)


def _among(standing: Standing, level: Level, as_of: int) -> Ranking | None:
    union = standing.place.parent if level is Level.COUNTRY else None
    found = compared(standing.definition, level, around=union, as_of=as_of)
    own = found.of(standing.place)
    if len(found.valued) < ENOUGH[level] or own is None or own.rank is None:
        return None
    things = pgettext("flera", "län") if level is Level.REGION else _("länder i EU")
    whole = found.nation if level is Level.REGION else _union(standing, union, found.period, as_of)
    return Ranking(
        indicator=standing.definition.indicator.code,
        among="regions" if level is Level.REGION else "countries",
        period=found.period,
        focus=standing.place.code,
        bars=tuple(_bar(place) for place in found.places),
        whole=_bar(whole) if whole else None,
        decimals=standing.definition.decimals,
        sentence=ranking_sentence(standing.place.short, *own.rank, len(found.valued), things),
    )


def _bar(place: Ranked) -> Bar:
    value = place.measured.point.value if place.measured else None
    first, last = place.rank or (None, None)
    return Bar(place_of(place.territory), value, first, last)


def _union(standing: Standing, union: Territory | None, period: str, as_of: int) -> Ranked | None:
    if union is None:
        return None
    found = compared(standing.definition, Level.UNION, as_of=as_of)
    place = found.of(union)
    measured = place.series.at(period) if place else None
    if place is None or measured is None or measured.point.value is None:
        return None
    return Ranked(territory=union, series=place.series, measured=measured, rank=None, change=None)
