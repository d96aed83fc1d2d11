"""The ledger for readers: its entries in pages, and one entry with the rows that it made public."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.models import BreakdownMember, LedgerEntry, Observation
from indicators.models.canonical import public_models
from indicators.periods import PeriodKind, parse
from indicators.series import point_of
from indicators.views.public.asked import Absent
from indicators.views.public.figures import tag_of
from indicators.views.public.provenance import observed
from indicators.wording import period_label

PER_PAGE = 25
ROWS = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that an entry made public: what it was before, what it is."""

    indicator: str
    slug: str
    place: str
    breakdown: str
    period: str
    old: str
    new: str
    tag: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What an entry covers: figures, and other rows by what they are called."""

    figures: tuple[Figure, ...]
    others: tuple[tuple[str, int], ...]


def entries(kind: str) -> QuerySet[LedgerEntry]:
    """Return the entries, newest first, of one kind or all."""
    found = LedgerEntry.objects.select_related("organisation", "attribution").order_by("-number")
    return found.filter(kind=kind) if kind else found


def page_of(kind: str, number: int) -> object:
    """Return a page of entries. Raises Absent with a sentence beyond the last."""
    paginator = Paginator(entries(kind), PER_PAGE)
    if number > paginator.num_pages:
        raise Absent(_("Listan har %(count)s sidor.") % {"count": paginator.num_pages})
    return paginator.page(number)


def entry_of(number: int) -> LedgerEntry:
    found = entries("").select_related("delivery__release").filter(number=number).first()
    if found is None:
        raise Absent(_("Det finns ingen liggarpost med det numret."))
    return found


def contents(entry: LedgerEntry, names: dict[int, tuple[str, str, PeriodKind]]) -> Contents:
    """Return the first rows of an entry; `names`: name, slug and period kind by indicator.

    Four queries for figures; else one for each kind of public row.
    """
    if entry.kind != LedgerEntry.Kind.FIGURES:
        return Contents((), tuple(_counts(entry)))
    rows = list(
        Observation.objects.filter(entry=entry)
        .select_related("series__territory", "series__breakdown", "series__indicator")
        .order_by("series__indicator__code", "series__territory__code", "series__breakdown__key", "period")[:ROWS]
    )
    before, labels = _before(rows), {f"{one.axis}={one.code}": one.label for one in BreakdownMember.objects.all()}
    figures = tuple(
        _figure(row, before.get((row.series_id, row.period, row.revision - 1)), names, labels) for row in rows
    )
    return Contents(figures, ())


def _before(rows: Sequence[Observation]) -> dict[tuple[int, str, int], Observation]:
    corrected = [row for row in rows if row.revision > 1]
    if not corrected:
        return {}
    older = Observation.objects.filter(
        series__in={row.series_id for row in corrected}, period__in={row.period for row in corrected}
    )
    return {(one.series_id, one.period, one.revision): one for one in older}


def _figure(
    row: Observation,
    old: Observation | None,
    names: dict[int, tuple[str, str, PeriodKind]],
    labels: dict[str, str],
) -> Figure:
    name, slug, kind = names[row.series.indicator_id]
    breakdown = row.series.breakdown.key
    return Figure(
        indicator=name,
        slug=slug,
        place=row.series.territory.short,
        breakdown=", ".join(labels.get(part, part) for part in breakdown.split(";") if part != "total"),
        period=period_label(parse(row.period, kind)),
        old=observed(old),
        new=observed(row),
        tag=tag_of(point_of(row, kind)),
    )


def _counts(entry: LedgerEntry) -> list[tuple[str, int]]:
    found = []
    for model in public_models():
        path = getattr(model, "LEDGER_ENTRY", "entry")
        if count := model._default_manager.filter(**{path: entry.number}).count():
            found.append((str(model._meta.verbose_name_plural), count))
    return found
