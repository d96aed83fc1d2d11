"""What a line chart is told: readings in time, the traces they form, targets, and where a trace must be cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure in time. `at` is a position in years; `value` None means measured but missing."""

    at: Decimal
    value: Decimal | None
    label: str = ""  # the period in words, where it is not simply the year
    series_break: bool = False  # this reading begins a new series
    preliminary: bool = False
    inferred: bool = False  # the year is our conclusion, not the source's statement
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def when(self) -> str:
        return self.label or str(int(self.at))

    @property
    def is_drawn(self) -> bool:
        return self.value is not None and self.value.is_finite()

    @property
    def figure(self) -> Decimal:
        """The value of a reading that is drawn."""
        if self.value is None:
            raise ValueError("This reading has no value")
        return self.value

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        if self.lower is None or self.upper is None or not (self.lower.is_finite() and self.upper.is_finite()):
            return None
        return self.lower, self.upper


@dataclass(frozen=True, slots=True)
class Trace:
    """A place's readings. `step` is the usual distance in years; None = the shortest one found."""

    name: str
    readings: tuple[Reading, ...]
    decimals: int = 1
    step: Decimal | None = None

    @property
    def drawn(self) -> tuple[Reading, ...]:
        return tuple(sorted((reading for reading in self.readings if reading.is_drawn), key=lambda one: one.at))

    @property
    def usual_step(self) -> Decimal:
        if self.step is not None:
            return self.step
        places = sorted({reading.at for reading in self.readings})
        return min((later - earlier for earlier, later in pairwise(places)), default=Decimal(1))


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach at a time; with a baseline the required path is drawn from it."""

    at: Decimal
    value: Decimal
    decimals: int = 0
    base_at: Decimal | None = None
    base: Decimal | None = None

    @property
    def path(self) -> tuple[Decimal, Decimal] | None:
        """The baseline's position and value, where both are known and the path leads forward."""
        if self.base_at is None or self.base is None or self.base_at >= self.at:
            return None
        return self.base_at, self.base


class MeasuredPeriod(Protocol):
    @property
    def position(self) -> Decimal: ...
    @property
    def key(self) -> str: ...


class Measured(Protocol):
    """What a point of a series must have to be drawn; indicators.progress.Point does."""

    @property
    def period(self) -> MeasuredPeriod: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def series_break(self) -> bool: ...
    @property
    def preliminary(self) -> bool: ...
    @property
    def inferred(self) -> bool: ...
    @property
    def lower(self) -> Decimal | None: ...
    @property
    def upper(self) -> Decimal | None: ...


def readings(
    points: Iterable[Measured], *, label: Callable[[MeasuredPeriod], str] | None = None
) -> tuple[Reading, ...]:
    """Return a series' points as readings; `label` says a period in words (default: its key)."""
    return tuple(
        Reading(
            at=point.period.position,
            value=point.value,
            label=label(point.period) if label else point.period.key,
            series_break=point.series_break,
            preliminary=point.preliminary,
            inferred=point.inferred,
            lower=point.lower,
            upper=point.upper,
        )
        for point in points
    )


def breaks_of(traces: Iterable[Trace], breaks: Sequence[Decimal] = ()) -> tuple[Decimal, ...]:
    """Return where new series begin, rising: those told and those the readings themselves carry."""
    carried = {reading.at for trace in traces for reading in trace.readings if reading.series_break}
    return tuple(sorted(carried | set(breaks)))


def runs(trace: Trace, breaks: Sequence[Decimal]) -> tuple[tuple[Reading, ...], ...]:
    """Return the drawn readings cut at the breaks, oldest run first; no run is empty."""
    found: list[list[Reading]] = []
    for reading in trace.drawn:
        if found and not any(found[-1][-1].at < place <= reading.at for place in breaks):
            found[-1].append(reading)
        else:
            found.append([reading])
    return tuple(tuple(run) for run in found)


def cut_between(place: Decimal, traces: Iterable[Trace]) -> Decimal:
    """Return where the upright of a break stands: half-way to the last reading before it, at most half a year away."""
    before = [reading.at for trace in traces for reading in trace.drawn if reading.at < place]
    return place - min(place - max(before), Decimal(1)) / 2 if before else place - Decimal("0.5")
