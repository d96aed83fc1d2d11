"""The house is kept: short modules with a sentence, settings and docs in step, texts translated, templates used."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("portal", "indicators", "reports", "tests", "bench")
PYTHON = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
CODE = [path for path in PYTHON if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
CEILING = 300
TEST_CEILING = 500
VIEW_CEILING = 25
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "services.py", "managers.py", "signals.py", "common.py", "core.py"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_module_is_short_and_says_its_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ceiling = TEST_CEILING if name(path).startswith("tests/") else CEILING
    assert text.count("\n") <= ceiling, f"{name(path)} is over {ceiling} lines"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{name(path)} has no docstring"


def test_no_module_is_named_after_nothing() -> None:
    assert [name(path) for path in CODE if path.name in FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("path", [path for path in CODE if "views" in name(path)], ids=name)
def test_view_functions_are_short(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "request":
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < VIEW_CEILING, f"{name(path)}: {node.name}"


def test_every_setting_stands_in_the_example() -> None:
    settings = (ROOT / "portal" / "settings.py").read_text(encoding="utf-8")
    declared = set(re.findall(r"^    ([A-Z_]+)=\(", settings, flags=re.MULTILINE))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert declared == set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE))


def test_every_template_is_used() -> None:
    """By a view, an include or an extends; allauth's and Django's own names are asked for by those packages."""
    asked_by_packages = ("account/", "allauth/", "mfa/", "socialaccount/", "registration/", "404", "403", "400", "500")
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*CODE, *TEMPLATES] if path.suffix != ".woff2")
    unused = []
    for path in TEMPLATES:
        wanted = str(path.relative_to(ROOT / "templates"))
        if wanted.startswith(asked_by_packages) or f'"{wanted}"' in text or f"'{wanted}'" in text:
            continue
        if wanted.startswith("charts/") and f'"{path.stem}"' in text:
            continue
        unused.append(wanted)
    assert unused == []


def test_every_text_has_its_english(tmp_path: Path) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    lacking = [entry.msgid for entry in catalogue if not entry.obsolete and (not entry.translated() or entry.fuzzy)]
    assert lacking == []


def test_catalogue_holds_every_text_of_the_code() -> None:
    """Every msgid that the code and templates ask for by the plain calls stands in the catalogue."""
    catalogue = {entry.msgid for entry in polib.pofile(str(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"))}
    lacking = set()
    for path in CODE:
        if path.parts[len(ROOT.parts)] in {"tests", "bench"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "gettext", "gettext_lazy"}
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value not in catalogue:
                    lacking.add(first.value)
    pattern = re.compile(r"""{%\s*translate\s+"([^"]+)"(?:\s+as\s+\w+)?\s*%}""")
    for path in TEMPLATES:
        if path.suffix == ".html":
            lacking |= {text for text in pattern.findall(path.read_text(encoding="utf-8")) if text not in catalogue}
    assert lacking == set()


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_lock_file_holds_an_address() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name


def test_every_relative_link_in_the_docs_leads_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "fixtures").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{name(page)}: {target}")
    assert broken == []


def test_every_run_time_dependency_says_why() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    packages = re.findall(r'"([a-z0-9-]+)', block)
    reasons = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## Run-time dependencies", 1)[1]
    assert packages
    assert [package for package in packages if package not in reasons] == []
