"""Rules that hold for every book and every set of lines, whatever is matched to what."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations_with_replacement

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.bank.decision import Decision, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.matching.subset_sums import SubsetSums
from salesbook.bank.receivables import KnownCustomer, OpenOrder, Receivables, RecordedPayment

from .small_books import DAY, HDJM, RCQX, book, line, order, payment

UNRELATED = KnownCustomer("ZZ", "西宁高原牧业专业合作社", ("西宁高原牧业专业合作社",), ())
AMOUNTS = st.sampled_from([10_000, 12_345, 20_000, 30_000, 42_345, 50_000, 77_777, 100_000])


@st.composite
def orders(draw: st.DrawFn) -> list[OpenOrder]:
    items = st.lists(AMOUNTS, min_size=1, max_size=2)
    found = draw(st.lists(st.tuples(items, st.sampled_from([HDJM, RCQX])), max_size=7))
    return [
        order(f"SO-2609-00{n:02}", sum(amounts), items=amounts, customer=customer, day=date(2026, 9, 1 + n))
        for n, (amounts, customer) in enumerate(found)
    ]


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    memo = st.sampled_from(["货款", "付SO-2609-0000", "SO-2609-0001/0002", "SO-2609-0003 首付", "代瑞昌付货款", "退汇"])
    stated = st.builds(
        line,
        amount=st.one_of(AMOUNTS, AMOUNTS.map(lambda amount: amount - 500), AMOUNTS.map(lambda amount: -amount)),
        payer=st.sampled_from([HDJM.name, RCQX.name, "瑞昌", "吴立新", None]),
        memo=memo,
        day=st.integers(0, 9).map(lambda days: DAY + timedelta(days)),
    )
    return [replace(each, id=f"BL-{n:03}") for n, each in enumerate(draw(st.lists(stated, max_size=6)))]


PAYMENTS = st.lists(st.builds(payment, st.uuids().map(str), AMOUNTS, st.sampled_from([HDJM, RCQX])), max_size=3)


def known(found: list[OpenOrder], payments: list[RecordedPayment]) -> Receivables:
    return replace(book(*found, payments=payments), fee_max=5_000, rounding_max=100)


def meaning(decision: Decision) -> tuple[object, ...]:
    best = decision.best
    return decision.verdict, best.customer, best.payments, best.orders, best.credits, best.advance, best.ignored


@settings(max_examples=150, deadline=None)
@given(orders(), PAYMENTS, lines())
def test_nothing_is_given_out_twice_and_every_posting_comes_to_its_line(
    found: list[OpenOrder], payments: list[RecordedPayment], stated: list[Line]
) -> None:
    decisions = match(stated, known(found, payments))
    posted = [(each, decision.best) for each, decision in zip(stated, decisions, strict=True) if _posts(decision)]
    given_to: Counter[str] = Counter()
    for each, best in posted:
        given_to.update({share.order: share.amount for share in best.orders})
        given_to.update({credit.order: credit.amount for credit in best.credits})
        if not best.recorded:
            assert sum(share.amount for share in best.orders) + best.advance == each.amount
    room = {each.id: each.unsettled for each in found}
    assert all(amount <= room[id] for id, amount in given_to.items())
    assert max(Counter(id for _, best in posted for id in best.payments).values(), default=0) <= 1


def _posts(decision: Decision) -> bool:
    return decision.verdict is Verdict.POST


@settings(max_examples=80, deadline=None)
@given(orders(), PAYMENTS, lines(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(
    found: list[OpenOrder], payments: list[RecordedPayment], stated: list[Line], order: object
) -> None:
    ledger = known(found, payments)
    decided = {each.id: meaning(decision) for each, decision in zip(stated, match(stated, ledger), strict=True)}
    order.shuffle(stated)  # type: ignore[attr-defined]
    assert {each.id: meaning(it) for each, it in zip(stated, match(stated, ledger), strict=True)} == decided


@settings(max_examples=60, deadline=None)
@given(orders(), lines())
def test_a_customer_who_has_nothing_to_do_with_it_changes_nothing(found: list[OpenOrder], stated: list[Line]) -> None:
    alone = known(found, [])
    beside = replace(alone, customers={**alone.customers, UNRELATED.id: UNRELATED})
    assert [meaning(each) for each in match(stated, alone)] == [meaning(each) for each in match(stated, beside)]


@settings(max_examples=60, deadline=None)
@given(orders(), PAYMENTS, lines())
def test_what_was_rejected_is_never_proposed_again(
    found: list[OpenOrder], payments: list[RecordedPayment], stated: list[Line]
) -> None:
    ledger = known(found, payments)
    rejected = {str(each.id): it.best.denied for each, it in zip(stated, match(stated, ledger), strict=True)}
    for each, decision in zip(stated, match(stated, replace(ledger, rejected=rejected)), strict=True):
        proposed = (decision.best, *decision.alternatives)
        assert not any(explanation.claims & rejected[str(each.id)] for explanation in proposed)


@settings(max_examples=60, deadline=None)
@given(orders(), PAYMENTS, lines())
def test_only_what_is_almost_certain_and_without_doubt_is_posted_and_every_other_line_says_why(
    found: list[OpenOrder], payments: list[RecordedPayment], stated: list[Line]
) -> None:
    for decision in match(stated, known(found, payments)):
        match decision.verdict:
            case Verdict.POST:
                assert float(decision.best.confidence) >= 0.97
                assert not decision.best.flags
                assert decision.best.reasons
            case Verdict.IGNORE:
                assert decision.best.ignored
                assert decision.best.reasons
            case _:
                assert decision.best.flags


@given(st.lists(st.integers(1, 40), max_size=7), st.integers(1, 120))
def test_sums_of_few_are_those_that_trying_all_finds(amounts: list[int], total: int) -> None:
    counts = Counter(amounts)
    sums = SubsetSums(counts)
    for size, found in ((2, sums.pairs(total)), (3, sums.threes(total)), (4, sums.fours(total))):
        tried = {
            chosen
            for chosen in combinations_with_replacement(sorted(counts), size)
            if sum(chosen) == total and not Counter(chosen) - counts
        }
        assert set(found) <= tried
        assert len(set(found)) == len(found) == min(len(tried), 6)


def test_items_of_one_order_can_be_paid_by_several_lines_and_all_of_it_by_one() -> None:
    of_two = order("SO-2609-0001", 100_000, items=[30_000, 70_000])
    apart = match([line(30_000), line(70_000, day=DAY + timedelta(1))], book(of_two))
    assert [[share.amount for share in each.best.orders] for each in apart] == [[30_000], [70_000]]
    (together,) = match([line(100_000)], book(of_two))
    assert [share.amount for share in together.best.orders] == [100_000]
