"""Say what stands beside the hand while a figure is typed, and what the figure would do to the status."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.intake.validate import PERIOD_EXAMPLES, Reading
from indicators.models import DeliveryRow, Figure, IndicatorVersion, Missing, Observation, Voice
from indicators.periods import PeriodKind
from indicators.series import Measured
from indicators.standings import Standing
from indicators.statements import unit_of
from indicators.views.public.figures import cause_of, sentence_of
from indicators.views.work.cell import Cell, standing_of, with_reading
from indicators.wording import about_period, difference, number, period_label, plain, quantity


@dataclass(frozen=True, slots=True)
class Panel:
    """The facts beside the form, as finished words. `seen`: the figure changed after the form was opened."""

    name: str
    place: str
    unit: str
    example: str
    before: str
    before_when: str
    published: str
    published_voice: str
    published_url: str
    revision: int
    target: str
    limits: str
    pending: tuple[tuple[str, str], ...]
    base: str
    seen: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a figure would do, in finished words: statuses before and after, the change, the sentence afterwards."""

    value: str
    when: str
    change: str
    before_status: str
    before_cause: str
    after_status: str
    after_cause: str
    sentence: str
    beside: str
    same: bool


def value_of(figure: Figure | None, definition: IndicatorVersion) -> str:
    """Return a figure as it was reported, with its unit; or why there is none."""
    if figure is None:
        return ""
    if figure.value is None:
        return str(Missing(figure.missing).label)
    return quantity(figure.value, figure.decimals, unit_of(definition))


def when_of(measured: Measured) -> str:
    period = measured.point.period
    return about_period(period) if measured.point.inferred else period_label(period)


def panel_of(cell: Cell, sent_base: str = "") -> Panel:
    """Return what to show of a cell. `sent_base` is what the form was opened against, if it was about this cell."""
    definition = cell.definition
    published, before = cell.published, cell.before
    stands = published.observation if published else None
    same_cell = sent_base.rpartition("|")[0] == cell.key
    return Panel(
        name=str(definition.name),
        place=str(cell.territory.short),
        unit=str(definition.axis or definition.unit),
        example=PERIOD_EXAMPLES[PeriodKind(definition.period_kind)],
        before=value_of(before.observation, definition) if before else "",
        before_when=when_of(before) if before else "",
        published=value_of(stands, definition),
        published_voice=_voice(published),
        published_url=_address(stands),
        revision=cell.revision,
        target=_target(cell),
        limits=_limits(definition),
        pending=tuple(
            (
                _pending(row.delivery_id, row.value, row.missing, row.decimals, definition),
                row.delivery.get_absolute_url(),
            )
            for row in cell.pending
        ),
        base=sent_base if same_cell else cell.base,
        seen=_("Någon annan har ändrat värdet medan du skrev.") if same_cell and sent_base != cell.base else "",
    )


def _voice(published: Measured | None) -> str:
    if published is None:
        return ""
    source = published.observation.series.voice == Voice.SOURCE
    if source and published.other is not None:
        return _("källans värde; regionens eget visas bredvid")
    return _("källans värde") if source else _("regionens eget värde")


def _address(figure: Observation | None) -> str:
    return reverse("work:value", args=[figure.series_id, figure.period]) if figure else ""


def _target(cell: Cell) -> str:
    target = cell.target
    if target is None or target.goal is None:
        return ""
    ends = [plain(end) for end in (target.goal, target.goal_upper) if end is not None]
    return f"{'–'.join(ends)} ({target.goal_period})"


def _limits(definition: IndicatorVersion) -> str:
    ends = (definition.plausible_min, definition.plausible_max)
    low, high = (None if end is None else plain(end) for end in ends)
    if low is not None and high is not None:
        return _("%(low)s till %(high)s") % {"low": low, "high": high}
    if low is not None:
        return _("minst %s") % low
    return _("högst %s") % high if high is not None else ""


def _pending(number_: int, value: Decimal | None, missing: str, decimals: int, definition: IndicatorVersion) -> str:
    words = quantity(value, decimals, unit_of(definition)) if value is not None else str(Missing(missing).label)
    return _("Leverans %(number)d har redan %(value)s för samma period.") % {"number": number_, "value": words}


def preview_of(cell: Cell, reading: Reading) -> Preview:
    """Return what accepting the figure would do. Status is judged on totals; other breakdowns leave it as it is."""
    proposed = with_reading(cell, reading)
    before, after = standing_of(cell, cell.series), standing_of(cell, proposed)
    if cell.breakdown != "total":
        after = before
    shown = proposed.at(reading.figure["period"])
    beside = ""
    if shown is not None and shown.observation.series.voice != reading.voice:
        beside = _("Källan har ett eget värde för perioden. Det fortsätter att gälla; ditt visas bredvid.")
    figure = DeliveryRow(**reading.figure)
    return Preview(
        value=value_of(figure, cell.definition),
        when=when_of(shown) if shown else "",
        change=_change(cell, figure),
        before_status=before.status,
        before_cause=cause_of(before),
        after_status=after.status,
        after_cause=cause_of(after),
        sentence=_sentence(cell, after),
        beside=beside,
        same=(before.status, cause_of(before)) == (after.status, cause_of(after)),
    )


def _sentence(cell: Cell, after: Standing) -> str:
    if cell.breakdown != "total":
        return _("Läget räknas på totalen. Värdet visas i uppdelningen och ändrar inte läget.")
    return sentence_of(after)


def _change(cell: Cell, figure: Figure) -> str:
    """Return how the figure differs from the one it replaces, or else from the one before it."""
    stands = cell.own if cell.own and cell.own.value is not None else None
    against = stands or (cell.before.observation if cell.before else None)
    if figure.value is None or against is None or against.value is None:
        return ""
    decimals = max(figure.decimals, against.decimals)
    amount = difference(figure.value - against.value, decimals, unit_of(cell.definition), sign=True)
    if stands is not None:
        words = {"change": amount, "old": number(against.value, against.decimals)}
        return _("%(change)s mot det publicerade %(old)s") % words
    return _("%(change)s mot förra värdet") % {"change": amount}
