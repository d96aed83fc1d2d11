"""Draw places against each other: the map of the län, one dot for each, one small picture for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators import geometry
from indicators.charts.choropleth import MapChart, choropleth
from indicators.charts.drawing import Chart, draw, draw_pair, draw_swatch
from indicators.charts.multiples import multiples
from indicators.charts.strip import Item, strip
from indicators.charts.theme import STRIP_NARROW, STRIP_WIDE, Size
from indicators.comparisons import Comparison, Place
from indicators.models import IndicatorVersion, Territory
from indicators.views.public.figures import detail_of, unit_words
from indicators.views.public.paths import trace_of
from indicators.views.public.ranking import period_words
from indicators.wording import number

#: A map of fewer län would look like knowledge.
ENOUGH_FOR_MAP = 10


@dataclass(frozen=True, slots=True)
class Key:
    """One row of a map's key."""

    swatch: SafeString
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Map:
    """The map of the län and its key. `name` is what it shows."""

    name: str
    period: str
    drawing: SafeString
    key: tuple[Key, ...]
    ends: str


@dataclass(frozen=True, slots=True)
class Small:
    """One small picture among many: the place, its newest figure and its years."""

    name: str
    value: str
    drawing: SafeString
    is_focus: bool


@dataclass(frozen=True, slots=True)
class Smalls:
    """A small picture for each place, and the scale they share, in words."""

    pictures: tuple[Small, ...]
    low: str
    high: str


def _decimals(found: Comparison, definition: IndicatorVersion) -> int:
    return detail_of(definition, [place.measured.point for place in found.places if place.measured])


def map_of(found: Comparison, definition: IndicatorVersion, focus: Territory, *, area: str) -> Map | None:
    """Return the map of the län with the one in focus named; None where too few have a figure."""
    if len(found.valued) < ENOUGH_FOR_MAP:
        return None
    period = period_words(found.period, definition)
    chart = choropleth(
        geometry.lan({place.territory.code: place.territory.short for place in found.places}),
        {place.territory.code: place.measured.point.value for place in found.places if place.measured},
        uid=f"karta-{definition.indicator.code.lower()}",
        subject=f"{definition.name}, {period}",
        focus=focus.code,
        area=area or "ink",
        unit=unit_words(definition),
        decimals=_decimals(found, definition),
    )
    rows = chart.legend if isinstance(chart, MapChart) else ()
    key = tuple(Key(draw_swatch(row, area=area or "ink"), row.label, row.count) for row in rows)
    return Map(definition.name, period, draw(chart), key, _ends(found))


def _ends(found: Comparison) -> str:
    """Return "Högst i Stockholm, lägst i Kalmar"."""
    by_value = sorted(found.valued, key=lambda place: _item(place).value or Decimal(0))
    words = {"high": by_value[-1].territory.short, "low": by_value[0].territory.short}
    return _("Högst: %(high)s. Lägst: %(low)s.") % words


def strip_of(found: Comparison, definition: IndicatorVersion, focus: Territory, *, area: str) -> SafeString:
    """Return one dot for each place on one axis, for wide and for narrow windows."""
    subject = f"{definition.name}, {period_words(found.period, definition)}"
    decimals = min(definition.decimals, _decimals(found, definition))

    def lay_out(size: Size, uid: str) -> Chart:
        return strip(
            [_item(place) for place in found.places],
            uid=uid,
            subject=subject,
            focus=focus.code,
            nation=_item(found.nation) if found.nation else None,
            area=area or "ink",
            size=size,
            unit=unit_words(definition),
            decimals=decimals,
        )

    return draw_pair(lay_out, uid="remsa", wide=STRIP_WIDE, narrow=STRIP_NARROW)


def _item(place: Place) -> Item:
    return Item(place.territory.code, place.territory.short, place.measured.point.value if place.measured else None)


def smalls_of(
    found: Comparison, definition: IndicatorVersion, focus: Territory, *, area: str, breaks: Sequence[Decimal]
) -> Smalls:
    """Return a small picture for each place, all on one scale."""
    drawn = multiples(
        [trace_of(place.territory.short, place.series, definition) for place in found.places],
        trace_of(found.nation.territory.short, found.nation.series, definition) if found.nation else None,
        uid="sma",
        subject=definition.name,
        focus=focus.short,
        area=area or "ink",
        unit=unit_words(definition),
        breaks=breaks,
        reason=_("Inget värde."),
    )
    decimals = min(definition.decimals, _decimals(found, definition))
    pictures = []
    for place, chart in zip(found.places, drawn.charts, strict=True):
        value = _item(place).value
        words = number(value, decimals) if value is not None else ""
        pictures.append(Small(place.territory.short, words, draw(chart), place.territory == focus))
    return Smalls(tuple(pictures), drawn.low, drawn.high)
