"""Turn what is stored back into the text that a person would type, so that it can be corrected."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from indicators.forms.work import CELL, TYPED
from indicators.intake.rows import RawRow
from indicators.intake.validate import FLAGS
from indicators.models import DeliveryRow, Figure, Observation


def initial_of_row(row: DeliveryRow) -> dict[str, Any]:
    """Return what the form shows of a delivery's row that is to be mended."""
    names = (*CELL, *TYPED, "source", "year_basis")
    return {name: row.raw.get(name, "") for name in names} | {
        "flags": list(row.raw.get("flags", "")),
        "row": str(row.pk),
        "delivery": str(row.delivery_id),
    }


def flags_of(figure: Figure) -> str:
    """Return our letters for a figure's marks."""
    return "".join(letter for letter, name in FLAGS.items() if getattr(figure, name))


def typed(number: Decimal | None, decimals: int | None = None) -> str:
    """Return a number as text that can be read in one way only: 2.998 gets a fourth decimal, or it could be 2 998."""
    if number is None:
        return ""
    text = f"{number.normalize():f}" if decimals is None else f"{number:.{decimals}f}"
    if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text):
        text += "0"
    return text.replace(".", ",")


def raw_of(made: Observation, **changed: Any) -> RawRow:
    """Return the row that would make this observation again, changed here and there.

    The series must be loaded with its indicator, territory and breakdown.
    """
    row = RawRow(
        line=1,
        indicator=made.series.indicator.code,
        territory=made.series.territory.code,
        breakdown=made.series.breakdown.key,
        period=made.period,
        value=typed(made.value, made.decimals),
        missing=made.missing,
        numerator=typed(made.numerator),
        denominator=typed(made.denominator),
        lower=typed(made.lower),
        upper=typed(made.upper),
        sample="" if made.sample is None else str(made.sample),
        flags=flags_of(made),
        source_flag=made.source_flag,
        year_basis=made.year_basis,
        source=made.source,
        note=made.note,
    )
    return replace(row, **changed)


#: What a figure was computed from; it no longer holds when the value is changed or taken back.
COMPUTED_FROM = {"numerator": "", "denominator": "", "sample": "", "lower": "", "upper": "", "source_flag": ""}
