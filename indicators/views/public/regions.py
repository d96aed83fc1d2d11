"""The 21 län side by side, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indicators.forms.queries import PlaceQuery, StrategyQuery
from indicators.models import Level, Territory
from indicators.standings import AreaStanding, areas, definitions, standings
from indicators.views.public.asked import asked, place
from indicators.views.public.featured import candidates, featured, small_pictures
from indicators.views.public.kommuner import kommuner_of, link_map
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
    grouped = areas(ask.region, ask.strategy.slug, as_of=ask.as_of, standings_=found)
    lifted = candidates(grouped, as_of=ask.as_of)[:MAPS]
    shown = [one for standing, key in lifted if (one := featured(standing, key, ask.region, ask))]
    context = {
        "ask": ask,
        "heat": heat(sheet(defined, as_of=ask.as_of), grouped, ask.region, ask),
        "maps": shown,
        "smalls": small_pictures(*lifted[0], ask.region, as_of=ask.as_of) if lifted else None,
        "first": shown[0] if shown else None,
        "csv": ask.to("regions-csv"),
    }
    return render(request, "indicators/regions.html", context)


@public_page(query=StrategyQuery)
def region(request: HttpRequest, slug: str) -> HttpResponse:
    ask = asked(request, region=slug)
    where = place(Level.REGION, slug)
    found = standings(where, as_of=ask.as_of)
    grouped = areas(where, ask.strategy.slug, as_of=ask.as_of, standings_=found)
    defined = [item.definition for item in found]
    others = Territory.objects.filter(level=Level.REGION).exclude(pk=where.pk).order_by("short_sv")
    context = {
        "ask": ask,
        "place": where,
        "known": known_in(found, where),
        "areas": area_rows(grouped, ask, where),
        "ranks": ranks(sheet(defined, as_of=ask.as_of), where, ask, keys_of(grouped)),
        "kommuner": kommuner_of(where, ask),
        "map": link_map(where, ask),
        "others": [(other.short, ask.to("region", other.slug)) for other in others],
        "csv": ask.to("region-csv", slug),
    }
    return render(request, "indicators/region.html", context)
