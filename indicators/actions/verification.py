"""Read the whole ledger and tell every place where the database no longer says what the entries sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.actions.ledger import chain_hash, digest_of, digest_of_reason
from indicators.models import LedgerEntry, LedgerHead
from indicators.models.canonical import stored_lines


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry that does not hold, and why."""

    number: int
    why: str


def verify(*, first: int = 1) -> Iterator[Fault]:
    """Walk the entries from `first` on, in order; memory holds one entry's rows at a time."""
    entries = LedgerEntry.objects.filter(number__gte=first).order_by("number")
    before = LedgerEntry.objects.filter(number=first - 1).first()
    previous, expected = (before.hash if before else "0" * 64), first
    for entry in entries.select_related("organisation", "attribution").iterator(200):
        if entry.number != expected:
            yield Fault(entry.number, f"entry {expected} is lacking before it")
        if entry.previous != previous:
            yield Fault(entry.number, "it does not follow from the entry before")
        lines = stored_lines(entry.number)
        if len(lines) != entry.rows:
            yield Fault(entry.number, f"it sealed {entry.rows} rows, the database holds {len(lines)}")
        if digest_of(entry, entry.organisation.slug, lines) != entry.digest:
            yield Fault(entry.number, "its rows or words are not those it sealed")
        if chain_hash(entry.number, entry.previous, entry.organisation.slug, entry.digest) != entry.hash:
            yield Fault(entry.number, "its hash is not its own")
        side = getattr(entry, "attribution", None)
        if side is None:
            yield Fault(entry.number, "who did it and why has been removed")
        elif side.erased and (side.reason or side.salt):
            yield Fault(entry.number, "its reason is said to be erased and is not")
        elif not side.erased and digest_of_reason(side.salt, side.reason) != entry.reason_digest:
            yield Fault(entry.number, "its reason has been changed")
        previous, expected = entry.hash, entry.number + 1
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    if (head.number, head.hash) != (expected - 1, previous):
        yield Fault(expected - 1, "the head does not point to the last entry")
