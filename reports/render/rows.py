"""Write an indicator's figures as the finished words of a table's row."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.wording import capital, number
from reports.content import Indicator, Reading, Series, Target

NONE = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in an area's table; every field is finished text."""

    code: str
    name: str
    level: str
    value: str
    year: str
    beside: str
    goal: str
    status: str
    verdict: str  # the status' word, with the cause where there is none to give
    cause: str
    state: str  # the same in as few words as a cell holds
    why: str
    borrowed: bool


def figure(reading: Reading) -> str:
    """Return the figure in words, or the reason why there is none."""
    return number(reading.value, reading.decimals) if reading.value is not None else reading.missing or NONE


def when(reading: Reading) -> str:
    """Return the period; one that is inferred says so."""
    return _("omkring %(period)s") % {"period": reading.label} if reading.inferred else reading.label


def at(series: Series, period: str) -> Reading | None:
    return next((one for one in series.valued if one.period == period), None)


def beside(indicator: Indicator) -> str:
    """Return the nearest larger place's figure in the same period: "Sverige 5,0"."""
    latest = indicator.latest
    for series in indicator.references:
        if latest and (found := at(series, latest.period)):
            return f"{series.place.short} {figure(found)}"
    return NONE


def goal(target: Target) -> str:
    """Return the target without its unit, which the row has said: "80 · 2030"."""
    value = number(target.value, target.decimals)
    if target.upper is not None and target.upper != target.value:
        value = f"{value}–{number(target.upper, target.decimals)}"
    return f"{value} · {target.period}"


def level(indicator: Indicator) -> str:
    """Return which place the figure is about, and what it counts."""
    return " · ".join(part for part in (indicator.known.place.short, indicator.axis) if part)


def row(indicator: Indicator) -> Row:
    """Return the row of an indicator that has a figure."""
    latest = indicator.newest
    return Row(
        code=indicator.code,
        name=indicator.name,
        level=level(indicator),
        value=figure(latest),
        year=when(latest),
        beside=beside(indicator),
        goal=goal(indicator.target) if indicator.target else NONE,
        status=indicator.status,
        verdict=": ".join(part for part in (indicator.status_word, indicator.cause) if part),
        cause=indicator.cause,
        state=capital(indicator.cause) if indicator.cause else indicator.status_word,
        why=indicator.because,
        borrowed=indicator.origin == "borrowed",
    )
