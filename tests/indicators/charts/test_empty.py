"""The empty state: the reason in words, whole, inside any frame."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from django.utils import translation

from indicators.charts import theme
from indicators.charts.drawing import draw
from indicators.charts.empty import empty

REASON = "Väntar på den första importen från Kolada (N07616). Värden finns per kommun och år sedan 2016."


@pytest.mark.parametrize("size", [theme.WIDE, theme.NARROW, theme.PATH, theme.MULTIPLE, theme.PRINT_HALF, theme.MAP])
def test_reason_keeps_inside_every_frame(sound: Callable[[str], Element], size: theme.Size) -> None:
    sound(draw(empty(REASON, uid="e", subject="Oro", size=size)))


def test_empty_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    with translation.override("sv"):
        chart = empty(REASON, uid="e", subject="Oro för bedrägeri", size=theme.NARROW, area="try")
        golden("empty", draw(chart))
    assert chart.frame.title == f"Oro för bedrägeri: ingen data. {REASON}"
    assert " ".join(text.text for text in chart.reason) == REASON
