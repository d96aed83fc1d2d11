"""The looks of a chart as values: colours (the same as static/css/tokens.css, held by a test), sizes and type."""

from dataclasses import dataclass
from enum import StrEnum

from indicators.charts.colour import mix

# The site's own family first; the two others let a chart that was saved on its own look right.
FONT = "Framsteg Sans, Inter, sans-serif"


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour on light and on dark paper, #rrggbb."""

    light: str
    dark: str


PAPER = Tone("#ffffff", "#14181b")
SURFACE = Tone("#f3f5f6", "#1c2226")
INK = Tone("#15191c", "#eceff1")
INK_2 = Tone("#4d575e", "#b3bdc4")
INK_3 = Tone("#616c74", "#96a2aa")
RULE = Tone("#d8dde0", "#333c42")
CONTROL = Tone("#7d878e", "#7d878e")

# Key "ink" is the voice of a page where no focus area speaks.
ACCENTS = {
    "led": Tone("#25228a", "#a3b8ff"),
    "try": Tone("#1f756f", "#7fe6da"),
    "kom": Tone("#7a1354", "#d186ab"),
    "inf": Tone("#804813", "#f0a871"),
    "inn": Tone("#1a6ccb", "#4495ff"),
    "ink": INK,
}
# A printed bar that is not ours: paler than ink-3, so that ours stands out in grey print too.
BAR_GREY = "#b9c1c6"
AREAS = ("led", "try", "kom", "inf", "inn")

RAMP = (10, 27, 46, 70, 100)
SOFT_RAMP = (5, 15, 26, 37, 48)


def ramp(area: str) -> tuple[str, ...]:
    """Return the map's five colours m1–m5 on light paper, palest first: shares of the accent mixed in OKLab."""
    return tuple(mix(ACCENTS[area].light, share, PAPER.light) for share in RAMP)


def soft_ramp(area: str) -> tuple[str, ...]:
    """Return h1–h5 on light paper: five steps that all carry ink, for areas with words on them."""
    return tuple(mix(ACCENTS[area].light, share, PAPER.light) for share in SOFT_RAMP)


def ramp_dark(area: str) -> tuple[str, ...]:
    """Return m1–m5 on dark paper; the page's CSS mixes the same, this is for tests and for whoever draws on dark."""
    return tuple(mix(ACCENTS[area].dark, share, PAPER.dark) for share in RAMP)


class Medium(StrEnum):
    WEB = "web"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Type:
    """Letter sizes in the medium's unit (px or pt) and what follows from them."""

    label: float
    axis: float
    note: float
    small: float
    map: float
    line: float  # from one baseline to the next
    stacked: bool  # a label writes its value under its name, where there is room


TYPE = {
    Medium.WEB: Type(label=14, axis=13, note=13, small=12, map=18, line=17, stacked=True),
    Medium.PRINT: Type(label=8, axis=8, note=7.5, small=7.5, map=8, line=10.5, stacked=False),
}


@dataclass(frozen=True, slots=True)
class Size:
    """What a chart may fill: width and height in px (web) or pt (print)."""

    width: float
    height: float
    medium: Medium = Medium.WEB

    @property
    def type(self) -> Type:
        return TYPE[self.medium]

    @property
    def unit(self) -> str:
        """What the svg's width and height are written with."""
        return "pt" if self.medium is Medium.PRINT else ""

    def by(self, web: float, print_: float) -> float:
        """Return the measure that belongs to the medium."""
        return print_ if self.medium is Medium.PRINT else web

    @property
    def is_narrow(self) -> bool:
        """A phone's width, or half a printed page."""
        return self.width < self.by(600, 300)


WIDE = Size(860, 380)
NARROW = Size(340, 320)
STRIP_WIDE = Size(860, 168)
STRIP_NARROW = Size(340, 150)
DUMBBELL_WIDE = Size(860, 190)
DUMBBELL_NARROW = Size(340, 190)
PATH = Size(240, 88)
MULTIPLE = Size(150, 104)
SPARK = Size(112, 26)
MAP = Size(330, 720)
KOMMUN_MAP = Size(480, 612)

# The printed page stands on a grid of 13 pt; nine, six and three of its twelve columns are these wide.
UNIT = 13.0
BODY, HALF, HANG = 358.6, 235.2, 112.0


def print_size(width: float, units: int) -> Size:
    """Return a printed size of `units` grid lines: print_size(BODY, 16)."""
    return Size(width, units * UNIT, Medium.PRINT)


PRINT_BODY = print_size(BODY, 16)
PRINT_HALF = print_size(HALF, 12)
PRINT_SPARK = print_size(HANG, 2)
PRINT_PATH = print_size(HANG, 5)
PRINT_MAP = print_size(HANG, 18)
