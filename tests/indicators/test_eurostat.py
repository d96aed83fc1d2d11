"""Eurostat's method: growth and categories, on the thresholds and where there is no growth."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.eurostat import EurostatCategory as Category
from indicators.eurostat import cagr, eurostat_category, growth_ratio

D = Decimal


@pytest.mark.parametrize(
    ("first", "last", "years", "growth"),
    [
        ("100", "110", "1", "0.1"),
        ("100", "121", "2", "0.1"),
        ("100", "146.41", "4", "0.1"),
        ("100", "81", "2", "-0.1"),
        ("100", "101", "1", "0.01"),
        ("64", "80", "1", "0.25"),
        ("100", "110.25", "2", "0.05"),
        ("4", "9", "0.5", "4.0625"),  # half a year: (9/4)² − 1
        ("7", "7", "3", "0"),
    ],
)
def test_cagr_by_hand(first: str, last: str, years: str, growth: str) -> None:
    assert cagr(D(first), D(last), D(years)) == D(growth)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("0", "5", "1"),
        ("5", "0", "1"),
        ("-5", "5", "1"),
        ("5", "-5", "1"),
        ("-5", "-4", "1"),
        ("5", "6", "0"),
        ("5", "6", "-1"),
    ],
)
def test_cagr_when_there_is_none(first: str, last: str, years: str) -> None:
    assert cagr(D(first), D(last), D(years)) is None


def test_cagr_whatever_the_thread_counts_with() -> None:
    with localcontext() as context:
        context.prec = 3
        context.Emax = 5
        assert cagr(D("100"), D("146.41"), D(4)) == D("0.1")


def test_growth_ratio_is_exact_on_a_threshold() -> None:
    # 9.5 % a year gone, 10 % needed
    ratio = growth_ratio(first=D(100), last=D("119.9025"), years=D(2), goal=D("146.41"), goal_years=D(4))
    assert ratio == D("0.95")


@pytest.mark.parametrize(("goal", "goal_years"), [("100", "4"), ("0", "4"), ("150", "0")])
def test_growth_ratio_when_nothing_is_required_or_possible(goal: str, goal_years: str) -> None:
    assert growth_ratio(first=D(100), last=D(110), years=D(2), goal=D(goal), goal_years=D(goal_years)) is None


@pytest.mark.parametrize(
    ("last", "category"),
    [
        ("121", Category.SIGNIFICANT),  # 10 % of 10 %
        ("119.9025", Category.SIGNIFICANT),  # 9.5 %: on the threshold
        ("119.9024", Category.MODERATE),
        ("112.36", Category.MODERATE),  # 6 %: on the threshold
        ("112.3599", Category.INSUFFICIENT),
        ("100", Category.INSUFFICIENT),  # nothing gained: on the threshold
        ("99.9999", Category.AWAY),
        ("146.41", Category.SIGNIFICANT),  # reached
        ("0", None),
        ("-3", None),
    ],
)
def test_category_with_a_rising_target(last: str, category: Category | None) -> None:
    found = eurostat_category(first=D(100), last=D(last), years=D(2), rising=True, goal=D("146.41"), goal_years=D(4))
    assert found == category


@pytest.mark.parametrize(
    ("last", "category"),
    [
        ("81", Category.SIGNIFICANT),  # −10 % of −10 %
        ("81.9025", Category.SIGNIFICANT),  # −9.5 %
        ("81.9026", Category.MODERATE),
        ("88.36", Category.MODERATE),  # −6 %
        ("88.3601", Category.INSUFFICIENT),
        ("100", Category.INSUFFICIENT),
        ("100.0001", Category.AWAY),
        ("60", Category.SIGNIFICANT),  # reached
        ("0", Category.SIGNIFICANT),  # reached, though nothing can be computed
    ],
)
def test_category_with_a_falling_target(last: str, category: Category | None) -> None:
    found = eurostat_category(first=D(100), last=D(last), years=D(2), rising=False, goal=D("65.61"), goal_years=D(4))
    assert found == category


@pytest.mark.parametrize(("goal", "rising"), [("90", True), ("100", True), ("110", False), ("100", False)])
def test_category_when_the_target_lies_behind(goal: str, rising: bool) -> None:
    last = D(80) if rising else D(120)
    assert eurostat_category(first=D(100), last=last, years=D(2), rising=rising, goal=D(goal), goal_years=D(4)) is None


@pytest.mark.parametrize(
    ("last", "rising", "category"),
    [
        ("102.01", True, Category.SIGNIFICANT_TREND),  # exactly 1 % a year
        ("102.0099", True, Category.MODERATE_TREND),
        ("100", True, Category.MODERATE_TREND),
        ("99.9999", True, Category.MODERATE_AWAY),
        ("98.0101", True, Category.MODERATE_AWAY),
        ("98.01", True, Category.SIGNIFICANT_AWAY),  # exactly −1 %
        ("98.01", False, Category.SIGNIFICANT_TREND),
        ("98.0101", False, Category.MODERATE_TREND),
        ("100", False, Category.MODERATE_TREND),
        ("100.0001", False, Category.MODERATE_AWAY),
        ("102.01", False, Category.SIGNIFICANT_AWAY),
        ("0", True, None),
        ("-1", False, None),
    ],
)
def test_category_without_a_target(last: str, rising: bool, category: Category | None) -> None:
    assert eurostat_category(first=D(100), last=D(last), years=D(2), rising=rising) == category


def test_category_is_written_with_eurostats_words() -> None:
    assert str(Category.MODERATE) == "moderate progress towards the EU target"
    assert str(Category.SIGNIFICANT_AWAY) == "significant movement away from SD objectives"


POSITIVE = st.decimals(min_value=D("0.001"), max_value=D(10) ** 9, allow_nan=False, places=3)


@given(POSITIVE, POSITIVE, st.integers(1, 40))
def test_cagr_compounded_again_gives_the_last_value(first: Decimal, last: Decimal, years: int) -> None:
    growth = cagr(first, last, D(years))
    assert growth is not None
    with localcontext() as context:
        context.prec = 50
        assert abs(first * (1 + growth) ** years - last) <= last * D("1e-36")
