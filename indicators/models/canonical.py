"""Write a public row as one line of normalised text: what the ledger's digests are made of."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Model

#: A model that declares LEDGER (field paths) is public: each row belongs to one ledger entry, named by LEDGER_ENTRY
#: (a field path, "entry" if not declared), and database triggers keep it append-only.


def public_models() -> list[type[Model]]:
    """Every model whose rows the ledger answers for, in the order of the apps."""
    return [model for model in apps.get_models() if hasattr(model, "LEDGER")]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return str(value)


def _line(model: type[Model], values: Iterable[Any]) -> str:
    return json.dumps([model._meta.label, *map(_text, values)], ensure_ascii=False, separators=(",", ":"))


def lines_of(rows: Iterable[Model]) -> list[str]:
    """Return the sorted lines of rows that may not be stored yet; related rows must be loaded."""
    lines = []
    getters: dict[type[Model], list[attrgetter[Any]]] = {}
    for row in rows:
        model = type(row)
        if model not in getters:
            getters[model] = [attrgetter(path.replace("__", ".")) for path in model.LEDGER]  # type: ignore[attr-defined]
        lines.append(_line(model, [get(row) for get in getters[model]]))
    return sorted(lines)


def stored_lines(entry: int) -> list[str]:
    """Return the sorted lines of everything the database holds for a ledger entry."""
    lines = []
    for model in public_models():
        path = getattr(model, "LEDGER_ENTRY", "entry")
        rows = model._default_manager.filter(**{path: entry}).order_by()
        lines += [_line(model, values) for values in rows.values_list(*model.LEDGER).iterator(2000)]  # type: ignore[attr-defined]
    return sorted(lines)
