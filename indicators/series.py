"""Read figures into time series, as they stand now or as they stood at a ledger entry."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from indicators.models import Current, Observation, Voice, YearBasis
from indicators.periods import PeriodKind, parse
from indicators.progress import Point

#: A series' key on a page: (indicator id, territory id).
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """One period's figure: the point for the arithmetic, its observation, and the other voice's if it differs."""

    point: Point
    observation: Observation
    other: Observation | None = None


@dataclass(frozen=True)
class TimeSeries:
    """The figures of one indicator in one place and breakdown, in time order."""

    measured: tuple[Measured, ...] = ()

    @cached_property
    def points(self) -> tuple[Point, ...]:
        return tuple(item.point for item in self.measured)

    @cached_property
    def valued(self) -> tuple[Measured, ...]:
        """The periods that have a value, an inferred year included."""
        return tuple(item for item in self.measured if item.point.value is not None)

    @property
    def latest(self) -> Measured | None:
        return self.valued[-1] if self.valued else None

    def at(self, period: str) -> Measured | None:
        return next((item for item in self.measured if item.observation.period == period), None)


def point_of(observation: Observation, kind: PeriodKind) -> Point:
    """Return what the arithmetic needs of an observation, whose series must be loaded."""
    return Point(
        period=parse(observation.period, kind),
        value=observation.value,
        missing=observation.missing,
        preliminary=observation.preliminary,
        estimated=observation.estimated,
        series_break=observation.series_break,
        low_reliability=observation.low_reliability,
        inferred=observation.year_basis == YearBasis.INFERRED,
        lower=observation.lower,
        upper=observation.upper,
        decimals=observation.decimals,
        voice=observation.series.voice,
    )


def observations(
    *, indicators: Collection[int], territories: Collection[int], breakdowns: Collection[str], as_of: int | None
) -> Iterable[Observation]:
    """Return the newest revision of each figure, with its series. One query; costs what it returns."""
    among = {
        "series__indicator__in": indicators,
        "series__territory__in": territories,
        "series__breakdown__key__in": breakdowns,
    }
    if as_of is None:
        heads = Current.objects.filter(**among).select_related("observation__series__breakdown")
        return [head.observation for head in heads]
    revisions = Observation.objects.as_of(as_of).filter(**among).select_related("series__breakdown")
    newest = {(made.series_id, made.period): made for made in revisions.order_by("revision")}
    return newest.values()


def read(
    *,
    kinds: dict[int, PeriodKind],
    territories: Collection[int],
    breakdowns: Collection[str] = ("total",),
    as_of: int | None = None,
) -> dict[tuple[int, int, str], TimeSeries]:
    """Return the series of some indicators (id → period kind) by (indicator id, territory id, breakdown key).

    The source's voice leads; where it has no value the region's own stands in. Where both have one and they differ,
    the other is kept beside.
    """
    found: dict[tuple[int, int, str], dict[str, dict[str, Observation]]] = defaultdict(lambda: defaultdict(dict))
    rows = observations(indicators=list(kinds), territories=territories, breakdowns=breakdowns, as_of=as_of)
    for row in rows:
        key = (row.series.indicator_id, row.series.territory_id, row.series.breakdown.key)
        found[key][row.period][row.series.voice] = row
    return {
        key: TimeSeries(tuple(measured_of(periods[period], kinds[key[0]]) for period in sorted(periods)))
        for key, periods in found.items()
    }


def measured_of(voices: dict[str, Observation], kind: PeriodKind) -> Measured:
    leading, *others = sorted(voices.values(), key=_precedence)
    other = others[0] if others and _said(others[0]) != _said(leading) else None
    return Measured(point_of(leading, kind), leading, other)


def _precedence(observation: Observation) -> tuple[bool, bool]:
    """A value goes before a reason why there is none; between two of a kind the source goes first."""
    return observation.value is None, observation.series.voice != Voice.SOURCE


def _said(observation: Observation) -> tuple[Decimal | None, str]:
    return observation.value, observation.missing
