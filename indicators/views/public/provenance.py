"""Where an indicator's figures come from: releases, ledger entries, corrections, targets, places in strategies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, Value

from indicators.models import (
    Crosswalk,
    IndicatorVersion,
    LedgerEntry,
    Observation,
    PlacementVersion,
    SourceRelease,
    Target,
    TargetVersion,
    Territory,
)
from indicators.periods import PeriodKind, parse
from indicators.standings import Standing
from indicators.views.public.asked import Asked
from indicators.views.public.figures import unit_words
from indicators.wording import number, period_label, plain

#: So many of the newest corrections stand on the page; the CSV has every revision's number.
CORRECTIONS = 30


@dataclass(frozen=True, slots=True)
class Change:
    """One ledger entry that changed this indicator: figures, definition, target or place in a strategy."""

    number: int
    at: datetime
    kind: str
    what: str
    rows: int | None
    release: SourceRelease | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure that got a new revision: what it was, what it is, and by which entry."""

    place: str
    period: str
    old: str
    new: str
    entry: int


@dataclass(frozen=True, slots=True)
class Aim:
    """One target: whose, what, when, decided where. `is_used`: the status on the page is judged against it."""

    place: str
    kind: str
    goal: str
    period: str
    programme: str
    decision: str
    source_url: str
    note: str
    entry: int
    is_used: bool


@dataclass(frozen=True, slots=True)
class Belonging:
    """An area of a strategy that the indicator stands in. `within`: the strategy's address name."""

    within: str
    strategy: str
    area: str
    area_id: int
    key: str
    url: str


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An area of another strategy that corresponds to the page's own."""

    strategy: str
    area: str
    url: str
    relation: str
    note: str


def changes(indicator: int, where: Territory, *, as_of: int | None) -> list[Change]:
    """Return the entries behind a place's figures and the definition, newest first. Two queries."""
    mine = Observation.objects.filter(series__indicator=indicator, series__territory=where).order_by()
    figures = mine.values_list("entry").annotate(rows=Count("pk"))
    others = [
        versions.order_by().values_list("entry").annotate(rows=Value(0))
        for versions in (
            IndicatorVersion.objects.filter(indicator=indicator),
            PlacementVersion.objects.filter(placement__indicator=indicator),
            TargetVersion.objects.filter(target__indicator=indicator),
        )
    ]
    counted = dict(figures.union(*others))
    shown = [number_ for number_ in counted if as_of is None or number_ <= as_of]
    entries = LedgerEntry.objects.filter(number__in=shown).select_related("delivery__release").order_by("-number")
    return [_change(entry, counted[entry.number] or None) for entry in entries]


def _change(entry: LedgerEntry, rows: int | None) -> Change:
    return Change(
        number=entry.number,
        at=entry.at,
        kind=entry.get_kind_display(),
        what=entry.what,
        rows=rows,
        release=entry.delivery.release if hasattr(entry, "delivery") else None,
    )


def corrections(definition: IndicatorVersion, where: Territory, *, as_of: int | None) -> list[Correction]:
    """Return a place's figures that have been corrected, newest first. Two queries."""
    mine = Observation.objects.as_of(as_of).filter(
        series__indicator=definition.indicator_id, series__territory=where, revision__gt=1
    )
    newer = list(mine.select_related("series__breakdown").order_by("-entry", "period")[:CORRECTIONS])
    wanted = Q(pk__in=[])
    for one in newer:
        wanted |= Q(series=one.series_id, period=one.period, revision=one.revision - 1)
    older = (
        {(one.series_id, one.period, one.revision): one for one in Observation.objects.filter(wanted)} if newer else {}
    )
    kind = PeriodKind(definition.period_kind)
    return [
        Correction(
            place=where.short,
            period=period_label(parse(one.period, kind)),
            old=observed(older.get((one.series_id, one.period, one.revision - 1))),
            new=observed(one),
            entry=one.entry_id,
        )
        for one in newer
    ]


def observed(one: Observation | None) -> str:
    """Return a revision's value as it was reported, or the reason why there is none."""
    if one is None:
        return ""
    return number(one.value, one.decimals) if one.value is not None else str(one.get_missing_display())


def aims(standing: Standing, around: Sequence[Territory], *, as_of: int | None) -> list[Aim]:
    """Return the targets for the place, the larger places and the Union. One query."""
    versions = TargetVersion.objects.as_of(as_of).filter(
        active=True, target__indicator=standing.definition.indicator_id, target__territory__in=around
    )
    ordered = versions.select_related("target__territory", "target__breakdown").order_by(F("goal_period").desc(), "pk")
    return [_aim(version, standing) for version in ordered]


def _aim(version: TargetVersion, standing: Standing) -> Aim:
    definition = standing.definition
    kind = PeriodKind(definition.period_kind)
    used = standing.target is not None and version.pk == standing.target.pk
    return Aim(
        place=version.target.territory.short,
        kind=str(Target.Kind(version.target.kind).label),
        goal=_goal_words(version, unit_words(definition)),
        period=period_label(parse(version.goal_period, kind)) if version.goal_period else "",
        programme=version.programme,
        decision=version.decision,
        source_url=version.source_url,
        note=version.note,
        entry=version.entry_id,
        is_used=used,
    )


def _goal_words(version: TargetVersion, after: str) -> str:
    if version.goal is None:
        return ""
    if version.goal_upper is None:
        return plain(version.goal) + after
    return f"{plain(version.goal)}–{plain(version.goal_upper)}{after}"


def home_of(found: Sequence[Belonging], strategy: str) -> Belonging | None:
    """Return the area that the page stands under: the asked strategy's."""
    return next((one for one in found if one.within == strategy), None)


def belongings(indicator: int, asked: Asked) -> list[Belonging]:
    """Return every area of every strategy that the indicator stands in. One query."""
    placed = PlacementVersion.objects.as_of(asked.as_of).filter(active=True, placement__indicator=indicator)
    rows = placed.select_related("placement__area__strategy")
    in_order = sorted(rows, key=lambda row: (str(row.placement.area.strategy.valid_from), row.placement.area.order))
    return [
        Belonging(
            within=row.placement.area.strategy.slug,
            strategy=row.placement.area.strategy.name,
            area=row.placement.area.name,
            area_id=row.placement.area_id,
            key=row.placement.area.key,
            url=area_address(row.placement.area.strategy.slug, row.placement.area.slug, asked),
        )
        for row in in_order
    ]


def counterparts(area: int, asked: Asked) -> list[Counterpart]:
    """Return the areas of other strategies that correspond to this one. One query."""
    related = Crosswalk.objects.filter(from_area=area).select_related("to_area__strategy")
    if asked.as_of is not None:
        related = related.filter(entry__lte=asked.as_of)
    return [
        Counterpart(
            strategy=row.to_area.strategy.name,
            area=row.to_area.name,
            url=area_address(row.to_area.strategy.slug, row.to_area.slug, asked),
            relation=row.get_relation_display(),
            note=row.note,
        )
        for row in related.order_by("to_area__strategy__valid_from", "to_area__order")
    ]


def area_address(strategy: str, slug: str, asked: Asked) -> str:
    """Return the address of an area of any strategy, in the page's own state and län."""
    return asked.within(strategy).to("area", slug)
