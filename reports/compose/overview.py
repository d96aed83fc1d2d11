"""Compose a regional overview: what is known of a region in each focus area, as of one ledger entry."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from indicators.models import FocusArea, Goal, LedgerEntry, SourceRelease, Strategy, Territory
from indicators.periods import PeriodKind
from indicators.progress import Status
from indicators.sentences import known_sentence
from indicators.series import TimeSeries, read
from indicators.standings import AreaStanding, Origin, areas, definitions, standings
from indicators.wording import status_word
from reports.compose.figures import indicator_of, place_of, series_of
from reports.compose.rankings import rankings_of
from reports.compose.regions import regions_of
from reports.content import Area, Indicator, Release, ReportContent, Series, Tally
from reports.content import Strategy as Programme
from reports.models import Report

LANGUAGE = "sv"
#: Larger places whose series are drawn beside a place's own.
REFERENCES = ("SE", "EU")


def compose(report: Report, *, number: int, as_of: int, at: datetime, strategy: str, address: str) -> ReportContent:
    """Return the content of a report as the ledger stood at entry `as_of`.

    `at` is when it is frozen, `address` where the edition will be read. The number of queries does not depend on the
    number of figures.
    """
    with translation.override(LANGUAGE):
        return _compose(report, number, as_of, at, strategy, address)


def _compose(report: Report, number: int, as_of: int, at: datetime, strategy_slug: str, address: str) -> ReportContent:
    strategy = Strategy.objects.get(slug=strategy_slug)
    entry = LedgerEntry.objects.filter(number=as_of).first()
    place = report.territory
    defined = definitions(as_of=as_of)
    found = standings(place, defined=defined, as_of=as_of)
    placed = areas(place, strategy_slug, as_of=as_of, standings_=found)
    beside = _references([item.definition for area in placed for item in area.standings], as_of)
    made = tuple(_area(area, number_, beside, as_of) for number_, area in enumerate(placed, 1))
    indicators = [one for area in made for one in area.indicators]
    ordered = [item.definition for area in placed for item in area.standings]
    leading = [item.definition for area in placed for item in area.standings if item.origin is Origin.OWN]
    return ReportContent(
        kind=report.kind,
        language=LANGUAGE,
        slug=report.slug,
        title=report.title_sv,
        edition=number,
        organisation=report.organisation.name,
        place=place_of(place),
        parts=tuple(Territory.objects.filter(parent=place).order_by("code").values_list("code", flat=True)),
        strategy=Programme(strategy.slug, strategy.name, strategy.reference, strategy.source_url),
        as_of=as_of,
        as_of_hash=entry.hash if entry else "",
        as_of_at=entry.at if entry else None,
        frozen_on=timezone.localdate(at),
        until=_until(indicators),
        address=address,
        summary=_summary(indicators, place),
        areas=made,
        regions=regions_of([*leading, *(one for one in ordered if one not in leading)], as_of=as_of),
        releases=_releases(as_of),
    )


def _references(defined: Sequence[object], as_of: int) -> dict[tuple[int, str], TimeSeries]:
    """Return the larger places' series by (indicator id, place code). Two queries."""
    places = {place.pk: place.code for place in Territory.objects.filter(code__in=REFERENCES)}
    kinds = {one.indicator_id: PeriodKind(one.period_kind) for one in defined}  # type: ignore[attr-defined]
    found = read(kinds=kinds, territories=list(places), as_of=as_of)
    return {(indicator, places[place]): series for (indicator, place, _key), series in found.items() if series.valued}


def _area(area: AreaStanding, number: int, beside: dict[tuple[int, str], TimeSeries], as_of: int) -> Area:
    territories = {place.code: place for place in Territory.objects.filter(code__in=REFERENCES)}
    indicators: list[Indicator] = []
    for item in area.standings:
        around: list[Series] = [
            series_of(item.definition, territories[code], beside[item.definition.indicator_id, code])
            for code in REFERENCES
            if code != item.place.code and (item.definition.indicator_id, code) in beside
        ]
        indicators.append(indicator_of(item, around))
    lead = _lead(indicators)
    place = area.standings[0].territory if area.standings else None
    return Area(
        key=area.area.key,
        number=number,
        slug=area.area.slug,
        name=area.area.name,
        goals=_goals(area.area),
        own=area.own,
        borrowed=area.borrowed,
        none=area.none,
        known=known_sentence(area.own, area.total, place.short if place else ""),
        borrowed_words=_borrowed(indicators),
        tally=_tally(area) if area.enough else (),
        lead=lead.code if lead else "",
        indicators=tuple(indicators),
        rankings=rankings_of(area, as_of=as_of),
    )


def _goals(area: FocusArea) -> tuple[str, ...]:
    return tuple(area.goals.filter(kind=Goal.Kind.GOAL).values_list("text_sv", flat=True))


def _lead(indicators: Sequence[Indicator]) -> Indicator | None:
    """Return the headline if it has a figure, else the first that has, own figures before borrowed."""
    known = [one for one in indicators if one.series]
    return next((one for one in known if one.headline), known[0] if known else None)


def _borrowed(indicators: Sequence[Indicator]) -> str:
    """Return "5 har bara ett värde för ett större område: Sverige, Norra Mellansverige."."""
    lent = [one for one in indicators if one.origin == Origin.BORROWED and one.series]
    if not lent:
        return ""
    names = list(dict.fromkeys(one.series.place.short for one in lent if one.series))
    words = {"count": len(lent), "places": _(" och ").join(names)}
    return _("%(count)d har bara ett värde för ett större område: %(places)s.") % words


def _tally(area: AreaStanding) -> tuple[Tally, ...]:
    order = {status.value: rank for rank, status in enumerate(Status)}
    counts = sorted(area.tally.items(), key=lambda pair: order[pair[0]])
    return tuple(Tally(status, status_word(Status(status)), count) for status, count in counts)


def _summary(indicators: Sequence[Indicator], place: Territory) -> str:
    """Return how much is known of the place, each indicator counted once whatever areas it stands in."""
    origins = {one.code: one.origin for one in indicators}
    own = sum(origin == Origin.OWN for origin in origins.values())
    lent = sum(origin == Origin.BORROWED for origin in origins.values())
    none = len(origins) - own - lent
    words = {"lent": lent, "none": none}
    rest = _("För %(lent)d finns bara ett värde för ett större område, och %(none)d saknar värde.") % words
    return f"{known_sentence(own, len(origins), place.short)} {rest}"


def _until(indicators: Sequence[Indicator]) -> str:
    """Return the newest period that anything in the report is about."""
    latest = [one.latest for one in indicators if one.latest]
    newest = max(latest, key=lambda reading: (reading.position, reading.period), default=None)
    return newest.label if newest else ""


def _releases(as_of: int) -> tuple[Release, ...]:
    """Return the publications whose figures were accepted no later than the entry."""
    accepted = SourceRelease.objects.filter(deliveries__entry__lte=as_of).distinct().order_by("publisher", "pk")
    return tuple(
        Release(
            publisher=one.publisher,
            title=one.title_sv,
            url=one.url,
            licence=one.licence,
            retrieved=one.retrieved_on,
            attribution=one.attribution_sv,
            reliability=one.reliability_sv,
            file=one.file_name,
            sha256=one.sha256,
        )
        for one in accepted
    )
