"""Colour arithmetic: known mixes and contrasts."""

import pytest

from indicators.charts.colour import contrast, mix


@pytest.mark.parametrize(
    ("colour", "percent", "expected"),
    [
        ("#7a1354", 100, "#7a1354"),
        ("#7a1354", 0, "#ffffff"),
        ("#000000", 50, "#636363"),  # half-way in OKLab's lightness, not in sRGB (which is #808080)
        ("#25228a", 10, "#e5e9f5"),
    ],
)
def test_mix_over_white(colour: str, percent: int, expected: str) -> None:
    assert mix(colour, percent, "#ffffff") == expected


def test_contrast_of_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
