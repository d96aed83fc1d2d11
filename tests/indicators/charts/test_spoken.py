"""Titles and descriptions: the figures in words."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import translation

from indicators.charts import spoken
from indicators.charts.traces import Reading, Target, Trace


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_listed(words: list[str], text: str) -> None:
    with translation.override("sv"):
        assert spoken.listed(words) == text


def test_title_states_first_and_last_target_and_breaks(make: Callable[..., Trace]) -> None:
    trace = make("Gävleborg", {2014: "2.5", 2020: "2.7", 2024: "3"})
    with translation.override("sv"):
        text = spoken.title(
            "Anställda i IT-yrken",
            [trace, make("Riket", {})],
            unit="\u00a0%",
            breaks=[Decimal(2019), Decimal(2020)],
            target=Target(Decimal(2030), Decimal(5)),
        )
    assert text == (
        "Anställda i IT-yrken: Gävleborg 2,5\u00a0% 2014 och 3,0\u00a0% 2024; Riket: ingen data. "
        "Mål 5\u00a0% 2030. Seriebrott 2019 och 2020."
    )


def test_uncertain_figures_are_said() -> None:
    trace = Trace(
        "A", (Reading(Decimal(2022), Decimal(96), inferred=True), Reading(Decimal(2025), Decimal(98), preliminary=True))
    )
    with translation.override("sv"):
        assert spoken.ends(trace) == "A 96,0 omkring 2022 och 98,0 2025 (preliminärt)"


def test_description_has_every_figure_and_what_is_missing(make: Callable[..., Trace]) -> None:
    with translation.override("sv"):
        assert (
            spoken.description([make("A", {2014: "1", 2015: None, 2016: "2"})]) == "A: 1,0 2014, 2015 saknas, 2,0 2016."
        )


def test_notes_name_only_signs_in_use(make: Callable[..., Trace]) -> None:
    with translation.override("sv"):
        nothing = spoken.marks_used([make("A", {2014: "1"})], breaks=[], target=None, gaps=False, whiskers=False)
        much = spoken.marks_used(
            [make("A", {2014: "1"}, inferred=True, preliminary=True)],
            breaks=[Decimal(2014)],
            target=Target(Decimal(2030), Decimal(5)),
            gaps=True,
            whiskers=True,
        )
    assert nothing == ()
    assert len(much) == 6
    assert "Romb: målet" in much
