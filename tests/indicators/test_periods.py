"""Periods: canonical keys, what people write, order, distance and the calendar's limits."""

import operator
from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import (
    Period,
    PeriodError,
    PeriodKind,
    following,
    is_future,
    parse,
    preceding,
    read,
    years_between,
)

YEAR, HALF, QUARTER = PeriodKind.YEAR, PeriodKind.HALF_YEAR, PeriodKind.QUARTER
MONTH, SCHOOL, PAIR = PeriodKind.MONTH, PeriodKind.SCHOOL_YEAR, PeriodKind.YEAR_PAIR
KEYS = [
    (YEAR, "2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
    (HALF, "2024-H1", date(2024, 1, 1), date(2024, 6, 30), "2024.25"),
    (HALF, "2024-H2", date(2024, 7, 1), date(2024, 12, 31), "2024.75"),
    (QUARTER, "2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "2024.125"),
    (QUARTER, "2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "2024.875"),
    (MONTH, "2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024.125"),
    (MONTH, "2023-12", date(2023, 12, 1), date(2023, 12, 31), "2023.958333333333333333333333"),
    (SCHOOL, "2023/24", date(2023, 7, 1), date(2024, 6, 30), "2024"),
    (SCHOOL, "1999/00", date(1999, 7, 1), date(2000, 6, 30), "2000"),
    (PAIR, "2023-2024", date(2023, 1, 1), date(2024, 12, 31), "2024"),
]


@pytest.mark.parametrize(("kind", "key", "start", "end", "position"), KEYS)
def test_parse_knows_a_canonical_key(kind: PeriodKind, key: str, start: date, end: date, position: str) -> None:
    period = parse(key, kind)
    assert period == Period(kind, start, end)
    assert period.key == key
    assert period.position == Decimal(position)


@pytest.mark.parametrize(
    ("kind", "key", "code"),
    [
        (YEAR, "24", "unreadable"),
        (YEAR, " 2024", "unreadable"),
        (YEAR, "2024\n", "unreadable"),
        (YEAR, "٢٠٢٤", "unreadable"),
        (YEAR, "2024-Q1", "wrong-kind"),
        (YEAR, "1066", "impossible"),
        (YEAR, "2999", "impossible"),
        (HALF, "2024H1", "unreadable"),
        (HALF, "2024-H3", "impossible"),
        (QUARTER, "2024-Q0", "impossible"),
        (QUARTER, "2024-q1", "unreadable"),
        (MONTH, "2024-13", "impossible"),
        (MONTH, "2024-4", "unreadable"),
        (SCHOOL, "2023/25", "impossible"),
        (SCHOOL, "2023-2024", "wrong-kind"),
        (PAIR, "2023-2025", "impossible"),
        (PAIR, "2023-24", "wrong-kind"),
    ],
)
def test_parse_refuses_what_is_not_canonical(kind: PeriodKind, key: str, code: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse(key, kind)
    assert (caught.value.code, caught.value.text) == (code, key)


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        (YEAR, "2024", "2024"),
        (YEAR, "  år 2024 ", "2024"),
        (YEAR, "År\u00a02024", "2024"),
        (HALF, "2024H1", "2024-H1"),
        (HALF, "2024-H2", "2024-H2"),
        (HALF, "2024-S2", "2024-H2"),
        (HALF, "halvår 1 2024", "2024-H1"),
        (HALF, "Första halvåret 2024", "2024-H1"),
        (HALF, "2:a halvåret 2024", "2024-H2"),
        (QUARTER, "2024K1", "2024-Q1"),
        (QUARTER, "2024kv1", "2024-Q1"),
        (QUARTER, "2025-K1", "2025-Q1"),
        (QUARTER, "2024-Q3", "2024-Q3"),
        (QUARTER, "kv 1 2024", "2024-Q1"),
        (QUARTER, "Kv. 2 2024", "2024-Q2"),
        (QUARTER, "kvartal 4, 2024", "2024-Q4"),
        (QUARTER, "Q1-2024", "2024-Q1"),
        (QUARTER, "tredje kvartalet 2024", "2024-Q3"),
        (MONTH, "2024M04", "2024-04"),
        (MONTH, "2024-04", "2024-04"),
        (MONTH, "2024-4", "2024-04"),
        (MONTH, "202404", "2024-04"),
        (MONTH, "april 2024", "2024-04"),
        (MONTH, "Okt. 2024", "2024-10"),
        (MONTH, "2024 maj", "2024-05"),
        (MONTH, "March 2024", "2024-03"),
        (MONTH, "2004-05", "2004-05"),
        (SCHOOL, "2023/24", "2023/24"),
        (SCHOOL, "2023/2024", "2023/24"),
        (SCHOOL, "2023–2024", "2023/24"),
        (SCHOOL, "2004-05", "2004/05"),
        (SCHOOL, "Läsåret 2023/24", "2023/24"),
        (SCHOOL, "lå 23/24", "2023/24"),
        (SCHOOL, "1999/00", "1999/00"),
        (PAIR, "2023–2024", "2023-2024"),
        (PAIR, "2023/2024", "2023-2024"),
        (PAIR, "2023-24", "2023-2024"),
        (PAIR, "2023 och 2024", "2023-2024"),
        (PAIR, "åren 2023 − 2024", "2023-2024"),
    ],
)
def test_read_understands_what_people_write(kind: PeriodKind, text: str, key: str) -> None:
    assert read(text, kind).key == key


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (YEAR, "", "unreadable"),
        (YEAR, "senaste", "unreadable"),
        (YEAR, "2024,5", "unreadable"),
        (YEAR, "20240", "unreadable"),
        (YEAR, "april 2024", "wrong-kind"),
        (YEAR, "2024K1", "wrong-kind"),
        (YEAR, "0024", "impossible"),
        (HALF, "2024", "wrong-kind"),
        (HALF, "2024H3", "impossible"),
        (HALF, "tredje halvåret 2024", "impossible"),
        (QUARTER, "kv 5 2024", "impossible"),
        (QUARTER, "2024-04", "wrong-kind"),
        (MONTH, "2024-13", "impossible"),
        (MONTH, "202400", "impossible"),
        (MONTH, "aprilo 2024", "unreadable"),
        (SCHOOL, "2023/25", "impossible"),
        (SCHOOL, "2024/23", "impossible"),
        (SCHOOL, "2023", "wrong-kind"),
        (PAIR, "2023–2025", "impossible"),
        (PAIR, "läsåret 2023/24", "wrong-kind"),
    ],
)
def test_read_says_what_is_wrong(kind: PeriodKind, text: str, code: str) -> None:
    with pytest.raises(PeriodError) as caught:
        read(text, kind)
    assert (caught.value.code, caught.value.text) == (code, text)


@pytest.mark.parametrize(
    ("kind", "key", "after"),
    [
        (YEAR, "2024", "2025"),
        (HALF, "2024-H2", "2025-H1"),
        (QUARTER, "2024-Q4", "2025-Q1"),
        (MONTH, "2024-12", "2025-01"),
        (SCHOOL, "2023/24", "2024/25"),
        (PAIR, "2023-2024", "2024-2025"),
    ],
)
def test_following_and_preceding_undo_each_other(kind: PeriodKind, key: str, after: str) -> None:
    assert following(parse(key, kind)).key == after
    assert preceding(parse(after, kind)).key == key


@pytest.mark.parametrize(
    ("kind", "earlier", "later", "years"),
    [
        (YEAR, "2020", "2024", "4"),
        (YEAR, "2024", "2020", "-4"),
        (HALF, "2023-H2", "2024-H1", "0.5"),
        (QUARTER, "2024-Q1", "2024-Q4", "0.75"),
        (MONTH, "2024-01", "2024-04", "0.25"),
        (SCHOOL, "2020/21", "2023/24", "3"),
        (PAIR, "2020-2021", "2021-2022", "1"),
    ],
)
def test_years_between_is_exact_when_months_divide_evenly(
    kind: PeriodKind, earlier: str, later: str, years: str
) -> None:
    assert years_between(parse(earlier, kind), parse(later, kind)) == Decimal(years)


def test_years_between_when_the_thread_counts_with_two_digits() -> None:
    with localcontext() as context:
        context.prec = 2
        assert years_between(parse("2024-01", MONTH), parse("2024-02", MONTH)) == Decimal(
            "0.08333333333333333333333333333"
        )
        assert parse("2024-Q1", QUARTER).position == Decimal("2024.125")


def test_is_future_until_the_last_day() -> None:
    period = parse("2024-Q1", QUARTER)
    assert is_future(period, date(2024, 3, 30))
    assert not is_future(period, date(2024, 3, 31))


def test_order_between_kinds_is_refused() -> None:
    year, month = parse("2024", YEAR), parse("2024-05", MONTH)
    for compared in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError, match="no order"):
            compared(year, month)
    assert year != month


NUMBERS = {HALF: 2, QUARTER: 4, MONTH: 12}


@st.composite
def periods(draw: st.DrawFn, kind: PeriodKind | None = None) -> Period:
    kind = kind or draw(st.sampled_from(PeriodKind))
    year = draw(st.integers(1901, 2190))
    number = draw(st.integers(1, NUMBERS.get(kind, 1)))
    first = {YEAR: f"{year}", HALF: f"{year}-H1", QUARTER: f"{year}-Q1", MONTH: f"{year}-01"}
    first |= {SCHOOL: f"{year}/{(year + 1) % 100:02}", PAIR: f"{year}-{year + 1}"}
    period = parse(first[kind], kind)
    for _ in range(number - 1):
        period = following(period)
    return period


@given(periods())
def test_a_key_is_read_back_by_both_readers(period: Period) -> None:
    assert parse(period.key, period.kind) == period
    assert read(period.key, period.kind) == period


@given(st.sampled_from(PeriodKind).flatmap(lambda kind: st.tuples(periods(kind), periods(kind))))
def test_text_order_is_time_order_within_a_kind(pair: tuple[Period, Period]) -> None:
    a, b = pair
    assert (a.key < b.key) == (a < b) == (a.position < b.position) == (years_between(a, b) > 0)
    assert (a <= b, a >= b, a > b) == (a == b or a < b, a == b or b < a, b < a)


@given(periods())
def test_a_following_period_begins_after_and_is_further_on(period: Period) -> None:
    after = following(period)
    assert preceding(after) == period
    assert after.start > period.start
    assert (after.start - period.end).days == 1 or period.kind is PAIR


@given(st.text(max_size=30), st.sampled_from(PeriodKind))
def test_reading_any_text_gives_a_period_or_a_named_error(text: str, kind: PeriodKind) -> None:
    try:
        outcome = read(text, kind).kind.value
    except PeriodError as error:
        outcome = f"{error.code} {error.text}"
    assert outcome in {kind.value, f"unreadable {text}", f"wrong-kind {text}", f"impossible {text}"}
