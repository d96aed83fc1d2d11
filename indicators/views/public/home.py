"""The start page: how it goes in the region's five areas, at a glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indicators.forms.queries import PlaceQuery
from indicators.standings import areas, standings
from indicators.views.public.asked import asked
from indicators.views.public.featured import candidates, compared, featured, goal_rows, wide
from indicators.views.public.kommuner import kommun_rows, link_map, places_in
from indicators.views.public.rows import area_rows, known_in
from portal.freshness import public_page

LATEST = 5
GOALS = 8


@public_page(query=PlaceQuery)
def home(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    found = standings(ask.region, as_of=ask.as_of)
    grouped = areas(ask.region, ask.strategy_slug, as_of=ask.as_of, standings_=found)
    lifted = candidates(grouped, wide(as_of=ask.as_of))[:1]
    places = places_in(ask.region)
    context = {
        "ask": ask,
        "known": known_in(found, ask.region),
        "areas": area_rows(grouped, ask, ask.region),
        "strategy": grouped[0].area.strategy if grouped else ask.strategy,
        "featured": next((featured(one, ask) for one in compared(lifted, as_of=ask.as_of)), None),
        "goals": goal_rows(found, ask)[:GOALS],
        "every": ask.to("indicators"),
        "kommuner": kommun_rows(places, ask),
        "map": link_map(ask.region, places, ask),
        "entries": ask.recent[:LATEST],
    }
    return render(request, "indicators/home.html", context)
