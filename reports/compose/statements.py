"""Say how one indicator stands: the words a report freezes beside the figures."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from indicators.facts import Facts, Noun
from indicators.models import IndicatorVersion
from indicators.progress import Direction, Point, Progress, Status
from indicators.sentences import change_sentence, progress_sentence, value_sentence, why_line
from indicators.standings import Standing
from indicators.wording import Unit, cause_word, period_label, plain, status_word, unit_after


def unit_of(definition: IndicatorVersion) -> Unit:
    """Return what the indicator's figures count. A code in brackets is no unit to write after a figure."""
    coded = definition.unit_sv.startswith("(") or definition.unit_sv == "index"
    symbol = "" if coded else definition.unit_sv
    return Unit(
        symbol_sv=symbol,
        symbol_en=symbol and (definition.unit_en or symbol),
        word_sv="procent" if symbol == "%" else symbol,
        word_en="per cent" if symbol == "%" else symbol and (definition.unit_en or symbol),
        difference_sv=definition.difference_sv or symbol,
        difference_en=definition.difference_en or definition.unit_en or symbol,
    )


def noun_of(definition: IndicatorVersion) -> Noun:
    """Return what the figure is called in a sentence."""
    kinds = IndicatorVersion.Kind
    if definition.unit_sv == "procentenheter":
        return Noun.GAP
    if definition.kind == kinds.SHARE:
        return Noun.SHARE
    if definition.kind in (kinds.COUNT, kinds.YES_NO):
        return Noun.COUNT
    if definition.kind == kinds.INDEX and definition.unit_sv in ("index", "poäng"):
        return Noun.INDEX if definition.unit_sv == "index" else Noun.SCORE
    return Noun.VALUE


def decimals_of(definition: IndicatorVersion, reported: int) -> int:
    """Return the decimals to show: the definition's, or as many as were reported if those are fewer."""
    return min(definition.decimals, reported)


def facts_of(standing: Standing) -> Facts | None:
    """Return what the sentences are made from; None where there is no figure."""
    definition, progress, latest = standing.definition, standing.progress, standing.latest
    if progress is None or latest is None:
        return None

    def shown(point: Point) -> Point:
        return replace(point, decimals=decimals_of(definition, point.decimals))

    low, high = definition.band_low, definition.band_high
    return Facts(
        progress=replace(progress, last=progress.last and shown(progress.last)),
        latest=shown(latest.point),
        unit=unit_of(definition),
        noun=noun_of(definition),
        place=standing.place.short,
        direction=Direction(definition.direction),
        goal=standing.goal,
        band=None if low is None or high is None else (low, high),
    )


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
