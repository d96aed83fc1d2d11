"""Hold what a report says of one indicator: figures, target, judgement and words, as values (schema 1)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was called when the report was frozen. `level` is the kind of place in one word (län, land)."""

    code: str
    name: str
    short: str
    level: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a series, or the words for why there is none. `position` counts years; `entry` is of the ledger."""

    period: str
    label: str
    position: Decimal
    value: Decimal | None
    decimals: int
    missing: str = ""
    preliminary: bool = False
    estimated: bool = False
    series_break: bool = False
    low_reliability: bool = False
    inferred: bool = False
    lower: Decimal | None = None
    upper: Decimal | None = None
    other: Decimal | None = None  # the other voice's value, where the region and the source differ
    revision: int = 1
    entry: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A place's figures in time order."""

    place: Place
    readings: tuple[Reading, ...]

    @property
    def valued(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if reading.value is not None)

    @property
    def latest(self) -> Reading | None:
        return self.valued[-1] if self.valued else None


@dataclass(frozen=True, slots=True)
class Target:
    """The target that the status was judged against. `words` is "80 % 2030"."""

    value: Decimal
    upper: Decimal | None
    decimals: int
    period: str
    position: Decimal
    words: str
    baseline: Decimal | None = None
    baseline_position: Decimal | None = None
    programme: str = ""
    decision: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an indicator's figures come from, and how sure that is."""

    name: str
    reference: str = ""
    url: str = ""
    licence: str = ""
    reliability: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator in the report's place: definition, figures, judgement and the words for all of it.

    `origin` is own, borrowed (the series is a larger place's) or none. `unit` is what stands directly after a figure.
    """

    code: str
    slug: str
    name: str
    definition: str
    why: str
    unit: str
    axis: str
    decimals: int
    kind: str
    direction: str
    core: bool
    headline: bool
    origin: str
    series: Series | None
    references: tuple[Series, ...]
    breaks: tuple[Decimal, ...]
    target: Target | None
    status: str
    status_word: str
    cause: str
    short: str  # how sentence begins: the value and its change
    sentence: str
    because: str
    absence: str
    method: str
    source: Source

    @property
    def latest(self) -> Reading | None:
        return self.series.latest if self.series else None

    @property
    def known(self) -> Series:
        """The series of an indicator that has one. Raises ValueError where there is none."""
        if self.series is None:
            raise ValueError(f"{self.code} has no series")
        return self.series

    @property
    def newest(self) -> Reading:
        """The newest figure of an indicator that has one."""
        return self.known.valued[-1]

    @property
    def points(self) -> int:
        return len(self.series.valued) if self.series else 0
