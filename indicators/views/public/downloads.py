"""The CSV beside each page that shows figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from indicators.forms.queries import PlaceQuery, StateQuery, StrategyQuery
from indicators.models import Level
from indicators.opendata import as_csv, tables
from indicators.opendata.columns import Table
from indicators.standings import AreaStanding, areas, definitions, standings
from indicators.views.public.areas import area_of
from indicators.views.public.asked import Asked, asked, place
from indicators.views.public.changelog import entries, entry_of
from indicators.views.public.indicator import definition_of
from portal.freshness import public_page


def answer(name: str, table: Table, rows: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Return the file, named for the page it belongs to."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "X-Robots-Tag": "noindex"}
    return HttpResponse(as_csv.write(table, rows), content_type="text/csv; charset=utf-8", headers=headers)


def area_names(found: Iterable[AreaStanding]) -> dict[int, str]:
    """Return the address names of each indicator's areas."""
    names: dict[int, list[str]] = {}
    for area in found:
        for standing in area.standings:
            names.setdefault(standing.definition.indicator_id, []).append(area.area.slug)
    return {indicator: " ".join(slugs) for indicator, slugs in names.items()}


def standings_of(ask: Asked, level: Level, slug: str) -> HttpResponse:
    where = place(level, slug)
    found = standings(where, as_of=ask.as_of)
    names = area_names(areas(where, ask.strategy_slug, as_of=ask.as_of, standings_=found))
    return answer(slug, Table.STANDINGS, tables.standings(found, names))


@public_page(query=PlaceQuery)
def indicators_csv(request: HttpRequest) -> HttpResponse:
    ask = asked(request)
    return standings_of(ask, Level.REGION, ask.region.slug)


@public_page(query=PlaceQuery)
def area_csv(request: HttpRequest, slug: str) -> HttpResponse:
    ask = asked(request)
    area = area_of(areas(ask.region, ask.strategy_slug, as_of=ask.as_of), slug)
    return answer(slug, Table.STANDINGS, tables.standings(area.standings, area_names([area])))


@public_page(query=StateQuery)
def indicator_csv(request: HttpRequest, slug: str) -> HttpResponse:
    ask = asked(request)
    definition = definition_of(slug, as_of=ask.as_of)
    found = tables.observations(as_of=ask.as_of, series__indicator=definition.indicator_id)
    return answer(slug, Table.FIGURES, tables.figures(found, {definition.indicator_id: definition}))


def totals_of(ask: Asked, level: Level, name: str) -> HttpResponse:
    known = {item.indicator_id: item for item in definitions(as_of=ask.as_of)}
    among = {"series__territory__level": level, "series__breakdown__key": "total"}
    return answer(name, Table.FIGURES, tables.figures(tables.observations(as_of=ask.as_of, **among), known))


@public_page(query=StateQuery)
def regions_csv(request: HttpRequest) -> HttpResponse:
    return totals_of(asked(request), Level.REGION, "regioner")


@public_page(query=StateQuery)
def kommuner_csv(request: HttpRequest) -> HttpResponse:
    return totals_of(asked(request), Level.KOMMUN, "kommuner")


@public_page(query=StrategyQuery)
def region_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return standings_of(asked(request, region=slug), Level.REGION, slug)


@public_page(query=StrategyQuery)
def kommun_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return standings_of(asked(request), Level.KOMMUN, slug)


@public_page()
def ledger_entry_csv(request: HttpRequest, number: int) -> HttpResponse:
    entry = entry_of(number)
    known = {item.indicator_id: item for item in definitions(as_of=number)}
    return answer(f"liggarpost-{number}", Table.FIGURES, tables.figures(tables.observations_of(entry.number), known))


@public_page()
def ledger_csv(request: HttpRequest) -> HttpResponse:
    return answer("andringar", Table.LEDGER, tables.ledger(entries("").iterator(1000)))
