"""Compute growth and its categories as Eurostat does in its report on the Sustainable Development Goals."""

from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from enum import StrEnum
from functools import lru_cache

#: The arithmetic of every assessment, whatever the thread's own context is set to.
EXACT = Context(
    prec=50,
    rounding=ROUND_HALF_EVEN,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    capitals=1,
    clamp=0,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
#: exp and ln err in the last digits: rounding them away lets a growth of exactly 1 % be exactly 1 %.
_GROWTH = Context(prec=40, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)
#: The digits of a result.
TOLD = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)

#: Parts of the required growth, and per cent a year: the method's thresholds.
ON_TRACK, MODERATE = Decimal("0.95"), Decimal("0.60")
CLEAR_TREND = Decimal(1)


class EurostatCategory(StrEnum):
    """The categories by Eurostat's own names: four towards a target, four where there is none."""

    SIGNIFICANT = "significant progress towards the EU target"
    MODERATE = "moderate progress towards the EU target"
    INSUFFICIENT = "insufficient progress towards the EU target"
    AWAY = "movement away from the EU target"
    SIGNIFICANT_TREND = "significant progress towards SD objectives"
    MODERATE_TREND = "moderate progress towards SD objectives"
    MODERATE_AWAY = "moderate movement away from SD objectives"
    SIGNIFICANT_AWAY = "significant movement away from SD objectives"


@lru_cache(maxsize=4096)  # the pace, the ratio and the category of one series ask for the same growth
def cagr(first: Decimal, last: Decimal, years: Decimal) -> Decimal | None:
    """Return the compound annual growth rate as a part (0.01 is 1 % a year); None unless both values and the years
    are positive, for then there is none.
    """
    if first <= 0 or last <= 0 or years <= 0:
        return None
    with localcontext(EXACT):
        return _GROWTH.plus(((last / first).ln() / years).exp()) - 1


def growth_ratio(
    *, first: Decimal, last: Decimal, years: Decimal, goal: Decimal, goal_years: Decimal
) -> Decimal | None:
    """Return actual ÷ required compound annual growth, both from `first`; None where either cannot be computed."""
    actual, required = cagr(first, last, years), cagr(first, goal, goal_years)
    if actual is None or not required:
        return None
    with localcontext(EXACT):
        return TOLD.plus(actual / required)


def eurostat_category(
    *,
    first: Decimal,
    last: Decimal,
    years: Decimal,
    rising: bool,
    goal: Decimal | None = None,
    goal_years: Decimal | None = None,
) -> EurostatCategory | None:
    """Return Eurostat's category of the way from `first` to `last`; None where Eurostat prints ":" (not possible).

    `years` lie between first and last, `goal_years` between first and the goal; `rising` says that more is better.

    Source: Eurostat, "Sustainable development in the European Union — monitoring report on progress towards the SDGs
    in an EU context", annex on the method for assessing indicator trends. With a target, the ratio of actual to
    required compound annual growth: ≥ 95 % significant progress, ≥ 60 % moderate, ≥ 0 % insufficient, else movement
    away; a target that is reached is significant progress. Without one, growth a year in the desired direction:
    ≥ 1 % significant progress, ≥ 0 % moderate, > −1 % moderate movement away, else significant movement away.
    """
    if goal is None or goal_years is None:
        return _trend_category(cagr(first, last, years), rising=rising)
    if last >= goal if rising else last <= goal:
        return EurostatCategory.SIGNIFICANT
    if goal <= first if rising else goal >= first:
        return None
    ratio = growth_ratio(first=first, last=last, years=years, goal=goal, goal_years=goal_years)
    if ratio is None:
        return None
    if ratio >= ON_TRACK:
        return EurostatCategory.SIGNIFICANT
    if ratio >= MODERATE:
        return EurostatCategory.MODERATE
    return EurostatCategory.INSUFFICIENT if ratio >= 0 else EurostatCategory.AWAY


def _trend_category(growth: Decimal | None, *, rising: bool) -> EurostatCategory | None:
    if growth is None:
        return None
    with localcontext(EXACT):
        desired = growth * 100 if rising else -growth * 100
    if desired >= CLEAR_TREND:
        return EurostatCategory.SIGNIFICANT_TREND
    if desired >= 0:
        return EurostatCategory.MODERATE_TREND
    return EurostatCategory.MODERATE_AWAY if desired > -CLEAR_TREND else EurostatCategory.SIGNIFICANT_AWAY
