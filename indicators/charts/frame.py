"""The frame every chart stands in: its ids, its words for those who listen, its size."""

from dataclasses import dataclass

from indicators.charts.lettering import Box
from indicators.charts.scale import coordinate
from indicators.charts.theme import FONT, Medium, Size


@dataclass(frozen=True, slots=True)
class Frame:
    """`title` alone must state the figures: it becomes the picture's text in the PDF. `uid` is unique on the page."""

    uid: str
    title: str
    desc: str
    area: str
    medium: Medium
    classes: str
    width: str  # with its unit
    height: str
    view: str
    font: str = FONT


def frame(
    size: Size,
    *,
    uid: str,
    title: str,
    area: str,
    desc: str = "",
    classes: str = "chart",
    height: float | None = None,
    view: Box | None = None,
) -> Frame:
    """Return the frame of a chart that fills `size`, or the `view` box scaled to nothing but itself."""
    seen = view or Box(0, 0, size.width, height or size.height)
    across, down = seen.right - seen.left, seen.bottom - seen.top
    wide, high = (size.width, size.width * down / across) if view and size.medium is Medium.PRINT else (across, down)
    return Frame(
        uid=uid,
        title=title,
        desc=desc,
        area=area,
        medium=size.medium,
        classes=classes if area == "ink" else f"{classes} a-{area}",
        width=coordinate(wide) + size.unit,
        height=coordinate(high) + size.unit,
        view=" ".join(coordinate(side) for side in (seen.left, seen.top, across, down)),
    )
