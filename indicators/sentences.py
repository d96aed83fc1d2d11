"""Say in whole sentences how an indicator stands: its value, its change, its goal, and all of it together."""

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.counting import assessed_sentence, known_sentence, n_of_m, place_in_ranking, ranking_sentence
from indicators.facts import HORIZON, Facts, Noun, goal_phrase, reach_year
from indicators.progress import Goal, Point, Status, distance
from indicators.reasons import break_sentence, cause_sentence, why_line
from indicators.wording import about_period, capital, in_period, in_place, number, period_label, rounded

__all__ = [
    "HORIZON",
    "Facts",
    "Noun",
    "assessed_sentence",
    "break_sentence",
    "cause_sentence",
    "change_sentence",
    "goal_phrase",
    "goal_sentence",
    "known_sentence",
    "n_of_m",
    "place_in_ranking",
    "progress_sentence",
    "ranking_sentence",
    "reach_year",
    "trend_sentence",
    "value_sentence",
    "why_line",
]


def value_sentence(facts: Facts) -> str:
    """Return "År 2024 var andelen 3,0 procent i Gävleborg.", or that there is nothing."""
    point = facts.latest
    if point is None:
        return _("Det finns inga värden för %(place)s.") % {"place": facts.place}
    words = {
        "when": about_period(point.period) if point.inferred else in_period(point.period),
        "subject": facts.subject,
        "value": facts.amount(number(point.figure, point.decimals)),
        "place": in_place(facts.place),
    }
    if point.preliminary:
        return capital(_("%(when)s var %(subject)s %(value)s %(place)s (preliminärt).") % words)
    return capital(_("%(when)s var %(subject)s %(value)s %(place)s.") % words)


def change_sentence(facts: Facts) -> str:
    """Return "Sedan 2020 har den ökat med 0,3 procentenheter."; "" where fewer than two points can be compared.

    The change is counted from the first point after the last break. Where the newest value's year is inferred the
    change ends before it, and both ends are named.
    """
    progress = facts.progress
    if progress.change is None or progress.first is None or progress.last is None:
        return ""
    words = {
        "first": period_label(progress.first.period),
        "last": period_label(progress.last.period),
        "subject": facts.subject,
        "it": facts.noun.pronoun,
        "change": facts.gap(progress.change),
    }
    seen = rounded(progress.change, facts.decimals)
    if facts.latest is not None and progress.last.period != facts.latest.period:
        if not seen:
            return _("Mellan %(first)s och %(last)s ändrades %(subject)s knappt.") % words
        if seen > 0:
            return _("Mellan %(first)s och %(last)s ökade %(subject)s med %(change)s.") % words
        return _("Mellan %(first)s och %(last)s minskade %(subject)s med %(change)s.") % words
    if not progress.change:
        return _("Sedan %(first)s har %(it)s inte ändrats.") % words
    if not seen:
        return _("Sedan %(first)s har %(it)s knappt ändrats.") % words
    if seen > 0:
        return _("Sedan %(first)s har %(it)s ökat med %(change)s.") % words
    return _("Sedan %(first)s har %(it)s minskat med %(change)s.") % words


def goal_sentence(facts: Facts) -> str:
    """Return how the figure stands to its goal and when it is reached at the present pace; "" without a goal."""
    phrase = goal_phrase(facts)
    if not phrase:
        return ""
    status, goal, last = facts.progress.status, facts.goal, facts.progress.last
    aim = (_("Målet är %(goal)s") if goal else _("Det önskade läget är %(goal)s")) % {"goal": phrase}
    if last is None or status is Status.NOT_ASSESSABLE:
        return f"{aim}."
    if status is Status.ACHIEVED:
        return _("%(aim)s och är nått.") % {"aim": aim}
    words = {"aim": aim, "left": facts.gap(_left(facts, last)), "when": in_period(last.period)}
    if status is Status.MISSED:
        return _("%(aim)s och är inte nått: %(left)s återstår.") % words
    if facts.latest is not None and facts.latest.period != last.period:
        told = _("%(aim)s: %(left)s återstod %(when)s.") % words
    else:
        told = _("%(aim)s: %(left)s återstår.") % words
    return told if goal is None else f"{told} {_pace_sentence(facts, goal)}"


def _left(facts: Facts, last: Point) -> Decimal:
    """Return how far it is to the goal, in the indicator's unit."""
    if limits := facts.limits:
        return distance(last.figure, limits)
    return facts.goal.value - last.figure if facts.goal else Decimal(0)


def _pace_sentence(facts: Facts, goal: Goal) -> str:
    if facts.progress.status is Status.MOVING_AWAY:
        return _("Utvecklingen går åt fel håll.")
    year = reach_year(facts.progress)
    if year is None:
        return _("I samma takt nås det inte inom %(years)s år.") % {"years": HORIZON}
    if year > goal.period.end.year:
        return _("I samma takt nås det först %(year)s.") % {"year": year}
    return _("I samma takt nås det %(year)s.") % {"year": year}


def trend_sentence(facts: Facts) -> str:
    """Return the direction in words where there is no goal, and "" where it is not judged so."""
    match facts.progress.status:
        case Status.IMPROVING:
            return _("Utvecklingen går åt rätt håll.")
        case Status.UNCHANGED:
            return _("Utvecklingen är i stort sett oförändrad.")
        case Status.WORSENING:
            return _("Utvecklingen går åt fel håll.")
        case _:
            return ""


def progress_sentence(facts: Facts) -> str:
    """Return everything in words: value, change, break, goal or trend, and why there is no status if there is none."""
    told = [value_sentence(facts)]
    if facts.latest is not None:
        told += [change_sentence(facts), break_sentence(facts.progress), goal_sentence(facts), trend_sentence(facts)]
        told.append(cause_sentence(facts.progress))
    return " ".join(sentence for sentence in told if sentence)
