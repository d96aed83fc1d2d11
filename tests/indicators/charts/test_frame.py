"""The frame: units by medium, the area's class, the view."""

from indicators.charts.frame import frame
from indicators.charts.lettering import Box
from indicators.charts.theme import PRINT_BODY, WIDE


def test_web_has_no_unit_and_print_has_points() -> None:
    web = frame(WIDE, uid="a", title="t", area="kom")
    paper = frame(PRINT_BODY, uid="a", title="t", area="ink")
    assert (web.width, web.height, web.classes) == ("860", "380", "chart a-kom")
    assert (paper.width, paper.height, paper.classes) == ("358.6pt", "208pt", "chart")


def test_a_view_sets_the_size() -> None:
    found = frame(WIDE, uid="a", title="t", area="kom", view=Box(-1, -4, 401, 606))
    assert (found.view, found.width, found.height) == ("-1 -4 402 610", "402", "610")
