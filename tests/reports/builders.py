"""Make report contents by hand, without a database. The figures are made up and live only in tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from reports.content import (
    Area,
    Bar,
    Indicator,
    Place,
    Ranking,
    Reading,
    Release,
    ReportContent,
    Series,
    Source,
    Strategy,
    Tally,
    Target,
)

GAVLEBORG = Place("21", "Gävleborgs län", "Gävleborg", "län")
SWEDEN = Place("SE", "Sverige", "Sverige", "land")
UNION = Place("EU", "Europeiska unionen", "EU", "EU")
LONG = "Användning av myndighetsövergripande digitaliseringssamordningsfunktioner"


def reading(year: int, value: str | None, **fields: Any) -> Reading:
    return Reading(
        period=str(year),
        label=str(year),
        position=Decimal(year),
        value=None if value is None else Decimal(value),
        decimals=1,
        missing="" if value else "inte publicerat än",
        source="Källan",
        entry=7,
        **fields,
    )


def series(place: Place = GAVLEBORG, **values: str | None) -> Series:
    """A series from `y2020="1,0"`-like names: series(y2020="1.0", y2021=None)."""
    return Series(place, tuple(reading(int(name[1:]), value) for name, value in values.items()))


def indicator(code: str = "KOM01", **fields: Any) -> Indicator:
    known = series(y2022="61.0", y2023="63.5", y2024="66.5")
    made = Indicator(
        code=code,
        slug=code.lower(),
        name=f"Indikator {code}",
        definition="Andel som kan det.",
        why="Det spelar roll.",
        unit="\N{NO-BREAK SPACE}%",
        axis="procent av personer 16–74 år",
        decimals=1,
        kind="share",
        direction="up",
        core=True,
        headline=False,
        origin="own",
        series=known,
        references=(series(SWEDEN, y2022="65.0", y2024="70.0"),),
        breaks=(),
        target=None,
        status="improving",
        status_word="Förbättras",
        cause="",
        short="År 2024 var andelen 66,5 procent i Gävleborg.",
        sentence="År 2024 var andelen 66,5 procent i Gävleborg. Utvecklingen går åt rätt håll.",
        because="Andelen ökar.",
        absence="Källan har inte hämtats.",
        method="",
        source=Source("SCB", "AM0208"),
    )
    return replace(made, **fields)


def lacking(code: str = "KOM07", **fields: Any) -> Indicator:
    nothing = {"origin": "none", "series": None, "references": (), "short": "", "sentence": "", "because": ""}
    return indicator(code, **{**nothing, "status": "no-data", "status_word": "Ingen data", **fields})


def target(value: str = "80", year: int = 2030) -> Target:
    return Target(Decimal(value), None, 0, str(year), Decimal(year), f"{value} % {year}", Decimal(61), Decimal(2022))


def countries(code: str) -> Ranking:
    places = [Place(f"C{number}", f"Land {number}", f"Land {number}", "land") for number in range(26)]
    bars = tuple(Bar(place, Decimal(30 + number), number + 2, number + 2) for number, place in enumerate(places))
    focus = Bar(SWEDEN, Decimal("64.2"), 1, 1)
    whole = Bar(UNION, Decimal("50.1"))
    return Ranking(code, "countries", "2024", "SE", (focus, *bars), whole, 1, "Sverige har plats 1 av 27 länder i EU.")


def area(number: int = 3, key: str = "kom", *indicators: Indicator, **fields: Any) -> Area:
    members = indicators or (indicator(headline=True, target=target()), lacking())
    counts = {name: sum(one.origin == name for one in members) for name in ("own", "borrowed", "none")}
    made = Area(
        key=key,
        number=number,
        slug=f"omrade-{number}",
        name=f"Område {number}",
        goals=("Alla ska kunna.",),
        known=f"{counts['own']} av {len(members)} indikatorer har ett värde för Gävleborg.",
        borrowed_words="",
        tally=(),
        lead=next((one.code for one in members if one.series), ""),
        indicators=members,
        rankings=(),
        **counts,
    )
    return replace(made, **fields)


def content(*areas: Area, **fields: Any) -> ReportContent:
    made = ReportContent(
        kind="regional-overview",
        language="sv",
        slug="lagesbild-gavleborg",
        title="Regional lägesbild, Gävleborg",
        edition=1,
        organisation="Region Gävleborg",
        place=GAVLEBORG,
        parts=("2101", "2180"),
        strategy=Strategy("strategi-2017", "För ett hållbart digitaliserat Sverige"),
        as_of=13,
        as_of_hash="ab" * 32,
        as_of_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
        frozen_on=date(2026, 11, 24),
        until="2024",
        address="https://framsteg.example/rapporter/lagesbild-gavleborg/1/",
        summary="1 av 2 indikatorer har ett värde för Gävleborg.",
        areas=areas or (area(),),
        regions=None,
        releases=(Release("SCB", "Yrkesregistret", "", "CC0", "2026-11", "Källa: SCB", "Hög.", "fil.csv", "cd" * 32),),
    )
    return replace(made, **fields)


def borrowed(code: str = "TRY01", **fields: Any) -> Indicator:
    known = series(SWEDEN, y2024="64.2")
    union = (series(UNION, y2024="50.1"),)
    return indicator(code, **{"origin": "borrowed", "series": known, "references": union, **fields})


def three_states() -> ReportContent:
    """An area that is counted up, one that only borrows, one about which nothing is known; long words in each."""
    counted = area(
        1,
        "led",
        indicator("LED01"),
        indicator("LED02"),
        indicator("LED03", name=LONG),
        tally=(Tally("improving", "Förbättras", 3),),
    )
    thin = area(2, "try", borrowed(), lacking("TRY02", name=LONG), rankings=(countries("TRY01"),))
    unknown = area(3, "kom", *(lacking(f"KOM0{number}") for number in range(1, 7)))
    return content(counted, thin, unknown)
