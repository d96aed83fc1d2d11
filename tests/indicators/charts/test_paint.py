"""Presentation attributes: the right colour, weight and dash for each medium."""

from indicators.charts.paint import attributes, look, paint
from indicators.charts.theme import ACCENTS, Medium


def test_attributes_become_markup() -> None:
    assert attributes(fill="none", stroke_width=2) == 'fill="none" stroke-width="2"'


def test_comparison_is_dashed_on_paper_only() -> None:
    assert "dasharray" in look("ref", "kom", Medium.PRINT).line
    assert "dasharray" not in look("ref", "kom", Medium.WEB).line
    assert "dasharray" not in look("main", "kom", Medium.PRINT).line


def test_focus_carries_the_areas_colour() -> None:
    for area, tone in ACCENTS.items():
        assert f'stroke="{tone.light}"' in look("main", area, Medium.WEB).line
        assert f'fill="{tone.light}"' in paint(area, Medium.WEB)["m5"]


def test_looks_have_the_classes_of_the_stylesheet() -> None:
    assert look("main-thin", "kom", Medium.WEB).line_class == "c-main c-thin"
    assert look("plain", "kom", Medium.WEB).line_class == "c-main c-plain"
    assert look("ref", "kom", Medium.WEB).ring_class == "c-soft c-soft-ref"
