"""Entries are numbered in commit order, chained, and tell tampering."""

import hashlib
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from indicators import triggers
from indicators.actions import ledger
from indicators.actions.verification import verify
from indicators.models import Attribution, Current, LedgerEntry, LedgerHead, Observation
from indicators.models.canonical import lines_of
from tests.factories import NOW, organisation, source_figures, years

pytestmark = pytest.mark.django_db


def tamper(sql: str, *values: int) -> None:
    with triggers.removed(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_entries_follow_each_other_without_gaps() -> None:
    source_figures(years({2023: "2.842"}))
    source_figures(years({2024: "2.998"}))
    entries = list(LedgerEntry.objects.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0].previous == "0" * 64
    assert all(later.previous == entry.hash for entry, later in pairwise(entries))
    head = LedgerHead.objects.get()
    assert (head.number, head.hash, head.at) == (entries[-1].number, entries[-1].hash, entries[-1].at)


def test_hash_is_made_of_number_previous_organisation_and_digest() -> None:
    entry = source_figures(years({2024: "2.998"}))
    text = f"{entry.number}\n{entry.previous}\n{entry.organisation.slug}\n{entry.digest}"
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest()


def test_verify_finds_nothing_in_a_sound_ledger() -> None:
    source_figures(years({2022: "2.757", 2023: "2.842", 2024: "2.998"}))
    assert list(verify()) == []
    call_command("verify_ledger")


def test_verify_finds_one_changed_figure() -> None:
    entry = source_figures(years({2023: "2.842", 2024: "2.998"}))
    tamper("UPDATE indicators_observation SET value = 3.1 WHERE period = '2024'")
    (fault,) = verify()
    assert (fault.number, fault.why) == (entry.number, "its rows or words are not those it sealed")
    with pytest.raises(CommandError, match=f"entry {entry.number}"):
        call_command("verify_ledger")


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE indicators_ledgerentry SET what = 'annat' WHERE number = %s", "its rows or words"),
        ("UPDATE indicators_ledgerentry SET hash = 'x' WHERE number = %s", "its hash is not its own"),
        ("UPDATE indicators_ledgerentry SET previous = 'x' WHERE number = %s", "it does not follow"),
        ("UPDATE indicators_attribution SET reason = 'annat' WHERE entry_id = %s", "its reason has been changed"),
        ("UPDATE indicators_observation SET note = 'tillagd' WHERE entry_id = %s", "its rows or words"),
        ("UPDATE indicators_ledgerentry SET role = 'reader' WHERE number = %s", "its rows or words"),
        ("DELETE FROM indicators_attribution WHERE entry_id = %s", "who did it and why has been removed"),
        ("DELETE FROM indicators_ledgerhead WHERE number = %s", "the head does not point"),
    ],
)
def test_verify_finds_each_kind_of_tampering(sql: str, why: str) -> None:
    entry = source_figures(years({2024: "2.998"}))
    tamper(sql, entry.number)
    assert any(why in fault.why for fault in verify())


def test_verify_finds_a_removed_row() -> None:
    source_figures(years({2023: "2.842", 2024: "2.998"}))
    tamper("DELETE FROM cur WHERE period = '2023'")
    tamper("DELETE FROM indicators_observation WHERE period = '2023'")
    assert any("it sealed 2 rows, the database holds 1" in fault.why for fault in verify())


def test_forged_reason_cannot_pass_as_erased() -> None:
    entry = source_figures(years({2024: "2.998"}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Attribution.objects.filter(entry=entry).update(reason="falskt skäl", erased=True)


def test_moved_head_of_a_figure_is_told() -> None:
    source_figures(years({2024: "2.998"}))
    Current.objects.all().delete()
    with pytest.raises(CommandError, match="heads that pages read"):
        call_command("verify_ledger")


def test_erasing_a_person_and_a_reason_breaks_nothing() -> None:
    entry = source_figures(years({2024: "2.998"}))
    Attribution.objects.filter(entry=entry).update(by=None, reason="", salt="", erased=True)
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True)
def test_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError, match="one transaction"):
        ledger.append(
            kind=LedgerEntry.Kind.FIGURES,
            organisation=organisation(),
            what="Utan transaktion",
            lines=[],
            by=None,
            role="",
            reason="",
            at=NOW,
        )


def test_another_organisation_can_prove_its_own_entries_from_stubs() -> None:
    source_figures(years({2024: "2.998"}))
    mine = source_figures(years({2024: "93.82"}, indicator="INF09", territory="SE31"), source="eurostat")
    source_figures(years({2023: "2.842"}))
    stubs = LedgerEntry.objects.order_by("number").values_list("number", "organisation__slug", "digest", "hash")
    previous = "0" * 64
    for number, slug, digest, sealed in stubs:
        assert ledger.chain_hash(number, previous, slug, digest) == sealed
        previous = sealed
    assert ledger.digest_of(mine, organisation("eurostat").slug, _lines(mine)) == mine.digest
    assert mine.at == NOW


def _lines(entry: LedgerEntry) -> list[str]:
    rows = Observation.objects.filter(entry=entry)
    return lines_of(rows.select_related("series__indicator", "series__territory", "series__breakdown"))
