"""Read the shapes of län and kommuner from fixtures/reference/geometry, once in each process."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from django.conf import settings

from indicators.charts.shapes import Geometry, crop, geometry

FOLDER = settings.BASE_DIR / "fixtures" / "reference" / "geometry"


@cache
def _whole(name: str) -> Geometry:
    return geometry(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


@cache
def _part(codes: frozenset[str]) -> Geometry:
    return crop(_whole("kommuner"), codes)


def lan(names: Mapping[str, str]) -> Geometry:
    """Return the 21 län; `names` by code, in the language of the page."""
    return _named(_whole("lan"), names)


def kommuner(names: Mapping[str, str]) -> Geometry:
    """Return the kommuner that `names` holds, by code, and no others. Raises KeyError if none of them is on the map."""
    return _named(_part(frozenset(names)), names)


def _named(drawing: Geometry, names: Mapping[str, str]) -> Geometry:
    shapes = (replace(shape, name=names.get(shape.code, shape.name)) for shape in drawing.shapes)
    return replace(drawing, shapes=tuple(shapes))
