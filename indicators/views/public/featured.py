"""What the start page lifts: the indicator that most län have, and the goals that are set."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.utils.safestring import SafeString

from indicators.comparisons import Comparison, comparison
from indicators.models import Current, IndicatorVersion, Level, Observation, Territory
from indicators.progress import Goal
from indicators.standings import AreaStanding, Origin, Standing, breaks_of
from indicators.views.public.asked import Asked
from indicators.views.public.figures import cause_of, figure_of, unit_words
from indicators.views.public.pictures import ENOUGH_FOR_MAP, Map, Smalls, map_of, smalls_of, strip_of
from indicators.views.public.ranking import Ranking, ranking
from indicators.wording import number, period_label, plain


@dataclass(frozen=True, slots=True)
class Featured:
    """One indicator among the län: in words, as dots, as a map."""

    name: str
    url: str
    axis: str
    source: str
    key: str
    ranking: Ranking
    strip: SafeString
    map: Map | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One indicator on its way to a goal."""

    name: str
    url: str
    place: str
    borrowed: bool
    period: str
    value: str
    goal: str
    goal_period: str
    actual: str
    required: str
    status: str
    cause: str


def wide(*, as_of: int | None) -> set[int]:
    """Return the indicators that so many län have a value for that a map of them says something. One query."""
    among = {"series__territory__level": Level.REGION, "series__breakdown__key": "total"}
    if as_of is None:
        figures = Current.objects.filter(**among, observation__value__isnull=False)
    else:
        figures = Observation.objects.as_of(as_of).filter(**among, value__isnull=False)  # type: ignore[assignment]
    counted = (
        figures.order_by().values_list("series__indicator").annotate(places=Count("series__territory", distinct=True))
    )
    return {indicator for indicator, places in counted if places >= ENOUGH_FOR_MAP}


def candidates(areas: Sequence[AreaStanding], known: Collection[int]) -> list[tuple[Standing, str]]:
    """Return those of the indicators in `known` that stand in an area, with its colour key: headlines first."""
    among = [(item, area.area.key) for area in areas for item in area.standings]
    found = {item.definition.indicator_id: (item, key) for item, key in reversed(among)}
    kept = [pair for indicator, pair in found.items() if indicator in known]
    order = {id(item): rank for rank, (item, _key) in enumerate(among)}
    return sorted(kept, key=lambda pair: (not pair[0].headline, order.get(id(pair[0]), 0)))


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator's figures in every län. `key`: its area's colour."""

    definition: IndicatorVersion
    key: str
    found: Comparison


def compared(lifted: Sequence[tuple[Standing, str]], *, as_of: int | None) -> list[Compared]:
    """Compare the län in each indicator; those without a common figure are left out. Two queries for each."""
    made = []
    for standing, key in lifted:
        found = comparison(standing.definition, level=Level.REGION, as_of=as_of)
        if found.valued:
            made.append(Compared(standing.definition, key, found))
    return made


def featured(one: Compared, ask: Asked) -> Featured:
    """Return an indicator among the län, in words, as dots and on the map."""
    definition, focus = one.definition, ask.region
    return Featured(
        name=definition.name,
        url=ask.to("indicator", definition.indicator.slug),
        axis=definition.axis or definition.unit,
        source=definition.source_name,
        key=one.key,
        ranking=ranking(one.found, Level.REGION, definition, focus, ask, area=one.key),
        strip=strip_of(one.found, definition, focus, area=one.key),
        map=map_of(one.found, definition, focus, area=one.key),
    )


def small_pictures(one: Compared, focus: Territory) -> Smalls:
    """Return a small picture for each län of one indicator."""
    breaks = [period.position for period in breaks_of(one.definition)]
    return smalls_of(one.found, one.definition, focus, area=one.key, breaks=breaks)


def goal_rows(standings: Sequence[Standing], ask: Asked) -> list[GoalRow]:
    """Return every indicator with both a figure and a goal: those that can be judged first, own before borrowed."""
    aimed = [item for item in standings if item.goal and item.latest]
    aimed.sort(key=lambda item: (not item.assessed, item.origin is not Origin.OWN, item.definition.priority))
    return [_goal_row(item, ask) for item in aimed]


def _goal_row(item: Standing, ask: Asked) -> GoalRow:
    definition, progress = item.definition, item.progress
    unit, figure = unit_words(definition), figure_of(item)
    growth = "\u00a0%" if progress and progress.rule == "cagr-1" else ""
    decimals = max(definition.decimals, 1)

    def pace(value: Decimal | None) -> str:
        return number(value, decimals, sign=True) + growth if value is not None else ""

    return GoalRow(
        name=definition.name,
        url=ask.to("indicator", definition.indicator.slug),
        place=item.place.short,
        borrowed=item.origin is Origin.BORROWED,
        period=figure.year if figure else "",
        value=figure.value + unit if figure else "",
        goal=goal_words(item.goal) + unit if item.goal else "",
        goal_period=period_label(item.goal.period) if item.goal else "",
        actual=pace(progress.actual if progress else None),
        required=pace(progress.required if progress else None),
        status=item.status,
        cause=cause_of(item),
    )


def goal_words(goal: Goal) -> str:
    """Return "80", or for a band "40–60"."""
    return plain(goal.value) if goal.upper is None else f"{plain(goal.value)}–{plain(goal.upper)}"
