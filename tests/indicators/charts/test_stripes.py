"""The hatch keeps its density when the drawing is scaled."""

from indicators.charts.stripes import stripes
from indicators.charts.theme import MAP, PRINT_MAP


def test_pitch_is_undone_by_the_scale() -> None:
    assert stripes("a", MAP).pitch == "6"
    assert stripes("a", PRINT_MAP, factor=0.25).pitch == "12"
    assert stripes("a", PRINT_MAP, factor=0.25).width == "1.6"
    assert stripes("a", MAP).id == "a-h"
