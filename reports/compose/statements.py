"""Say how one indicator stands: the words a report freezes beside the figures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.progress import Progress, Status
from indicators.sentences import change_sentence, progress_sentence, value_sentence, why_line
from indicators.standings import Standing
from indicators.statements import facts_of, unit_of
from indicators.wording import cause_word, period_label, plain, status_word, unit_after


@dataclass(frozen=True, slots=True)
class Sentences:
    """A standing in words: `short` is how `whole` begins, `because` says why the status is what it is."""

    short: str = ""
    whole: str = ""
    because: str = ""


def sentences_of(standing: Standing) -> Sentences:
    """Return the standing in words; nothing where there is no figure."""
    facts = facts_of(standing)
    if facts is None:
        return Sentences()
    short = " ".join(part for part in (value_sentence(facts), change_sentence(facts)) if part)
    return Sentences(short, progress_sentence(facts), why_line(facts))


def status_words(progress: Progress | None) -> tuple[str, str]:
    """Return the status' word, and the few words under one that cannot be given."""
    if progress is None:
        return _("Ingen data"), ""
    cause = cause_word(progress.cause, progress) if progress.cause else ""
    return status_word(Status(progress.status)), cause


def target_words(standing: Standing) -> str:
    """Return "80 % 2030"; for a band "40–60 % 2030"."""
    if standing.goal is None:
        return ""
    unit = unit_after(unit_of(standing.definition))
    value = plain(standing.goal.value)
    if standing.goal.upper is not None and standing.goal.upper != standing.goal.value:
        value = f"{value}–{plain(standing.goal.upper)}"
    return f"{value}{unit} {period_label(standing.goal.period)}"
