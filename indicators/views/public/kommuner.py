"""What is known of kommuner: how many figures each has, and the nearest comparisons of one that has few."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.safestring import SafeString

from indicators import geometry
from indicators.charts.drawing import draw
from indicators.charts.kommunmap import kommunmap
from indicators.models import Current, IndicatorVersion, Level, Observation, Territory
from indicators.periods import PeriodKind
from indicators.series import TimeSeries, read
from indicators.standings import Origin, Standing
from indicators.views.public.asked import Asked
from indicators.views.public.figures import absence_of, detail_of, figure_of, tag_of, unit_words, when
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class KommunRow:
    """One kommun in a list: its people, and how many indicators have a figure of its own."""

    name: str
    url: str
    population: int | None
    known: int


@dataclass(frozen=True, slots=True)
class Lan:
    """A län and its kommuner."""

    name: str
    url: str
    rows: tuple[KommunRow, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """An indicator that is measured for kommuner but has no figure for this one, and why."""

    name: str
    url: str
    key: str
    source: str
    source_id: str
    absence: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another place's newest figure beside the kommun's own."""

    name: str
    words: str
    is_own: bool


def known_counts(places: Sequence[Territory], *, as_of: int | None) -> dict[int, int]:
    """Return how many indicators have a value for each place. One query."""
    among = {"series__territory__in": [place.pk for place in places], "series__breakdown__key": "total"}
    if as_of is None:
        figures = Current.objects.filter(**among, observation__value__isnull=False)
    else:
        figures = Observation.objects.as_of(as_of).filter(**among, value__isnull=False)  # type: ignore[assignment]
    counted = figures.values_list("series__territory").annotate(known=Count("series__indicator", distinct=True))
    return dict(counted.order_by())


def places_in(region: Territory | None) -> list[Territory]:
    """Return a län's kommuner by name. One query."""
    return list(Territory.objects.filter(level=Level.KOMMUN, parent=region).order_by("short_sv"))


def kommun_rows(places: Sequence[Territory], asked: Asked) -> list[KommunRow]:
    """Return a row for each kommun. One query."""
    known = known_counts(places, as_of=asked.as_of)
    return [_row(place, known, asked) for place in places]


def _row(place: Territory, known: Mapping[int, int], asked: Asked) -> KommunRow:
    return KommunRow(place.short, asked.to("kommun", place.slug), place.population, known.get(place.pk, 0))


def every_lan(asked: Asked) -> list[Lan]:
    """Return all kommuner under their län, the län by name. Three queries."""
    regions = list(Territory.objects.filter(level=Level.REGION))
    places = list(Territory.objects.filter(level=Level.KOMMUN).order_by("short_sv"))
    known = known_counts(places, as_of=asked.as_of)
    by_region: dict[int | None, list[KommunRow]] = defaultdict(list)
    for place in places:
        by_region[place.parent_id].append(_row(place, known, asked))
    made = [Lan(region.name, asked.to("region", region.slug), tuple(by_region[region.pk])) for region in regions]
    return sorted(made, key=lambda lan: lan.name)


def link_map(region: Territory, places: Sequence[Territory], asked: Asked) -> SafeString | None:
    """Return the map of a län whose kommuner are links; None where there are none."""
    names = {place.code: place.short for place in places}
    links = {place.code: asked.to("kommun", place.slug) for place in places}
    if not names:
        return None
    return draw(kommunmap(geometry.kommuner(names), uid="kommuner", subject=region.name, links=links))


def finder_map(kommun: Territory, places: Sequence[Territory]) -> SafeString:
    """Return the map of the kommun's län, `places` being its kommuner, with the kommun marked."""
    names = {place.code: place.short for place in places}
    subject = kommun.parent.name if kommun.parent else kommun.name
    return draw(kommunmap(geometry.kommuner(names), uid="lage", subject=subject, marked=kommun.code))


def lacking(standings: Sequence[Standing], asked: Asked, keys: Mapping[int, str]) -> list[Lacking]:
    """Return what is measured for kommuner but has no figure of this one's own."""
    return [
        Lacking(
            name=item.definition.name,
            url=asked.to("indicator", item.definition.indicator.slug),
            key=keys.get(item.definition.indicator_id, ""),
            source=item.definition.source_name,
            source_id=item.definition.source_id,
            absence=absence_of(item.definition),
        )
        for item in standings
        if item.origin is not Origin.OWN and Level.KOMMUN in item.definition.levels
    ]


def neighbours(standing: Standing, others: Sequence[tuple[Territory, TimeSeries]]) -> tuple[Neighbour, ...]:
    """Return the kommun's figure with the others' newest ones, the län's last."""
    definition = standing.definition
    everyone = [(standing.place, standing.series), *((place, one) for place, one in others if one.latest)]
    decimals = detail_of(definition, [one.latest.point for _place, one in everyone if one.latest])
    made = []
    for place, series in everyone:
        latest = series.latest
        if latest is None or latest.point.value is None:
            continue
        words = f"{number(latest.point.value, decimals)}{unit_words(definition)}, {when(latest.point)}"
        made.append(Neighbour(place.short, words, place == standing.place))
    return tuple(made)


def nearest(standings: Sequence[Standing], limit: int) -> list[Standing]:
    """Return borrowed figures to show beside a kommun: from the nearest places first, the core before the rest."""
    order = [Level.REGION, Level.NUTS2, Level.NUTS1, Level.COUNTRY]
    lent = [item for item in standings if item.origin is Origin.BORROWED and figure_of(item)]
    priority = [choice for choice, _label in type(lent[0].definition).Priority.choices] if lent else []
    lent.sort(key=lambda item: (order.index(Level(item.place.level)), priority.index(item.definition.priority)))
    return lent[:limit]


@dataclass(frozen=True, slots=True)
class KommunFigure:
    """One kommun's newest figure for one indicator; no `value` means no data."""

    name: str
    url: str
    value: str
    period: str
    tag: str


def kommun_figures(definition: IndicatorVersion, region: Territory, asked: Asked) -> list[KommunFigure]:
    """Return the newest figure of each kommun in a län; none at all if no kommun has any. At most two queries."""
    if Level.KOMMUN not in definition.levels:
        return []
    places = places_in(region)
    kinds = {definition.indicator_id: PeriodKind(definition.period_kind)}
    found = read(kinds=kinds, territories=[place.pk for place in places], as_of=asked.as_of)
    series = {place.pk: found.get((definition.indicator_id, place.pk, "total"), TimeSeries()) for place in places}
    if not any(one.valued for one in series.values()):
        return []
    decimals = detail_of(definition, [one.latest.point for one in series.values() if one.latest])
    return [_kommun_figure(place, series[place.pk], decimals, asked) for place in places]


def _kommun_figure(place: Territory, series: TimeSeries, decimals: int, asked: Asked) -> KommunFigure:
    url, latest = asked.to("kommun", place.slug), series.latest
    if latest is None or latest.point.value is None:
        return KommunFigure(place.short, url, "", "", "")
    return KommunFigure(
        place.short, url, number(latest.point.value, decimals), when(latest.point), tag_of(latest.point)
    )
