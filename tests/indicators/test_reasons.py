"""Reasons: the line of figures that decides a status, and why there is none."""

from decimal import Decimal

import pytest

from indicators.facts import Facts, Noun
from indicators.periods import Period, PeriodKind, parse
from indicators.progress import Band, Cause, Direction, Goal, Method, Point, Progress, Status, assess
from indicators.reasons import break_sentence, cause_sentence, why_line
from indicators.wording import NBSP, PERCENT, Unit

D = Decimal
UP, DOWN, BAND = Direction.UP, Direction.DOWN, Direction.BAND
DATASETS = Unit("datamängder", "datasets", "datamängder", "datasets", "datamängder", "datasets")


def year(number: int) -> Period:
    return parse(str(number), PeriodKind.YEAR)


def line(
    values: tuple[str, ...],
    *,
    direction: Direction = UP,
    goal: Goal | None = None,
    band: Band | None = None,
    method: Method = Method.LINEAR,
    noun: Noun = Noun.SHARE,
    unit: Unit = PERCENT,
    decimals: int = 1,
) -> str:
    points = [Point(year(2020 + 2 * place), D(value), decimals=decimals) for place, value in enumerate(values)]
    progress = assess(points, direction=direction, goal=goal, band=band, method=method)
    facts = Facts(progress, points[-1], unit, noun, "Gävleborg", direction, goal, band)
    return why_line(facts).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("direction", "values", "goal", "expected"),
    [
        (
            UP,
            ("65", "66", "68.2"),
            "80",
            "Andelen ökar med 0,8 procentenheter per år; 1,5 per år krävs för att nå 80 procent år 2030.",
        ),
        (
            DOWN,
            ("35", "34", "31.8"),
            "20",
            "Andelen minskar med 0,8 procentenheter per år; 1,5 per år krävs för att nå 20 procent år 2030.",
        ),
        (
            UP,
            ("65", "64", "61"),
            "80",
            "Andelen minskar med 1,0 procentenheter per år; "
            "en ökning med 1,5 per år krävs för att nå 80 procent år 2030.",
        ),
        (
            DOWN,
            ("35", "36", "39"),
            "20",
            "Andelen ökar med 1,0 procentenheter per år; "
            "en minskning med 1,5 per år krävs för att nå 20 procent år 2030.",
        ),
        (
            UP,
            ("65", "66", "65"),
            "80",
            "Andelen står stilla; en ökning med 1,5 per år krävs för att nå 80 procent år 2030.",
        ),
        (
            DOWN,
            ("35", "34", "35"),
            "20",
            "Andelen står stilla; en minskning med 1,5 per år krävs för att nå 20 procent år 2030.",
        ),
        (
            UP,
            ("65", "65", "65.04"),
            "80",
            "Andelen ökar med 0,01 procentenheter per år; 1,5 per år krävs för att nå 80 procent år 2030.",
        ),
        (UP, ("80", "80", "79"), "80", "Målet var nått vid basvärdet, och värdet har lämnat det sedan dess."),
        (UP, ("65", "70", "82"), "80", "År 2024 var andelen 82,0 procent; målet är minst 80 procent år 2030."),
    ],
)
def test_why_against_a_goal(direction: Direction, values: tuple[str, ...], goal: str, expected: str) -> None:
    assert line(values, direction=direction, goal=Goal(year(2030), D(goal))) == expected


def test_why_when_the_period_is_past() -> None:
    goal = Goal(year(2024), D(80))
    assert line(("65", "70", "79"), goal=goal) == "År 2024 var andelen 79,0 procent; målet är minst 80 procent år 2024."


def test_why_in_growth() -> None:
    found = line(("100", "105", "110.25"), goal=Goal(year(2024), D(121)), method=Method.CAGR, noun=Noun.VALUE)
    assert found == "År 2024 var värdet 110,3 procent; målet är minst 121 procent år 2024."
    found = line(("100", "110", "121"), goal=Goal(year(2030), D(320)), method=Method.CAGR, noun=Noun.VALUE)
    # 1.21^(1/4) − 1 and 3.2^(1/10) − 1
    assert found == "Värdet ökar med 4,9 procent per år; 12,3 procent per år krävs för att nå 320 procent år 2030."


def test_why_of_a_count() -> None:
    found = line(("10", "12", "13"), goal=Goal(year(2030), D(60)), noun=Noun.COUNT, unit=DATASETS, decimals=0)
    assert found == "Antalet datamängder ökar med 0,8 per år; 5,0 per år krävs för att nå 60 år 2030."


def test_why_towards_a_band() -> None:
    assert line(("20", "21", "24"), direction=BAND, goal=Goal(year(2030), D(40), D(60))) == (
        "Avståndet till målet minskar med 1,0 procentenheter per år; "
        "2,0 per år krävs för att nå mellan 40 och 60 procent år 2030."
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            ("100", "105", "110.25"),
            "Andelen växer med 2,5 procent av sitt värde per år; från 1 procent räknas det som en förändring.",
        ),
        (
            ("100", "99", "98"),
            "Andelen krymper med 0,5 procent av sitt värde per år; från 1 procent räknas det som en förändring.",
        ),
        (("100", "99", "100"), "Andelen står stilla; en förändring räknas från 1 procent av värdet per år."),
        (
            ("0", "1", "5"),
            "Andelen växer med 50,0 procent av medelvärdet per år; från 1 procent räknas det som en förändring.",
        ),
    ],
)
def test_why_without_a_goal(values: tuple[str, ...], expected: str) -> None:
    assert line(values) == expected


def test_why_of_a_band_without_a_goal() -> None:
    band = (D(40), D(60))
    assert line(("30", "35", "45"), direction=BAND, band=band) == (
        "År 2024 var andelen 45,0 procent; det önskade läget är mellan 40 och 60 procent."
    )
    assert line(("20", "25", "30"), direction=BAND, band=band).startswith(
        "Avståndet till målet krymper med 15,9 procent"
    )


def test_why_when_there_is_no_status() -> None:
    assert line(("1", "2")) == "Det finns två mätpunkter; minst tre behövs för en bedömning."
    assert line(("1", "2", "3"), direction=Direction.NONE) == "Det är inte bestämt vad som är bättre, mer eller mindre."


def test_every_cause_has_its_own_sentence() -> None:
    said = {cause_sentence(Progress(Status.NOT_ASSESSABLE, cause)) for cause in Cause}
    assert len(said) == len(Cause)
    assert "" not in said
    assert cause_sentence(Progress(Status.ACHIEVED)) == ""


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "Seriebrott 2024: inga säkra mätpunkter sedan dess; minst tre behövs för en bedömning."),
        (1, "Seriebrott 2024: en mätpunkt sedan dess; minst tre behövs för en bedömning."),
        (2, "Seriebrott 2024: två mätpunkter sedan dess; minst tre behövs för en bedömning."),
    ],
)
def test_a_break_as_cause_counts_what_came_after(count: int, expected: str) -> None:
    progress = Progress(Status.NOT_ASSESSABLE, Cause.BREAK, count=count, broken_at=year(2024))
    assert cause_sentence(progress) == expected
    assert break_sentence(progress) == ""  # it is said already


def test_a_break_behind_a_status_is_told() -> None:
    assert break_sentence(Progress(Status.ACHIEVED)) == ""
    told = break_sentence(Progress(Status.ACHIEVED, broken_at=year(2019)))
    assert told == "Serien bröts 2019: äldre värden går inte att jämföra med de nya."
