"""Rows of text: canonical breakdowns, flags that mean the same with us, and the lines of a file."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from indicators.intake.rows import RawRow, breakdown, known_flags, lines


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({}, "total"),
        ({"kon": ""}, "total"),
        ({"kon": "kvinnor"}, "kon=kvinnor"),
        ({"kon": "kvinnor", "alder": "16-24"}, "alder=16-24;kon=kvinnor"),
        ({"yrke": "2512", "kon": "man"}, "kon=man;yrke=2512"),
        ({"yrke": "", "kon": "man"}, "kon=man"),
    ],
)
def test_breakdown_when_axes_come_in_any_order(members: dict[str, str], key: str) -> None:
    assert breakdown(**members) == key


@pytest.mark.parametrize(
    ("source_flag", "ours"), [("", ""), ("b", "b"), ("bu", "bu"), ("ub", "bu"), ("d", ""), ("ebp", "peb"), ("i", "")]
)
def test_known_flags_when_a_source_has_its_own(source_flag: str, ours: str) -> None:
    assert known_flags(source_flag) == ours


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_when_the_file_comes_from_any_system(tmp_path: Path, ending: str, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((mark + ending.join(["år,värde", "2024,1", "2025", ""])).encode())
    assert list(lines(path)) == [(2, {"år": "2024", "värde": "1"}), (3, {"år": "2025", "värde": ""})]


def test_lines_when_a_cell_holds_a_line_break(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"x\ny"\n2,z\n', encoding="utf-8")
    assert [line for line, _ in lines(path)] == [3, 4]


def test_raw_row_when_made_is_text_and_frozen() -> None:
    row = RawRow(line=2, indicator="KOM02", territory="21", period="2024")
    assert row.breakdown == "total"
    assert row.year_basis == "stated"
    assert all(isinstance(getattr(row, field.name), str) for field in fields(row) if field.name != "line")
    with pytest.raises(FrozenInstanceError):
        row.value = "1"  # type: ignore[misc]
