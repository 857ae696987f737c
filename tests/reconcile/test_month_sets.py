"""All of a month: posted where nothing else comes to the sum, or the memo names the month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.months import names_month
from salesbook.bank.receivables import OpenOrder, PastPayment

from .small_books import HDJM, book, decide, line, order, paid


def _of(month: int, id: str, *amounts: int) -> OpenOrder:
    return order(id, sum(amounts), items=amounts, day=date(2026, month, 9))


IN_PARTS = _of(8, "SO-2608-0001", 503_475, 167_825)
AUGUST = (IN_PARTS, _of(8, "SO-2608-0002", 443_632), _of(8, "SO-2608-0003", 332_417), _of(8, "SO-2608-0004", 26_409))
ALL = sum(each.unsettled for each in AUGUST)
EARLIER = _of(6, "SO-2606-0005", 88_013)
AS_MUCH = _of(7, "SO-2607-0006", 671_300)
CITING = "货款 " + " ".join(each.id for each in AUGUST)


def test_all_of_a_month_is_posted_where_nothing_else_comes_to_it() -> None:
    decision = decide(line(ALL), book(EARLIER, *AUGUST))
    assert (decision.verdict, paid(decision)) == (Verdict.POST, {each.id: each.unsettled for each in AUGUST})


@pytest.mark.parametrize(
    ("memo", "verdict"),
    [
        ("货款", Verdict.REVIEW),
        ("7月货款", Verdict.REVIEW),
        ("8月货款", Verdict.POST),
        ("statement August", Verdict.POST),
        (CITING, Verdict.POST),
    ],
)
def test_where_another_order_comes_to_an_order_of_the_month_the_memo_must_name_the_month(
    memo: str, verdict: Verdict
) -> None:
    decision = decide(line(ALL, memo=memo), book(EARLIER, AS_MUCH, *AUGUST))
    assert decision.verdict is verdict
    assert paid(decision) == {each.id: each.unsettled for each in AUGUST}


def test_an_order_in_parts_outside_the_month_is_a_doubt_like_one_in_parts_within() -> None:
    in_parts = _of(7, "SO-2607-0007", 300_017, 143_615)
    assert decide(line(ALL), book(EARLIER, in_parts, *AUGUST)).verdict is Verdict.REVIEW


def test_an_equal_item_outside_the_month_is_as_good_and_no_doubt() -> None:
    equal = _of(9, "SO-2609-0008", 443_632)
    assert decide(line(ALL), book(EARLIER, equal, *AUGUST)).verdict is Verdict.POST


@pytest.mark.parametrize(
    ("memo", "given", "verdict"),
    [
        ("货款", (), Verdict.REVIEW),
        ("2026年8月货款", (), Verdict.POST),
        ("货款", (("SO-2605-0009", 4_000_000),), Verdict.POST),
    ],
)
def test_what_a_sum_that_names_no_order_left_of_a_month_is_asked_about(
    memo: str, given: tuple[tuple[str, int], ...], verdict: Verdict
) -> None:
    earlier = PastPayment(None, 4_000_000, given, of_statement=True)
    known = replace(book(EARLIER, *AUGUST), past_payments={HDJM.id: (earlier,)}, pays_oldest=frozenset({HDJM.id}))
    assert decide(line(ALL, memo=memo), known).verdict is verdict


@pytest.mark.parametrize(
    "memo",
    [
        "5月货款",
        "付05月账",
        "五月份对账款",
        "2026年5月",
        "2026-05 deliveries",
        "goods 05/2026",
        "202605",
        "５月",
        "May",
    ],
)
def test_a_month_is_named_by_number_or_name(memo: str) -> None:
    assert names_month(memo, 2026, 5)
    assert not names_month(memo, 2026, 6)


@pytest.mark.parametrize(
    "memo", [None, "", "15月", "5月3日", "20260503", "2026-05-03", "3/05/2026", "十五月", "dismay"]
)
def test_a_day_and_a_part_of_something_else_name_no_month(memo: str | None) -> None:
    assert not names_month(memo, 2026, 5)
