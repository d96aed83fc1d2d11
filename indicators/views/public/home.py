"""The start page: how it goes in the region's five areas, at a glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indicators.forms.queries import PlaceQuery
from indicators.standings import areas, standings
from indicators.views.public.asked import asked
from indicators.views.public.changelog import entries
from indicators.views.public.featured import candidates, featured, goal_rows
from indicators.views.public.kommuner import kommuner_of, link_map
from indicators.views.public.rows import area_rows, known_in
from portal.freshness import public_page

LATEST = 5
GOALS = 8


@public_page(query=PlaceQuery)
def home(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    found = standings(ask.region, as_of=ask.as_of)
    grouped = areas(ask.region, ask.strategy.slug, as_of=ask.as_of, standings_=found)
    lifted = next(iter(candidates(grouped, as_of=ask.as_of)), None)
    changed = entries("") if ask.as_of is None else entries("").filter(number__lte=ask.as_of)
    context = {
        "ask": ask,
        "known": known_in(found, ask.region),
        "areas": area_rows(grouped, ask, ask.region),
        "featured": featured(*lifted, ask.region, ask) if lifted else None,
        "goals": goal_rows(found, ask)[:GOALS],
        "every": ask.to("indicators"),
        "kommuner": kommuner_of(ask.region, ask),
        "map": link_map(ask.region, ask),
        "entries": changed[:LATEST],
    }
    return render(request, "indicators/home.html", context)
