"""Tell a figure's history: its versions with who, when and why, the series it sits in, and the other voice."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from indicators.models import (
    Current,
    Delivery,
    DeliveryRow,
    IndicatorVersion,
    Observation,
    Series,
    Voice,
)
from indicators.permissions import Seat
from indicators.views.work.panel import value_of
from indicators.views.work.rows import breakdown_words, marks_of, period_words, words_of
from indicators.wording import number


@dataclass(frozen=True, slots=True)
class Version:
    """One revision as finished words. `delivery` is empty for deliveries of other organisations."""

    revision: int
    value: str
    change: str
    marks: str
    note: str
    by: str
    role: str
    organisation: str
    at: datetime
    reason: str
    delivery: int | None
    entry: int
    entry_url: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One period of the series, in both voices."""

    period: str
    source: str
    source_url: str
    region: str
    region_url: str
    marks: str
    here: bool


def history_of(newest: Observation, definition: IndicatorVersion, seat: Seat) -> dict[str, Any]:
    """Return what the page of a figure tells. Four queries, whatever the number of versions."""
    series = newest.series
    loaded = ("entry__organisation", "entry__attribution__by", "row__delivery")
    made = Observation.objects.filter(series=series, period=newest.period).select_related(*loaded)
    revisions = list(made.order_by("revision"))
    older: list[Observation | None] = [None, *revisions]
    versions = [_version(one, before, seat) for one, before in zip(revisions, older, strict=False)]
    parts = [str(series.territory.name), period_words(newest.period, definition)]
    if series.breakdown.key != "total":
        parts.insert(1, breakdown_words(list(series.breakdown.members.all())))
    return {
        "title": f"{definition.name}, {', '.join(parts)}",
        "shown": value_of(newest, definition),
        "marks": marks_of(newest),
        "versions": versions[::-1],
        "neighbours": _neighbours(series, newest.period, definition),
        "other": _other_voice(series, newest.period, definition),
        "pending": list(
            DeliveryRow.objects.filter(
                series=series,
                period=newest.period,
                left_out=False,
                kind__in=[DeliveryRow.Kind.NEW, DeliveryRow.Kind.CHANGED],
                delivery__organisation=seat.organisation,
                delivery__state__in=[Delivery.State.DRAFT, Delivery.State.RETURNED, Delivery.State.SUBMITTED],
            ).select_related("delivery")
        ),
    }


def _version(made: Observation, before: Observation | None, seat: Seat) -> Version:
    change = ""
    if before is not None and before.value is not None and made.value is not None:
        change = number(made.value - before.value, max(before.decimals, made.decimals), sign=True)
    entry = made.entry
    ours = entry.organisation_id == seat.organisation.pk
    attribution = entry.attribution
    return Version(
        revision=made.revision,
        value=words_of(made),
        change=change,
        marks=marks_of(made),
        note=made.note,
        by=str(attribution.by) if ours and attribution.by else "",
        role=entry.get_role_display(),
        organisation=entry.organisation.name,
        at=entry.at,
        reason=attribution.reason if ours else "",
        delivery=made.row.delivery_id if ours else None,
        entry=entry.number,
        entry_url=entry.get_absolute_url(),
    )


def _neighbours(series: Series, period: str, definition: IndicatorVersion) -> list[Neighbour]:
    heads = Current.objects.filter(
        series__indicator=series.indicator, series__territory=series.territory, series__breakdown=series.breakdown
    ).select_related("observation__series")
    found: dict[str, dict[str, Observation]] = defaultdict(dict)
    for head in heads:
        found[head.period][head.observation.series.voice] = head.observation
    return [_neighbour(key, found[key], definition, here=key == period) for key in sorted(found)]


def _neighbour(period: str, voices: dict[str, Observation], definition: IndicatorVersion, *, here: bool) -> Neighbour:
    source, region = voices.get(Voice.SOURCE), voices.get(Voice.REGION)
    marks = [marks_of(one) for one in (source, region) if one is not None]
    return Neighbour(
        period=period_words(period, definition),
        source=words_of(source),
        source_url=reverse("work:value", args=[source.series_id, period]) if source else "",
        region=words_of(region),
        region_url=reverse("work:value", args=[region.series_id, period]) if region else "",
        marks=", ".join(dict.fromkeys(mark for mark in marks if mark)),
        here=here,
    )


def _other_voice(series: Series, period: str, definition: IndicatorVersion) -> dict[str, Any] | None:
    """Return the figure in the other voice, the source's or the region's."""
    heads = Current.objects.filter(
        series__indicator=series.indicator,
        series__territory=series.territory,
        series__breakdown=series.breakdown,
        period=period,
    ).exclude(series=series)
    head = heads.select_related("observation__series", "observation__entry__organisation").first()
    if head is None:
        return None
    made = head.observation
    return {
        "value": value_of(made, definition),
        "source": made.series.voice == Voice.SOURCE,
        "organisation": made.entry.organisation.name,
        "marks": marks_of(made),
        "series": made.series_id,
        "period": made.period,
    }
