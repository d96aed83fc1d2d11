"""Append to the ledger: the one place where an entry is made."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction
from django.db.transaction import TransactionManagementError

from indicators.models import Attribution, LedgerEntry, LedgerHead, Organisation
from portal.models import User


def digest_of_reason(salt: str, reason: str) -> str:
    return hashlib.sha256(f"{salt}\n{reason}".encode()).hexdigest()


def digest_of(entry: LedgerEntry, slug: str, lines: Iterable[str]) -> str:
    """Return the digest of what an entry says and of the rows it made public, `lines` being sorted canonical text."""
    digest = hashlib.sha256()
    head = (
        entry.kind,
        slug,
        entry.role,
        entry.what,
        entry.at.astimezone(UTC).isoformat(),
        entry.rows,
        entry.reason_digest,
    )
    digest.update("\n".join(str(part) for part in head).encode())
    for line in lines:
        digest.update(b"\n")
        digest.update(line.encode())
    return digest.hexdigest()


def chain_hash(number: int, previous: str, slug: str, digest: str) -> str:
    """Return the hash that ties an entry to the one before; made of what an export's stubs carry."""
    return hashlib.sha256(f"{number}\n{previous}\n{slug}\n{digest}".encode()).hexdigest()


def append(
    *,
    kind: LedgerEntry.Kind,
    organisation: Organisation,
    what: str,
    lines: list[str],
    by: User | None,
    role: str,
    reason: str,
    at: datetime,
) -> LedgerEntry:
    """Take the next number and write the entry, inside the caller's transaction, before the rows that point to it.

    `lines` are the canonical text of those rows (`indicators.models.canonical.lines_of`). The head stays locked until
    the transaction ends, so numbers follow commit order and have no gaps.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("A ledger entry and its rows belong to one transaction.")
    LedgerHead.objects.get_or_create(pk=1)
    head = LedgerHead.objects.select_for_update().get(pk=1)
    salt = secrets.token_hex(16)
    entry = LedgerEntry(
        number=head.number + 1,
        kind=kind,
        organisation=organisation,
        role=role,
        what=what,
        rows=len(lines),
        at=at,
        reason_digest=digest_of_reason(salt, reason),
        previous=head.hash,
    )
    entry.digest = digest_of(entry, organisation.slug, lines)
    entry.hash = chain_hash(entry.number, entry.previous, organisation.slug, entry.digest)
    entry.full_clean(validate_unique=False, validate_constraints=False)
    entry.save(force_insert=True)
    Attribution.objects.create(entry=entry, by=by, reason=reason, salt=salt)
    head.number, head.hash, head.at = entry.number, entry.hash, entry.at
    head.save(update_fields=["number", "hash", "at"])
    return entry
