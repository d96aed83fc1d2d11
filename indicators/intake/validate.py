"""The one rule book: may this row become a figure, and if not, what is wrong and what to do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from indicators.intake.numbers import Convention, NumberError, read_number
from indicators.intake.rows import RawRow
from indicators.models import (
    BreakdownMember,
    Indicator,
    IndicatorVersion,
    Missing,
    Organisation,
    Problem,
    Territory,
    Voice,
    YearBasis,
)
from indicators.periods import PeriodError, PeriodKind, is_future, read
from indicators.permissions import writable_codes
from indicators.wording import number

FLAGS = {"p": "preliminary", "e": "estimated", "b": "series_break", "u": "low_reliability"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of a row: a code for machines, a sentence for the person who sent it."""

    field: str
    code: str
    sentence: str
    severity: str = Problem.Severity.ERROR


@dataclass(frozen=True, slots=True)
class Reading:
    """A row that could be read: what it is about and the columns of the figure it proposes."""

    indicator: Indicator
    territory: Territory
    breakdown: str
    voice: str
    figure: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        period: str = self.figure["period"]
        return self.indicator.code, self.territory.code, self.breakdown, self.voice, period


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What rows are judged against, loaded once for a whole delivery."""

    organisation: Organisation
    definitions: dict[str, IndicatorVersion]
    territories: dict[str, Territory]
    writable: frozenset[str] | None
    members: frozenset[tuple[str, str]]
    today: date
    convention: Convention

    @classmethod
    def of(cls, organisation: Organisation, *, today: date, convention: Convention = Convention.EITHER) -> "RuleBook":
        versions = IndicatorVersion.objects.as_of(None).select_related("indicator")
        return cls(
            organisation=organisation,
            definitions={version.indicator.code: version for version in versions},
            territories={territory.code: territory for territory in Territory.objects.all()},
            writable=writable_codes(organisation),
            members=frozenset(BreakdownMember.objects.values_list("axis", "code")),
            today=today,
            convention=convention,
        )

    @property
    def voice(self) -> str:
        return Voice.SOURCE if self.organisation.kind == Organisation.Kind.SOURCE else Voice.REGION


def validate(raw: RawRow, book: RuleBook) -> tuple[Reading | None, list[Fault]]:
    """Judge one row. A Reading comes back only when no fault is an error; every fault of the row is told at once."""
    faults: list[Fault] = []
    definition = _indicator(raw, book, faults)
    territory = _territory(raw, book, faults)
    breakdown = _breakdown(raw, book, faults)
    figure: dict[str, Any] = {"period": _period(raw, definition, book, faults) if definition else ""}
    figure |= _value(raw, definition, book, faults)
    figure |= _flags(raw, faults)
    figure |= {"source_flag": raw.source_flag[:20], "source": raw.source.strip(), "note": raw.note.strip()}
    for field, longest in (("source", 500), ("note", 1000)):
        if len(figure[field]) > longest or "\0" in figure[field]:
            faults.append(Fault(field, "too-long", _("Texten är längre än %d tecken. Korta den.") % longest))
    if any(fault.severity == Problem.Severity.ERROR for fault in faults) or definition is None or territory is None:
        return None, faults
    return Reading(definition.indicator, territory, breakdown, book.voice, figure), faults


def _indicator(raw: RawRow, book: RuleBook, faults: list[Fault]) -> IndicatorVersion | None:
    definition = book.definitions.get(raw.indicator.strip())
    if definition is None:
        faults.append(
            Fault("indicator", "unknown", _("Indikatorn ”%s” finns inte. Välj en ur listan.") % raw.indicator[:40])
        )
        return None
    owner = definition.indicator.organisation_id
    if owner is not None and owner != book.organisation.pk:
        faults.append(
            Fault("indicator", "foreign", _("Indikatorn ”%s” hör till en annan organisation.") % definition.name)
        )
        return None
    if definition.retired:
        faults.append(Fault("indicator", "retired", _("Indikatorn ”%s” följs inte längre.") % definition.name))
        return None
    return definition


def _territory(raw: RawRow, book: RuleBook, faults: list[Fault]) -> Territory | None:
    territory = book.territories.get(raw.territory.strip())
    if territory is None:
        sentence = _("Området ”%s” finns inte. Skriv länets eller kommunens kod, till exempel 21 eller 2180.")
        faults.append(Fault("territory", "unknown", sentence % raw.territory[:40]))
    elif book.writable is not None and territory.code not in book.writable:
        sentence = _("%(place)s hör inte till %(organisation)s. Välj ett område som gör det.")
        words = {"place": territory.name, "organisation": book.organisation.name}
        faults.append(Fault("territory", "foreign", sentence % words))
    return territory


def _breakdown(raw: RawRow, book: RuleBook, faults: list[Fault]) -> str:
    key = raw.breakdown.strip() or "total"
    if key == "total":
        return key
    pairs = [tuple(part.split("=", 1)) for part in key.split(";")]
    axes = [pair[0] for pair in pairs]
    if axes != sorted(set(axes)) or any(pair not in book.members for pair in pairs):
        faults.append(
            Fault("breakdown", "unknown", _("Indelningen ”%s” finns inte. Skriv till exempel kon=kvinnor.") % key[:60])
        )
    return key


PERIOD_EXAMPLES = {
    PeriodKind.YEAR: "2025",
    PeriodKind.HALF_YEAR: "2025-H1",
    PeriodKind.QUARTER: "2025-K1",
    PeriodKind.MONTH: "2025-03",
    PeriodKind.SCHOOL_YEAR: "2024/25",
    PeriodKind.YEAR_PAIR: "2024–2025",
}


def _period(raw: RawRow, definition: IndicatorVersion, book: RuleBook, faults: list[Fault]) -> str:
    kind = PeriodKind(definition.period_kind)
    words = {"text": raw.period[:40], "example": PERIOD_EXAMPLES[kind]}
    try:
        period = read(raw.period, kind)
    except PeriodError as error:
        sentences = {
            "wrong-kind": _("”%(text)s” är fel slags period för indikatorn. Skriv till exempel %(example)s."),
            "impossible": _("”%(text)s” finns inte i kalendern. Skriv till exempel %(example)s."),
        }
        unreadable = _("”%(text)s” går inte att läsa som en period. Skriv till exempel %(example)s.")
        faults.append(Fault("period", error.code, sentences.get(error.code, unreadable) % words))
        return ""
    if is_future(period, book.today):
        sentence = _("Perioden ”%(text)s” är inte slut än. Skriv en period som har gått.")
        faults.append(Fault("period", "future", sentence % words))
    return period.key


def _figure_number(text: str, field: str, book: RuleBook, faults: list[Fault]) -> tuple[Decimal | None, int]:
    if not text.strip():
        return None, 0
    try:
        read_ = read_number(text, book.convention)
    except NumberError as error:
        sentences = {
            "ambiguous": _("Menar du tusental eller decimaler i ”%s”? Skriv 1 234 eller 1,2340."),
            "too-long": _("”%s” har fler siffror än vi kan spara troget: högst 15, varav 8 decimaler."),
            "not-a-number": _("”%s” är inte ett tal. Skriv till exempel 98,4, eller välj varför värdet saknas."),
        }
        faults.append(Fault(field, error.code, sentences[error.code] % error.text[:40]))
        return None, 0
    return read_.value, read_.decimals


def _value(raw: RawRow, definition: IndicatorVersion | None, book: RuleBook, faults: list[Fault]) -> dict[str, Any]:
    before = len(faults)
    value, decimals = _figure_number(raw.value, "value", book, faults)
    numbers = {
        name: _figure_number(getattr(raw, name), name, book, faults)[0]
        for name in ("numerator", "denominator", "lower", "upper")
    }
    missing = raw.missing.strip()
    if missing and missing not in Missing.values:
        faults.append(Fault("missing", "unknown", _("Skälet ”%s” finns inte. Välj ett ur listan.") % missing[:40]))
    elif missing and raw.value.strip():
        sentence = _("Skriv ett värde eller välj varför det saknas, inte båda.")
        faults.append(Fault("value", "value-and-missing", sentence))
    elif not missing and not raw.value.strip():
        faults.append(Fault("value", "neither", _("Skriv ett värde, eller välj varför det saknas.")))
    elif definition is not None and value is not None and len(faults) == before:
        _plausible(value, definition, faults)
    lower, upper = numbers["lower"], numbers["upper"]
    if lower is not None and upper is not None and lower > upper:
        faults.append(Fault("lower", "order", _("Undre gränsen är större än den övre. Byt plats på dem.")))
    sample = raw.sample.strip()
    if sample and not (sample.isascii() and sample.isdigit() and len(sample) < 10):
        faults.append(Fault("sample", "not-a-number", _("Antal svar ska vara ett heltal.")))
    return {
        "value": value,
        "missing": missing,
        "decimals": decimals,
        **numbers,
        "sample": int(sample) if sample.isascii() and sample.isdigit() and len(sample) < 10 else None,
    }


def _plausible(value: Decimal, definition: IndicatorVersion, faults: list[Fault]) -> None:
    low, high, decimals = definition.plausible_min, definition.plausible_max, definition.decimals
    words = {
        "value": number(value, max(decimals, -int(value.normalize().as_tuple().exponent or 0))),
        "name": definition.name,
    }
    if high is not None and value > high:
        sentence = _("%(value)s är mer än %(limit)s, som är det högsta rimliga för ”%(name)s”. Rätta värdet.")
        faults.append(Fault("value", "too-high", sentence % {**words, "limit": number(high, decimals)}))
    elif low is not None and value < low:
        sentence = _("%(value)s är mindre än %(limit)s, som är det lägsta rimliga för ”%(name)s”. Rätta värdet.")
        faults.append(Fault("value", "too-low", sentence % {**words, "limit": number(low, decimals)}))


def _flags(raw: RawRow, faults: list[Fault]) -> dict[str, Any]:
    letters = set(raw.flags.replace(" ", ""))
    if unknown := letters - FLAGS.keys():
        sentence = _("Märkningen ”%s” finns inte. Använd p, e, b eller u.")
        faults.append(Fault("flags", "unknown", sentence % "".join(sorted(unknown))))
    if raw.year_basis not in YearBasis.values:
        faults.append(Fault("year_basis", "unknown", _("Skriv stated eller inferred om hur året är känt.")))
    return {name: letter in letters for letter, name in FLAGS.items()} | {"year_basis": raw.year_basis}
