"""Know the periods that figures are about: read them, write them, order them and measure between them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum

#: Years that a figure can be about; anything else is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)


class PeriodKind(StrEnum):
    """How long a period is, and where in the year it begins."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    SCHOOL_YEAR = "school-year"  # 1 July to 30 June
    YEAR_PAIR = "year-pair"  # a mean pooled over two calendar years, made anew every year


class PeriodError(ValueError):
    """A text is no period. `code` is one of unreadable, wrong-kind and impossible; `text` is what was written."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text


#: Length in months, and how far it is from one period to the next.
_LENGTH = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
    PeriodKind.SCHOOL_YEAR: 12,
    PeriodKind.YEAR_PAIR: 24,
}
_STEP = {**_LENGTH, PeriodKind.YEAR_PAIR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both days included. Periods of one kind are ordered by their beginning."""

    kind: PeriodKind
    start: date
    end: date

    @property
    def key(self) -> str:
        """The canonical text. Within a kind, text order is time order."""
        year, month = self.start.year, self.start.month
        match self.kind:
            case PeriodKind.YEAR:
                return f"{year}"
            case PeriodKind.HALF_YEAR:
                return f"{year}-H{self.number}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{self.number}"
            case PeriodKind.MONTH:
                return f"{year}-{month:02}"
            case PeriodKind.SCHOOL_YEAR:
                return f"{year}/{(year + 1) % 100:02}"
            case PeriodKind.YEAR_PAIR:
                return f"{year}-{year + 1}"

    @property
    def number(self) -> int:
        """Which one of its kind in the year it is: 1–2 for half-years, 1–4 for quarters, 1–12 for months, else 1."""
        if self.kind in (PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH):
            return (self.start.month - 1) // _LENGTH[self.kind] + 1
        return 1

    @property
    def position(self) -> Decimal:
        """Where it stands on an axis of years: a calendar year at its number, any other period at its middle."""
        if self.kind is PeriodKind.YEAR:
            return Decimal(self.start.year)
        return _CONTEXT.divide(Decimal(self._middle), Decimal(24))

    @property
    def _middle(self) -> int:
        """The middle as half-months since the year 0: a whole number for every kind, so nothing is rounded."""
        return 2 * (12 * self.start.year + self.start.month - 1) + _LENGTH[self.kind]

    def __lt__(self, other: "Period") -> bool:
        return self._start_beside(other) < other.start

    def __le__(self, other: "Period") -> bool:
        return self._start_beside(other) <= other.start

    def __gt__(self, other: "Period") -> bool:
        return self._start_beside(other) > other.start

    def __ge__(self, other: "Period") -> bool:
        return self._start_beside(other) >= other.start

    def _start_beside(self, other: "Period") -> date:
        if self.kind is not other.kind:
            raise TypeError(f"A {self.kind} and a {other.kind} have no order")
        return self.start


def _made(kind: PeriodKind, year: int, month: int = 1) -> Period:
    after = year * 12 + month - 1 + _LENGTH[kind]
    return Period(kind, date(year, month, 1), date(after // 12, after % 12 + 1, 1) - timedelta(days=1))


def following(period: Period) -> Period:
    """Return the next period of the same kind."""
    return _shifted(period, _STEP[period.kind])


def preceding(period: Period) -> Period:
    """Return the previous period of the same kind."""
    return _shifted(period, -_STEP[period.kind])


def _shifted(period: Period, months: int) -> Period:
    place = period.start.year * 12 + period.start.month - 1 + months
    return _made(period.kind, place // 12, place % 12 + 1)


def years_between(earlier: Period, later: Period) -> Decimal:
    """Return the years from the middle of one period to the middle of another; negative if `later` is earlier."""
    return _CONTEXT.divide(Decimal(later._middle - earlier._middle), Decimal(24))


def is_future(period: Period, today: date) -> bool:
    """Whether the period has not ended before the day after `today`: no figure can be about it yet."""
    return period.end > today


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "mars march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "augusti august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "1:a": 1, "2:a": 2, "3:e": 3, "4:e": 4}
_YEAR = r"(?P<year>\d{4})"
_NEXT = r"(?P<next>\d{4}|\d{2})"
_ORDINAL = rf"(?P<ordinal>{'|'.join(_ORDINALS)})"
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})\.?"

#: The canonical text of each kind, and nothing else.
_STRICT: Mapping[PeriodKind, str] = {
    PeriodKind.YEAR: _YEAR,
    PeriodKind.HALF_YEAR: rf"{_YEAR}-H(?P<number>\d)",
    PeriodKind.QUARTER: rf"{_YEAR}-Q(?P<number>\d)",
    PeriodKind.MONTH: rf"{_YEAR}-(?P<number>\d\d)",
    PeriodKind.SCHOOL_YEAR: rf"{_YEAR}/(?P<next>\d\d)",
    PeriodKind.YEAR_PAIR: rf"{_YEAR}-(?P<next>\d{{4}})",
}
#: What people and statistical offices write, in small letters, every dash a hyphen and every space a single one.
_WRITTEN: Mapping[PeriodKind, tuple[str, ...]] = {
    PeriodKind.YEAR: (rf"(?:år(?:et)? ?)?{_YEAR}",),
    PeriodKind.HALF_YEAR: (
        rf"{_YEAR} ?-? ?(?:h|s|halvår) ?(?P<number>\d)",
        rf"(?:h|halvår) ?(?P<number>\d),? ?-?{_YEAR}",
        rf"{_ORDINAL} halvåret,? {_YEAR}",
    ),
    PeriodKind.QUARTER: (
        rf"{_YEAR} ?-? ?(?:q|k|kv|kvartal)\.? ?(?P<number>\d)",
        rf"(?:q|k|kv|kvartal)\.? ?(?P<number>\d),? ?-?{_YEAR}",
        rf"{_ORDINAL} kvartalet,? {_YEAR}",
    ),
    PeriodKind.MONTH: (
        rf"{_YEAR} ?(?:m|-) ?(?P<number>\d\d?)",
        rf"{_YEAR}(?P<number>\d\d)",
        rf"{_NAME} {_YEAR}",
        rf"{_YEAR} {_NAME}",
    ),
    PeriodKind.SCHOOL_YEAR: (
        rf"(?:(?:läsåret|läsår|lå) ?)?{_YEAR} ?[/-] ?{_NEXT}",
        r"(?:(?:läsåret|läsår|lå) ?)?(?P<short>\d\d) ?/ ?(?P<next>\d\d)",
    ),
    PeriodKind.YEAR_PAIR: (rf"(?:åren ?)?{_YEAR} ?(?:[/-]|och) ?{_NEXT}",),
}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def parse(key: str, kind: PeriodKind) -> Period:
    """Return the period of a canonical text, as `Period.key` writes it.

    Raises PeriodError: wrong-kind if it is another kind's key, impossible if it has no place in the calendar.
    """
    return _understood(key, kind, key, lambda asked: (_STRICT[asked],))


def read(text: str, kind: PeriodKind) -> Period:
    """Return the period that a person or a source means: "2024", "2024K1", "kv 1 2024", "april 2024", "2023–2024".

    Raises PeriodError: unreadable, wrong-kind (readable as a period of another length) or impossible (month 13).
    """
    plain = " ".join(text.translate(_DASHES).lower().split())
    return _understood(plain, kind, text, lambda asked: _WRITTEN[asked])


def _understood(plain: str, kind: PeriodKind, text: str, patterns: Callable[[PeriodKind], tuple[str, ...]]) -> Period:
    if found := _first_match(plain, patterns(kind)):
        period = _placed(kind, found)
        if period is None:
            raise PeriodError("impossible", text)
        return period
    others = (other for other in PeriodKind if other is not kind)
    known = any(_first_match(plain, patterns(other)) for other in others)
    raise PeriodError("wrong-kind" if known else "unreadable", text)


def _first_match(plain: str, patterns: tuple[str, ...]) -> dict[str, str] | None:
    for pattern in patterns:
        if match := re.fullmatch(pattern, plain, re.ASCII):
            return {name: found for name, found in match.groupdict().items() if found is not None}
    return None


def _placed(kind: PeriodKind, found: Mapping[str, str]) -> Period | None:
    """Return the period that a match names, or None if the calendar has no such period."""
    year = int(found.get("year") or f"20{found['short']}")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if "next" in found:
        after = str(year + 1)
        if found["next"] != after[-len(found["next"]) :]:
            return None
        return _made(kind, year, 7 if kind is PeriodKind.SCHOOL_YEAR else 1)
    if kind is PeriodKind.YEAR:
        return _made(kind, year)
    number = _MONTHS.get(found.get("name", "")) or _ORDINALS.get(found.get("ordinal", "")) or int(found["number"])
    if not 1 <= number <= 12 // _LENGTH[kind]:
        return None
    return _made(kind, year, (number - 1) * _LENGTH[kind] + 1)
