"""Put standings together: how each indicator stands in a place, as of a ledger entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from indicators.models import FocusArea, IndicatorVersion, Level, PlacementVersion, TargetVersion, Territory
from indicators.periods import Period, PeriodError, PeriodKind, parse
from indicators.progress import Direction, Goal, Method, Progress, Status, assess
from indicators.series import Measured, TimeSeries, read

#: How many of an area's own figures must be assessable before the area's statuses are counted up.
ENOUGH = 3
NO_DATA = "no-data"


class Origin(StrEnum):
    """Whose figure stands there: the place's own, a larger place's, or nobody's."""

    OWN = "own"
    BORROWED = "borrowed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator in one place. Everything a reader sees is made from these."""

    definition: IndicatorVersion
    territory: Territory
    origin: Origin
    place: Territory
    series: TimeSeries
    target: TargetVersion | None
    goal: Goal | None
    progress: Progress | None
    breaks: tuple[Period, ...]
    headline: bool = False

    @property
    def latest(self) -> Measured | None:
        return self.series.latest

    @property
    def status(self) -> str:
        """The status key a badge shows: one of Status, or no-data."""
        return NO_DATA if self.progress is None else self.progress.status.value

    @property
    def assessed(self) -> bool:
        return self.progress is not None and self.progress.status is not Status.NOT_ASSESSABLE


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """A focus area in a place: its standings, and how much is known."""

    area: FocusArea
    standings: tuple[Standing, ...]
    tally: dict[str, int] = field(default_factory=dict)

    def having(self, origin: Origin) -> int:
        return sum(standing.origin is origin for standing in self.standings)

    @property
    def own(self) -> int:
        return self.having(Origin.OWN)

    @property
    def borrowed(self) -> int:
        return self.having(Origin.BORROWED)

    @property
    def none(self) -> int:
        return self.having(Origin.NONE)

    @property
    def total(self) -> int:
        return len(self.standings)

    @property
    def enough(self) -> bool:
        """Whether enough of the place's own figures can be judged for the area to be counted up."""
        return sum(self.tally.values()) >= ENOUGH

    @property
    def headline(self) -> Standing | None:
        """The indicator that speaks for the area."""
        return next((standing for standing in self.standings if standing.headline), None)


def definitions(*, as_of: int | None = None) -> list[IndicatorVersion]:
    """Return every definition in force that is not retired. One query."""
    versions = IndicatorVersion.objects.as_of(as_of).filter(retired=False).select_related("indicator__organisation")
    return list(versions.order_by("indicator__code"))


def lenders(territory: Territory) -> list[Territory]:
    """Return the larger places whose figures may be shown, light, where the place has none: nearest first, up to the
    country. One query a step that is not loaded with the place."""
    found = []
    place = territory
    while place.level not in (Level.UNION, Level.COUNTRY) and place.parent is not None:
        place = place.parent
        found.append(place)
    return found


def targets_of(
    indicators: Iterable[int], places: Iterable[int], *, as_of: int | None
) -> dict[tuple[int, int], TargetVersion]:
    """Return the target in force by (indicator id, territory id): the one with the latest period. One query."""
    versions = TargetVersion.objects.as_of(as_of).filter(
        active=True,
        target__indicator__in=list(indicators),
        target__territory__in=list(places),
        target__breakdown__key="total",
    )
    in_order = versions.select_related("target").order_by("goal_period")
    return {(version.target.indicator_id, version.target.territory_id): version for version in in_order}


def goal_of(target: TargetVersion, kind: PeriodKind) -> Goal | None:
    """Return the goal that a target sets, for the arithmetic; None for a mere direction."""
    if target.goal is None:
        return None
    return Goal(
        period=parse(target.goal_period, kind),
        value=target.goal,
        upper=target.goal_upper,
        baseline_period=parse(target.baseline_period, kind) if target.baseline_period else None,
        baseline=target.baseline,
    )


def breaks_of(definition: IndicatorVersion) -> tuple[Period, ...]:
    """Return the periods at which the definition says that a new series begins."""
    kind = PeriodKind(definition.period_kind)
    found = []
    for item in definition.breaks:
        if item["kind"] == "break":
            try:
                found.append(parse(str(item["period"]), kind))
            except PeriodError:
                continue
    return tuple(sorted(found))


def assess_series(
    definition: IndicatorVersion, series: TimeSeries, target: TargetVersion | None
) -> tuple[Progress, Goal | None]:
    """Judge a series by its definition and target."""
    goal = goal_of(target, PeriodKind(definition.period_kind)) if target else None
    band = None
    if definition.band_low is not None and definition.band_high is not None:
        band = (definition.band_low, definition.band_high)
    progress = assess(
        series.points,
        direction=Direction(definition.direction),
        goal=goal,
        band=band,
        method=Method(definition.method),
        breaks=breaks_of(definition),
    )
    return progress, goal


def standings(
    territory: Territory, *, defined: Sequence[IndicatorVersion] | None = None, as_of: int | None = None
) -> list[Standing]:
    """Return the standing of each definition in the place. Four queries, whatever the number of indicators."""
    defined = definitions(as_of=as_of) if defined is None else defined
    chain = [territory, *lenders(territory)]
    kinds = {item.indicator_id: PeriodKind(item.period_kind) for item in defined}
    found = read(kinds=kinds, territories=[place.pk for place in chain], as_of=as_of)
    targets = targets_of(kinds, [place.pk for place in chain], as_of=as_of)
    return [_standing(item, territory, chain, found, targets) for item in defined]


def _standing(
    definition: IndicatorVersion,
    territory: Territory,
    chain: Sequence[Territory],
    found: dict[tuple[int, int, str], TimeSeries],
    targets: dict[tuple[int, int], TargetVersion],
) -> Standing:
    indicator = definition.indicator_id
    place = next((p for p in chain if (s := found.get((indicator, p.pk, "total"))) and s.valued), territory)
    series = found.get((indicator, place.pk, "total"), TimeSeries())
    target = targets.get((indicator, place.pk))
    progress, goal = assess_series(definition, series, target) if series.valued else (None, None)
    origin = Origin.NONE if not series.valued else Origin.OWN if place == territory else Origin.BORROWED
    return Standing(
        definition=definition,
        territory=territory,
        origin=origin,
        place=place,
        series=series,
        target=target,
        goal=goal,
        progress=progress,
        breaks=breaks_of(definition),
    )


def areas(
    territory: Territory, strategy_slug: str, *, as_of: int | None = None, standings_: Sequence[Standing] | None = None
) -> list[AreaStanding]:
    """Return the strategy's areas in the place, in the strategy's order, own figures first within an area."""
    by_indicator = {item.definition.indicator_id: item for item in standings_ or standings(territory, as_of=as_of)}
    placed = PlacementVersion.objects.as_of(as_of).filter(active=True, placement__area__strategy__slug=strategy_slug)
    rows: dict[int, list[tuple[PlacementVersion, Standing]]] = {}
    for version in placed.select_related("placement"):
        if standing := by_indicator.get(version.placement.indicator_id):
            rows.setdefault(version.placement.area_id, []).append((version, standing))
    order = {Origin.OWN: 0, Origin.BORROWED: 1, Origin.NONE: 2}
    made = []
    for area in FocusArea.objects.filter(strategy__slug=strategy_slug).select_related("strategy").order_by("order"):
        members = sorted(rows.get(area.pk, []), key=lambda row: (order[row[1].origin], row[0].order))
        made.append(_area(area, [_as_headline(standing, version.headline) for version, standing in members]))
    return made


def _as_headline(standing: Standing, headline: bool) -> Standing:
    return replace(standing, headline=headline)


def _area(area: FocusArea, members: Sequence[Standing]) -> AreaStanding:
    tally: dict[str, int] = {}
    for standing in members:
        if standing.origin is Origin.OWN and standing.assessed:
            tally[standing.status] = tally.get(standing.status, 0) + 1
    return AreaStanding(area=area, standings=tuple(members), tally=tally)
