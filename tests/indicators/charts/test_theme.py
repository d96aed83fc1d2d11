"""The theme holds what tokens.css holds, and its colours can be read."""

import re
from pathlib import Path

import pytest

from indicators.charts import theme
from indicators.charts.colour import contrast, luminance
from indicators.charts.theme import ACCENTS, AREAS, Tone

TOKENS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"
NAMED = {
    "paper": theme.PAPER,
    "surface": theme.SURFACE,
    "ink": theme.INK,
    "ink-2": theme.INK_2,
    "ink-3": theme.INK_3,
    "rule": theme.RULE,
    "control": theme.CONTROL,
    **{key: ACCENTS[key] for key in AREAS},
}


def long(colour: str) -> str:
    digits = colour.strip().removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def declared(css: str) -> dict[str, Tone]:
    pattern = re.compile(r"--([a-z0-9-]+)\s*:\s*light-dark\(\s*(#[0-9a-fA-F]+)\s*,\s*(#[0-9a-fA-F]+)\s*\)")
    return {name: Tone(long(light), long(dark)) for name, light, dark in pattern.findall(css)}


@pytest.mark.parametrize("name", NAMED)
def test_colours_are_those_of_the_stylesheet(name: str) -> None:
    assert declared(TOKENS.read_text(encoding="utf-8"))[name] == NAMED[name]


@pytest.mark.parametrize(("ramp", "letter"), [(theme.RAMP, "m"), (theme.SOFT_RAMP, "h")])
def test_ramps_are_those_of_the_stylesheet(ramp: tuple[int, ...], letter: str) -> None:
    css = TOKENS.read_text(encoding="utf-8")
    shares = re.findall(rf"--{letter}\d\s*:\s*color-mix\(in oklab,\s*var\(--accent\)\s*(\d+)%", css)
    assert tuple(int(share) for share in shares) == tuple(share for share in ramp if share < 100)


@pytest.mark.parametrize("tone", [*(ACCENTS[key] for key in AREAS), theme.INK, theme.INK_2, theme.INK_3])
def test_words_and_lines_can_be_read_on_paper(tone: Tone) -> None:
    assert contrast(tone.light, theme.PAPER.light) >= 4.5
    assert contrast(tone.dark, theme.PAPER.dark) >= 4.5


@pytest.mark.parametrize("area", ACCENTS)
def test_map_ramp_gets_darker_step_by_step(area: str) -> None:
    light, dark = theme.ramp(area), theme.ramp_dark(area)
    assert light[-1] == ACCENTS[area].light
    assert [luminance(colour) for colour in light] == sorted((luminance(colour) for colour in light), reverse=True)
    assert [luminance(colour) for colour in dark] == sorted(luminance(colour) for colour in dark)


@pytest.mark.parametrize("area", ACCENTS)
def test_soft_ramp_carries_ink(area: str) -> None:
    assert min(contrast(colour, theme.INK.light) for colour in theme.soft_ramp(area)) >= 4.5


def test_printed_sizes_stand_on_the_grid() -> None:
    assert theme.print_size(theme.BODY, 16).height == 208
    assert theme.PRINT_BODY.unit == "pt"
    assert theme.WIDE.unit == ""
    assert theme.NARROW.is_narrow
    assert theme.PRINT_HALF.is_narrow
    assert not theme.WIDE.is_narrow
