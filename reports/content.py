"""Hold a report's whole content as values: what is frozen, and all that rendering may know (schema 1)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from reports.figures import Indicator, Place, Reading, Series, Source, Target

__all__ = [
    "SCHEMA",
    "Area",
    "Bar",
    "Column",
    "Indicator",
    "Place",
    "Ranking",
    "Reading",
    "RegionGroup",
    "RegionRow",
    "Regions",
    "Release",
    "ReportContent",
    "Series",
    "Source",
    "Strategy",
    "Tally",
    "Target",
]

#: Raised when a field changes its meaning or goes away; a field with a default may be added without.
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One place in a comparison. The rank is a range; None where the figure is lacking or its year inferred."""

    place: Place
    value: Decimal | None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places of one level side by side in one period. `focus` is the code of the place that speaks, `whole` the
    larger place they are parts of."""

    indicator: str
    among: str  # regions or countries
    period: str
    focus: str
    bars: tuple[Bar, ...]
    whole: Bar | None
    decimals: int
    sentence: str

    @property
    def valued(self) -> int:
        return sum(bar.value is not None for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the place's own figures have a status."""

    status: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area: what is known, what is judged, its indicators in order and its comparisons.

    `tally` is empty where too few own figures can be judged: then the state of knowledge stands instead.
    """

    key: str
    number: int
    slug: str
    name: str
    goals: tuple[str, ...]
    own: int
    borrowed: int
    none: int
    known: str
    borrowed_words: str
    tally: tuple[Tally, ...]
    lead: str  # code of the indicator that speaks
    indicators: tuple[Indicator, ...]
    rankings: tuple[Ranking, ...]

    @property
    def total(self) -> int:
        return self.own + self.borrowed + self.none

    def indicator(self, code: str) -> Indicator:
        return next(one for one in self.indicators if one.code == code)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table of regions."""

    indicator: str
    breakdown: str
    title: str
    unit: str
    decimals: int
    period: str


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region's figures by column, and the series of the first column."""

    place: Place
    cells: tuple[Decimal | None, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """The regions of one larger area (NUTS 2), and the figure that exists for the area as a whole."""

    place: Place
    note: str
    rows: tuple[RegionRow, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions side by side."""

    subject: str
    sentence: str
    columns: tuple[Column, ...]
    groups: tuple[RegionGroup, ...]
    nation: RegionRow | None
    breaks: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """A source's publication that figures in the report came from."""

    publisher: str
    title: str
    url: str
    licence: str
    retrieved: str
    attribution: str
    reliability: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """The programme whose areas the report follows."""

    slug: str
    name: str
    reference: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A regional overview, whole. Nothing outside it is read when it is rendered, but outlines of places."""

    kind: str
    language: str
    slug: str
    title: str
    edition: int
    organisation: str
    place: Place
    parts: tuple[str, ...]  # codes of the kommuner, for the drawing on the cover
    strategy: Strategy
    as_of: int
    as_of_hash: str
    as_of_at: datetime | None
    frozen_on: date
    until: str
    address: str
    summary: str
    areas: tuple[Area, ...]
    regions: Regions | None
    releases: tuple[Release, ...]
    schema: int = field(default=SCHEMA)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(one for area in self.areas for one in area.indicators)
