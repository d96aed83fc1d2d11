"""Say why an indicator has its status, or why it has none."""

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.facts import Facts, goal_phrase
from indicators.progress import NEEDED, Cause, Direction, Goal, Progress, Status
from indicators.wording import capital, in_period, number, period_label, plain, rounded, spelled


def cause_sentence(progress: Progress) -> str:
    """Return why there is no status; "" where there is one."""
    match progress.cause:
        case Cause.NO_DATA:
            return _("Det finns inga värden att bedöma.")
        case Cause.ONE_POINT:
            return _("Det finns en mätpunkt; minst tre behövs för en bedömning.")
        case Cause.TWO_POINTS:
            return _("Det finns två mätpunkter; minst tre behövs för en bedömning.")
        case Cause.BREAK:
            return _since_break(progress)
        case Cause.ONLY_PRELIMINARY:
            return _("Det finns bara preliminära värden.")
        case Cause.YEAR_INFERRED:
            return _("Källan anger inget mätår. Året är härlett, och därför görs ingen bedömning.")
        case Cause.NO_DIRECTION:
            return _("Det är inte bestämt vad som är bättre, mer eller mindre.")
        case Cause.WRONG_SIDE:
            return _("Målet ligger på fel sida om basvärdet, så vägen dit går inte att mäta.")
        case _:
            return ""


def _since_break(progress: Progress) -> str:
    label = period_label(progress.broken_at) if progress.broken_at else ""
    words = {"period": label}
    counted = (
        _("Seriebrott %(period)s: inga säkra mätpunkter sedan dess; minst tre behövs för en bedömning."),
        _("Seriebrott %(period)s: en mätpunkt sedan dess; minst tre behövs för en bedömning."),
        _("Seriebrott %(period)s: två mätpunkter sedan dess; minst tre behövs för en bedömning."),
    )
    return counted[min(progress.count, NEEDED - 1)] % words


def break_sentence(progress: Progress) -> str:
    """Return "Serien bröts 2019: äldre värden går inte att jämföra …"; "" without a break or where it is the cause."""
    if progress.broken_at is None or progress.cause is Cause.BREAK:
        return ""
    words = {"period": period_label(progress.broken_at)}
    return _("Serien bröts %(period)s: äldre värden går inte att jämföra med de nya.") % words


def why_line(facts: Facts) -> str:
    """Return the figures that decide the status.

    "Andelen ökar med 0,8 procentenheter per år; 1,5 per år krävs för att nå 80 procent år 2030." Where there is no
    status, why there is none.
    """
    progress = facts.progress
    if progress.status is Status.NOT_ASSESSABLE or progress.actual is None or progress.last is None:
        return cause_sentence(progress)
    if progress.status in (Status.ACHIEVED, Status.MISSED):
        return _last_beside_goal(facts, progress)
    if facts.goal is None:
        return _trend_line(facts, progress.actual)
    if not progress.required:
        return _("Målet var nått vid basvärdet, och värdet har lämnat det sedan dess.")
    return _pace_line(facts, facts.goal, actual=progress.actual, required=progress.required)


def _last_beside_goal(facts: Facts, progress: Progress) -> str:
    if progress.last is None:
        return ""
    words = {
        "when": in_period(progress.last.period),
        "subject": facts.subject,
        "value": facts.amount(number(progress.last.figure, progress.last.decimals)),
        "goal": goal_phrase(facts),
    }
    if facts.goal is None:
        return capital(_("%(when)s var %(subject)s %(value)s; det önskade läget är %(goal)s.") % words)
    return capital(_("%(when)s var %(subject)s %(value)s; målet är %(goal)s.") % words)


def _moving(facts: Facts) -> str:
    """Return what moves: the figure, or its distance to a band."""
    return _("Avståndet till målet") if facts.direction is Direction.BAND else capital(facts.subject)


def _trend_line(facts: Facts, actual: Decimal) -> str:
    rate = {"rate": spelled(_rate(actual, 1), _("procent"))}
    of_mean = facts.progress.rule == "trend-linear-1"
    share = _("%(rate)s av medelvärdet") % rate if of_mean else _("%(rate)s av sitt värde") % rate
    words = {"subject": _moving(facts), "actual": share}
    if not actual:
        return _("%(subject)s står stilla; en förändring räknas från 1 procent av värdet per år.") % words
    if actual > 0:
        grows = _("%(subject)s växer med %(actual)s per år; från 1 procent räknas det som en förändring.")
        return grows % words
    shrinks = _("%(subject)s krymper med %(actual)s per år; från 1 procent räknas det som en förändring.")
    return shrinks % words


def _pace_line(facts: Facts, goal: Goal, *, actual: Decimal, required: Decimal) -> str:
    growth = facts.progress.rule == "cagr-1"
    per_year = _rate(actual, facts.decimals)
    needed = _rate(required, facts.decimals)
    aim = facts.amount(plain(goal.value)) if facts.limits is None else goal_phrase(facts)
    words = {
        "subject": _moving(facts),
        "actual": spelled(per_year, _("procent")) if growth else facts.counted(per_year),
        "required": spelled(needed, _("procent")) if growth else needed,
        "goal": aim if facts.limits else f"{aim} {in_period(goal.period)}",
    }
    if not actual:
        if required > 0:
            return _("%(subject)s står stilla; en ökning med %(required)s per år krävs för att nå %(goal)s.") % words
        return _("%(subject)s står stilla; en minskning med %(required)s per år krävs för att nå %(goal)s.") % words
    if actual > 0 and required > 0:
        return _("%(subject)s ökar med %(actual)s per år; %(required)s per år krävs för att nå %(goal)s.") % words
    if actual < 0 and required < 0:
        return _("%(subject)s minskar med %(actual)s per år; %(required)s per år krävs för att nå %(goal)s.") % words
    if actual > 0:
        sentence = _(
            "%(subject)s ökar med %(actual)s per år; en minskning med %(required)s per år krävs för att nå %(goal)s."
        )
        return sentence % words
    sentence = _(
        "%(subject)s minskar med %(actual)s per år; en ökning med %(required)s per år krävs för att nå %(goal)s."
    )
    return sentence % words


def _rate(value: Decimal, decimals: int) -> str:
    """Return the size of a yearly change, with up to three decimals more than the figure so that it is not zero."""
    least = max(decimals, 1)
    shown = next((more for more in range(least, least + 3) if rounded(value, more)), least + 2)
    return number(value.copy_abs(), shown if value else least)
