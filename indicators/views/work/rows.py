"""Show a delivery's rows: what each is about, the old value, the new one and the difference, and what is wrong."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.forms.work import MARKS
from indicators.intake.validate import FLAGS
from indicators.models import (
    BreakdownMember,
    Delivery,
    DeliveryRow,
    Figure,
    IndicatorVersion,
    Missing,
    Observation,
    Problem,
    Territory,
)
from indicators.periods import PeriodError, PeriodKind, parse
from indicators.wording import number, period_label

#: The states in which a delivery's rows can still be overtaken.
UNDECIDED = (Delivery.State.DRAFT, Delivery.State.RETURNED, Delivery.State.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as finished words. `stale`: somebody changed the figure after the row was made."""

    pk: int
    line: int
    name: str
    what: str
    old: str
    new: str
    difference: str
    marks: str
    sent: str
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    left_out: bool
    stale: bool
    url: str
    public_url: str


def words_of(figure: Figure | None) -> str:
    """Return a value as it was reported, without its unit; or why there is none."""
    if figure is None:
        return ""
    return number(figure.value, figure.decimals) if figure.value is not None else str(Missing(figure.missing).label)


def marks_of(figure: Figure) -> str:
    """Return a figure's marks in words."""
    labels = {letter: str(label).split(":")[0] for letter, label in MARKS}
    return ", ".join(labels[letter] for letter, name in FLAGS.items() if getattr(figure, name))


def breakdown_words(members: Sequence[BreakdownMember]) -> str:
    return ", ".join(str(member.label) for member in members)


def period_words(key: str, definition: IndicatorVersion | None) -> str:
    if definition is None:
        return key
    try:
        return period_label(parse(key, PeriodKind(definition.period_kind)))
    except PeriodError:
        return key


def lines_of(rows: Sequence[DeliveryRow], definitions: dict[str, IndicatorVersion]) -> list[Line]:
    """Return rows as a page shows them; `rows` come from `readable`. Two queries at most, whatever their number."""
    known: dict[tuple[int, str], dict[int, Observation]] = defaultdict(dict)
    series = {row.series_id for row in rows if row.series_id}
    if series:
        for made in Observation.objects.filter(series__in=series):
            known[made.series_id, made.period][made.revision] = made
    codes = {str(row.raw.get("territory", "")) for row in rows if row.series_id is None}
    places = {place.code: str(place.short) for place in Territory.objects.filter(code__in=codes)} if codes else {}
    return [_line(row, known.get((row.series_id or 0, row.period), {}), definitions, places) for row in rows]


def readable(rows: Any) -> Any:
    """Return a queryset of rows with everything that `lines_of` reads."""
    loaded = rows.select_related("series__indicator", "series__territory", "series__breakdown", "delivery")
    return loaded.prefetch_related("problems", "series__breakdown__members")


def _line(
    row: DeliveryRow,
    revisions: dict[int, Observation],
    definitions: dict[str, IndicatorVersion],
    places: dict[str, str],
) -> Line:
    definition = definitions.get(row.series.indicator.code if row.series else str(row.raw.get("indicator", "")))
    old = revisions.get(row.base_revision)
    change = ""
    if old and old.value is not None and row.value is not None:
        change = number(row.value - old.value, max(old.decimals, row.decimals), sign=True)
    problems = list(row.problems.all())
    undecided = row.delivery.state in UNDECIDED
    head = max(revisions, default=0)
    return Line(
        pk=row.pk,
        line=row.line,
        name=str(definition.name) if definition else str(row.raw.get("indicator", "")),
        what=_what(row, definition, places),
        old=words_of(old),
        new=words_of(row) if row.kind != DeliveryRow.Kind.REFUSED else "",
        difference=change,
        marks=marks_of(row),
        sent=_sent(row),
        faults=tuple(one.sentence for one in problems if one.severity == Problem.Severity.ERROR),
        remarks=tuple(one.sentence for one in problems if one.severity == Problem.Severity.WARNING),
        left_out=row.left_out,
        stale=undecided and row.series_id is not None and head != row.base_revision,
        url=reverse("work:value", args=[row.series_id, row.period]) if row.series_id and head else "",
        public_url=definition.get_absolute_url() if definition else "",
    )


def _what(row: DeliveryRow, definition: IndicatorVersion | None, places: dict[str, str]) -> str:
    if row.series is None:
        code = str(row.raw.get("territory", ""))
        return ", ".join(part for part in (places.get(code, code), str(row.raw.get("period", ""))) if part)
    parts = [str(row.series.territory.short), period_words(row.period, definition)]
    if row.series.breakdown.key != "total":
        parts.insert(1, breakdown_words(list(row.series.breakdown.members.all())))
    return ", ".join(parts)


def _sent(row: DeliveryRow) -> str:
    """Return what stood in the row's value, as it was sent."""
    return str(row.raw.get("value") or "") or (_("tomt") if not row.raw.get("missing") else str(row.raw["missing"]))
