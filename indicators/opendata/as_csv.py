"""Write rows as CSV: UTF-8, comma, decimal point, CRLF, nothing that a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from indicators.opendata.columns import Column, Table, Type, columns_of

#: What makes a spreadsheet read a cell as a formula, or swallow it.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

BEHIND_A_MARK = re.compile(r"([;\t\r\n][ \u00a0]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def write(table: Table, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the file's text. Each row holds a value for every column of the table. Raises KeyError if it does not."""
    columns = columns_of(table)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([cell(column, row[column.name]) for column in columns] for row in rows)
    return out.getvalue()


def cell(column: Column, value: Any) -> str:
    """Return a cell: "" for nothing, numbers without an exponent, flags as true and false, text made harmless."""
    if value is None or value == "":
        return ""
    if column.type is Type.FLAG:
        return "true" if value else "false"
    if column.type is Type.NUMBER:
        return plain(value)
    return harmless(str(value))


def plain(value: Decimal | int) -> str:
    """Return a number as it is: 3.25, 1000000, 0."""
    if isinstance(value, int):
        return str(value)
    if not value:
        return "0"
    return format(value.normalize(), "f")


def harmless(text: str) -> str:
    """Return text that no spreadsheet reads as a formula: an apostrophe stands before what would be one.

    Also behind blanks, and behind a mark at which a spreadsheet of another country would split the cell.
    """
    guarded = f"'{text}" if text.lstrip(" \u00a0").startswith(DANGEROUS) or text.startswith(DANGEROUS) else text
    return BEHIND_A_MARK.sub(r"\1'", guarded)
