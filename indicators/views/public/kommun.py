"""The kommuner: all of them by län, and one with what is known of it, what is near, and what is lacking."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indicators.forms.queries import RegionQuery, StrategyQuery
from indicators.models import Level, Territory
from indicators.periods import PeriodKind
from indicators.series import TimeSeries, read
from indicators.standings import Origin, Standing, areas, standings
from indicators.views.public.asked import Asked, asked, place
from indicators.views.public.kommuner import (
    every_lan,
    finder_map,
    kommuner_of,
    lacking,
    link_map,
    nearest,
    neighbours,
)
from indicators.views.public.regions import keys_of
from indicators.views.public.rows import known_in, rows
from portal.freshness import public_page

NEAREST = 6


@public_page(query=RegionQuery)
def kommuner(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    context = {
        "ask": ask,
        "kommuner": kommuner_of(ask.region, ask),
        "map": link_map(ask.region, ask),
        "every": every_lan(ask),
    }
    return render(request, "indicators/kommuner.html", context)


@public_page(query=StrategyQuery)
def kommun(request: HttpRequest, slug: str) -> HttpResponse:
    where = place(Level.KOMMUN, slug)
    region = where.parent or where
    ask = asked(request, region=region.slug)
    found = standings(where, as_of=ask.as_of)
    keys = keys_of(areas(where, ask.strategy.slug, as_of=ask.as_of, standings_=found))
    own = [item for item in found if item.origin is Origin.OWN]
    context = {
        "ask": ask,
        "place": where,
        "region": region,
        "region_url": ask.to("region", region.slug),
        "known": known_in(found, where),
        "own": beside_others(own, where, ask, keys),
        "nearest": rows(nearest(found, NEAREST), ask, where, keys),
        "lacking": lacking(found, ask, keys),
        "map": finder_map(where),
        "others": [one for one in kommuner_of(region, ask) if one.name != where.short],
        "csv": ask.to("kommun-csv", slug),
    }
    return render(request, "indicators/kommun.html", context)


def beside_others(own: Sequence[Standing], where: Territory, ask: Asked, keys: dict[int, str]) -> list[Any]:
    """Return each own figure's row with the other kommuner's and the län's figures. Two queries."""
    places = [*Territory.objects.filter(level=Level.KOMMUN, parent=where.parent).exclude(pk=where.pk)]
    places += [where.parent] if where.parent else []
    kinds = {item.definition.indicator_id: PeriodKind(item.definition.period_kind) for item in own}
    found = read(kinds=kinds, territories=[one.pk for one in places], as_of=ask.as_of) if own else {}
    made = []
    for item, line in zip(own, rows(own, ask, where, keys), strict=True):
        others = [(one, found.get((item.definition.indicator_id, one.pk, "total"), TimeSeries())) for one in places]
        made.append((line, neighbours(item, others)))
    return made
