"""What every door into the system makes: rows of text with the line each stood on; lines left out with a reason."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One figure as somebody sent it: text only, nothing judged.

    `line` is the line in the file (the header is line 1). `indicator` and `territory` are our codes, `period` is what
    the source wrote, `breakdown` is a canonical key (see `breakdown`), `missing` a reason key or nothing. `flags` holds
    our letters: p preliminary, e estimated, b a new series begins here, u low reliability; `source_flag` the source's
    own, verbatim. `year_basis` is "stated" or "inferred". `source` is a URL or a citation for this very row.
    """

    line: int
    indicator: str
    territory: str
    period: str
    value: str = ""
    breakdown: str = "total"
    missing: str = ""
    numerator: str = ""
    denominator: str = ""
    lower: str = ""
    upper: str = ""
    sample: str = ""
    flags: str = ""
    source_flag: str = ""
    year_basis: str = "stated"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One line of a file that becomes no figure, and why; `reason` is a sentence in Swedish that can be counted."""

    line: int
    reason: str


def breakdown(**members: str) -> str:
    """The canonical key of members on axes: "total", or "alder=16-24;kon=kvinnor" with the axes in order.

    An empty member means that the row is the total on that axis and leaves the axis out.
    """
    return ";".join(f"{axis}={member}" for axis, member in sorted(members.items()) if member) or "total"


def known_flags(source_flag: str) -> str:
    """The letters of a source's flag that mean the same with us (p, e, b, u); the others are kept only verbatim."""
    return "".join(letter for letter in "pebu" if letter in source_flag)


def lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each data line of a CSV file with a header, with its line number. UTF-8, with or without a byte order mark."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, {name: value or "" for name, value in row.items()}
