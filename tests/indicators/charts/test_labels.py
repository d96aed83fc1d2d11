"""Names of lines: beside the dot where nothing is in the way, wrapped rather than cut."""

from indicators.charts.labels import Ending, inline_label, margin_labels, margin_room, start_label
from indicators.charts.lettering import Box
from indicators.charts.theme import NARROW, PRINT_HALF, WIDE

BOUNDS = Box(40, 20, 760, 340)


def test_margin_label_is_name_over_value_on_the_web() -> None:
    (label,) = margin_labels([Ending("Riket", "5,0 %", (760, 100), "ref")], WIDE, bounds=BOUNDS)
    assert [row.text for row in label.lines] == ["Riket", "5,0 %"]
    assert label.lines[0].x == "770"


def test_margin_label_is_one_line_on_paper_and_wrapped_where_it_must() -> None:
    bounds = Box(30, 20, 150, 140)
    short, long = margin_labels(
        [Ending("Riket", "95,7 %", (150, 40), "ref"), Ending("Norra Mellansverige", "93,8 %", (150, 90), "main")],
        PRINT_HALF,
        bounds=bounds,
    )
    assert [row.text for row in short.lines] == ["Riket\u00a095,7 %"]
    assert [row.text for row in long.lines] == ["Norra", "Mellansverige", "93,8 %"]


def test_margin_gives_names_two_fifths_and_figures_what_they_need() -> None:
    assert margin_room([Ending("Ett mycket långt namn på en plats", "1", (0, 0), "ref")], NARROW) == 136
    assert margin_room([Ending("A", "−9 999 999,0 % prel.", (0, 0), "ref")], NARROW) > 136


def test_inline_label_avoids_a_line_to_the_right() -> None:
    ending = Ending("Städer", "75,1 %", (400, 100), "ref")
    free = inline_label(ending, WIDE, bounds=BOUNDS, lines=[], taken=[])
    moved = inline_label(ending, WIDE, bounds=BOUNDS, lines=[((380, 100), (700, 100))], taken=[])
    assert free.lines[0].anchor == "start"
    assert moved.lines[0].anchor == "middle"
    assert moved.plate is not None


def test_inline_label_at_the_edge_stays_inside() -> None:
    label = inline_label(Ending("Gävleborg", "98,4 %", (758, 100), "main"), WIDE, bounds=BOUNDS, lines=[], taken=[])
    assert label.box.within(BOUNDS)


def test_first_figure_is_left_out_where_it_would_touch() -> None:
    crossing = [((0.0, float(height)), (800.0, float(height))) for height in range(0, 400, 5)]
    assert start_label("2,5", (60, 100), WIDE, bounds=BOUNDS, lines=crossing, taken=[], kind="main") is None
    found = start_label("2,5", (60, 100), WIDE, bounds=BOUNDS, lines=[], taken=[], kind="main")
    assert found is not None
    assert found.lines[0].y == "91"
