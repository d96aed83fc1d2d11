"""The cover: level lines in five colours, cut at borders, none outside the shapes."""

import re
from collections.abc import Callable

from indicators.charts.drawing import draw
from indicators.charts.hatch import hatch
from indicators.charts.shapes import Geometry, Shape
from indicators.charts.theme import ACCENTS, AREAS, UNIT


def test_hatch_is_the_golden_one(three: Geometry, golden: Callable[[str, str], None]) -> None:
    golden("hatch", draw(hatch(three, uid="h", title="Tre kommuner", width=120)))


def test_five_colours_from_north_to_south_on_the_grid(three: Geometry) -> None:
    chart = hatch(three, uid="h", title="t", width=352)
    assert [line.colour for line in chart.lines] == [ACCENTS[area].light for area in AREAS]
    assert float(chart.frame.height.removesuffix("pt")) % UNIT == 0


def test_lines_stop_at_the_border_between_two_shapes() -> None:
    left = Shape("1", "A", "M0,0L50,0L50,20L0,20Z", 25, 10)
    right = Shape("2", "B", "M50,0L100,0L100,20L50,20Z", 75, 10)
    chart = hatch(Geometry(100, 20, (left, right)), uid="h", title="t", width=100, areas=("kom",))
    spans = {(float(a), float(b)) for a, b in re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", chart.lines[0].d)}
    assert spans == {(1.1, 48.9), (51.1, 98.9)}
