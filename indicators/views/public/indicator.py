"""The page of one indicator: its figure in words, its development, its place among others, and where it comes from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from indicators.forms.queries import PlaceQuery
from indicators.models import IndicatorVersion, Level, Territory
from indicators.standings import NO_DATA, Standing, standings
from indicators.views.public import breakdowns, provenance
from indicators.views.public.asked import Absent, Asked, asked
from indicators.views.public.figures import absence_of, cause_of, figure_of, sentence_of, why_of
from indicators.views.public.kommuner import kommun_figures
from indicators.views.public.pictures import map_of
from indicators.views.public.ranking import comparison_near, ranking
from indicators.views.public.trend import beside, remarks_of, trend
from portal.freshness import public_page


def definition_of(slug: str, *, as_of: int | None) -> IndicatorVersion:
    """Return the definition in force. One query. Raises Absent with a sentence."""
    versions = IndicatorVersion.objects.as_of(as_of).filter(indicator__slug=slug)
    found: IndicatorVersion | None = versions.select_related("indicator__organisation").first()
    if found is None:
        raise Absent(_("Det finns ingen indikator med det namnet i det läget."))
    return found


@public_page(query=PlaceQuery)
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    ask = asked(request)
    definition = definition_of(slug, as_of=ask.as_of)
    standing = standings(ask.region, defined=[definition], as_of=ask.as_of)[0]
    placed = provenance.belongings(definition.indicator_id, ask)
    home = provenance.home_of(placed, ask.strategy_slug)
    area = home.key if home else ""
    divided = breakdowns.divisions(standing, as_of=ask.as_of, area=area)
    where = divided[0].territory if divided and not standing.latest else standing.place
    context = {
        "ask": ask,
        "definition": definition,
        "home": home,
        "area": area,
        **said(standing),
        **among(standing, ask, area),
        **grounds(standing, where, ask),
        "belongings": placed,
        "counterparts": provenance.counterparts(home.area_id, ask) if home else [],
        "divisions": divided,
        "csv": ask.to("indicator-csv", slug),
    }
    return render(request, "indicators/indicator.html", context)


def said(standing: Standing) -> dict[str, Any]:
    """The figure, its sentence, its status and why."""
    latest = standing.latest
    return {
        "standing": standing,
        "figure": figure_of(standing),
        "sentence": sentence_of(standing),
        "absence": absence_of(standing.definition),
        "status": standing.status,
        "cause": cause_of(standing) if standing.status != NO_DATA else "",
        "why": why_of(standing),
        "observation": latest.observation if latest else None,
        "remarks": remarks_of(standing.definition),
    }


def among(standing: Standing, ask: Asked, area: str) -> dict[str, Any]:
    """The development beside larger places, and the place among others of its kind."""
    compared = beside(standing, as_of=ask.as_of) if standing.latest else []
    near = comparison_near(standing.definition, standing.place, as_of=ask.as_of)
    found, level = near if near else (None, None)
    focus = ask.region if level == Level.REGION else standing.place
    ranked = ranking(found, level, standing.definition, focus, ask, area=area) if found and level else None
    shown = map_of(found, standing.definition, focus, area=area) if found and level == Level.REGION else None
    return {
        "trend": trend(standing, compared, area=area) if standing.latest else None,
        "ranking": ranked,
        "map": shown,
        "kommuner": kommun_figures(standing.definition, ask.region, ask),
    }


def grounds(standing: Standing, where: Territory, ask: Asked) -> dict[str, Any]:
    """What the figures of a place rest on: changes, corrections, targets."""
    definition = standing.definition
    around: list[Territory] = [standing.territory]
    while around[-1].parent is not None:
        around.append(around[-1].parent)
    return {
        "changes": provenance.changes(definition.indicator_id, where, as_of=ask.as_of),
        "corrections": provenance.corrections(definition, where, as_of=ask.as_of),
        "aims": provenance.aims(standing, around, as_of=ask.as_of),
    }
