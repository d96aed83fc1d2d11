"""The stylesheets keep their promises: layers, tokens, contrast, size, and no class without a home."""

import re
from itertools import product
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools carries no types

from indicators.charts.colour import contrast, mix

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
NAMES = ("tokens.css", "base.css", "site.css", "pages.css", "reports.css", "workspace.css", "workpages.css")
LAYERS = ("reset", "tokens", "base", "layout", "components", "charts", "utilities", "print")
AREAS = ("led", "try", "kom", "inf", "inn")
TEXT_COLOURS = ("ink", "ink-2", "ink-3", *AREAS)
SIGN_COLOURS = ("good", "slow", "bad", "none", "control")
RAW_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(|(?<![\w.-])(?:white|black|gr[ae]y|red|green|blue|Canvas\w*)(?![\w-])",
    re.IGNORECASE,
)


def sheet(name: str) -> str:
    """A stylesheet without comments and without the pictures that stand in it as data."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r'url\("data:[^"]*"\)', "url()", text)


def classes_in_css(text: str) -> set[str]:
    selectors = re.findall(r"([^{};]+)\{", text)
    return {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}


def classes_in_template(text: str) -> set[str]:
    """Classes written out in a template; those that are put together (a-{{ area }}, s-{% if … %}good) are left out."""
    found: set[str] = set()
    for attribute in re.findall(r'\bclass="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', text):
        marked = re.sub(r"\{\{.*?\}\}", "-|", re.sub(r"\{%.*?%\}", "|", attribute))
        for word in marked.split():
            parts = [part for part in word.split("|") if part]
            if not any(part.endswith("-") for part in parts):
                found.update(parts)
    return found


def templates_of_the_web() -> list[Path]:
    """All but those that print: a report's templates have a stylesheet of their own."""
    paths = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".svg"}]
    return sorted(path for path in paths if "reports" not in path.parts and not path.name.startswith("print"))


ALL = "".join(sheet(name) for name in NAMES)
TOKENS = dict(re.findall(r"--([\w-]+):light-dark\((#[0-9a-f]{6}),#[0-9a-f]{6}\);", sheet("tokens.css")))
DARK_TOKENS = dict(re.findall(r"--([\w-]+):light-dark\(#[0-9a-f]{6},(#[0-9a-f]{6})\);", sheet("tokens.css")))
MODES = {"light": TOKENS, "dark": DARK_TOKENS}


@pytest.mark.parametrize(
    ("template", "classes"),
    [
        ('<p class="st{% if big %} st-big{% endif %}">', {"st", "st-big"}),
        ('<p class="{% if me %}c-me{% else %}c-other{% endif %}">', {"c-me", "c-other"}),
        ('<p class="glyph a-{{ area }} s-{% if x == "y" %}good{% else %}bad{% endif %}">', {"glyph"}),
    ],
)
def test_classes_are_read_from_a_template(template: str, classes: set[str]) -> None:
    assert classes_in_template(template) == classes


def test_layers_are_ordered_once_and_first() -> None:
    statements = re.findall(r"@layer ([\w, ]+);", ALL)
    assert statements == [", ".join(LAYERS)]
    assert sheet("tokens.css").lstrip().startswith("@layer reset,")


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_stands_in_a_known_layer(name: str) -> None:
    text = sheet(name)
    assert set(re.findall(r"@layer (\w+) \{", text)) <= set(LAYERS)
    depth, outside = 0, ""
    for char in text:
        outside += char if depth == 0 else ""
        depth += {"{": 1, "}": -1}.get(char, 0)
    assert depth == 0
    heads = [head.strip() for head in re.sub(r"@layer [\w, ]+;", "", outside).split("{") if head.strip(" \n}")]
    assert all(re.fullmatch(r"\}?\s*@(layer \w+|font-face)", head) for head in heads), heads


@pytest.mark.parametrize("name", NAMES[1:])
def test_raw_colours_stand_in_tokens_only(name: str) -> None:
    assert RAW_COLOUR.findall(sheet(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    text = sheet(name)
    assert "@import" not in text
    assert "//" not in text


def test_important_is_for_print_only() -> None:
    for name in NAMES:
        before, _, _ = sheet(name).partition("@layer print {")
        assert "!important" not in before, name


def test_every_property_used_is_defined_and_every_one_defined_is_used() -> None:
    defined = set(re.findall(r"(?<!var\()--([\w-]+)\s*:", ALL))
    used = set(re.findall(r"var\(--([\w-]+)", ALL))
    assert used - defined == set()
    assert defined - used == set()


def test_shared_stylesheet_uses_no_property_of_one_place_only() -> None:
    defined = set(re.findall(r"--([\w-]+)\s*:", sheet("tokens.css") + sheet("base.css")))
    for name in ("base.css", "site.css"):
        assert set(re.findall(r"var\(--([\w-]+)\)", sheet(name))) <= defined, name


@pytest.mark.parametrize(("mode", "ground", "token"), [*product(MODES, ("paper", "surface"), TEXT_COLOURS)])
def test_text_reads_on_paper_and_surface(mode: str, ground: str, token: str) -> None:
    colours = MODES[mode]
    assert contrast(colours[token], colours[ground]) >= 4.5


@pytest.mark.parametrize(("mode", "token"), [*product(MODES, SIGN_COLOURS)])
def test_signs_and_field_borders_show_on_paper(mode: str, token: str) -> None:
    colours = MODES[mode]
    assert contrast(colours[token], colours["paper"]) >= 3


@pytest.mark.parametrize(("mode", "area"), [*product(MODES, AREAS)])
def test_ink_reads_on_every_heat_cell(mode: str, area: str) -> None:
    colours = MODES[mode]
    shares = re.findall(r"--h\d: color-mix\(in oklab, var\(--accent\) (\d+)%", sheet("tokens.css"))
    assert len(shares) == 5
    for share in shares:
        assert contrast(colours["ink"], mix(colours[area], int(share), colours["paper"])) >= 4.5


def test_stylesheets_stay_small() -> None:
    assert sum((CSS / name).stat().st_size for name in NAMES) < 60_000


@pytest.mark.parametrize("path", templates_of_the_web(), ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_every_class_of_a_template_is_defined(path: Path) -> None:
    unknown = classes_in_template(path.read_text(encoding="utf-8")) - classes_in_css(ALL)
    assert unknown == set(), "define the class in static/css and name it in docs/design.md, or drop it"


def test_every_class_defined_is_named_in_the_docs() -> None:
    documented = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`]+)`", design_doc()))))
    assert classes_in_css(ALL) - documented == set()


def design_doc() -> str:
    return (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def test_status_signs_carry_the_tokens_of_light_paper() -> None:
    """Print sees no stylesheet: the attributes must be the same colours."""
    sign = (ROOT / "templates" / "components" / "status_icon.html").read_text(encoding="utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}", sign)) == {TOKENS[name] for name in ("good", "slow", "bad", "none")}


@pytest.mark.parametrize(("file", "weight"), [("regular", 400), ("semibold", 600)])
def test_font_is_ours_and_holds_what_swedish_needs(file: str, weight: int) -> None:
    assert f'font-weight: {weight}; font-display: swap; src: url("../fonts/framsteg-sans-{file}.woff2")' in sheet(
        "base.css"
    )
    font = TTFont(ROOT / "static" / "fonts" / f"framsteg-sans-{file}.woff2")
    assert font["name"].getBestFamilyName() == "Framsteg Sans"
    assert font["OS/2"].usWeightClass == weight
    missing = [char for char in "åäöÅÄÖéŋđ−–’”·×₂≤≥▲▼◦▪\u00a0\u202f\u2011" if ord(char) not in font.getBestCmap()]
    assert missing == []
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "tnum" in features
