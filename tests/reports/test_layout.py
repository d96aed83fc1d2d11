"""Which figures an area shows."""

from decimal import Decimal

import pytest

from reports.render.layout import lay_out, run
from tests.reports.builders import GAVLEBORG, area, borrowed, countries, indicator, lacking, series


@pytest.mark.parametrize(
    ("years", "breaks", "longest"),
    [
        ({}, (), 0),
        ({"y2020": "1"}, (), 1),
        ({"y2020": "1", "y2021": None, "y2022": "2"}, (), 2),
        ({"y2020": "1", "y2021": "1", "y2022": "2", "y2023": "3"}, (2022,), 2),
        ({"y2020": "1", "y2022": "2", "y2023": "3"}, (2021,), 2),
        ({"y2020": "1", "y2021": "2"}, (2020,), 2),
    ],
)
def test_run_is_the_longest_stretch_without_a_break(
    years: dict[str, str | None], breaks: tuple[int, ...], longest: int
) -> None:
    one = indicator(series=series(GAVLEBORG, **years), breaks=tuple(Decimal(year) for year in breaks))
    assert run(one) == longest


def test_leading_indicator_speaks_first_and_own_series_before_borrowed() -> None:
    far = borrowed("KOM05", series=series(y2020="1", y2021="2", y2022="3"))
    chosen = lay_out(area(3, "kom", far, indicator("KOM02"), indicator("KOM03"), lead="KOM03"))
    assert chosen.main is not None
    assert [chosen.main.code, *(one.code for one in chosen.halves)] == ["KOM03", "KOM02", "KOM05"]


def test_what_is_lacking_takes_the_places_of_missing_series() -> None:
    chosen = lay_out(area(2, "try", borrowed(), lacking("TRY02"), lacking("TRY03", core=False), lacking("TRY04")))
    assert chosen.main is None
    assert [one.code for one in chosen.halves] == ["TRY02", "TRY04"]
    assert [one.code for one in chosen.lacking] == ["TRY02", "TRY03", "TRY04"]


def test_countries_open_an_area_without_series() -> None:
    chosen = lay_out(area(2, "try", borrowed(), lacking("TRY02"), rankings=(countries("TRY01"),)))
    assert [one.indicator for one in chosen.opening] == ["TRY01"]
    assert chosen.strips == ()


def test_second_page_explains_only_when_there_is_room() -> None:
    assert lay_out(area(2, "try", borrowed(), lacking("TRY02"))).explained
    full = tuple(indicator(f"KOM{number:02}") for number in range(1, 21))
    assert lay_out(area(3, "kom", *full)).explained == ()
