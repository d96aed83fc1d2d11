"""Numbers as people and machines write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.intake.numbers import Convention, NumberError, read_number


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("98,4", "98.4", 1),
        ("98.4 %", "98.4", 1),
        ("98,40", "98.40", 2),
        ("1 234,5", "1234.5", 1),
        ("1\u00a0234", "1234", 0),
        ("1\u202f234\u202f567,89", "1234567.89", 2),
        ("1'234", "1234", 0),
        ("1.234,5", "1234.5", 1),
        ("1,234.5", "1234.5", 1),
        ("1.234.567", "1234567", 0),
        ("\u22125", "-5", 0),
        ("\u20135,5", "-5.5", 1),
        ("0,125", "0.125", 3),
        ("12,3456", "12.3456", 4),
        ("0114", "114", 0),
        ("-0,0", "0", 1),
        (" 7 ", "7", 0),
    ],
)
def test_number_read_as_people_write_it(text: str, value: str, decimals: int) -> None:
    number = read_number(text)
    assert (number.value, number.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "123,456", "-1.234"])
def test_ambiguous_number_asks(text: str) -> None:
    with pytest.raises(NumberError) as error:
        read_number(text)
    assert error.value.code == "ambiguous"


def test_convention_settles_what_is_ambiguous() -> None:
    assert read_number("1.234", Convention.POINT).value == Decimal("1.234")
    assert read_number("1.234", Convention.COMMA).value == Decimal(1234)
    assert read_number("1,234", Convention.POINT).value == Decimal(1234)


@pytest.mark.parametrize(
    "text",
    [
        "ca 95",
        "98 4",
        "1 23",
        "nan",
        "inf",
        "1e5",
        "0x10",
        "1,2,3",
        "1.2.3,4",
        ",5",
        "5,",
        "--5",
        "²",
        "٣",
        "",
        "%",
        "1\x00",
    ],
)
def test_text_is_not_a_number(text: str) -> None:
    with pytest.raises(NumberError) as error:
        read_number(text)
    assert error.value.code == "not-a-number"


@pytest.mark.parametrize("text", ["1234567890123456", "1,123456789", "0,1234567891", "12345678901234", "9" * 5000])
def test_more_digits_than_can_be_kept_are_refused(text: str) -> None:
    with pytest.raises(NumberError) as error:
        read_number(text)
    assert error.value.code == "too-long"


@given(st.text(max_size=40))
def test_no_text_crashes(text: str) -> None:
    for convention in Convention:
        try:
            number = read_number(text, convention)
        except NumberError:
            continue
        assert number.value.is_finite()


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_what_is_written_is_read_back(value: Decimal) -> None:
    assert read_number(f"{value:f}", Convention.POINT).value == value
    assert read_number(f"{value:f}".replace(".", ","), Convention.COMMA).value == value
