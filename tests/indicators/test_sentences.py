"""Sentences: whole Swedish sentences for each way an indicator can stand."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from indicators.facts import Facts, Noun
from indicators.periods import Period, PeriodKind, parse
from indicators.progress import Band, Direction, Goal, Method, Point, assess
from indicators.sentences import change_sentence, goal_sentence, progress_sentence, trend_sentence, value_sentence
from indicators.wording import NBSP, PERCENT, Unit

D = Decimal
UP, DOWN, BAND, NONE = Direction.UP, Direction.DOWN, Direction.BAND, Direction.NONE
DATASETS = Unit("datamängder", "datasets", "datamängder", "datasets", "datamängder", "datasets")
SCORE = Unit("av 100", "of 100", "av 100", "of 100", "poäng", "points")
INDEX = Unit("", "", "", "", "enheter", "units")
SPEED = Unit("Mbit/s", "Mbit/s", "Mbit/s", "Mbit/s", "Mbit/s", "Mbit/s")
GAP = Unit(
    "procentenheter", "percentage points", "procentenheter", "percentage points", "procentenheter", "percentage points"
)


def year(number: int) -> Period:
    return parse(str(number), PeriodKind.YEAR)


def facts(
    values: dict[int, str],
    *,
    direction: Direction = UP,
    goal: Goal | None = None,
    band: Band | None = None,
    unit: Unit = PERCENT,
    noun: Noun = Noun.SHARE,
    decimals: int = 1,
    method: Method = Method.LINEAR,
    breaks: Sequence[int] = (),
    **marks: Sequence[int],
) -> Facts:
    points = [
        Point(year(at), D(value), decimals=decimals, **{mark: at in years for mark, years in marks.items()})  # type: ignore[arg-type]
        for at, value in values.items()
    ]
    told = [year(at) for at in breaks]
    return Facts(
        progress=assess(points, direction=direction, goal=goal, band=band, method=method, breaks=told),
        latest=points[-1] if points else None,
        unit=unit,
        noun=noun,
        place="Gävleborg",
        direction=direction,
        goal=goal,
        band=band,
    )


def said(sentence: str) -> str:
    """The sentence with ordinary spaces, which are easier to write here."""
    return sentence.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("noun", "unit", "decimals", "expected"),
    [
        (Noun.SHARE, PERCENT, 1, "År 2024 var andelen 3,0 procent i Gävleborg."),
        (Noun.COUNT, DATASETS, 0, "År 2024 var antalet datamängder 3 i Gävleborg."),
        (Noun.COUNT, INDEX, 0, "År 2024 var antalet 3 i Gävleborg."),
        (Noun.INDEX, INDEX, 1, "År 2024 var indexet 3,0 i Gävleborg."),
        (Noun.SCORE, SCORE, 1, "År 2024 var poängen 3,0 av 100 i Gävleborg."),
        (Noun.GAP, GAP, 1, "År 2024 var skillnaden 3,0 procentenheter i Gävleborg."),
        (Noun.VALUE, SPEED, 1, "År 2024 var värdet 3,0 Mbit/s i Gävleborg."),
    ],
)
def test_value_by_what_is_measured(noun: Noun, unit: Unit, decimals: int, expected: str) -> None:
    assert said(value_sentence(facts({2024: "3"}, noun=noun, unit=unit, decimals=decimals))) == expected


def test_value_keeps_number_and_word_on_one_line() -> None:
    assert f"3,0{NBSP}procent i" in value_sentence(facts({2024: "3"}))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"preliminary": [2024]}, "År 2024 var andelen 3,0 procent i Gävleborg (preliminärt)."),
        ({"inferred": [2024]}, "Omkring 2024 var andelen 3,0 procent i Gävleborg."),
    ],
)
def test_value_says_what_makes_it_uncertain(marks: dict[str, list[int]], expected: str) -> None:
    assert said(value_sentence(facts({2024: "3"}, **marks))) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "noun", "unit", "decimals", "expected"),
    [
        (("2.7", "3"), Noun.SHARE, PERCENT, 1, "Sedan 2020 har den ökat med 0,3 procentenheter."),
        (("3", "2.7"), Noun.SHARE, PERCENT, 1, "Sedan 2020 har den minskat med 0,3 procentenheter."),
        (("3", "4"), Noun.SHARE, PERCENT, 0, "Sedan 2020 har den ökat med 1 procentenhet."),
        (("3", "3"), Noun.SHARE, PERCENT, 1, "Sedan 2020 har den inte ändrats."),
        (("3", "3.04"), Noun.SHARE, PERCENT, 1, "Sedan 2020 har den knappt ändrats."),
        (("3", "2.96"), Noun.SHARE, PERCENT, 1, "Sedan 2020 har den knappt ändrats."),
        (("100", "1340"), Noun.COUNT, DATASETS, 0, "Sedan 2020 har det ökat med 1 240."),
        (("1.6", "1.8"), Noun.INDEX, INDEX, 1, "Sedan 2020 har det ökat med 0,2 enheter."),
        (("70", "68"), Noun.SCORE, SCORE, 1, "Sedan 2020 har den minskat med 2,0 poäng."),
    ],
)
def test_change_by_what_is_measured(
    values: tuple[str, str], noun: Noun, unit: Unit, decimals: int, expected: str
) -> None:
    given = facts({2020: values[0], 2022: values[0], 2024: values[1]}, noun=noun, unit=unit, decimals=decimals)
    assert said(change_sentence(given)) == expected


def test_change_begins_after_the_last_break() -> None:
    given = facts({2018: "9", 2020: "2.7", 2022: "2.8", 2024: "3"}, series_break=[2020])
    assert said(change_sentence(given)) == "Sedan 2020 har den ökat med 0,3 procentenheter."


def test_change_with_one_point_is_not_told() -> None:
    assert change_sentence(facts({2024: "3"})) == ""


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("3.5", "Mellan 2018 och 2020 ökade andelen med 0,5 procentenheter."),
        ("2.5", "Mellan 2018 och 2020 minskade andelen med 0,5 procentenheter."),
        ("3.01", "Mellan 2018 och 2020 ändrades andelen knappt."),
    ],
)
def test_change_names_both_ends_when_the_newest_year_is_inferred(last: str, expected: str) -> None:
    given = facts({2018: "3", 2020: last, 2022: "9"}, inferred=[2022])
    assert said(change_sentence(given)) == expected


@pytest.mark.parametrize(
    ("direction", "values", "goal", "expected"),
    [
        (UP, ("50", "60", "82"), Goal(year(2030), D(80)), "Målet är minst 80 procent år 2030 och är nått."),
        (DOWN, ("50", "30", "20"), Goal(year(2030), D(20)), "Målet är högst 20 procent år 2030 och är nått."),
        (
            UP,
            ("90", "95", "97.5"),
            Goal(year(2024), D("98.5")),
            "Målet är minst 98,5 procent år 2024 och är inte nått: 1,0 procentenheter återstår.",
        ),
        (
            UP,
            ("50", "56", "62"),
            Goal(year(2030), D(80)),
            "Målet är minst 80 procent år 2030: 18,0 procentenheter återstår. I samma takt nås det 2030.",
        ),
        (
            UP,
            ("50", "55", "56"),
            Goal(year(2030), D(80)),
            "Målet är minst 80 procent år 2030: 24,0 procentenheter återstår. I samma takt nås det först 2040.",
        ),
        (
            UP,
            ("50", "50", "50.1"),
            Goal(year(2030), D(80)),
            "Målet är minst 80 procent år 2030: 29,9 procentenheter återstår. I samma takt nås det inte inom 50 år.",
        ),
        (
            DOWN,
            ("50", "50", "51"),
            Goal(year(2030), D(20)),
            "Målet är högst 20 procent år 2030: 31,0 procentenheter återstår. Utvecklingen går åt fel håll.",
        ),
        (UP, ("90", "80", "70"), Goal(year(2030), D(85)), "Målet är minst 85 procent år 2030."),  # the wrong side
        (NONE, ("1", "2", "3"), Goal(year(2030), D(85)), "Målet är 85 procent år 2030."),
        (
            BAND,
            ("20", "24", "28"),
            Goal(year(2030), D(40), D(60)),
            "Målet är mellan 40 och 60 procent år 2030: 12,0 procentenheter återstår. I samma takt nås det 2030.",
        ),
    ],
)
def test_goal(direction: Direction, values: tuple[str, str, str], goal: Goal, expected: str) -> None:
    given = facts(dict(zip((2020, 2022, 2024), values, strict=True)), direction=direction, goal=goal)
    assert said(goal_sentence(given)) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("45", "Det önskade läget är mellan 40 och 60 procent och är nått."),
        ("37", "Det önskade läget är mellan 40 och 60 procent: 3,0 procentenheter återstår."),
    ],
)
def test_goal_of_a_band_without_a_decision(last: str, expected: str) -> None:
    given = facts({2020: "30", 2022: "35", 2024: last}, direction=BAND, band=(D(40), D(60)))
    assert said(goal_sentence(given)) == expected


def test_goal_of_a_count_says_its_name_only_once() -> None:
    given = facts(
        {2020: "10", 2022: "20", 2024: "30"}, goal=Goal(year(2030), D(1200)), noun=Noun.COUNT, unit=DATASETS, decimals=0
    )
    assert said(goal_sentence(given)).startswith("Målet är minst 1 200 år 2030: 1 170 återstår.")


def test_goal_is_counted_from_the_last_certain_year() -> None:
    given = facts({2018: "50", 2019: "53", 2020: "56", 2022: "70"}, goal=Goal(year(2028), D(80)), inferred=[2022])
    assert said(goal_sentence(given)) == (
        "Målet är minst 80 procent år 2028: 24,0 procentenheter återstod år 2020. I samma takt nås det 2028."
    )


def test_goal_when_there_is_none() -> None:
    assert goal_sentence(facts({2020: "1", 2022: "2", 2024: "3"})) == ""


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("4", "Utvecklingen går åt rätt håll."),
        ("3", "Utvecklingen är i stort sett oförändrad."),
        ("2", "Utvecklingen går åt fel håll."),
    ],
)
def test_trend(last: str, expected: str) -> None:
    assert trend_sentence(facts({2020: "3", 2022: "3", 2024: last})) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            facts({2020: "2.7", 2022: "2.8", 2024: "3"}),
            "År 2024 var andelen 3,0 procent i Gävleborg. Sedan 2020 har den ökat med 0,3 procentenheter. "
            "Utvecklingen går åt rätt håll.",
        ),
        (
            facts(
                {2018: "9", 2020: "50", 2022: "56", 2024: "62"},
                goal=Goal(year(2030), D(80)),
                breaks=[2019],
                preliminary=[2024],
            ),
            "År 2024 var andelen 62,0 procent i Gävleborg (preliminärt). "
            "Sedan 2020 har den ökat med 12,0 procentenheter. Serien "
            "bröts 2019: äldre värden går inte att jämföra med de nya. "
            "Målet är minst 80 procent år 2030: 18,0 procentenheter återstår. I samma takt nås det 2030.",
        ),
        (
            facts({2022: "2.7", 2024: "3"}),
            "År 2024 var andelen 3,0 procent i Gävleborg. Sedan 2022 har den ökat med 0,3 procentenheter. "
            "Det finns två mätpunkter; minst tre behövs för en bedömning.",
        ),
        (
            facts({2022: "96"}, goal=Goal(year(2025), D(98)), inferred=[2022]),
            "Omkring 2022 var andelen 96,0 procent i Gävleborg. Målet är minst 98 procent år 2025. "
            "Källan anger inget mätår. Året är härlett, och därför görs ingen bedömning.",
        ),
        (
            facts({2020: "1", 2021: "2", 2022: "3", 2024: "9"}, series_break=[2024]),
            "År 2024 var andelen 9,0 procent i Gävleborg. "
            "Seriebrott 2024: en mätpunkt sedan dess; minst tre behövs för en bedömning.",
        ),
        (facts({}), "Det finns inga värden för Gävleborg."),
    ],
)
def test_everything_in_words(given: Facts, expected: str) -> None:
    assert said(progress_sentence(given)) == expected
