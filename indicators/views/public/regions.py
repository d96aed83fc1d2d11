"""The 21 län side by side, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indicators.forms.queries import PlaceQuery, StrategyQuery
from indicators.standings import AreaStanding, areas, definitions, standings
from indicators.views.public.asked import asked
from indicators.views.public.featured import candidates, compared, featured, small_pictures
from indicators.views.public.kommuner import kommun_rows, link_map, places_in
from indicators.views.public.rows import area_rows, known_in
from indicators.views.public.sidebyside import heat, ranks, sheet
from portal.freshness import public_page

#: So many maps stand beside each other: as many questions.
MAPS = 2


def keys_of(found: list[AreaStanding]) -> dict[int, str]:
    """Return each indicator's colour key: that of its first area."""
    return {item.definition.indicator_id: one.area.key for one in reversed(found) for item in one.standings}


@public_page(query=PlaceQuery)
def regions(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    defined = definitions(as_of=ask.as_of)
    found = standings(ask.region, defined=defined, as_of=ask.as_of)
    grouped = areas(ask.region, ask.strategy_slug, as_of=ask.as_of, standings_=found)
    every = sheet(defined, as_of=ask.as_of)
    lifted = compared(candidates(grouped, every.wide)[:MAPS], as_of=ask.as_of)
    shown = [featured(one, ask) for one in lifted]
    context = {
        "ask": ask,
        "heat": heat(every, grouped, ask.region, ask),
        "maps": shown,
        "smalls": small_pictures(lifted[0], ask.region) if lifted else None,
        "first": shown[0] if shown else None,
        "csv": ask.to("regions-csv"),
    }
    return render(request, "indicators/regions.html", context)


@public_page(query=StrategyQuery)
def region(request: HttpRequest, slug: str) -> HttpResponse:
    ask = asked(request, region=slug)
    where = ask.region
    found = standings(where, as_of=ask.as_of)
    grouped = areas(where, ask.strategy_slug, as_of=ask.as_of, standings_=found)
    defined = [item.definition for item in found]
    every, places = sheet(defined, as_of=ask.as_of), places_in(where)
    others = sorted((one for one in every.places if one != where), key=lambda one: one.short)
    context = {
        "ask": ask,
        "place": where,
        "known": known_in(found, where),
        "areas": area_rows(grouped, ask, where),
        "ranks": ranks(every, where, ask, keys_of(grouped)),
        "kommuner": kommun_rows(places, ask),
        "map": link_map(where, places, ask),
        "others": [(other.short, ask.to("region", other.slug)) for other in others],
        "csv": ask.to("region-csv", slug),
    }
    return render(request, "indicators/region.html", context)
