"""Set the 21 regions side by side in one table, for what every region has figures about."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.comparisons import common_period
from indicators.models import BreakdownMember, IndicatorVersion, Level, Territory
from indicators.periods import PeriodKind, parse
from indicators.sentences import n_of_m
from indicators.series import TimeSeries, read
from indicators.standings import breaks_of
from indicators.statements import unit_of
from indicators.wording import capital, number, period_label, unit_after
from reports.compose.figures import place_of, reading_of
from reports.content import Column, RegionGroup, RegionRow, Regions

#: A column needs figures for so many regions; the page holds so many columns.
ENOUGH, MOST_COLUMNS = 15, 7
#: A longer name does not fit above a narrow column.
LONGEST_TITLE = 40
AXIS = "yrke"

Found = dict[tuple[int, int, str], TimeSeries]


def regions_of(definitions: Sequence[IndicatorVersion], *, as_of: int) -> Regions | None:
    """Return the table, `definitions` in the order of importance; None where no indicator covers the regions.

    Four queries, whatever the number of indicators.
    """
    places = {
        place.pk: place for place in Territory.objects.filter(level__in=[Level.COUNTRY, Level.NUTS2, Level.REGION])
    }
    own = sorted((place for place in places.values() if place.level == Level.REGION), key=lambda place: place.code)
    members = {
        f"{AXIS}={one.code}": one
        for one in BreakdownMember.objects.filter(axis=AXIS).order_by("order", "code")
        if len(_title(one)) <= LONGEST_TITLE
    }
    kinds = {one.indicator_id: PeriodKind(one.period_kind) for one in definitions}
    asked = [place.pk for place in places.values() if place.level != Level.COUNTRY or place.code == "SE"]
    found = read(kinds=kinds, territories=asked, breakdowns=("total", *members), as_of=as_of)
    covering = [
        (definition, key)
        for definition in definitions
        for key in ("total", *members)
        if _covered(found, definition, key, own) >= ENOUGH
    ]
    # The leading indicator comes first, then what other indicators say, then its own parts.
    covering.sort(key=lambda pair: pair[1] != "total")
    if not covering:
        return None
    columns = [_column(definition, key, found, own, members) for definition, key in covering[:MOST_COLUMNS]]
    keys = [(definition, key) for definition, key in covering[:MOST_COLUMNS]]
    groups = [place for place in places.values() if place.level == Level.NUTS2]
    shared = _shared(definitions, groups, found)
    nation = next((place for place in places.values() if place.code == "SE"), None)
    return Regions(
        subject=keys[0][0].name,
        sentence=_sentence(columns[0], _covered(found, *keys[0], own), len(own)),
        columns=tuple(columns),
        groups=tuple(
            RegionGroup(
                place=place_of(group),
                note=_note(shared, group, found),
                rows=tuple(_row(place, keys, columns, found) for place in own if place.parent_id == group.pk),
            )
            for group in sorted(groups, key=lambda place: place.code)
        ),
        nation=_row(nation, keys, columns, found) if nation else None,
        breaks=tuple(period.position for period in breaks_of(keys[0][0])),
    )


def _series(found: Found, definition: IndicatorVersion, place: Territory, key: str) -> TimeSeries:
    return found.get((definition.indicator_id, place.pk, key), TimeSeries())


def _covered(found: Found, definition: IndicatorVersion, key: str, places: Sequence[Territory]) -> int:
    """Return how many of the places have a figure in the period that most of them have one for."""
    series = [_series(found, definition, place, key) for place in places]
    period = common_period(series)
    return sum(bool((item := one.at(period)) and item.point.value is not None) for one in series)


def _column(
    definition: IndicatorVersion,
    key: str,
    found: Found,
    places: Sequence[Territory],
    members: dict[str, BreakdownMember],
) -> Column:
    period = common_period([_series(found, definition, place, key) for place in places])
    part = members.get(key)
    return Column(
        indicator=definition.indicator.code,
        breakdown=key,
        title=definition.name if part is None else _title(part),
        unit=unit_after(unit_of(definition)),
        # a part is smaller than the whole: one decimal more, or most of them would be 0,1
        decimals=definition.decimals + (part is not None),
        period=period,
    )


def _title(part: BreakdownMember) -> str:
    """Return a member's name without the code in brackets."""
    return capital(part.label.split(" (")[0])


def _row(
    place: Territory, keys: Sequence[tuple[IndicatorVersion, str]], columns: Sequence[Column], found: Found
) -> RegionRow:
    cells: list[Decimal | None] = []
    for (definition, key), column in zip(keys, columns, strict=True):
        item = _series(found, definition, place, key).at(column.period)
        cells.append(item.point.value if item else None)
    first, key = keys[0]
    readings = tuple(reading_of(first, item) for item in _series(found, first, place, key).measured)
    return RegionRow(place_of(place), tuple(cells), readings)


def _sentence(column: Column, covered: int, total: int) -> str:
    told = n_of_m(covered, total, pgettext("flera", "län"))
    words = {"subject": column.title, "period": column.period, "covered": told}
    return _("%(subject)s %(period)s är det som flest län har värden för: %(covered)s.") % words


def _shared(
    definitions: Sequence[IndicatorVersion], groups: Sequence[Territory], found: Found
) -> tuple[IndicatorVersion, str] | None:
    """Return the indicator, and its period, that every larger area has a figure for: the newest such."""
    candidates = []
    for rank, definition in enumerate(definitions):
        series = [_series(found, definition, group, "total") for group in groups]
        period = common_period(series)
        if groups and period and _covered(found, definition, "total", groups) == len(groups):
            candidates.append((period, -rank, definition))
    if not candidates:
        return None
    period, _rank, definition = max(candidates, key=lambda one: one[:2])
    return definition, period


def _note(shared: tuple[IndicatorVersion, str] | None, group: Territory, found: Found) -> str:
    if shared is None:
        return ""
    definition, period = shared
    item = _series(found, definition, group, "total").at(period)
    if item is None or item.point.value is None:
        return ""
    words = {
        "name": definition.name,
        "period": period_label(parse(period, PeriodKind(definition.period_kind))),
        "value": number(item.point.value, min(definition.decimals, item.point.decimals)),
        "unit": unit_after(unit_of(definition)),
    }
    return _("%(name)s %(period)s: %(value)s%(unit)s") % words
