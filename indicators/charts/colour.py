"""Colour arithmetic: mix two colours in OKLab and measure the contrast between them."""

from collections.abc import Sequence

Triple = tuple[float, float, float]


def _channels(colour: str) -> Triple:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    held = min(max(channel, 0.0), 1.0)
    return 12.92 * held if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055


def _product(rows: Sequence[Triple], vector: Triple) -> Triple:
    first, second, third = (sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in rows)
    return first, second, third


# Björn Ottosson, "A perceptual color space for image processing": linear sRGB → cone response → OKLab, and back.
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def _oklab(colour: str) -> Triple:
    red, green, blue = _channels(colour)
    long, medium, short = _product(_TO_CONES, (_linear(red), _linear(green), _linear(blue)))
    return _product(_TO_LAB, (long ** (1 / 3), medium ** (1 / 3), short ** (1 / 3)))


def mix(colour: str, percent: int, base: str) -> str:
    """Return #rrggbb: `percent` of `colour` over `base`, as CSS color-mix(in oklab, …) does."""
    share = percent / 100
    pairs = zip(_oklab(colour), _oklab(base), strict=True)
    lightness, green_red, blue_yellow = (over * share + under * (1 - share) for over, under in pairs)
    long, medium, short = _product(_FROM_LAB, (lightness, green_red, blue_yellow))
    linear = _product(_FROM_CONES, (long**3, medium**3, short**3))
    return "#" + "".join(f"{round(_encoded(channel) * 255):02x}" for channel in linear)


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
