"""One indicator over time: the line chart, the table of the same figures, and what was said about single years."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.charts.drawing import Chart, draw_pair
from indicators.charts.line import Band, LineChart, line
from indicators.charts.theme import WIDE, Size
from indicators.models import IndicatorVersion, Level, Territory
from indicators.periods import PeriodError, PeriodKind, parse
from indicators.series import TimeSeries, read
from indicators.standings import Standing
from indicators.views.public.figures import detail_of, tag_of, unit_words, value_words, when
from indicators.views.public.paths import breaks_at, target_of, trace_of
from indicators.wording import number, period_label, plain

#: So many comparisons beside the line in focus; more would be a tangle.
COMPARED = 2
#: So many of the newest periods have a column; the rest stand in the CSV.
COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in the table of years, or the reason why there is none. `tag`: what is unusual about it."""

    words: str
    missing: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Line:
    """One place's figures. `is_focus`: the place the page is about."""

    name: str
    is_focus: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A period; `breaks`: a new series begins here."""

    label: str
    breaks: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What the definition says about one period."""

    period: str
    words: str
    is_break: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The development of one indicator."""

    drawing: SafeString
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    remarks: tuple[Note, ...]
    voices: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A place whose series stands in the same picture."""

    place: Territory
    series: TimeSeries


def beside(standing: Standing, *, as_of: int | None) -> list[Beside]:
    """Return the larger places that have figures too, nearest first, the Union last. Two queries."""
    around: list[Territory] = []
    place = standing.place.parent
    while place is not None:
        around.append(place)
        place = place.parent
    if not around:
        around = list(Territory.objects.filter(level=Level.UNION))
    definition = standing.definition
    kinds = {definition.indicator_id: PeriodKind(definition.period_kind)}
    found = read(kinds=kinds, territories=[place.pk for place in around], as_of=as_of)
    lines = [Beside(place, found.get((definition.indicator_id, place.pk, "total"), TimeSeries())) for place in around]
    wanted = [item for item in lines if item.series.valued]
    nation = [item for item in wanted if item.place.level == Level.COUNTRY]
    return (nation + [item for item in wanted if item not in nation])[:COMPARED]


def trend(standing: Standing, compared: Sequence[Beside], *, area: str) -> Trend:
    """Return the chart and the table of the same figures."""
    definition = standing.definition
    series = [(standing.place, standing.series), *((item.place, item.series) for item in compared)]
    periods = sorted({one.observation.period for _place, found in series for one in found.measured})
    shown = periods[-COLUMNS:]
    breaks = {period.key for period in standing.breaks}
    breaks |= {one.observation.period for _place, found in series for one in found.measured if one.point.series_break}
    decimals = detail_of(definition, [point for _place, found in series for point in found.points])
    return Trend(
        drawing=draw_pair(lambda size, uid: _chart(standing, compared, area, size, uid), uid="linje"),
        notes=_notes(_chart(standing, compared, area, WIDE, "linje")),
        columns=tuple(Column(_short(one, definition), one in breaks and one != periods[0]) for one in shown),
        lines=tuple(
            Line(place.short, rank == 0, tuple(_cell(found, period, decimals) for period in shown))
            for rank, (place, found) in enumerate(series)
        ),
        remarks=remarks_of(definition),
        voices=_voices(standing, decimals),
        left_out=len(periods) - len(shown),
    )


def _chart(standing: Standing, compared: Sequence[Beside], area: str, size: Size, uid: str) -> Chart:
    definition = standing.definition
    low, high = definition.band_low, definition.band_high
    band = None
    if low is not None and high is not None:
        label = _("mellan %(low)s och %(high)s") % {"low": plain(low), "high": plain(high)}
        band = Band(low, high, label)
    return line(
        trace_of(standing.place.short, standing.series, definition),
        [trace_of(item.place.short, item.series, definition) for item in compared],
        uid=uid,
        subject=definition.name,
        area=area or "ink",
        size=size,
        unit=unit_words(definition),
        axis_title=definition.axis,
        target=target_of(standing),
        band=band,
        breaks=breaks_at(standing),
        from_zero=definition.kind != definition.Kind.INDEX,
        intervals=True,
        reason=definition.absence,
    )


def _notes(chart: Chart) -> tuple[str, ...]:
    return chart.notes if isinstance(chart, LineChart) else ()


def _short(period: str, definition: IndicatorVersion) -> str:
    return period_label(parse(period, PeriodKind(definition.period_kind)))


def _cell(series: TimeSeries, period: str, decimals: int) -> Cell:
    measured = series.at(period)
    if measured is None:
        return Cell("", True, "")
    return Cell(value_words(measured, decimals), measured.point.value is None, tag_of(measured.point))


def _voices(standing: Standing, decimals: int) -> tuple[str, ...]:
    """Say in words where the source and the region hold different values; both are shown, none is hidden."""
    found = []
    for one in standing.series.measured:
        if one.other is None:
            continue
        other = one.other
        voice = _("Källans värde") if other.series.voice == "source" else _("Regionens eget värde")
        value = number(other.value, decimals) if other.value is not None else str(other.get_missing_display())
        words = {"voice": voice, "when": when(one.point), "value": value}
        found.append(_("%(voice)s för %(when)s är %(value)s.") % words)
    return tuple(found)


def remarks_of(definition: IndicatorVersion) -> tuple[Note, ...]:
    """Return what the definition says about breaks and about years to read with care."""
    kind = PeriodKind(definition.period_kind)
    found = []
    for item in definition.breaks:
        try:
            label = period_label(parse(str(item["period"]), kind))
        except PeriodError:
            label = str(item["period"])
        words = item.get("note_en") if get_language() == "en" else ""
        found.append(Note(label, str(words or item.get("note_sv", "")), item["kind"] == "break"))
    return tuple(found)
