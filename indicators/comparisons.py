"""Set places of one level side by side for one indicator, in a common period, and rank them honestly."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import IndicatorVersion, Level, Territory
from indicators.periods import PeriodKind
from indicators.progress import Direction, compare
from indicators.series import Measured, TimeSeries, read


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a comparison: its figure in the common period, its rank as a range, its change since the break."""

    territory: Territory
    series: TimeSeries
    measured: Measured | None
    rank: tuple[int, int] | None
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Places of one level: best first where the indicator has a direction, else largest; without a figure last."""

    period: str
    since: str
    places: tuple[Place, ...]
    nation: Place | None

    @property
    def valued(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.measured)

    def of(self, territory: Territory) -> Place | None:
        return next((place for place in self.places if place.territory == territory), None)


def common_period(series: Sequence[TimeSeries]) -> str:
    """Return the period that most places have a value for, the latest if several; "" if none has any."""
    counts = Counter(item.observation.period for one in series for item in one.valued if not item.point.inferred)
    return max(counts, key=lambda period: (counts[period], period), default="")


def latest_break(series: Sequence[TimeSeries], period: str) -> str:
    """Return the first period after the last break that any of the series has, up to `period`."""
    begins = [item.observation.period for one in series for item in one.measured if item.point.series_break]
    first = [one.valued[0].observation.period for one in series if one.valued]
    return max((begin for begin in begins if begin <= period), default=min(first, default=""))


def comparison(
    definition: IndicatorVersion, *, level: Level, parent: Territory | None = None, as_of: int | None = None
) -> Comparison:
    """Compare the places of a level (below `parent`, if given) and the nation. Two queries."""
    among = Territory.objects.filter(level=level)
    if parent is not None:
        among = among.filter(parent=parent)
    territories = list(among | Territory.objects.filter(code="SE"))
    kinds = {definition.indicator_id: PeriodKind(definition.period_kind)}
    found = read(kinds=kinds, territories=[place.pk for place in territories], as_of=as_of)
    series = {place: found.get((definition.indicator_id, place.pk, "total"), TimeSeries()) for place in territories}
    local = {place: one for place, one in series.items() if place.level == level}
    period = common_period(list(local.values()))
    since = latest_break(list(local.values()), period)
    ranks = rank({place.pk: one.at(period) for place, one in local.items()}, Direction(definition.direction))
    places = [_place(place, one, period, since, ranks.get(place.pk)) for place, one in local.items()]
    up = definition.direction != Direction.DOWN
    places.sort(key=lambda row: _order(row, up))
    nation = next(
        (_place(place, one, period, since, None) for place, one in series.items() if place.code == "SE"), None
    )
    return Comparison(period=period, since=since, places=tuple(places), nation=nation)


def _place(place: Territory, series: TimeSeries, period: str, since: str, ranked: tuple[int, int] | None) -> Place:
    measured = series.at(period)
    if measured is not None and measured.point.value is None:
        measured = None
    start = series.at(since)
    change = None
    if measured and start and start.point.value is not None and measured.point.value is not None and since < period:
        change = measured.point.value - start.point.value
    return Place(territory=place, series=series, measured=measured, rank=ranked, change=change)


def _order(row: Place, up: bool) -> tuple[bool, Decimal, str]:
    value = row.measured.point.value if row.measured else None
    signed = Decimal(0) if value is None else -value if up else value
    return value is None, signed, row.territory.short_sv


def rank(figures: dict[int, Measured | None], direction: Direction) -> dict[int, tuple[int, int]]:
    """Return each place's rank as a range: from one more than those surely better, to those not surely worse.

    Without a direction (or with a band) larger is named first; a figure whose year is inferred is not ranked.
    """
    points = {key: item.point for key, item in figures.items() if item}
    known = {key: point for key, point in points.items() if point.known and not point.inferred}
    order = direction if direction in (Direction.UP, Direction.DOWN) else Direction.UP
    found = {}
    for key, point in known.items():
        verdicts = Counter(compare(other, point, direction=order) for name, other in known.items() if name != key)
        better = verdicts["better"]
        tied = verdicts["indistinguishable"]
        found[key] = (better + 1, better + 1 + tied) if tied else (better + 1, better + 1)
    return found
