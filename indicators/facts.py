"""Hold what sentences about an indicator are made from, and its names, values and goal as phrases."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.periods import PeriodKind
from indicators.progress import Band, Direction, Goal, Point, Progress
from indicators.wording import Unit, in_period, number, plain, spelled

#: A pace says nothing about a time further away, in years.
HORIZON = 50


class Noun(StrEnum):
    """What the figure is called in a sentence."""

    SHARE = "share"
    COUNT = "count"
    INDEX = "index"
    SCORE = "score"
    GAP = "gap"
    VALUE = "value"

    def called(self, unit: Unit) -> str:
        """Return "andelen", "antalet datamängder"."""
        match self:
            case Noun.SHARE:
                return _("andelen")
            case Noun.COUNT if unit.word:
                return _("antalet %(things)s") % {"things": unit.word}
            case Noun.COUNT:
                return _("antalet")
            case Noun.INDEX:
                return _("indexet")
            case Noun.SCORE:
                return _("poängen")
            case Noun.GAP:
                return _("skillnaden")
            case _:
                return _("värdet")

    @property
    def pronoun(self) -> str:
        if self in (Noun.SHARE, Noun.SCORE, Noun.GAP):
            return pgettext("andelen, poängen, skillnaden", "den")
        return pgettext("antalet, indexet, värdet", "det")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences are made from: a standing without its rows.

    `latest` is the newest point that has a value, also where its year is inferred and the judgement stops before it.
    `place` is a bare name ("Gävleborg"); `band` holds the indicator's own limits.
    """

    progress: Progress
    latest: Point | None
    unit: Unit
    noun: Noun
    place: str
    direction: Direction
    goal: Goal | None = None
    band: Band | None = None

    @property
    def decimals(self) -> int:
        return self.latest.decimals if self.latest else 0

    @property
    def subject(self) -> str:
        return self.noun.called(self.unit)

    def amount(self, figure: str) -> str:
        """Return a written value with its word; a count's word already stands in its name."""
        return figure if self.noun is Noun.COUNT else spelled(figure, self.unit.word)

    def gap(self, value: Decimal) -> str:
        """Return a difference in words, never negative."""
        return self.counted(number(value.copy_abs(), self.decimals))

    def counted(self, figure: str) -> str:
        """Return a written difference with its word; a count's word already stands in its name."""
        return figure if self.noun is Noun.COUNT else spelled(figure, self.unit.difference)

    @property
    def limits(self) -> Band | None:
        """The band that the figure should be inside."""
        if self.direction is not Direction.BAND:
            return None
        if self.goal is not None:
            ends = self.goal.value, self.goal.value if self.goal.upper is None else self.goal.upper
            return min(ends), max(ends)
        return self.band


def goal_phrase(facts: Facts) -> str:
    """Return the goal as a phrase: "minst 80 procent år 2030", "mellan 40 och 60 procent"; "" without one."""
    if limits := facts.limits:
        low, high = plain(limits[0]), facts.amount(plain(limits[1]))
        aim = high if limits[0] == limits[1] else _("mellan %(low)s och %(high)s") % {"low": low, "high": high}
    elif facts.goal is None:
        return ""
    else:
        value = facts.amount(plain(facts.goal.value))
        aim = {
            Direction.UP: _("minst %(value)s") % {"value": value},
            Direction.DOWN: _("högst %(value)s") % {"value": value},
        }.get(facts.direction, value)
    return f"{aim} {in_period(facts.goal.period)}" if facts.goal else aim


def reach_year(progress: Progress) -> int | None:
    """Return the calendar year in which the goal is reached at the present pace; None if never or beyond the horizon.

    A yearly figure is at the goal in the first year that is no earlier than `reach`; a shorter period's middle lies in
    its year.
    """
    if progress.reach is None or progress.last is None:
        return None
    if progress.reach - progress.last.period.position > HORIZON:
        return None
    # what is left of rounding must not push the year
    place = progress.reach.quantize(Decimal("0.000001"))
    yearly = progress.last.period.kind is PeriodKind.YEAR
    return int(place.to_integral_value(rounding=ROUND_CEILING)) if yearly else int(place)
