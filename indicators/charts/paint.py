"""Turn the theme into presentation attributes: what a picture looks like where no page stylesheet reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from django.utils.safestring import SafeString, mark_safe

from indicators.charts.theme import (
    ACCENTS,
    BAR_GREY,
    CONTROL,
    INK,
    INK_2,
    INK_3,
    PAPER,
    RULE,
    SURFACE,
    TYPE,
    Medium,
    ramp,
    soft_ramp,
)


def attributes(**values: str | float) -> SafeString:
    """Return `fill="…" stroke-width="…"` from our own constants; never call it with a text from outside."""
    return mark_safe(" ".join(f'{name.replace("_", "-")}="{value}"' for name, value in values.items()))  # noqa: S308


def _stroke(colour: str, width: float, **more: str | float) -> SafeString:
    return attributes(fill="none", stroke=colour, stroke_width=width, **more)


def _words(size: float, colour: str, *, strong: bool = False) -> SafeString:
    weight: dict[str, str | float] = {"font_weight": 600} if strong else {}
    return attributes(font_size=size, fill=colour, **weight)


@dataclass(frozen=True, slots=True)
class Look:
    """How one line is drawn: classes for the web, attributes for paper."""

    line_class: str
    line: SafeString
    gap: SafeString
    dot_class: str
    dot: SafeString
    ring_class: str
    ring: SafeString
    whisker: SafeString


@lru_cache(maxsize=64)
def look(name: str, area: str, medium: Medium) -> Look:
    """Return the look "main", "ref", "main-thin", "ref-thin" or "plain" (a focus without accent)."""
    printed = medium is Medium.PRINT
    role, _, thin = name.partition("-")
    colour = {"main": ACCENTS[area].light, "ref": INK_3.light, "plain": INK_2.light}[role]
    full = {"main": 2.1 if printed else 3, "ref": 1 if printed else 2, "plain": 1.2 if printed else 2}[role]
    slim = {"main": 1.2 if printed else 2, "ref": 0.7 if printed else 1, "plain": 1.2 if printed else 2}[role]
    width = slim if thin else full
    # A comparison is dashed on paper, so that a report printed in black still tells the lines apart.
    dashes: dict[str, str | float] = {"stroke_dasharray": "4 2"} if printed and role == "ref" else {}
    joins: dict[str, str | float] = {"stroke_linejoin": "round", "stroke_linecap": "butt" if dashes else "round"}
    ring_width = (1.1 if printed else 1.5) if role == "ref" else (1.3 if printed else 2)
    return Look(
        line_class={"main": "c-main", "ref": "c-ref", "plain": "c-main c-plain"}[role] + (" c-thin" if thin else ""),
        line=_stroke(colour, width, **joins, **dashes),
        gap=_stroke(
            colour, min(width, slim), stroke_linejoin="round", stroke_dasharray="1.6 1.8" if printed else "3 4"
        ),
        dot_class={"main": "c-main-dot", "ref": "c-ref-dot", "plain": "c-plain-dot"}[role],
        dot=attributes(fill=colour),
        ring_class="c-soft" if role == "main" else "c-soft c-soft-ref",
        ring=attributes(fill=PAPER.light, stroke=colour, stroke_width=ring_width),
        whisker=_stroke(colour, 0.7 if printed else 1.25),
    )


@lru_cache(maxsize=16)
def paint(area: str, medium: Medium) -> Mapping[str, SafeString]:
    """Return the attributes of everything that is not a line of figures, by the name the templates use."""
    printed = medium is Medium.PRINT
    accent, letters = ACCENTS[area].light, TYPE[medium]
    ramp_names = {f"m{step}": attributes(fill=colour) for step, colour in enumerate(ramp(area), 1)}
    ramp_names |= {f"h{step}": attributes(fill=colour) for step, colour in enumerate(soft_ramp(area), 1)}
    named = {
        "grid": _stroke(RULE.light, 0.4 if printed else 1),
        "zero": _stroke(INK.light if printed else INK_3.light, 0.6 if printed else 1),
        "tick": _stroke(INK_3.light, 0.5 if printed else 1),
        "break": _stroke(INK_3.light, 0.6 if printed else 1, stroke_dasharray="1 2" if printed else "2 3"),
        "lead": _stroke(INK.light, 0.5 if printed else 1),
        "required": _stroke(
            INK_3.light if not printed else INK.light,
            0.9 if printed else 1.5,
            stroke_dasharray="0.1 2.4" if printed else "1 4",
            stroke_linecap="round",
        ),
        "nation": _stroke(INK.light, 0.9 if printed else 1, stroke_dasharray="3.5 2.2" if printed else "2 3"),
        "nation_edge": _stroke(PAPER.light, 2.6 if printed else 4),
        "surface": attributes(fill=SURFACE.light),
        "flag": _stroke(INK.light, 0.6 if printed else 1),
        "flagtop": attributes(fill=INK.light),
        "band": attributes(fill=SURFACE.light),
        "plate": attributes(fill=PAPER.light),
        "me": attributes(fill=accent),
        "other": attributes(fill=INK_3.light, opacity=".75"),
        "plain_bar": attributes(fill=BAR_GREY if printed else INK_3.light),
        "fill": attributes(fill=RULE.light, opacity=".6"),
        "fill_me": attributes(fill=accent, opacity=".16"),
        "hollow": attributes(fill=PAPER.light, stroke=accent, stroke_width=1.3 if printed else 2),
        "bell": _stroke(accent, 1.2 if printed else 2),
        "mid": _stroke(INK.light, 1.1 if printed else 2),
        "empty": _stroke(INK_3.light, 0.5 if printed else 1, stroke_dasharray="1 3", opacity=".6"),
        "empty_zero": _stroke(INK_3.light, 0.6 if printed else 1, stroke_dasharray="1 2"),
        "area": attributes(stroke=PAPER.light, stroke_linejoin="round"),
        "area_pale": attributes(stroke=INK_3.light, stroke_linejoin="round"),
        "area_print": attributes(stroke=CONTROL.light, stroke_linejoin="round"),
        "area_me": attributes(stroke=INK.light, stroke_linejoin="round"),
        "kommun_me": attributes(fill=INK.light, stroke=INK.light, stroke_linejoin="round"),
        "stripe": attributes(fill="none", stroke=CONTROL.light),
        "stripe_soft": attributes(fill="none", stroke=RULE.light),  # names are written on it
        "text_axis": _words(letters.axis, INK_3.light),
        "text_small": _words(letters.small, INK_3.light),
        "text_note": _words(letters.note, INK_3.light if not printed else INK_2.light),
        "text_label": _words(letters.label, INK_2.light),
        "text_main": _words(letters.label, accent, strong=True),
        "text_ink": _words(letters.label, INK.light),
        "text_strong": _words(letters.label, INK.light, strong=True),
        "text_map": _words(letters.map, accent, strong=True),
        "text_key": _words(letters.small, INK_2.light),
        "text_place": _words(7.5 if printed else 17, INK.light),
        "text_place_out": _words(7.5 if printed else 17, INK_2.light),
        "text_place_small": _words(7.5 if printed else 14, INK.light),
        "text_place_me": _words(8 if printed else 24, INK.light, strong=True),
    }
    return MappingProxyType(named | ramp_names)
