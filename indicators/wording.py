"""Write numbers, periods and status words for people, in the active language."""

from dataclasses import dataclass
from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from indicators.periods import Period, PeriodKind
from indicators.progress import Cause, Progress, Status

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_CONTEXT = Context(prec=MAX_PREC, rounding=ROUND_HALF_UP)


def english() -> bool:
    """Whether the active language is English; everything else is Swedish."""
    return (get_language() or "sv").startswith("en")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts: its sign ("%"), its word in a sentence ("procent") and what differences are in."""

    symbol_sv: str
    symbol_en: str
    word_sv: str
    word_en: str
    difference_sv: str
    difference_en: str

    @property
    def symbol(self) -> str:
        return self.symbol_en if english() else self.symbol_sv

    @property
    def word(self) -> str:
        return self.word_en if english() else self.word_sv

    @property
    def difference(self) -> str:
        return self.difference_en if english() else self.difference_sv


PERCENT = Unit("%", "%", "procent", "per cent", "procentenheter", "percentage points")

#: What one of them is called.
_ONE = {
    "procentenheter": "procentenhet",
    "enheter": "enhet",
    "percentage points": "percentage point",
    "units": "unit",
    "points": "point",
    "steps": "step",
    "datasets": "dataset",
    "enterprises": "enterprise",
    "kommuner": "kommun",
    "municipalities": "municipality",
    "datamängder": "datamängd",
}


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return the value as it is shown: a half goes away from zero. Raises ValueError for what is no number."""
    if not value.is_finite():
        raise ValueError(f"{value} cannot be written")
    exact = value.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
    return exact if exact else exact.copy_abs()


def number(value: Decimal, decimals: int, *, sign: bool = False) -> str:
    """Return "−1 234,5", in English "−1,234.5"; with `sign` also "+0,3". A zero has no sign."""
    exact = rounded(value, decimals)
    text = f"{exact.copy_abs():,f}"
    if not english():
        text = text.replace(",", NBSP).replace(".", ",")
    if exact < 0:
        return MINUS + text
    return f"+{text}" if sign and exact else text


def plain(value: Decimal) -> str:
    """Return a number with the decimals it has and no more: 80 and 99,9. For goals and limits, set by people."""
    exponent = value.normalize(_CONTEXT).as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def unit_after(unit: Unit) -> str:
    """Return what stands after a number in tables and charts: a hard space and "%"; English has no space before %."""
    return behind(unit.symbol)


def behind(symbol: str) -> str:
    """Return a unit's sign or words as they stand after a number; "" for none."""
    if not symbol:
        return ""
    return symbol if english() and symbol == "%" else NBSP + symbol


def quantity(value: Decimal, decimals: int, unit: Unit, *, sign: bool = False) -> str:
    """Return "3,0 %"."""
    return number(value, decimals, sign=sign) + unit_after(unit)


def percent(value: Decimal, decimals: int, *, sign: bool = False) -> str:
    """Return "3,0 %", in English "3.0%"."""
    return quantity(value, decimals, PERCENT, sign=sign)


def spelled(figure: str, word: str) -> str:
    """Return a written number and its word on one line: "3,0 procent", "1 procentenhet"."""
    return NBSP.join(
        part for part in (figure, _ONE.get(word, word) if figure.lstrip(f"+{MINUS}") == "1" else word) if part
    )


def difference(value: Decimal, decimals: int, unit: Unit, *, sign: bool = False) -> str:
    """Return "0,3 procentenheter"."""
    return spelled(number(value, decimals, sign=sign), unit.difference)


_STATUS: dict[Status, str | Promise] = {
    Status.ACHIEVED: gettext_lazy("Målet nått"),
    Status.MISSED: gettext_lazy("Målet ej nått"),
    Status.ON_TRACK: gettext_lazy("I takt med målet"),
    Status.TOO_SLOW: gettext_lazy("För långsamt"),
    Status.HARDLY_MOVING: gettext_lazy("Nästan stilla"),
    Status.MOVING_AWAY: gettext_lazy("Åt fel håll"),
    Status.IMPROVING: gettext_lazy("Förbättras"),
    Status.UNCHANGED: gettext_lazy("Oförändrat"),
    Status.WORSENING: gettext_lazy("Försämras"),
    Status.NOT_ASSESSABLE: gettext_lazy("Går inte att bedöma"),
}


def status_word(status: Status) -> str:
    """Return the fixed word of a status."""
    return str(_STATUS[status])


_CAUSE: dict[Cause, str | Promise] = {
    Cause.NO_DATA: gettext_lazy("ingen data"),
    Cause.ONE_POINT: gettext_lazy("en mätpunkt"),
    Cause.TWO_POINTS: gettext_lazy("två mätpunkter"),
    Cause.BREAK: gettext_lazy("seriebrott"),
    Cause.ONLY_PRELIMINARY: gettext_lazy("bara preliminära värden"),
    Cause.YEAR_INFERRED: gettext_lazy("mätåret är osäkert"),
    Cause.NO_DIRECTION: gettext_lazy("ingen riktning"),
    Cause.WRONG_SIDE: gettext_lazy("målet ligger på fel sida om basvärdet"),
}


def cause_word(cause: Cause, progress: Progress | None = None) -> str:
    """Return the few words that stand under "Går inte att bedöma": "en mätpunkt", "seriebrott 2024"."""
    if cause is Cause.BREAK and progress is not None and progress.broken_at is not None:
        return _("seriebrott %(period)s") % {"period": period_label(progress.broken_at)}
    return str(_CAUSE[cause])


def period_label(period: Period) -> str:
    """Return a period as a name: "2024", "kvartal 1 2024", "april 2024", "läsåret 2023/24", "2023–2024"."""
    year, number_ = period.start.year, period.number
    match period.kind:
        case PeriodKind.HALF_YEAR if number_ == 1:
            return _("första halvåret %(year)s") % {"year": year}
        case PeriodKind.HALF_YEAR:
            return _("andra halvåret %(year)s") % {"year": year}
        case PeriodKind.QUARTER:
            return _("kvartal %(number)s %(year)s") % {"number": number_, "year": year}
        case PeriodKind.MONTH:
            return f"{MONTHS[number_]} {year}"
        case PeriodKind.SCHOOL_YEAR:
            return _("läsåret %(years)s") % {"years": period.key}
        case PeriodKind.YEAR_PAIR:
            return f"{year}–{year + 1}"
        case _:
            return str(year)


def in_period(period: Period) -> str:
    """Return when something was, inside a sentence: "år 2024", "i april 2024", "åren 2023–2024"."""
    label = period_label(period)
    match period.kind:
        case PeriodKind.YEAR:
            return pgettext("när", "år %(period)s") % {"period": label}
        case PeriodKind.MONTH:
            return pgettext("när", "i %(period)s") % {"period": label}
        case PeriodKind.YEAR_PAIR:
            return pgettext("när", "åren %(period)s") % {"period": label}
        case _:
            return pgettext("när", "under %(period)s") % {"period": label}


def about_period(period: Period) -> str:
    """Return a period whose year is inferred: "omkring 2022"."""
    return _("omkring %(period)s") % {"period": period_label(period)}


def capital(sentence: str) -> str:
    """Return the text with a capital first letter, the rest as it was."""
    return sentence[:1].upper() + sentence[1:]


#: Places that Swedish says "på" about: islands that are one place of their own.
_ISLANDS = frozenset({"Gotland", "Orust", "Tjörn", "Öland", "Cypern", "Irland", "Island", "Malta"})


def in_place(name: str) -> str:
    """Return "i Gävleborg", "på Gotland"."""
    if name in _ISLANDS:
        return pgettext("var", "på %(place)s") % {"place": name}
    return pgettext("var", "i %(place)s") % {"place": name}
