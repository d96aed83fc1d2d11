"""Turn observations, standings and ledger entries into the rows that are published."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indicators.models import Current, IndicatorVersion, LedgerEntry, Observation
from indicators.standings import Standing

#: A figure's columns that are the observation's own.
_OWN: tuple[str, ...] = ("period", "year_basis", "value", "missing", "decimals", "numerator", "denominator")
_OWN += ("lower", "upper", "sample", "preliminary", "estimated", "series_break", "low_reliability")
_OWN += ("source_flag", "source", "note", "revision")


#: The order of a file of figures, and what each row needs loaded.
_ORDER = ("series__indicator__code", "series__territory__code", "series__breakdown__key", "series__voice", "period")
_RELATED = ("series__indicator", "series__territory", "series__breakdown")


def observations(*, as_of: int | None, **among: Any) -> list[Observation]:
    """Return the newest revision of each figure among some series (lookups from `series__`), in a steady order.

    One query; costs what it returns.
    """
    if as_of is None:
        heads = Current.objects.filter(**among).select_related(*(f"observation__{path}" for path in _RELATED))
        return [head.observation for head in heads.order_by(*_ORDER)]
    found = Observation.objects.as_of(as_of).filter(**among).select_related(*_RELATED)
    newest = {(one.series_id, one.period): one for one in found.order_by(*_ORDER, "revision")}
    return list(newest.values())


def observations_of(entry: int) -> list[Observation]:
    """Return the observations that an entry made public, in a steady order. One query."""
    return list(Observation.objects.filter(entry=entry).select_related(*_RELATED).order_by(*_ORDER))


def figures(found: Iterable[Observation], definitions: Mapping[int, IndicatorVersion]) -> Iterator[dict[str, Any]]:
    """Yield a row of the table of figures for each observation whose indicator is defined."""
    for one in found:
        definition = definitions.get(one.series.indicator_id)
        if definition is None:
            continue
        place = one.series.territory
        yield {
            "indicator_code": one.series.indicator.code,
            "indicator_name": definition.name,
            "territory_code": place.code,
            "territory_level": place.level,
            "territory_name": place.short,
            "breakdown": one.series.breakdown.key,
            "voice": one.series.voice,
            "unit": definition.unit,
            "entry": one.entry_id,
            **{name: getattr(one, name) for name in _OWN},
        }


def standings(found: Iterable[Standing], areas: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """Yield a row of the table of standings; `areas`: address names by indicator."""
    for one in found:
        definition, latest, progress = one.definition, one.latest, one.progress
        yield {
            "indicator_code": definition.indicator.code,
            "indicator_name": definition.name,
            "area": areas.get(definition.indicator_id, ""),
            "territory_code": one.territory.code,
            "territory_level": one.territory.level,
            "territory_name": one.territory.short,
            "origin": one.origin.value,
            "place_code": one.place.code if latest else "",
            "place_name": one.place.short if latest else "",
            "period": latest.observation.period if latest else "",
            "year_basis": latest.observation.year_basis if latest else "",
            "value": latest.observation.value if latest else None,
            "unit": definition.unit,
            "preliminary": latest.observation.preliminary if latest else None,
            "source": definition.source_name,
            "goal": one.target.goal if one.target else None,
            "goal_period": one.target.goal_period if one.target else "",
            "status": one.status,
            "cause": progress.cause.value if progress and progress.cause else "",
            "rule": progress.rule if progress else "",
            "actual": progress.actual if progress else None,
            "required": progress.required if progress else None,
            "points": progress.count if progress else None,
        }


def ledger(entries: Iterable[LedgerEntry]) -> Iterator[dict[str, Any]]:
    """Yield a row of the table of entries; their organisation and attribution must be loaded."""
    for entry in entries:
        yield {
            "entry": entry.number,
            "at": entry.at.isoformat(),
            "kind": entry.kind,
            "organisation": entry.organisation.name,
            "role": entry.role,
            "what": entry.what,
            "rows": entry.rows,
            "digest": entry.digest,
            "previous": entry.previous,
            "hash": entry.hash,
        }
