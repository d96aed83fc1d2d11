"""CSV is written so that every program reads it and none runs it."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.opendata.as_csv import DANGEROUS, cell, harmless, plain, write
from indicators.opendata.columns import Column, Table, Type, columns_of

TEXT = Column("text", Type.TEXT, "", (Table.LEDGER,))
NUMBER = Column("number", Type.NUMBER, "", (Table.LEDGER,))
FLAG = Column("flag", Type.FLAG, "", (Table.LEDGER,))


@pytest.mark.parametrize(
    ("column", "value", "written"),
    [
        (TEXT, "Gävleborg", "Gävleborg"),
        (TEXT, "=SUM(A1)", "'=SUM(A1)"),
        (TEXT, "  @cmd", "'  @cmd"),
        (TEXT, "-1 enhet", "'-1 enhet"),
        (TEXT, "\tflik", "'\tflik"),
        (TEXT, None, ""),
        (NUMBER, Decimal("-3.2500"), "-3.25"),
        (NUMBER, Decimal("1E+6"), "1000000"),
        (NUMBER, Decimal("0.00"), "0"),
        (NUMBER, 4598, "4598"),
        (NUMBER, None, ""),
        (FLAG, True, "true"),
        (FLAG, False, "false"),
        (FLAG, None, ""),
    ],
)
def test_cell_is_written_by_its_type(column: Column, value: Any, written: str) -> None:
    assert cell(column, value) == written


@given(st.text())
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert not harmless(text).startswith(DANGEROUS)
    assert harmless(text).endswith(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**6), max_value=10**6))
def test_number_reads_back_as_itself(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


def test_file_has_a_header_and_ends_lines_as_the_standard_says() -> None:
    row = {column.name: None for column in columns_of(Table.LEDGER)} | {"what": 'Ett "värde", rättat', "entry": 3}
    text = write(Table.LEDGER, [row])
    assert text.count("\r\n") == 2
    (read,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (read["what"], read["entry"]) == ('Ett "värde", rättat', "3")


def test_row_that_lacks_a_column_is_refused() -> None:
    with pytest.raises(KeyError):
        write(Table.LEDGER, [{"entry": 1}])


@pytest.mark.parametrize("mark", [";", "\t", "\n"])
def test_formula_behind_another_separator_is_harmless_too(mark: str) -> None:
    text = cell(TEXT, f"se bilaga{mark}=HYPERLINK(A1){mark} +1")
    parts = next(iter(csv.reader(io.StringIO(text, newline=""), delimiter=mark))) if mark != "\n" else text.split(mark)
    assert [part for part in parts if part.lstrip(" ").startswith(DANGEROUS)] == []
    assert cell(TEXT, "a; b = c") == "a; b = c"
