"""Put standings into rows: an indicator in a list, an area at a glance, and how much is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.models import Territory
from indicators.series import TimeSeries
from indicators.standings import NO_DATA, AreaStanding, Standing
from indicators.views.public.asked import Asked
from indicators.views.public.figures import Figure, absence_of, cause_of, figure_of
from indicators.views.public.paths import nation_series, path_of


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in a list."""

    name: str
    url: str
    source: str
    area: str
    core: bool
    figure: Figure | None
    path: SafeString | None
    status: str
    cause: str
    absence: str


@dataclass(frozen=True, slots=True)
class Known:
    """How many of an area's or a place's indicators have own, borrowed and no figures, also in words."""

    own: int
    borrowed: int
    none: int
    words: str

    @property
    def total(self) -> int:
        return self.own + self.borrowed + self.none


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One focus area at a glance: the indicator that speaks for it, and how much is known."""

    key: str
    name: str
    url: str
    goal: str
    goal_is_swedish: bool
    leading: Row | None
    known: Known
    tally: tuple[tuple[int, str], ...]


def known(area: AreaStanding, place: Territory) -> Known:
    return known_of(area.own, area.borrowed, area.none, place)


def known_of(own: int, borrowed: int, none: int, place: Territory) -> Known:
    """Return the counts with their sentence."""
    words = _(
        "%(own)s av %(total)s indikatorer har värde för %(place)s, %(borrowed)s bara för ett större område, "
        "%(none)s saknar data."
    )
    counts = {"own": own, "borrowed": borrowed, "none": none, "total": own + borrowed + none, "place": place.short}
    return Known(own=own, borrowed=borrowed, none=none, words=words % counts)


def known_in(standings: Sequence[Standing], place: Territory) -> Known:
    """Count a place's indicators, each once whatever areas it stands in."""
    counts = {"own": 0, "borrowed": 0, "none": 0}
    for item in standings:
        counts[item.origin.value] += 1
    return known_of(counts["own"], counts["borrowed"], counts["none"], place)


def row(standing: Standing, asked: Asked, *, uid: str, area: str, nation: TimeSeries | None) -> Row:
    definition = standing.definition
    return Row(
        name=definition.name,
        url=asked.to("indicator", definition.indicator.slug),
        source=definition.source_name,
        area=area,
        core=definition.priority == definition.Priority.CORE,
        figure=figure_of(standing),
        path=path_of(standing, uid=uid, area=area, nation=nation),
        status=standing.status,
        cause=cause_of(standing) if standing.status != NO_DATA else "",
        absence=absence_of(definition),
    )


def nation_of(place: Territory) -> int | None:
    """Return the id of the country the place lies in; its larger places must be loaded."""
    around: Territory | None = place
    while around is not None and around.level != "country":
        around = around.parent
    return around.pk if around else None


def rows(standings: Sequence[Standing], asked: Asked, place: Territory, areas: Mapping[int, str]) -> list[Row]:
    """Return a row for each standing; `areas`: colour key by indicator. One query, whatever the number."""
    beside = nation_series(list(standings), nation_of(place), as_of=asked.as_of)
    found = []
    for rank, item in enumerate(standings, 1):
        indicator = item.definition.indicator_id
        area = areas.get(indicator, "")
        found.append(row(item, asked, uid=f"bana-{rank}", area=area, nation=beside.get(indicator)))
    return found


def area_rows(areas: Sequence[AreaStanding], asked: Asked, place: Territory) -> list[AreaRow]:
    """Return each area with its leading indicator. Two queries, whatever the number: goals and the country's series."""
    prefetch_related_objects([area.area for area in areas], "goals")
    leading = [item for area in areas if (item := _leading(area))]
    beside = nation_series(leading, nation_of(place), as_of=asked.as_of)
    return [_area_row(area, asked, place, beside) for area in areas]


def _leading(area: AreaStanding) -> Standing | None:
    """The headline, or in a strategy that names none the first indicator there is a figure for."""
    if area.headline is not None:
        return area.headline
    return next((item for item in area.standings if item.latest), area.standings[0] if area.standings else None)


def _area_row(area: AreaStanding, asked: Asked, place: Territory, beside: Mapping[int, TimeSeries]) -> AreaRow:
    leading = _leading(area)
    key = area.area.key
    goal = next((goal for goal in area.area.goals.all() if goal.kind == goal.Kind.GOAL), None)
    shown = None
    if leading is not None:
        nation = beside.get(leading.definition.indicator_id)
        shown = row(leading, asked, uid=f"omrade-{area.area.pk}", area=key, nation=nation)
    return AreaRow(
        key=key,
        name=area.area.name,
        url=asked.to("area", area.area.slug),
        goal=goal.text if goal else "",
        goal_is_swedish=bool(goal and goal.text == goal.text_sv),
        leading=shown,
        known=known(area, place),
        tally=tuple((count, status) for status, count in area.tally.items()),
    )
