"""Write a report's content as canonical JSON and read it back, the same bytes for the same content."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from reports.content import SCHEMA, ReportContent


class UnreadableContent(ValueError):
    """The text is no report content of a schema that this version can read."""


def to_json(content: ReportContent) -> bytes:
    """Return UTF-8 JSON with sorted keys, one value a line. Decimals are text; a zero has no exponent."""
    text = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode()


def from_json(data: bytes) -> ReportContent:
    """Return the content of any schema up to ours. Raises UnreadableContent."""
    try:
        document = json.loads(data)
        if not isinstance(document, dict) or document.get("schema") not in range(1, SCHEMA + 1):
            raise UnreadableContent("The content's schema is not known")
        return cast(ReportContent, _typed(document, ReportContent))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise UnreadableContent(str(error)) from error


def exact(value: Decimal) -> str:
    """Return every digit of a number, without exponent and without zeros that say nothing."""
    text = format(value, "f") if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def checksum(data: bytes) -> str:
    """Return the sha256 in hexadecimal, as `sha256sum` writes it."""
    return hashlib.sha256(data).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(value: Any, kind: Any) -> Any:
    """Return a JSON value as `kind`; fields that are lacking take their defaults, unknown ones are refused."""
    if get_origin(kind) is UnionType:
        return None if value is None else _typed(value, next(one for one in get_args(kind) if one is not NoneType))
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise UnreadableContent(f"A list was expected, not {type(value).__name__}")
        return tuple(_typed(one, get_args(kind)[0]) for one in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _typed(one, hints[name]) for name, one in value.items()})
    if kind is Decimal:
        return Decimal(_text(value))
    if kind in (date, datetime):
        return kind.fromisoformat(_text(value))
    if type(value) is not kind:
        raise UnreadableContent(f"{kind.__name__} was expected, not {type(value).__name__}")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableContent(f"Text was expected, not {type(value).__name__}")
    return value
