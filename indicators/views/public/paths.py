"""Turn standings into what charts are told: traces, targets, breaks; and draw the small path of a row."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.safestring import SafeString

from indicators.charts.drawing import draw
from indicators.charts.path import path
from indicators.charts.traces import Target, Trace, readings
from indicators.models import IndicatorVersion
from indicators.periods import Period, PeriodKind
from indicators.progress import Direction
from indicators.series import TimeSeries, read
from indicators.standings import Origin, Standing
from indicators.statements import decimals_of
from indicators.views.public.figures import unit_words
from indicators.wording import period_label


def trace_of(name: str, series: TimeSeries, definition: IndicatorVersion) -> Trace:
    """Return a series as a chart draws it."""
    decimals = max((decimals_of(definition, point) for point in series.points), default=definition.decimals)
    return Trace(name=name, readings=readings(series.points, label=_label), decimals=decimals)


def _label(period: object) -> str:
    return period_label(period) if isinstance(period, Period) else ""


def target_of(standing: Standing) -> Target | None:
    """Return the goal and the baseline from which its path is required, as the judgement reads them."""
    goal, progress = standing.goal, standing.progress
    if goal is None or standing.definition.direction == Direction.BAND:
        return None
    first = progress.first if progress else None
    base_at, base = (first.period, first.value) if first else (None, None)
    broken = progress.broken_at if progress else None
    if (
        goal.baseline is not None
        and goal.baseline_period
        and not (broken and broken.start > goal.baseline_period.start)
    ):
        base_at, base = goal.baseline_period, goal.baseline
    return Target(
        at=goal.period.position,
        value=goal.value,
        decimals=_decimals(goal.value),
        base_at=base_at.position if base_at else None,
        base=base,
    )


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def breaks_at(standing: Standing) -> tuple[Decimal, ...]:
    return tuple(period.position for period in standing.breaks)


def path_of(standing: Standing, *, uid: str, area: str, nation: TimeSeries | None = None) -> SafeString | None:
    """Return the small path of a row; None where there is nothing to draw. `nation`: the country's series, beside."""
    definition = standing.definition
    if not standing.series.valued:
        return None
    beside = trace_of("", nation, definition) if nation and standing.place.code != "SE" else None
    chart = path(
        trace_of(standing.place.short, standing.series, definition),
        beside,
        uid=uid,
        subject=definition.name,
        area=area or "ink",
        unit=unit_words(definition),
        target=target_of(standing),
        breaks=breaks_at(standing),
    )
    return draw(chart)


def nation_series(standings: list[Standing], nation: int | None, *, as_of: int | None) -> Mapping[int, TimeSeries]:
    """Return the country's series by indicator, for those whose own figure stands beside it. One query."""
    own = [item.definition for item in standings if item.origin is not Origin.NONE and item.place.pk != nation]
    if nation is None or not own:
        return {}
    kinds = {item.indicator_id: PeriodKind(item.period_kind) for item in own}
    found = read(kinds=kinds, territories=[nation], as_of=as_of)
    return {indicator: series for (indicator, _place, _breakdown), series in found.items()}
