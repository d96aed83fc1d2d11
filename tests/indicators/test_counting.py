"""Counting: places in a ranking and how many of how many."""

import pytest

from indicators.counting import assessed_sentence, known_sentence, n_of_m, place_in_ranking, ranking_sentence
from indicators.wording import NBSP


@pytest.mark.parametrize(("low", "high", "expected"), [(11, 11, "plats 11 av 21 län"), (9, 13, "plats 9–13 av 21 län")])
def test_place_in_ranking(low: int, high: int, expected: str) -> None:
    assert place_in_ranking(low, high, 21, "län") == expected


def test_ranking_sentence_says_why_it_is_a_range() -> None:
    assert ranking_sentence("Gävleborg", 11, 11, 21, "län") == "Gävleborg ligger på plats 11 av 21 län."
    assert ranking_sentence("Gävleborg", 9, 13, 21, "län") == (
        "Gävleborg ligger på plats 9–13 av 21 län; osäkerheten är större än skillnaderna däremellan."
    )


def test_n_of_m_groups_thousands() -> None:
    assert n_of_m(3, 10, "kommuner") == "3 av 10 kommuner"
    assert n_of_m(1234, 5000, "skolor") == f"1{NBSP}234 av 5{NBSP}000 skolor"


@pytest.mark.parametrize(
    ("n", "m", "expected"),
    [
        (5, 46, "5 av 46 indikatorer har ett värde för Gävleborg."),
        (0, 46, "Ingen av 46 indikatorer har ett värde för Gävleborg."),
        (1, 1, "1 av 1 indikator har ett värde för Gävleborg."),
        (0, 1, "Indikatorn har inget värde för Gävleborg."),
        (0, 0, "Ingen av 0 indikatorer har ett värde för Gävleborg."),
    ],
)
def test_known_sentence(n: int, m: int, expected: str) -> None:
    assert known_sentence(n, m, "Gävleborg") == expected


@pytest.mark.parametrize(
    ("n", "m", "expected"),
    [
        (3, 5, "3 av 5 indikatorer går att bedöma."),
        (1, 1, "1 av 1 indikator går att bedöma."),
        (0, 5, "Ingen av 5 indikatorer går att bedöma."),
        (0, 1, "Indikatorn går inte att bedöma."),
    ],
)
def test_assessed_sentence(n: int, m: int, expected: str) -> None:
    assert assessed_sentence(n, m) == expected
