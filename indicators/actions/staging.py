"""Stage a delivery's rows: judge each against the rule book, and against the figure that stands there now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from indicators.intake.rows import RawRow
from indicators.intake.validate import Fault, Reading, RuleBook, validate
from indicators.models import (
    FIGURE_FIELDS,
    Breakdown,
    BreakdownMember,
    Current,
    Delivery,
    DeliveryRow,
    Organisation,
    Problem,
    Series,
)

BATCH = 1000
#: (indicator code, territory code, breakdown key, voice)
Key = tuple[str, str, str, str]


def stage(delivery: Delivery, rows: Iterable[RawRow], book: RuleBook) -> None:
    """Write the rows with their problems, in batches, inside the caller's transaction."""
    seen: set[tuple[str, ...]] = set()
    for batch in _batches(rows):
        judged = [(raw, *validate(raw, book)) for raw in batch]
        for _raw, reading, faults in judged:
            if reading is not None and reading.key in seen:
                sentence = _("Samma värde står på en tidigare rad i leveransen. Behåll en av raderna.")
                faults.append(Fault("period", "duplicate", sentence))
            elif reading is not None:
                seen.add(reading.key)
        _write(delivery, judged)


def _batches(rows: Iterable[RawRow]) -> Iterator[list[RawRow]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def _write(delivery: Delivery, judged: Sequence[tuple[RawRow, Reading | None, list[Fault]]]) -> None:
    good = [
        reading
        for _raw, reading, faults in judged
        if reading is not None and not any(fault.severity == Problem.Severity.ERROR for fault in faults)
    ]
    series = series_of(good)
    heads = heads_of(series.values(), {reading.figure["period"] for reading in good})
    staged: list[DeliveryRow] = []
    for raw, reading, faults in judged:
        row = DeliveryRow(delivery=delivery, line=raw.line, raw=asdict(raw), kind=DeliveryRow.Kind.REFUSED)
        if reading is not None:
            for name in FIGURE_FIELDS:
                setattr(row, name, reading.figure[name])
            if not any(fault.severity == Problem.Severity.ERROR for fault in faults):
                row.series = series[reading.key[:4]]
                head = heads.get((row.series.pk, row.period))
                row.base_revision = head.observation.revision if head else 0
                row.kind = kind_against(row, head)
                if head and is_foreign(head, delivery.organisation):
                    row.kind = DeliveryRow.Kind.REFUSED
                    sentence = _("Värdet kommer från en annan källa. Bara den som lämnade det kan ändra det.")
                    faults.append(Fault("indicator", "foreign-figure", sentence))
        staged.append(row)
    DeliveryRow.objects.bulk_create(staged, batch_size=BATCH)
    Problem.objects.bulk_create(
        [
            Problem(row=row, severity=fault.severity, field=fault.field, code=fault.code, sentence=fault.sentence[:500])
            for row, (_raw, _reading, faults) in zip(staged, judged, strict=True)
            for fault in faults
        ],
        batch_size=BATCH,
    )


def is_foreign(head: Current, organisation: Organisation) -> bool:
    """Whether the figure was delivered by another source: sources speak with one voice, but not for each other."""
    is_source = organisation.kind == Organisation.Kind.SOURCE
    return is_source and head.observation.entry.organisation_id != organisation.pk


def kind_against(row: DeliveryRow, head: Current | None) -> DeliveryRow.Kind:
    """Say what accepting the row would do to the figure that stands there now."""
    if head is None:
        return DeliveryRow.Kind.NEW
    same = all(getattr(row, name) == getattr(head.observation, name) for name in FIGURE_FIELDS)
    return DeliveryRow.Kind.UNCHANGED if same else DeliveryRow.Kind.CHANGED


def heads_of(series: Iterable[Series], periods: set[str]) -> dict[tuple[int, str], Current]:
    """Return the heads of some series in some periods, by (series id, period)."""
    heads = Current.objects.filter(series__in=[item.pk for item in series], period__in=periods)
    return {(head.series_id, head.period): head for head in heads.select_related("observation__entry")}


def series_of(readings: Sequence[Reading]) -> dict[Key, Series]:
    """Return the series of each reading by (indicator, territory, breakdown, voice), making those that are new."""
    breakdowns = _breakdowns({reading.breakdown for reading in readings})
    wanted = {reading.key[:4]: reading for reading in readings}
    found = _find(wanted, breakdowns)
    absent = [reading for key, reading in wanted.items() if key not in found]
    if absent:
        Series.objects.bulk_create(
            [
                Series(
                    indicator=reading.indicator,
                    territory=reading.territory,
                    breakdown=breakdowns[reading.breakdown],
                    voice=reading.voice,
                )
                for reading in absent
            ],
            ignore_conflicts=True,
        )
        found = _find(wanted, breakdowns)
    return found


def _find(wanted: dict[Key, Reading], breakdowns: dict[str, Breakdown]) -> dict[Key, Series]:
    readings = wanted.values()
    candidates = Series.objects.filter(
        indicator__in={reading.indicator.pk for reading in readings},
        territory__in={reading.territory.pk for reading in readings},
        breakdown__in=[breakdown.pk for breakdown in breakdowns.values()],
    ).select_related("indicator", "territory", "breakdown")
    by_key = {(item.indicator.code, item.territory.code, item.breakdown.key, item.voice): item for item in candidates}
    return {key: by_key[key] for key in wanted if key in by_key}


def _breakdowns(keys: set[str]) -> dict[str, Breakdown]:
    found = {item.key: item for item in Breakdown.objects.filter(key__in=keys)}
    for key in sorted(keys - found.keys()):
        found[key], made = Breakdown.objects.get_or_create(key=key)  # somebody else may use it first at the same time
        if made:
            pairs: list[Any] = [] if key == "total" else [part.split("=", 1) for part in key.split(";")]
            found[key].members.set([BreakdownMember.objects.get(axis=axis, code=code) for axis, code in pairs])
    return found
