"""Reasons are owed where they are owed."""

import pytest

from indicators.forms.decisions import CorrectionForm, ReasonForm, WithdrawalForm


@pytest.mark.parametrize(
    ("needed", "reason", "valid"),
    [(True, " ", False), (True, "x", True), (False, "", True), (False, "x" * 1001, False)],
)
def test_reason_is_asked_for_when_it_is_needed(needed: bool, reason: str, valid: bool) -> None:
    assert ReasonForm({"reason": reason}, needed=needed).is_valid() is valid


def test_change_of_a_public_figure_always_owes_a_reason() -> None:
    assert list(CorrectionForm({"value": "3,0", "reason": ""}).errors) == ["reason"]


def test_withdrawal_knows_two_reasons_for_the_gap() -> None:
    assert not WithdrawalForm({"missing": "confidential", "reason": "x"}).is_valid()
    assert WithdrawalForm({"missing": "not-reliable", "reason": "x"}).is_valid()
