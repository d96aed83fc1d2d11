"""The focus areas of a strategy: all of them, and one with its indicators."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from indicators.forms.queries import PlaceQuery
from indicators.models import Strategy
from indicators.sentences import assessed_sentence
from indicators.standings import AreaStanding
from indicators.standings import areas as area_standings
from indicators.views.public.asked import Absent, asked
from indicators.views.public.provenance import counterparts
from indicators.views.public.rows import area_rows, known, rows
from portal.freshness import public_page


def area_of(found: Sequence[AreaStanding], slug: str) -> AreaStanding:
    """Return the area with the address name. Raises Absent with a sentence."""
    area = next((one for one in found if one.area.slug == slug), None)
    if area is None:
        raise Absent(_("Strategin har inget område med det namnet."))
    return area


@public_page(query=PlaceQuery)
def areas(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    found = area_standings(ask.region, ask.strategy_slug, as_of=ask.as_of)
    strategies = [(one, ask.within(one.slug).to("areas")) for one in Strategy.objects.order_by("valid_from", "slug")]
    context = {"ask": ask, "areas": area_rows(found, ask, ask.region), "strategies": strategies}
    return render(request, "indicators/areas.html", context)


@public_page(query=PlaceQuery)
def area(request: HttpRequest, slug: str) -> HttpResponse:
    ask = asked(request)
    found = area_standings(ask.region, ask.strategy_slug, as_of=ask.as_of)
    one = area_of(found, slug)
    prefetch_related_objects([one.area], "goals")
    keys = {item.definition.indicator_id: one.area.key for item in one.standings}
    goals = list(one.area.goals.all())
    context = {
        "ask": ask,
        "area": one,
        "known": known(one, ask.region),
        "goals": [goal for goal in goals if goal.kind == goal.Kind.GOAL],
        "parts": [goal for goal in goals if goal.kind == goal.Kind.SUB_AREA],
        "tally": [(count, status) for status, count in one.tally.items()],
        "assessed": assessed_sentence(sum(one.tally.values()), one.own) if one.own else "",
        "rows": rows(one.standings, ask, ask.region, keys),
        "tabs": [(other.area, ask.to("area", other.area.slug), other is one) for other in found],
        "counterparts": counterparts(one.area.pk, ask),
        "csv": ask.to("area-csv", slug),
    }
    return render(request, "indicators/area.html", context)
