"""The figures that ship with the site: byte for byte what the manifest says, and only what the reference data know."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from indicators.intake.rows import RawRow

FIXTURES: Path = settings.BASE_DIR / "fixtures"
DEMO = FIXTURES / "demo"


@cache
def load(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


@cache
def levels() -> dict[str, str]:
    with (FIXTURES / "reference" / "territories.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["level"] for row in csv.DictReader(file)}


@cache
def indicators() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in load("reference/indicators.json")}


@cache
def demo_rows() -> tuple[tuple[str, RawRow], ...]:
    return tuple(_read_all())


def _read_all() -> Iterator[tuple[str, RawRow]]:
    for item in load("demo/manifest.json"):
        reader = import_module(f"indicators.intake.{item['reader']}")
        yield from ((item["file"], row) for row in reader.read(DEMO / item["file"]))


def test_manifest_when_compared_with_the_files_agrees_byte_for_byte() -> None:
    items = load("demo/manifest.json")
    assert {item["file"] for item in items} | {"manifest.json", "README.md", ".gitattributes"} == {
        path.name for path in DEMO.iterdir()
    }
    slugs = {row["slug"] for row in load("reference/organisations.json") if row["kind"] == "national-source"}
    for item in items:
        content = (DEMO / item["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == item["sha256"]
        assert content.count(b"\n") - 1 == item["rows"]
        assert item["organisation"] in slugs
        release = item["release"]
        assert all(
            release[name]
            for name in ("publisher", "title", "licence", "retrieved_on", "attribution_sv", "reliability_sv")
        )
        assert release["released_on"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", release["released_on"])


def test_demo_when_all_files_are_read_no_figure_comes_twice() -> None:
    keys = Counter((row.indicator, row.territory, row.breakdown, row.period) for _, row in demo_rows())
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(keys) == 5777


def test_demo_when_read_knows_every_indicator_place_and_member() -> None:
    members = {f"{row['axis']}={row['code']}" for row in load("reference/breakdowns.json")}
    for name, row in demo_rows():
        assert row.indicator in indicators(), (name, row)
        assert levels()[row.territory] in indicators()[row.indicator]["levels"], (name, row)
        parts = row.breakdown.split(";")
        assert row.breakdown == "total" or (set(parts) <= members and parts == sorted(parts)), (name, row)
        assert re.fullmatch(r"20\d\d", row.period), (name, row)
        assert set(row.flags) <= set("pebu"), (name, row)
        assert row.source, (name, row)


def test_demo_when_read_has_values_that_can_be_stored_and_believed() -> None:
    for name, row in demo_rows():
        assert bool(row.value) != bool(row.missing), (name, row)
        indicator = indicators()[row.indicator]
        for text in filter(None, (row.value, row.numerator, row.denominator, row.lower, row.upper)):
            assert re.fullmatch(r"\d+(\.\d{1,8})?", text), (name, row)
            assert len(text.replace(".", "").lstrip("0")) <= 15, (name, row)
        if row.value:
            assert indicator["plausible_min"] <= Decimal(row.value) <= indicator["plausible_max"], (name, row)


def test_demo_when_gavleborg_is_asked_for_has_five_indicators_of_its_own() -> None:
    own = {row.indicator for _, row in demo_rows() if row.territory == "21" and row.breakdown == "total"}
    assert own == {"INF01", "INF04", "INF05", "KOM02", "KOM03"}
    lacking = {code for code, row in indicators().items() if not row["absence_sv"]}
    assert lacking == {"KOM02", "KOM03"}


def test_demo_when_a_year_is_inferred_the_note_says_why() -> None:
    inferred = [row for _, row in demo_rows() if row.year_basis == "inferred"]
    assert len(inferred) == 7
    assert all(re.search(r"[Åå]ret (anges inte|är härlett)", row.note) for row in inferred)
