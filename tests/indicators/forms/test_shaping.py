"""What is stored becomes text that reads back to the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.forms.shaping import typed
from indicators.intake.numbers import read_number


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (None, None, ""),
        (Decimal("3.00000000"), 1, "3,0"),
        (Decimal("2.998"), 3, "2,9980"),
        (Decimal("1234"), 0, "1234"),
        (Decimal("0.125"), None, "0,125"),
        (Decimal("-5.5"), None, "-5,5"),
        (Decimal("1E+3"), None, "1000"),
    ],
)
def test_number_is_written_as_one_types_it(number: Decimal | None, decimals: int | None, text: str) -> None:
    assert typed(number, decimals) == text


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4, allow_nan=False))
def test_number_reads_back_to_the_same(number: Decimal) -> None:
    assert read_number(typed(number)).value == number
