"""Turn standings and series into the values that a report freezes."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import IndicatorVersion, Missing, Territory
from indicators.series import Measured, TimeSeries
from indicators.standings import NO_DATA, Standing
from indicators.statements import decimals_of, unit_of
from indicators.wording import period_label, unit_after
from reports.compose.statements import sentences_of, status_words, target_words
from reports.content import Indicator, Place, Reading, Series, Source, Target


def place_of(territory: Territory) -> Place:
    return Place(
        code=territory.code,
        name=territory.name,
        short=territory.short,
        level=str(territory.get_level_display()),
    )


def reading_of(definition: IndicatorVersion, measured: Measured) -> Reading:
    """Return one figure with its marks, its revision and the ledger entry that made it public."""
    point, observation = measured.point, measured.observation
    return Reading(
        period=point.period.key,
        label=period_label(point.period),
        position=point.period.position,
        value=point.value,
        decimals=decimals_of(definition, point),
        missing=str(Missing(point.missing).label) if point.missing else "",
        preliminary=point.preliminary,
        estimated=point.estimated,
        series_break=point.series_break,
        low_reliability=point.low_reliability,
        inferred=point.inferred,
        lower=point.lower,
        upper=point.upper,
        other=measured.other.value if measured.other else None,
        revision=observation.revision,
        entry=observation.entry_id,
        source=observation.source,
        note=observation.note,
    )


def series_of(definition: IndicatorVersion, territory: Territory, series: TimeSeries) -> Series:
    return Series(place_of(territory), tuple(reading_of(definition, item) for item in series.measured))


def indicator_of(standing: Standing, references: Sequence[Series]) -> Indicator:
    """Return a standing as it is frozen; `references` are larger places' series to draw beside it."""
    definition = standing.definition
    said = sentences_of(standing)
    word, cause = status_words(standing.progress)
    if standing.status == NO_DATA:
        cause = ""
    return Indicator(
        code=definition.indicator.code,
        slug=definition.indicator.slug,
        name=definition.name,
        definition=definition.definition,
        why=definition.why,
        unit=unit_after(unit_of(definition)),
        axis=definition.axis,
        decimals=definition.decimals,
        kind=definition.kind,
        direction=definition.direction,
        core=definition.priority == definition.Priority.CORE,
        headline=standing.headline,
        origin=standing.origin.value,
        series=series_of(definition, standing.place, standing.series) if standing.series.valued else None,
        references=tuple(references),
        breaks=tuple(period.position for period in standing.breaks),
        target=_target(standing),
        status=standing.status,
        status_word=word,
        cause=cause,
        short=said.short,
        sentence=said.whole,
        because=said.because,
        absence=definition.absence or _("Inga värden har tagits in ännu."),
        method=definition.method_note,
        source=Source(
            name=definition.source_name,
            reference=definition.source_id,
            url=definition.source_url,
            licence=definition.licence_sv,
            reliability=definition.verified_sv,
        ),
    )


def _target(standing: Standing) -> Target | None:
    goal, version = standing.goal, standing.target
    if goal is None or version is None:
        return None
    base_at, base = _baseline(standing)
    return Target(
        value=goal.value,
        upper=goal.upper,
        decimals=_own_decimals(goal.value),
        period=goal.period.key,
        position=goal.period.position,
        words=target_words(standing),
        baseline=base,
        baseline_position=base_at,
        programme=version.programme,
        decision=version.decision,
        url=version.source_url,
        note=version.note,
    )


def _baseline(standing: Standing) -> tuple[Decimal | None, Decimal | None]:
    """Return where the required path begins, as the judgement reads it; nothing where there is no judgement."""
    goal, progress = standing.goal, standing.progress
    if goal is None or progress is None or not standing.assessed or progress.first is None:
        return None, None
    begin, broken = goal.baseline_period, progress.broken_at
    if begin is not None and goal.baseline is not None and not (broken and broken.start > begin.start):
        return begin.position, goal.baseline
    return progress.first.period.position, progress.first.value


def _own_decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
