"""Write figures for a page: value, unit, period and place, with no more decimals than were measured."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import IndicatorVersion, Missing
from indicators.progress import Point
from indicators.sentences import progress_sentence, why_line
from indicators.series import Measured
from indicators.standings import Origin, Standing
from indicators.statements import decimals_of, facts_of, unit_of
from indicators.wording import about_period, cause_word, number, period_label, unit_after


@dataclass(frozen=True, slots=True)
class Figure:
    """What components/figure.html shows. `tag` says what is unusual: an inferred year, a preliminary value."""

    value: str
    unit: str
    place: str
    year: str
    tag: str
    borrowed: bool


def detail_of(definition: IndicatorVersion, points: list[Point]) -> int:
    """Return the decimals of a whole column: one more than the definition's, if so many were reported."""
    reported = max((point.decimals for point in points if point.value is not None), default=0)
    return min(definition.decimals + 1, reported)


def when(point: Point) -> str:
    return about_period(point.period) if point.inferred else period_label(point.period)


def tag_of(point: Point) -> str:
    """Return what is unusual about a value, in two words at most."""
    if point.inferred:
        return _("år härlett")
    if point.preliminary:
        return _("preliminärt")
    if point.estimated:
        return _("uppskattat")
    return _("låg tillförlitlighet") if point.low_reliability else ""


def value_words(measured: Measured, decimals: int) -> str:
    """Return a value, or the reason why there is none."""
    value: Decimal | None = measured.point.value
    return number(value, decimals) if value is not None else str(Missing(measured.point.missing).label)


def unit_words(definition: IndicatorVersion) -> str:
    """Return the unit as it stands after a number in a chart or cell."""
    return unit_after(unit_of(definition))


def figure_of(standing: Standing) -> Figure | None:
    """Return the standing's newest figure; None where there is none."""
    if standing.latest is None:
        return None
    point = standing.latest.point
    return Figure(
        value=number(point.figure, decimals_of(standing.definition, point)),
        unit=standing.definition.unit,
        place=standing.place.short,
        year=when(point),
        tag=tag_of(point),
        borrowed=standing.origin is Origin.BORROWED,
    )


def absence_of(definition: IndicatorVersion) -> str:
    """Return why there is no figure, where there is none."""
    return definition.absence or _("Inget värde är publicerat.")


def sentence_of(standing: Standing) -> str:
    """Return the standing in words; the reason why there is nothing where there is nothing."""
    facts = facts_of(standing)
    return progress_sentence(facts) if facts else absence_of(standing.definition)


def why_of(standing: Standing) -> str:
    """Return the line that says why the status is what it is."""
    facts = facts_of(standing)
    return why_line(facts) if facts else absence_of(standing.definition)


def cause_of(standing: Standing) -> str:
    """Return the two or three words under a status that is none."""
    progress = standing.progress
    return cause_word(progress.cause, progress) if progress and progress.cause else ""
