"""Draw what a report's content holds, for the page or for paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import geometry
from indicators.charts import traces
from indicators.charts.bars import rank
from indicators.charts.choropleth import choropleth
from indicators.charts.drawing import Chart, draw, draw_pair
from indicators.charts.empty import empty
from indicators.charts.hatch import hatch
from indicators.charts.line import line
from indicators.charts.sparkline import sparkline
from indicators.charts.strip import Item, strip
from indicators.charts.theme import (
    BODY,
    MAP,
    NARROW,
    PRINT_BODY,
    PRINT_HALF,
    PRINT_MAP,
    PRINT_SPARK,
    SPARK,
    STRIP_NARROW,
    STRIP_WIDE,
    WIDE,
    Medium,
    Size,
    print_size,
)
from reports.content import Bar, Indicator, Place, Ranking, Reading, Regions, Series

#: Where the lowest figure is no less than this part of the highest, an axis from zero would show a flat line, or dots
#: on a heap. Small shares keep their zero: half a per cent must not look like a mountain.
_LEVEL = Decimal("0.5")
_SMALL_SHARE = Decimal(50)
#: Two charts beside each other on a wide page.
_HALF = Size(560, 340)
#: Bars beside a map.
_BESIDE = Size(640, 340)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart and what its signs mean. `summary` is the words it is read aloud with."""

    svg: SafeString
    notes: tuple[str, ...] = ()
    summary: str = ""


def _drawn(chart: Chart) -> Drawing:
    return Drawing(draw(chart), tuple(getattr(chart, "notes", ())), chart.frame.title)


def _readings(readings: Sequence[Reading]) -> tuple[traces.Reading, ...]:
    return tuple(
        traces.Reading(
            at=one.position,
            value=one.value,
            label=one.label,
            series_break=one.series_break,
            preliminary=one.preliminary,
            inferred=one.inferred,
            lower=one.lower,
            upper=one.upper,
        )
        for one in readings
    )


def _trace(series: Series, decimals: int) -> traces.Trace:
    shown = min(decimals, max((one.decimals for one in series.valued), default=decimals))
    return traces.Trace(series.place.short, _readings(series.readings), shown)


def time_line(indicator: Indicator, *, area: str, uid: str, medium: Medium, half: bool = False) -> Drawing:
    """Return an indicator over time beside its references, with target and breaks; its empty state without a figure."""
    target = None
    if indicator.target is not None:
        aim = indicator.target
        target = traces.Target(aim.position, aim.value, aim.decimals, aim.baseline_position, aim.baseline)

    def lay_out(size: Size, name: str) -> Chart:
        if indicator.series is None:
            return empty(indicator.absence, uid=name, subject=indicator.name, size=size, area=area)
        return line(
            _trace(indicator.series, indicator.decimals),
            [_trace(series, indicator.decimals) for series in indicator.references],
            uid=name,
            subject=indicator.name,
            area=area,
            size=size,
            unit=indicator.unit,
            target=target,
            breaks=indicator.breaks,
            from_zero=not _is_level(indicator),
            reason=indicator.absence,
        )

    if medium is Medium.PRINT:
        return _drawn(lay_out(PRINT_HALF if half else PRINT_BODY, uid))
    wide = _HALF if half else WIDE
    plain = lay_out(wide, uid)
    svg = draw_pair(lay_out, uid=uid, wide=wide, narrow=NARROW)
    return Drawing(svg, tuple(getattr(plain, "notes", ())), plain.frame.title)


def _is_level(indicator: Indicator) -> bool:
    every = [series for series in (indicator.series, *indicator.references) if series]
    figures = [one.value for series in every for one in series.valued if one.value is not None]
    if indicator.target:
        figures.append(indicator.target.value)
    if not figures or (indicator.unit.strip() == "%" and max(figures) <= _SMALL_SHARE):
        return False
    return min(figures) > 0 and min(figures) >= _LEVEL * max(figures)


def _item(bar: Bar) -> Item:
    return Item(bar.place.code, bar.place.short, bar.value)


def among(ranking: Ranking, indicator: Indicator, *, area: str, uid: str, medium: Medium) -> Drawing:
    """Return one dot for each place of a comparison on one axis, the place that speaks named."""
    whole = _item(ranking.whole) if ranking.whole else None
    figures = [bar.value for bar in ranking.bars if bar.value is not None]

    def lay_out(size: Size, name: str) -> Chart:
        return strip(
            [_item(bar) for bar in ranking.bars],
            uid=name,
            subject=f"{indicator.name}, {ranking.period}",
            focus=ranking.focus,
            nation=whole,
            area=area,
            size=size,
            unit=indicator.unit,
            decimals=ranking.decimals,
            from_zero=not (figures and min(figures) >= _LEVEL * max(figures)),
        )

    if medium is Medium.PRINT:
        return _drawn(lay_out(print_size(BODY, 7), uid))
    plain = lay_out(STRIP_WIDE, uid)
    svg = draw_pair(lay_out, uid=uid, wide=STRIP_WIDE, narrow=STRIP_NARROW)
    return Drawing(svg, tuple(getattr(plain, "notes", ())), plain.frame.title)


def bars(ranking: Ranking, indicator: Indicator, *, area: str, uid: str, medium: Medium) -> Drawing:
    """Return one bar for each region, highest first, the country as a line."""

    def lay_out(size: Size, name: str) -> Chart:
        return rank(
            [_item(bar) for bar in ranking.bars],
            uid=name,
            subject=f"{indicator.name}, {ranking.period}",
            focus=ranking.focus,
            nation=_item(ranking.whole) if ranking.whole else None,
            area=area,
            width=size.width,
            medium=size.medium,
            unit=indicator.unit,
            decimals=ranking.decimals,
            ascending=indicator.direction == "down",
        )

    if medium is Medium.PRINT:
        return _drawn(lay_out(PRINT_BODY, uid))
    return Drawing(draw_pair(lay_out, uid=uid, wide=_BESIDE, narrow=NARROW), (), lay_out(_BESIDE, uid).frame.title)


def region_map(ranking: Ranking, indicator: Indicator, *, area: str, uid: str, medium: Medium) -> Drawing:
    """Return the map of the regions in five classes."""
    names = {bar.place.code: bar.place.short for bar in ranking.bars}
    return _drawn(
        choropleth(
            geometry.lan(names),
            {bar.place.code: bar.value for bar in ranking.bars},
            uid=uid,
            subject=f"{indicator.name}, {ranking.period}",
            focus=ranking.focus,
            area=area,
            size=PRINT_MAP if medium is Medium.PRINT else MAP,
            unit=indicator.unit,
            decimals=ranking.decimals,
        )
    )


def spark(indicator: Indicator, *, area: str, uid: str, medium: Medium) -> Drawing:
    """Return the shape of an indicator's series."""
    return _drawn(
        sparkline(
            _trace(indicator.known, indicator.decimals),
            uid=uid,
            subject=indicator.name,
            area=area,
            size=PRINT_SPARK if medium is Medium.PRINT else SPARK,
            unit=indicator.unit,
            breaks=indicator.breaks,
        )
    )


def row_spark(
    place: Place, readings: Sequence[Reading], regions: Regions, *, area: str, uid: str, medium: Medium
) -> Drawing:
    """Return the small line in a region's row."""
    decimals, unit = regions.columns[0].decimals, regions.columns[0].unit
    return _drawn(
        sparkline(
            traces.Trace(place.short, _readings(readings), decimals),
            uid=uid,
            subject=regions.subject,
            area=area,
            size=Size(56, 12, Medium.PRINT) if medium is Medium.PRINT else SPARK,
            unit=unit,
            breaks=regions.breaks,
        )
    )


def cover(place: Place, parts: Sequence[str], *, uid: str) -> Drawing | None:
    """Return the region as level lines in the areas' colours; None for a place without known outlines."""
    try:
        shapes = geometry.kommuner(dict.fromkeys(parts, ""))
    except KeyError:
        return None
    title = _("%(place)s med sina kommuner, tecknat med linjer i de fem fokusområdenas färger") % {"place": place.name}
    return _drawn(hatch(shapes, uid=uid, title=title))
