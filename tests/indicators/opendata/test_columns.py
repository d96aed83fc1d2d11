"""The published columns are named once, and the documentation follows."""

import re
from pathlib import Path

from indicators.opendata.columns import COLUMNS, Table, as_markdown, columns_of

ROOT = Path(__file__).resolve().parents[3]


def test_docs_are_made_from_the_columns() -> None:
    assert (ROOT / "docs" / "opendata.md").read_text(encoding="utf-8") == as_markdown()


def test_headers_are_ascii_in_snake_case_and_named_once() -> None:
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_every_table_has_columns_and_every_column_a_table() -> None:
    assert all(columns_of(table) for table in Table)
    assert [column.name for column in COLUMNS if not column.tables] == []
