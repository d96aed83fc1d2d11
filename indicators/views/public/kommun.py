"""The kommuner: all of them by län, and one with what is known of it, what is near, and what is lacking."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indicators.forms.queries import RegionQuery, StrategyQuery
from indicators.models import Level, Territory
from indicators.periods import PeriodKind
from indicators.series import TimeSeries, read
from indicators.standings import Origin, Standing, areas, standings
from indicators.views.public.asked import Asked, asked, place
from indicators.views.public.kommuner import (
    Neighbour,
    every_lan,
    finder_map,
    kommun_rows,
    lacking,
    link_map,
    nearest,
    neighbours,
    places_in,
)
from indicators.views.public.regions import keys_of
from indicators.views.public.rows import Row, known_in, rows
from portal.freshness import public_page

NEAREST = 6


@public_page(query=RegionQuery)
def kommuner(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    places = places_in(ask.region)
    context = {
        "ask": ask,
        "kommuner": kommun_rows(places, ask),
        "map": link_map(ask.region, places, ask),
        "every": every_lan(ask),
        "csv": ask.to("kommuner-csv"),
    }
    return render(request, "indicators/kommuner.html", context)


@public_page(query=StrategyQuery)
def kommun(request: HttpRequest, slug: str) -> HttpResponse:
    where = place(Level.KOMMUN, slug)
    region = where.parent or where
    ask = asked(request, region=region.slug)
    found = standings(where, as_of=ask.as_of)
    keys = keys_of(areas(where, ask.strategy_slug, as_of=ask.as_of, standings_=found))
    own = [item for item in found if item.origin is Origin.OWN]
    places = places_in(region)
    context = {
        "ask": ask,
        "place": where,
        "region": region,
        "region_url": ask.to("region", region.slug),
        "known": known_in(found, where),
        "own": beside_others(own, places, ask, keys),
        "nearest": rows(nearest(found, NEAREST), ask, where, keys),
        "lacking": lacking(found, ask, keys),
        "map": finder_map(where, places),
        "others": [(one.short, ask.to("kommun", one.slug)) for one in places if one != where],
        "csv": ask.to("kommun-csv", slug),
    }
    return render(request, "indicators/kommun.html", context)


def beside_others(
    own: Sequence[Standing], places: Sequence[Territory], ask: Asked, keys: dict[int, str]
) -> list[tuple[Row, tuple[Neighbour, ...]]]:
    """Return each own figure's row with the figures of the län's other kommuner and of the län. Two queries."""
    if not own:
        return []
    where = own[0].territory
    around = [place for place in (*places, where.parent) if place is not None and place != where]
    kinds = {item.definition.indicator_id: PeriodKind(item.definition.period_kind) for item in own}
    found = read(kinds=kinds, territories=[one.pk for one in around], as_of=ask.as_of)
    made = []
    for item, line in zip(own, rows(own, ask, where, keys), strict=True):
        others = [(one, found.get((item.definition.indicator_id, one.pk, "total"), TimeSeries())) for one in around]
        made.append((line, neighbours(item, others)))
    return made
