"""Set two values for the same cell side by side, with the one that stood there first, for a person to choose."""

from dataclasses import dataclass
from typing import Any

from indicators.forms.work import FigureForm, whole
from indicators.intake.validate import Reading
from indicators.models import DeliveryRow, Figure, IndicatorVersion, Observation
from indicators.views.work.cell import Cell
from indicators.views.work.panel import value_of
from indicators.views.work.rows import marks_of, period_words


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values: large, and what tells it apart."""

    value: str
    source: str
    marks: str
    observation: Observation | None = None


def side_of(figure: Figure | None, definition: IndicatorVersion) -> Side | None:
    """Return how a figure is shown, proposed or published; None where there is none."""
    if figure is None:
        return None
    made = figure if isinstance(figure, Observation) else None
    return Side(value_of(figure, definition), figure.source, marks_of(figure), made)


def revision_of(series: int, period: str, revision: int) -> Observation | None:
    """Return one revision of a figure with who published it; None for the zeroth."""
    known = Observation.objects.filter(series=series, period=period, revision=revision)
    return known.select_related("entry__organisation", "row").first()


def conflict_page(form: FigureForm, cell: Cell, reading: Reading, published: Observation | None) -> dict[str, Any]:
    """Return what the page of a stale form shows: mine as typed, theirs as published, and what I had seen."""
    seen = whole(form.text("base").rpartition("|")[2])
    first = None
    if published is not None and seen is not None and form.text("base") != cell.base:
        first = revision_of(published.series_id, published.period, seen)
    definition = cell.definition
    return {
        "form": form,
        "title": f"{definition.name}, {cell.territory.short}, {period_words(reading.figure['period'], definition)}",
        "mine": side_of(DeliveryRow(**reading.figure), definition),
        "theirs": side_of(published, definition),
        "first": side_of(first, definition),
        "base": cell.base,
        "act": form.data.get("do", "add"),
        "hidden": [(name, text) for name in form.fields if name not in ("base", "flags") for text in [form.text(name)]]
        + [("flags", flag) for flag in form.cleaned_data.get("flags", [])],
    }


def row_conflict(row: DeliveryRow) -> dict[str, Any] | None:
    """Return what the page of an overtaken row shows; None if nobody has overtaken it. Three queries."""
    series = row.series
    if series is None:
        return None
    newest = Observation.objects.filter(series=series, period=row.period).order_by("-revision")
    published = newest.select_related("entry__organisation", "row").first()
    if published is None or published.revision == row.base_revision:
        return None
    definition = IndicatorVersion.objects.as_of(None).select_related("indicator").get(indicator=series.indicator_id)
    return {
        "title": f"{definition.name}, {series.territory.short}, {period_words(row.period, definition)}",
        "mine": side_of(row, definition),
        "theirs": side_of(published, definition),
        "first": side_of(revision_of(series.pk, row.period, row.base_revision), definition),
    }
