"""Record accepted rows as observations: the one place where an observation is made."""

from collections.abc import Iterable, Sequence

from indicators.models import FIGURE_FIELDS, Current, DeliveryRow, LedgerEntry, Observation

BATCH = 2000


def from_rows(rows: Iterable[DeliveryRow]) -> list[Observation]:
    """Return the observations that rows propose, not yet stored; each row's series must be loaded."""
    return [
        Observation(
            series=row.series,
            row=row,
            revision=row.base_revision + 1,
            **{name: getattr(row, name) for name in FIGURE_FIELDS},
        )
        for row in rows
    ]


def record(observations: Sequence[Observation], *, entry: LedgerEntry) -> None:
    """Store observations under a ledger entry and move the heads, in the caller's transaction.

    A revision that someone else took meanwhile violates `observation_revision_once`; nothing is stored then.
    """
    for observation in observations:
        observation.entry = entry
    Observation.objects.bulk_create(observations, batch_size=BATCH)
    heads = [Current(series_id=made.series_id, period=made.period, observation=made) for made in observations]
    Current.objects.bulk_create(
        heads,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["series", "period"],
        update_fields=["observation"],
    )
