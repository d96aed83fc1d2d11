"""The list of indicators, with filters that work with and without JavaScript."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from indicators.forms.queries import BETWEEN, NATION, NOTHING, OWN, IndicatorsQuery
from indicators.models import IndicatorVersion, Level
from indicators.standings import AreaStanding, Origin, Standing, standings
from indicators.standings import areas as area_standings
from indicators.views.public.asked import Asked, asked
from indicators.views.public.rows import Row, known_in, row
from portal.fragments import page_or_fragment
from portal.freshness import public_page


def matches(item: Standing, query: dict[str, Any], area: set[int] | None) -> bool:
    """Say whether the indicator passes every filter; `area`: the indicators of the area asked for."""
    definition = item.definition
    words = " ".join((definition.indicator.code, definition.name, definition.definition, definition.source_name))
    return (
        (area is None or definition.indicator_id in area)
        and all(part in words.casefold() for part in query["q"].casefold().split())
        and query["varde"] in ("", described(item))
        and query["lage"] in ("", item.status)
        and (not query["urval"] or definition.priority == IndicatorVersion.Priority.CORE)
    )


def described(item: Standing) -> str:
    """Return which place the figure describes, as the filter names it."""
    if item.origin is Origin.NONE:
        return NOTHING
    return {Level.REGION: OWN, Level.COUNTRY: NATION}.get(Level(item.place.level), BETWEEN)


def listed(found: Sequence[Standing], grouped: Sequence[AreaStanding], ask: Asked) -> list[Row]:
    """Return the rows that pass the filters, in the order of the areas."""
    places = {item.definition.indicator_id: one.area for one in reversed(grouped) for item in one.standings}
    order = {one.area.pk: rank for rank, one in enumerate(grouped)}
    wanted = None
    if slug := ask.query["omrade"]:
        wanted = {item.definition.indicator_id for one in grouped if one.area.slug == slug for item in one.standings}
    kept = [item for item in found if matches(item, ask.query, wanted)]
    placed = {item.definition.indicator_id: places.get(item.definition.indicator_id) for item in kept}
    ranks = {indicator: order[area.pk] if area else len(order) for indicator, area in placed.items()}
    kept.sort(key=lambda item: (ranks[item.definition.indicator_id], item.definition.indicator.code))
    keys = {indicator: area.key if area else "" for indicator, area in placed.items()}
    return [row(item, ask, uid="", area=keys[item.definition.indicator_id], nation=None) for item in kept]


@public_page(query=IndicatorsQuery)
def indicators(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    found = standings(ask.region, as_of=ask.as_of)
    grouped = area_standings(ask.region, ask.strategy_slug, as_of=ask.as_of, standings_=found)
    form = IndicatorsQuery(initial=ask.query)
    context = {
        "ask": ask,
        "form": form,
        "areas": [(one.area.slug, one.area.name) for one in grouped],
        "rows": listed(found, grouped, ask),
        "known": known_in(found, ask.region),
        "csv": ask.to("indicators-csv"),
    }
    return page_or_fragment(request, "indicators/list.html", "indicators/_list.html", context)
