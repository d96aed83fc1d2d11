"""Put the 21 län side by side: a column for each indicator that has figures for them, coloured in five groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.comparisons import common_period, latest_break, rank
from indicators.models import IndicatorVersion, Level, Territory
from indicators.periods import PeriodKind
from indicators.progress import Direction
from indicators.series import Measured, TimeSeries, read
from indicators.standings import AreaStanding
from indicators.views.public.asked import Asked
from indicators.views.public.figures import detail_of
from indicators.views.public.ranking import period_words
from indicators.wording import number

#: Fewer values than this get no colour: it would look like knowledge.
ENOUGH = 10
GROUPS = 5
#: One län's figure alone is no comparison.
COMPARABLE = 2


@dataclass(frozen=True)
class Sheet:
    """Every län's series for every indicator, read at once."""

    definitions: Sequence[IndicatorVersion]
    places: Sequence[Territory]
    series: Mapping[tuple[int, int, str], TimeSeries]

    def of(self, indicator: int, place: Territory) -> TimeSeries:
        return self.series.get((indicator, place.pk, "total"), TimeSeries())

    def valued(self, indicator: int) -> list[TimeSeries]:
        return [found for place in self.places if (found := self.of(indicator, place)).valued]

    @property
    def wide(self) -> set[int]:
        """The indicators that enough län have a figure for."""
        return {one.indicator_id for one in self.definitions if len(self.valued(one.indicator_id)) >= ENOUGH}


@dataclass(frozen=True, slots=True)
class Cell:
    """One län's figure; `group` 1–5 is its fifth, 0 where the column has no colour. No `words` means no data."""

    words: str
    group: int
    opens: bool
    key: str


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator in one period, or its change since the last break."""

    name: str
    url: str
    note: str
    key: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one area. Without figures: `empty` says so."""

    name: str
    key: str
    span: int
    empty: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    url: str
    is_focus: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The table: areas over columns, a line for each län. Areas without figures have a column of their own, last."""

    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    measured: int


def sheet(definitions: Sequence[IndicatorVersion], *, as_of: int | None) -> Sheet:
    """Read every län's series. Two queries."""
    places = list(Territory.objects.filter(level=Level.REGION))
    kinds = {item.indicator_id: PeriodKind(item.period_kind) for item in definitions}
    return Sheet(definitions, places, read(kinds=kinds, territories=[place.pk for place in places], as_of=as_of))


@dataclass(frozen=True)
class _Measure:
    """One column before it is written: a figure for each place that has one."""

    column: Column
    figures: Mapping[int, Decimal]
    decimals: int
    signed: bool


def heat(found: Sheet, areas: Sequence[AreaStanding], focus: Territory, asked: Asked) -> Heat:
    """Return the table in the order of the first column, highest first."""
    groups, empty, measures = [], [], []
    for area in areas:
        mine = _measures(found, area, asked)
        measures += mine
        if mine:
            groups.append(Group(area.area.name, area.area.key, len(mine), ""))
        else:
            words = _("Inget värde per län i någon av %(count)s indikatorer") % {"count": area.total}
            empty.append(Group(area.area.name, area.area.key, 1, words))
    first: Mapping[int, Decimal] = measures[0].figures if measures else {}
    places = sorted(found.places, key=lambda one: (one.pk not in first, -first.get(one.pk, Decimal(0)), one.short))
    groupings = [_fifths(measure.figures) for measure in measures]
    return Heat(
        groups=(*groups, *empty),
        columns=tuple(measure.column for measure in measures),
        lines=tuple(
            Line(
                name=place.short,
                url=asked.to("region", place.slug),
                is_focus=place == focus,
                cells=tuple(_cell(measure, fifths, place) for measure, fifths in zip(measures, groupings, strict=True)),
            )
            for place in places
        ),
        measured=sum(not measure.signed for measure in measures),
    )


def _measures(found: Sheet, area: AreaStanding, asked: Asked) -> list[_Measure]:
    made: list[_Measure] = []
    for standing in area.standings:
        definition = standing.definition
        valued = found.valued(definition.indicator_id)
        period = common_period(valued)
        at = {place.pk: one for place in found.places if (one := _at(found, definition, place, period))}
        if len(at) < COMPARABLE:
            continue
        decimals = detail_of(definition, [one.point for one in at.values()])
        url = asked.to("indicator", definition.indicator.slug)
        note = f"{period_words(period, definition)}, {definition.unit}"
        column = Column(definition.name, url, note, area.area.key, not made)
        figures = {key: one.point.value for key, one in at.items() if one.point.value is not None}
        made.append(_Measure(column, figures, decimals, signed=False))
        since = latest_break(valued, period)
        changes = _changes(found, definition, since, at) if since < period else {}
        if len(changes) == len(found.places):
            unit = _("pe") if definition.difference_sv == "procentenheter" else definition.difference
            words = {"since": period_words(since, definition), "unit": unit}
            column = Column(_("Ändring"), url, _("från %(since)s, %(unit)s") % words, area.area.key, False)
            made.append(_Measure(column, changes, decimals, signed=True))
    return made


def _at(found: Sheet, definition: IndicatorVersion, place: Territory, period: str) -> Measured | None:
    measured = found.of(definition.indicator_id, place).at(period) if period else None
    return measured if measured and measured.point.value is not None and not measured.point.inferred else None


def _changes(found: Sheet, definition: IndicatorVersion, since: str, at: Mapping[int, Measured]) -> dict[int, Decimal]:
    changes = {}
    for place in found.places:
        start = _at(found, definition, place, since)
        end = at.get(place.pk)
        if start and end and start.point.value is not None and end.point.value is not None:
            changes[place.pk] = end.point.value - start.point.value
    return changes


def _fifths(figures: Mapping[int, Decimal]) -> dict[int, int]:
    """Return each place's fifth, 1–5 from the lowest; equal figures share one; {} for too few."""
    if len(figures) < ENOUGH:
        return {}
    ordered = sorted(figures.values())
    return {key: ordered.index(value) * GROUPS // len(ordered) + 1 for key, value in figures.items()}


def _cell(measure: _Measure, fifths: Mapping[int, int], place: Territory) -> Cell:
    value = measure.figures.get(place.pk)
    words = number(value, measure.decimals, sign=measure.signed) if value is not None else ""
    return Cell(words, fifths.get(place.pk, 0), measure.column.opens, measure.column.key)


@dataclass(frozen=True, slots=True)
class Rank:
    """Where one län stands among those that have a figure for the common period."""

    name: str
    url: str
    key: str
    value: str
    unit: str
    period: str
    rank: str
    count: int


def ranks(found: Sheet, focus: Territory, asked: Asked, keys: Mapping[int, str]) -> list[Rank]:
    """Return the län's place in each indicator that at least two län have; `keys`: colour key by indicator."""
    made = []
    for definition in found.definitions:
        period = common_period(found.valued(definition.indicator_id))
        figures = {place.pk: _at(found, definition, place, period) for place in found.places}
        known = {key: one for key, one in figures.items() if one}
        own = known.get(focus.pk)
        if own is None or own.point.value is None or len(known) < COMPARABLE:
            continue
        low, high = rank(dict(known), Direction(definition.direction))[focus.pk]
        decimals = detail_of(definition, [one.point for one in known.values()])
        made.append(
            Rank(
                name=definition.name,
                url=asked.to("indicator", definition.indicator.slug),
                key=keys.get(definition.indicator_id, ""),
                value=number(own.point.value, decimals),
                unit=definition.unit,
                period=period_words(period, definition),
                rank=str(low) if low == high else f"{low}–{high}",
                count=len(known),
            )
        )
    return made
