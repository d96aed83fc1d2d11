"""The layers of the house, checked: imports point down, and some things have one home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("portal", "indicators", "reports")
#: Lowest first; the longest matching prefix decides.
LAYERS = [
    (
        "portal.models",
        "portal.language",
        "portal.fragments",
        "portal.freshness",
        "portal.routers",
        "portal.accounts",
        "portal.logs",
        "portal.migrations",
        "portal",
    ),
    (
        "indicators",
        "indicators.periods",
        "indicators.points",
        "indicators.pace",
        "indicators.progress",
        "indicators.eurostat",
        "indicators.wording",
        "indicators.sentences",
        "indicators.facts",
        "indicators.reasons",
        "indicators.counting",
        "indicators.charts",
    ),
    ("indicators.models", "indicators.migrations"),
    (
        "indicators.triggers",
        "indicators.checks",
        "indicators.apps",
        "indicators.intake",
        "indicators.series",
        "indicators.standings",
        "indicators.comparisons",
        "indicators.statements",
        "indicators.geometry",
        "indicators.permissions",
    ),
    ("indicators.actions", "indicators.opendata"),
    (
        "indicators.views",
        "indicators.forms",
        "indicators.admin",
        "indicators.management",
        "indicators.templatetags",
        "indicators.urls",
        "indicators.urls_work",
    ),
    (
        "reports",
        "reports.content",
        "reports.models",
        "reports.migrations",
        "reports.store",
        "reports.render",
        "reports.pdf",
        "reports.finisher",
        "reports.apps",
    ),
    ("reports.compose",),
    ("reports.actions", "reports.verification"),
    ("reports.views", "reports.forms", "reports.admin", "reports.tasks", "reports.urls", "reports.management"),
    (
        "portal.settings",
        "portal.urls",
        "portal.views",
        "portal.wsgi",
        "portal.context_processors",
        "portal.checks",
        "portal.apps",
        "portal.demo",
        "portal.forms",
        "portal.management",
    ),
]
RANK = {prefix: rank for rank, layer in enumerate(LAYERS) for prefix in layer}
PURE = tuple(prefix for prefix in LAYERS[1] if prefix != "indicators")
#: What the pure modules may use of Django: words and templates, never the ORM or a request.
PURE_DJANGO = ("django.utils", "django.template")
#: What exactly one module may do: a name that may be called only there.
ONLY = {
    "weasyprint": ("reports.pdf", "reports.finisher"),
    "pydyf": ("reports.pdf", "reports.finisher"),
    "socket": ("portal.management.commands.serve",),
    "urllib.request": (),
    "requests": (),
    "http.client": (),
}
MAKERS = {"Observation": "indicators.actions.observations", "LedgerEntry": "indicators.actions.ledger"}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in CODE
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def layer(module: str) -> int:
    best = max((prefix for prefix in RANK if module == prefix or module.startswith(f"{prefix}.")), key=len)
    return RANK[best]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(name: str) -> bool:
    return name.split(".")[0] in CODE


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    up = [other for other in imports(MODULES[module]) if ours(other) and layer(other) > layer(module)]
    assert up == []


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith(PURE)])
def test_pure_modules_know_neither_orm_nor_request(module: str) -> None:
    impure = [
        name for name in imports(MODULES[module]) if name.startswith("django") and not name.startswith(PURE_DJANGO)
    ]
    assert impure == []


@pytest.mark.parametrize("module", MODULES)
def test_only_its_home_imports_it(module: str) -> None:
    found = imports(MODULES[module])
    for name, homes in ONLY.items():
        used = any(one == name or one.startswith(f"{name}.") for one in found)
        assert not used or module in homes, f"{module} imports {name}; its home is {homes or 'nowhere yet'}"


@pytest.mark.parametrize("module", MODULES)
def test_only_its_maker_makes_it(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            assert module == MAKERS[node.func.id], f"{module} makes a {node.func.id}"


def test_reports_read_the_domain_through_its_front_doors() -> None:
    doors = (
        "indicators.models",
        "indicators.standings",
        "indicators.statements",
        "indicators.comparisons",
        "indicators.series",
        "indicators.periods",
        "indicators.progress",
        "indicators.wording",
        "indicators.sentences",
        "indicators.facts",
        "indicators.charts",
        "indicators.geometry",
        "indicators.permissions",
        "indicators.actions.ledger",
        "indicators.actions.verification",
        "indicators.views.work.access",
    )
    wrong = [
        f"{module} -> {name}"
        for module, path in MODULES.items()
        if module.startswith("reports")
        for name in imports(path)
        if name.startswith("indicators") and not name.startswith(doors)
    ]
    assert wrong == []
