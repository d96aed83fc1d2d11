"""Put together what stands in a cell: the figure there, the one before, the target, and who else is writing in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from indicators.forms.work import FigureForm
from indicators.intake.validate import Reading, RuleBook
from indicators.models import (
    Breakdown,
    Current,
    Delivery,
    DeliveryRow,
    IndicatorVersion,
    Observation,
    Series,
    TargetVersion,
    Territory,
)
from indicators.periods import Period, PeriodError, PeriodKind
from indicators.periods import read as read_period
from indicators.series import Measured, TimeSeries, measured_of, read
from indicators.standings import Origin, Standing, assess_series, breaks_of, targets_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure's place in a series, as it is before anything is written. `own` is the organisation's own revision."""

    definition: IndicatorVersion
    territory: Territory
    breakdown: str
    period: Period | None
    voice: str
    series: TimeSeries
    target: TargetVersion | None
    own: Observation | None
    pending: Sequence[DeliveryRow]

    @property
    def key(self) -> str:
        period = self.period.key if self.period else ""
        return "|".join((self.definition.indicator.code, self.territory.code, self.breakdown, period))

    @property
    def revision(self) -> int:
        return self.own.revision if self.own else 0

    @property
    def base(self) -> str:
        """What the form carries: which cell was shown, and which revision stood there."""
        return f"{self.key}|{self.revision}"

    @property
    def published(self) -> Measured | None:
        return self.series.at(self.period.key) if self.period else None

    @property
    def before(self) -> Measured | None:
        """The newest value earlier than the period; without a period the newest of all."""
        earlier = [one for one in self.series.valued if self.period is None or one.point.period < self.period]
        return earlier[-1] if earlier else None


def cell_of(form: FigureForm, *, besides: int | None) -> Cell | None:
    """Return the cell that the form is about; None until indicator and place are chosen, or for an unknown breakdown.

    Four queries. `besides` is the delivery that the form adds to: its own rows are no news.
    """
    book = form.book
    definition = book.definitions.get(form.text("indicator"))
    territory = book.territories.get(form.text("territory"))
    breakdown = form.text("breakdown") or "total"
    if definition is None or territory is None or not _allowed(book, definition, territory):
        return None
    if not _known(book, breakdown):
        return None
    kind = PeriodKind(definition.period_kind)
    try:
        period = read_period(form.text("period"), kind)
    except PeriodError:
        period = None
    indicator = definition.indicator_id
    found = read(kinds={indicator: kind}, territories=[territory.pk], breakdowns=[breakdown])
    targets = targets_of([indicator], [territory.pk], as_of=None) if breakdown == "total" else {}
    return Cell(
        definition=definition,
        territory=territory,
        breakdown=breakdown,
        period=period,
        voice=book.voice,
        series=found.get((indicator, territory.pk, breakdown), TimeSeries()),
        target=targets.get((indicator, territory.pk)),
        own=_own(definition, territory, breakdown, period, book) if period else None,
        pending=_pending(definition, territory, breakdown, period, book, besides) if period else (),
    )


def _allowed(book: RuleBook, definition: IndicatorVersion, territory: Territory) -> bool:
    ours = definition.indicator.organisation_id in (None, book.organisation.pk)
    return ours and (book.writable is None or territory.code in book.writable)


def _known(book: RuleBook, breakdown: str) -> bool:
    """Whether the breakdown is made of members that exist; anything else is never asked of the database."""
    return breakdown == "total" or all(tuple(part.split("=", 1)) in book.members for part in breakdown.split(";"))


def _own(
    definition: IndicatorVersion, territory: Territory, breakdown: str, period: Period, book: RuleBook
) -> Observation | None:
    heads = Current.objects.filter(
        series__indicator=definition.indicator_id,
        series__territory=territory,
        series__breakdown__key=breakdown,
        series__voice=book.voice,
        period=period.key,
    )
    head = heads.select_related("observation__entry__organisation", "observation__series").first()
    return head.observation if head else None


def _pending(
    definition: IndicatorVersion,
    territory: Territory,
    breakdown: str,
    period: Period,
    book: RuleBook,
    besides: int | None,
) -> list[DeliveryRow]:
    rows = DeliveryRow.objects.filter(
        series__indicator=definition.indicator_id,
        series__territory=territory,
        series__breakdown__key=breakdown,
        period=period.key,
        left_out=False,
        kind__in=[DeliveryRow.Kind.NEW, DeliveryRow.Kind.CHANGED],
        delivery__organisation=book.organisation,
        delivery__state__in=[Delivery.State.DRAFT, Delivery.State.RETURNED, Delivery.State.SUBMITTED],
    )
    return list(rows.exclude(delivery=besides).select_related("delivery"))


def standing_of(cell: Cell, series: TimeSeries) -> Standing:
    """Return how the indicator stands in the place if the series is this one; figures of larger places not counted."""
    progress, goal = assess_series(cell.definition, series, cell.target) if series.valued else (None, None)
    return Standing(
        definition=cell.definition,
        territory=cell.territory,
        origin=Origin.OWN if series.valued else Origin.NONE,
        place=cell.territory,
        series=series,
        target=cell.target,
        goal=goal,
        progress=progress,
        breaks=breaks_of(cell.definition),
    )


def with_reading(cell: Cell, reading: Reading) -> TimeSeries:
    """Return the series as it would read with the proposed figure in it."""
    series = Series(
        indicator=reading.indicator,
        territory=reading.territory,
        breakdown=Breakdown(key=reading.breakdown),
        voice=reading.voice,
    )
    # a row has the columns of a figure, and is what the figure would be made from
    proposed = cast(Observation, DeliveryRow(series=series, **reading.figure))
    stands = cell.series.at(proposed.period)
    known = (stands.observation, stands.other) if stands else ()
    voices = {one.series.voice: one for one in known if one is not None} | {reading.voice: proposed}
    measured = measured_of(voices, PeriodKind(cell.definition.period_kind))
    others = [one for one in cell.series.measured if one.observation.period != proposed.period]
    return replace(cell.series, measured=tuple(sorted([*others, measured], key=lambda one: one.observation.period)))
