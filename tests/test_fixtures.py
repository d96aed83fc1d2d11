"""The reference data that ships with the site: complete, and consistent with itself."""

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

FIXTURES: Path = settings.BASE_DIR / "fixtures"
REFERENCE = FIXTURES / "reference"
HEADLINES = {
    "digitalt-ledarskap": "LED04",
    "digital-trygghet": "TRY01",
    "digital-kompetens": "KOM02",
    "digital-infrastruktur": "INF01",
    "digital-innovation": "INN02",
}
DELMAL = {
    "led": "i Sverige ska relevant, målmedveten och rättssäker effektivisering och kvalitetsutveckling ske genom "
    "digitalisering",
    "try": "i Sverige ska det finnas de bästa förutsättningarna för alla att på ett säkert sätt ta del av, ta ansvar "
    "för samt ha tillit till det digitala samhället",
    "kom": "i Sverige ska alla kunna utveckla och använda sin digitala kompetens",
    "inf": "hela Sverige bör ha tillgång till infrastruktur som medger snabbt bredband och stabila mobila tjänster "
    "och som stöder digitalisering",
    "inn": "i Sverige ska det finnas de bästa förutsättningarna för att digitalt drivna innovationer ska utvecklas, "
    "spridas och användas",
}
UNITS = {"percent", "percentage-points", "index", "score", "count", "mbit-s", "share-of-kommuner"}


@cache
def load(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


@cache
def territories() -> dict[str, dict[str, str]]:
    with (REFERENCE / "territories.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def indicators() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in load("reference/indicators.json")}


def areas() -> set[tuple[str, str]]:
    return {
        (strategy["slug"], area["slug"]) for strategy in load("reference/strategies.json") for area in strategy["areas"]
    }


def test_territories_when_counted_are_the_whole_country() -> None:
    levels = Counter(row["level"] for row in territories().values())
    assert levels == {"union": 1, "country": 28, "nuts1": 3, "nuts2": 8, "region": 21, "kommun": 290}
    ours = sorted(code for code, row in territories().items() if row["parent"] == "21")
    assert ours == ["2101", "2104", "2121", "2132", "2161", "2180", "2181", "2182", "2183", "2184"]
    assert territories()["21"]["codes"] == "scb=21;kolada=0021;nuts=SE313;eurostat=SE313"
    assert territories()["SE31"]["short_sv"] == "Norra Mellansverige"


def test_territories_when_read_in_order_have_parents_first_and_names_once() -> None:
    seen: set[str] = {""}
    slugs: set[tuple[str, str]] = set()
    codes: set[str] = set()
    parents = {
        "country": {"union", ""},
        "nuts1": {"country"},
        "nuts2": {"nuts1"},
        "region": {"nuts2"},
        "kommun": {"region"},
    }
    for code, row in territories().items():
        assert row["parent"] in seen
        assert (
            row["level"] == "union" or territories().get(row["parent"], {"level": ""})["level"] in parents[row["level"]]
        )
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row["slug"])
        assert (row["level"], row["slug"]) not in slugs
        assert all(row[name] for name in ("name_sv", "short_sv", "name_en", "short_en"))
        own = row["codes"].split(";")
        assert not codes & set(own)
        seen.add(code)
        slugs.add((row["level"], row["slug"]))
        codes.update(own)


@pytest.mark.parametrize(
    ("code", "name", "short"),
    [
        ("09", "Gotlands län", "Gotland"),
        ("08", "Kalmar län", "Kalmar"),
        ("18", "Örebro län", "Örebro"),
        ("20", "Dalarnas län", "Dalarna"),
        ("25", "Norrbottens län", "Norrbotten"),
        ("14", "Västra Götalands län", "Västra Götaland"),
    ],
)
def test_territories_when_named_drop_the_genitive(code: str, name: str, short: str) -> None:
    assert (territories()[code]["name_sv"], territories()[code]["short_sv"]) == (name, short)


def test_territories_when_added_up_have_the_same_population() -> None:
    def people(level: str) -> int:
        return sum(int(row["population"]) for row in territories().values() if row["level"] == level)

    assert people("nuts1") == people("nuts2") == people("region") == int(territories()["SE"]["population"]) == 10230185
    assert territories()["21"]["population"] == "286547"


@pytest.mark.parametrize(("name", "level", "count"), [("lan", "region", 21), ("kommuner", "kommun", 290)])
def test_geometry_when_drawn_has_every_place(name: str, level: str, count: int) -> None:
    path = REFERENCE / "geometry" / f"{name}.json"
    shapes = load(f"reference/geometry/{name}.json")["shapes"]
    assert path.stat().st_size <= 130_000
    assert len(shapes) == count
    assert {shape["code"] for shape in shapes} == {code for code, row in territories().items() if row["level"] == level}
    assert all(re.fullmatch(r"[MLZ\d.,-]+", shape["d"]) and len(shape["label"]) == 2 for shape in shapes)


def test_organisations_when_local_have_their_territory() -> None:
    rows = load("reference/organisations.json")
    assert len({row["slug"] for row in rows}) == len(rows)
    kinds = Counter(row["kind"] for row in rows)
    assert kinds == {"region": 21, "kommun": 10, "national-source": 4, "national-observer": 1}
    for row in rows:
        level = territories()[row["territory"]]["level"] if row["territory"] else ""
        assert level == (row["kind"] if row["kind"] in {"region", "kommun"} else "")


def test_strategies_when_default_has_five_areas_and_their_wording() -> None:
    (default,) = [row for row in load("reference/strategies.json") if row["default"]]
    assert default["slug"] == "strategi-2017"
    assert {area["key"]: area["goals"][0]["text_sv"] for area in default["areas"]} == DELMAL
    assert [area["key"] for area in default["areas"]] == list(DELMAL)
    assert [len(area.get("sub_areas", [])) for area in default["areas"]] == [0, 6, 0, 0, 0]


def test_strategies_when_wording_was_not_found_have_none() -> None:
    rows = {row["slug"]: row for row in load("reference/strategies.json")}
    assert set(rows) == {
        "strategi-2017",
        "digitaliseringsstrategi-2025",
        "digitala-decenniet-2030",
        "rus-gavleborg-2020",
    }
    assert {slug: len(row["areas"]) for slug, row in rows.items() if slug != "strategi-2017"} == {
        "digitaliseringsstrategi-2025": 8,
        "digitala-decenniet-2030": 4,
        "rus-gavleborg-2020": 5,
    }
    for slug, row in rows.items():
        codes = [area["code"] for area in row["areas"]]
        assert len(set(codes)) == len({area["slug"] for area in row["areas"]}) == len(codes)
        assert row["sources"]
        if slug != "strategi-2017":
            assert not any(area["goals"] or area["key"] for area in row["areas"])
    horizontal = [area["slug"] for area in rows["digitaliseringsstrategi-2025"]["areas"] if area["horizontal"]]
    assert horizontal == ["ai", "data", "sakerhet"]


def test_crosswalk_when_followed_leads_between_areas_that_exist() -> None:
    rows = load("reference/crosswalk.json")
    pairs = [(tuple(row["from"]), tuple(row["to"])) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert {place for pair in pairs for place in pair} <= areas()
    assert {row["relation"] for row in rows} <= {"exact", "broader", "narrower", "partial"}
    assert all(row["note_sv"].startswith("Vårt förslag") and row["note_en"].startswith("Our proposal") for row in rows)
    assert {place for place, _ in pairs} == {("strategi-2017", slug) for slug in HEADLINES}


def test_indicators_when_catalogued_are_46_and_one() -> None:
    rows = load("reference/indicators.json")
    assert len(rows) == len({row["code"] for row in rows}) == len({row["slug"] for row in rows}) == 47
    assert Counter(row["prio"] for row in rows) == {"core": 24, "extended": 16, "reserve": 7}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"]) for row in rows)


@pytest.mark.parametrize("code", sorted(row["code"] for row in load("reference/indicators.json")))
def test_indicator_when_read_is_whole_in_both_languages(code: str) -> None:
    row = indicators()[code]
    for name in ("name", "definition", "why", "unit", "axis", "difference", "frequency"):
        assert row[f"{name}_sv"], name
        assert row[f"{name}_en"], name
        assert not re.search(r"[åäöÅÄÖ]", re.sub(r"Värmland|Gävleborg|Småland", "", row[f"{name}_en"])), name
    for name in ("method_note", "absence"):
        assert bool(row[f"{name}_sv"]) == bool(row[f"{name}_en"]), name
    assert row["unit"] in UNITS
    assert row["direction"] in {"up", "down", "band", "none"}
    assert (row["band_low"] is not None) == (row["direction"] == "band")
    assert row["kind"] in {"share", "count", "index", "ordinal", "yes-no"}
    assert row["period_kind"] in {"year", "year-pair", "quarter"}
    assert row["plausible_max"] is None or row["plausible_min"] < row["plausible_max"]
    assert set(row["levels"]) <= {"union", "country", "nuts1", "nuts2", "region", "kommun"}
    assert row["source_name"]
    assert row["verified_sv"]
    for item in row["breaks"]:
        assert item["kind"] in {"break", "caution"}
        assert re.fullmatch(r"\d{4}", item["period"])
        assert item["note_sv"] != item["note_en"]


def test_placements_when_grouped_have_one_order_and_one_headline() -> None:
    by_area: dict[tuple[str, str], list[tuple[int, str, bool]]] = {}
    for code, row in indicators().items():
        for place in row["placements"]:
            by_area.setdefault((place["strategy"], place["area"]), []).append((place["order"], code, place["headline"]))
    assert set(by_area) <= areas()
    headlines = {}
    for (strategy, area), places in by_area.items():
        assert [order for order, _, _ in sorted(places)] == list(range(1, len(places) + 1))
        leading = [code for _, code, headline in places if headline]
        if strategy == "strategi-2017":
            (headlines[area],) = leading
        else:
            assert not leading
    assert headlines == HEADLINES
    assert all(
        sum(place["strategy"] == "strategi-2017" for place in row["placements"]) == 1 for row in indicators().values()
    )


def test_targets_when_set_fit_their_indicator() -> None:
    rows = load("reference/targets.json")
    assert len({row["slug"] for row in rows}) == len(rows) == 32
    for row in rows:
        indicator = indicators()[row["indicator"]]
        assert row["territory"] in territories()
        assert row["kind"] in {"final", "milestone"}
        assert indicator["plausible_min"] <= Decimal(row["goal"]) <= indicator["plausible_max"]
        assert re.fullmatch(r"20\d\d", row["goal_period"])
        assert row["programme_sv"]
        assert row["source_url"].startswith("https://")
        if row["territory"] == "SE" and row["programme_sv"].startswith("EU"):
            assert row["note_sv"].startswith("EU:s mål, använt som jämförelse för Sverige.")


def test_targets_when_several_the_one_in_force_is_the_latest() -> None:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in load("reference/targets.json"):
        groups.setdefault((row["indicator"], row["territory"]), []).append(row)
    for rows in groups.values():
        (current,) = [row for row in rows if row["current"]]
        assert current["goal_period"] == max(row["goal_period"] for row in rows)
    assert next(row["goal"] for row in groups["INF04", "21"] if row["current"]) == "95"
    assert next(row["goal"] for row in groups["INF01", "21"] if row["current"]) == "98"


def test_breakdown_members_when_named_are_unique_and_in_order() -> None:
    rows = load("reference/breakdowns.json")
    assert len({(row["axis"], row["code"]) for row in rows}) == len(rows)
    assert {row["axis"] for row in rows} == {"alder", "bygd", "kon", "storlek", "teknik", "yrke"}
    assert all(row["label_sv"] and row["label_en"] and row["order"] >= 1 for row in rows)
