"""Arrange a report's content into numbered figures and tables, in reading order, for either medium."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.charts.theme import Medium
from indicators.wording import capital, number
from reports.content import Area, Indicator, Ranking, RegionRow, Regions, ReportContent
from reports.render import drawings
from reports.render.layout import lay_out
from reports.render.rows import Row, figure, row, when
from reports.render.tables import Table, ranking_table, series_table

#: A shape needs so many points to say anything.
_SHAPE = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered chart with its caption. `beside` is the map that stands with the bars, `indicator` what it shows."""

    number: int  # 0 for a place that is kept for a chart there are no figures for
    title: str
    notes: tuple[str, ...]
    svg: SafeString
    sentence: str
    indicator: Indicator
    ranking: Ranking | None = None
    beside: SafeString | None = None

    @property
    def table(self) -> Table:
        """The same figures to read."""
        return ranking_table(self.ranking) if self.ranking else series_table(self.indicator)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number and what it is."""

    value: str
    what: str
    borrowed: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """An area with its figures and its table."""

    area: Area
    lead: Row | None
    lead_name: str
    lead_short: str
    lead_rest: str
    main: Figure | None
    opening: tuple[Figure, ...]
    halves: tuple[Figure, ...]
    ranking: Figure | None
    strips: tuple[Figure, ...]
    table: int
    rows: tuple[Row, ...]
    lacking: tuple[Indicator, ...]
    explained: tuple[Indicator, ...]
    keys: tuple[KeyFigure, ...]
    spark: SafeString | None
    spark_words: str

    @property
    def drawn_halves(self) -> tuple[Figure, ...]:
        """The small charts that have figures; a page does not keep places for the others, as paper does."""
        return tuple(figure for figure in self.halves if figure.number)


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A row of the table of regions, finished."""

    name: str
    first: str
    spark: SafeString | None
    cells: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class RegionPart:
    name: str
    note: str
    lines: tuple[RegionLine, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the templates need."""

    content: ReportContent
    chapters: tuple[Chapter, ...]
    regions: tuple[RegionPart, ...]
    region_table: int
    source_table: int
    cover: SafeString | None
    figures: tuple[Figure, ...]


class _Maker:
    """Numbers figures and tables as they are made."""

    def __init__(self, content: ReportContent, medium: Medium) -> None:
        self.content = content
        self.medium = medium
        self.numbers = count(1)
        self.tables = count(1)
        self.names = count(1)
        self.figures: list[Figure] = []

    def uid(self) -> str:
        return f"bild{next(self.names)}"

    def figure(self, indicator: Indicator, area: Area, *, half: bool = False) -> Figure:
        drawn = drawings.time_line(indicator, area=area.key or "ink", uid=self.uid(), medium=self.medium, half=half)
        return self.keep(indicator, drawn, indicator.name, indicator.sentence or indicator.absence)

    def strip(self, ranking: Ranking, area: Area) -> Figure:
        indicator = area.indicator(ranking.indicator)
        drawn = drawings.among(ranking, indicator, area=area.key or "ink", uid=self.uid(), medium=self.medium)
        title = _("%(name)s i EU:s länder, %(period)s") % {"name": indicator.name, "period": ranking.period}
        return self.keep(indicator, drawn, title, ranking.sentence, ranking)

    def bars(self, ranking: Ranking, area: Area) -> Figure:
        indicator, key = area.indicator(ranking.indicator), area.key or "ink"
        drawn = drawings.bars(ranking, indicator, area=key, uid=self.uid(), medium=self.medium)
        chart = drawings.region_map(ranking, indicator, area=key, uid=self.uid(), medium=self.medium)
        title = _("%(name)s, %(period)s") % {"name": indicator.name, "period": ranking.period}
        return self.keep(indicator, drawn, title, ranking.sentence, ranking, chart.svg)

    def keep(
        self,
        indicator: Indicator,
        drawn: drawings.Drawing,
        title: str,
        sentence: str,
        ranking: Ranking | None = None,
        beside: SafeString | None = None,
    ) -> Figure:
        axis = _("Axeln börjar vid %(value)s") % {"value": ""}  # stands in the picture itself
        made = Figure(
            number=next(self.numbers) if indicator.series else 0,
            title=title,
            notes=(*self.notes(indicator, ranking), *(note for note in drawn.notes if not note.startswith(axis))),
            svg=drawn.svg,
            sentence=sentence,
            indicator=indicator,
            ranking=ranking,
            beside=beside,
        )
        self.figures.append(made)
        return made

    def notes(self, indicator: Indicator, ranking: Ranking | None) -> tuple[str, ...]:
        """Return what the figures count, whose they are where they are borrowed, and where they come from."""
        told = [capital(indicator.axis)]
        if indicator.series and indicator.origin == "borrowed" and ranking is None:
            words = {"place": indicator.series.place.short, "own": self.content.place.short}
            told.append(_("Gäller %(place)s, inte %(own)s") % words)
        if indicator.series:
            told.append(_("Källa: %(source)s") % {"source": indicator.source.name})
        return tuple(part for part in told if part)

    def chapter(self, area: Area) -> Chapter:
        chosen = lay_out(area)
        lead = area.indicator(area.lead) if area.lead else None
        main = self.figure(chosen.main, area) if chosen.main else None
        opening = tuple(self.strip(one, area) for one in chosen.opening)
        halves = tuple(self.figure(one, area, half=True) for one in chosen.halves)
        ranking = self.bars(chosen.ranking, area) if chosen.ranking else None
        strips = tuple(self.strip(one, area) for one in chosen.strips)
        shape = next((one for one in (chosen.main, *chosen.halves) if one and one.points >= _SHAPE), None)
        drawn = shape and drawings.spark(shape, area=area.key or "ink", uid=self.uid(), medium=self.medium)
        return Chapter(
            area=area,
            lead=row(lead) if lead else None,
            lead_name=lead.name if lead else "",
            lead_short=lead.short if lead else _("Ingen av områdets indikatorer har något värde ännu."),
            lead_rest=lead.sentence.removeprefix(lead.short).strip() if lead else "",
            main=main,
            opening=opening,
            halves=halves,
            ranking=ranking,
            strips=strips,
            table=next(self.tables),
            rows=tuple(row(one) for one in chosen.known),
            lacking=chosen.lacking,
            explained=chosen.explained,
            keys=tuple(key_figure(one) for one in _speaking(area, chosen.known)),
            spark=drawn.svg if drawn else None,
            spark_words=_shape_words(shape) if shape else "",
        )

    def regions(self) -> tuple[RegionPart, ...]:
        table = self.content.regions
        if table is None:
            return ()
        parts = [
            RegionPart(
                name=f"{group.place.name} ({group.place.code})",
                note=group.note,
                lines=tuple(self.line(one, table) for one in group.rows),
            )
            for group in table.groups
        ]
        if table.nation:
            parts.append(RegionPart(_("Hela landet"), "", (self.line(table.nation, table),)))
        return tuple(parts)

    def accent(self, code: str) -> str:
        """Return the colour key of the area that an indicator stands in."""
        holding = (area.key for area in self.content.areas if any(one.code == code for one in area.indicators))
        return next(holding, "") or "ink"

    def line(self, one: RegionRow, table: Regions) -> RegionLine:
        own = one.place.code == self.content.place.code
        area = self.accent(table.columns[0].indicator) if own else "ink"
        drawn = drawings.row_spark(one.place, one.readings, table, area=area, uid=self.uid(), medium=self.medium)
        cells = [
            "–" if value is None else number(value, column.decimals)
            for value, column in zip(one.cells, table.columns, strict=True)
        ]
        has_line = any(item.value is not None for item in one.readings)
        return RegionLine(one.place.short, cells[0], drawn.svg if has_line else None, tuple(cells[1:]), own)


def _speaking(area: Area, known: Sequence[Indicator]) -> Sequence[Indicator]:
    """Return the two indicators that stand for an area: the one that leads, and the next there is a figure for."""
    return sorted(known, key=lambda one: one.code != area.lead)[:2]


def key_figure(indicator: Indicator) -> KeyFigure:
    latest = indicator.newest
    unit = indicator.unit if indicator.unit.strip() == "%" else ""
    words = f"{indicator.name}, {indicator.known.place.short} {when(latest)}."
    if not unit and indicator.axis:
        words = f"{indicator.name}, {indicator.axis}, {indicator.known.place.short} {when(latest)}."
    if indicator.target:
        words += " " + _("Mål %(target)s.") % {"target": indicator.target.words}
    return KeyFigure(figure(latest) + unit, words, indicator.origin == "borrowed")


def _shape_words(indicator: Indicator) -> str:
    valued = indicator.known.valued
    return f"{indicator.name}, {indicator.known.place.short} {valued[0].label}–{valued[-1].label}"


def make_book(content: ReportContent, medium: Medium) -> Book:
    """Return the book; every chart in it is drawn. Swedish must be the active language."""
    maker = _Maker(content, medium)
    chapters = tuple(maker.chapter(area) for area in content.areas)
    regions = maker.regions()
    drawn = drawings.cover(content.place, content.parts, uid=maker.uid()) if medium is Medium.PRINT else None
    return Book(
        content=content,
        chapters=chapters,
        regions=regions,
        region_table=next(maker.tables) if regions else 0,
        source_table=next(maker.tables),
        cover=drawn.svg if drawn else None,
        figures=tuple(maker.figures),
    )
