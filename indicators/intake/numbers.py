"""Read a number as people and machines write it, and ask when it can be read in two ways."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.models import SIGNIFICANT_DIGITS

#: Largest number of decimals the database keeps.
DECIMALS = 8
_BLANKS = " \u00a0\u202f\u2009'"
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-"})
_PLAIN = re.compile(r"-?\d+")
_GROUPED = re.compile(rf"-?\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+")


class Convention(StrEnum):
    """What separates the decimals: a source has one way, a person may use either."""

    POINT = "."
    COMMA = ","
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Number:
    """A value and how many decimals it was written with."""

    value: Decimal
    decimals: int


class NumberError(ValueError):
    """`code` is one of not-a-number, ambiguous, too-long."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code, self.text = code, text


def _whole(text: str, original: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    if _GROUPED.fullmatch(text):
        return re.sub(f"[{_BLANKS}]", "", text)
    raise NumberError("not-a-number", original)


def read_number(text: str, convention: Convention = Convention.EITHER) -> Number:
    """Return the number in `text`: "98,4", "98.4 %", "1 234,5", "1.234,5", "−5".

    Raises NumberError: "ambiguous" for 1.234, which is one thousand or one and a bit, when the convention does not
    tell; "too-long" beyond fifteen significant digits or eight decimals; "not-a-number" for the rest.
    """
    clean = text.strip(_BLANKS + "\t").removesuffix("%").strip(_BLANKS + "\t").translate(_MINUS)
    if not clean.isascii() and not any(blank in clean for blank in _BLANKS):
        raise NumberError("not-a-number", text)
    marks = [mark for mark in clean if mark in ".,"]
    if convention is Convention.EITHER:
        if len(marks) == 1 and re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", clean):
            raise NumberError("ambiguous", text)
        decimal_mark = marks[-1] if marks and (len(set(marks)) == 2 or len(marks) == 1) else ""
    else:
        decimal_mark = convention.value if convention.value in marks else ""
    if decimal_mark and marks.count(decimal_mark) > 1:
        raise NumberError("not-a-number", text)
    whole, _, fraction = clean.rpartition(decimal_mark) if decimal_mark else (clean, "", "")
    group = next((mark for mark in ".," if mark in whole and mark != decimal_mark), "")
    if group:
        if not re.fullmatch(rf"-?\d{{1,3}}(?:\{group}\d{{3}})+", whole):
            raise NumberError("not-a-number", text)
        whole = whole.replace(group, "")
    if decimal_mark and not (fraction.isascii() and fraction.isdigit()):
        raise NumberError("not-a-number", text)
    whole = _whole(whole, text)
    digits = (whole.lstrip("-") + fraction).lstrip("0")
    if len(digits) > SIGNIFICANT_DIGITS or len(fraction) > DECIMALS or len(whole.lstrip("-")) > 13:
        raise NumberError("too-long", text)
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    return Number(value=value if value else abs(value), decimals=len(fraction))
