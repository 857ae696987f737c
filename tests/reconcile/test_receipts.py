"""New payments: a cited number, or an amount that only one thing explains, of a customer who is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from salesbook.bank.decision import Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import match
from salesbook.bank.receivables import KnownCustomer, OpenItem, PastLine, Receivables

from .small_books import HDJM, RCQX, book, decide, line, order, paid

ONE, OTHER = order("SO-2609-0001", 128_550), order("SO-2609-0047", 77_700)
THEIRS = order("SO-2609-0012", 55_500, customer=RCQX)


@pytest.mark.parametrize(
    ("payer", "account"),
    [
        (HDJM.name, None),
        ("华东精密", None),
        ("华东精密机械（有限公司）", None),
        (None, "4402 0011 2233 8899"),
        ("华东精密机", "4402…8899"),
        ("改名后的公司", HDJM.accounts[0]),
    ],
)
def test_the_one_thing_of_this_amount_of_a_known_customer_is_paid(payer: str | None, account: str | None) -> None:
    decision = decide(line(128_550, payer, account=account), book(ONE, OTHER, THEIRS))
    assert (decision.verdict, decision.best.customer) == (Verdict.POST, "HDJM")
    assert paid(decision) == {ONE.id: 128_550}
    assert len(decision.best.reasons) >= 2


@pytest.mark.parametrize(
    ("payer", "account"),
    [
        ("华东精工机械有限公司", None),  # resembles
        ("无名公司", "4402…8899"),  # a masked account of another name
        ("陈嘉树", None),
        (None, None),
        (RCQX.name, HDJM.accounts[0]),  # name and account contradict each other
    ],
)
def test_an_amount_alone_proves_nothing(payer: str | None, account: str | None) -> None:
    decision = decide(line(128_550, payer, account=account), book(ONE, OTHER, THEIRS))
    assert decision.verdict is Verdict.REVIEW
    assert decision.best.flags


@pytest.mark.parametrize("amount", [1, 30_000, 42_000, 72_000, 200_000])
def test_an_item_the_sum_of_items_and_all_that_an_order_can_take_are_its_amounts(amount: int) -> None:
    decision = decide(line(amount), book(order("SO-1", 200_000, items=[30_000, 42_000])))
    assert decision.verdict is (Verdict.REVIEW if amount == 1 else Verdict.POST)


def test_all_that_is_open_of_a_customer_is_paid_at_once() -> None:
    decision = decide(line(206_250), book(ONE, OTHER, THEIRS))
    assert decision.verdict is Verdict.POST
    assert paid(decision) == {ONE.id: 128_550, OTHER.id: 77_700}


def test_yen_have_no_decimals() -> None:
    decision = decide(line(128_550), book(ONE, currency="JPY"))
    assert decision.verdict is Verdict.POST
    doubted = decide(line(5_000, memo=f"{ONE.id} {OTHER.id}"), book(ONE, OTHER, currency="JPY"))
    assert any("206,250" in flag.en for flag in doubted.best.flags)


SAME = order("SO-2609-0002", 128_550)
GROUP = (replace(HDJM, group="huadong"), KnownCustomer("HDJT", "华东集团", ("华东集团",), (), "huadong"))
OF_GROUP = THEIRS._replace(customer="HDJT", unsettled=128_550, items=(OpenItem(128_550),))


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        pytest.param(line(206_250), book(ONE, OTHER, order("SO-2609-0009", 206_250)), id="one or two together"),
        pytest.param(line(128_550), book(ONE._replace(date=date(2026, 10, 30))), id="an order of a later day"),
        pytest.param(line(128_550, memo="定金"), book(ONE), id="words of a part"),
        pytest.param(line(128_550, memo=f"付{OTHER.id}"), book(ONE, OTHER), id="cites another order"),
        pytest.param(line(128_550, memo="付SO-2608-0003"), book(ONE, settled={"SO-2608-0003": HDJM}), id="settled"),
        pytest.param(line(128_550, memo=THEIRS.id), book(ONE, THEIRS), id="cites another customer's"),
        pytest.param(line(128_550, memo="代瑞昌付货款"), book(ONE, THEIRS), id="for another customer"),
        pytest.param(line(128_550), book(ONE, OF_GROUP, customers=GROUP), id="one of the group has it too"),
        pytest.param(
            line(128_550, "瑞昌"), book(ONE, customers=(HDJM, replace(RCQX, id="RC2"), RCQX)), id="an alias of two"
        ),
        pytest.param(line(100_000), book(ONE), id="less than is open"),
        pytest.param(line(128_551), book(ONE), id="a cent too much"),
    ],
)
def test_a_doubt_leaves_it_to_a_person(stated: Line, known: Receivables) -> None:
    decision = decide(stated, known)
    assert decision.verdict is Verdict.REVIEW
    assert decision.best.flags


def test_the_payer_of_two_customers_is_told_by_the_number_that_he_cites() -> None:
    twice = (replace(HDJM, accounts=("6217",)), replace(RCQX, accounts=("6217",)))
    known = book(ONE, THEIRS, customers=twice)
    assert decide(line(128_550, "李明", account="6217"), known).verdict is Verdict.REVIEW
    told = decide(line(128_550, "李明", f"付{ONE.id}", "6217"), known)
    assert (told.verdict, told.best.customer) == (Verdict.POST, "HDJM")


@pytest.mark.parametrize(
    "memo",
    [
        "SO-2609-0001货款",
        "付so 2609 0001",
        "ＳＯ２６０９－０００１",
        "货款SO26090001号",
        "货款; SO-2609-0001 2026-10-12",
    ],
)
@pytest.mark.parametrize("payer", [HDJM.name, "吴立新", None])
def test_a_cited_order_is_paid_whoever_pays(memo: str, payer: str | None) -> None:
    decision = decide(line(128_550, payer, memo), book(ONE, SAME, THEIRS))
    assert (decision.verdict, decision.best.customer) == (Verdict.POST, "HDJM")
    assert paid(decision) == {ONE.id: 128_550}


@pytest.mark.parametrize("memo", ["SO-2609-00012", "SO-2609-000", "XSO-2609-0001", "SO-2609-0001-2", "SO-2609-0001/3"])
def test_a_longer_or_shorter_number_is_another_one(memo: str) -> None:
    assert decide(line(128_550, "吴立新", memo), book(ONE)).verdict is Verdict.REVIEW


def test_of_an_unknown_payer_the_number_may_be_one_slip_away() -> None:
    slip = order("SO-2609-0010", 128_550, customer=RCQX)
    assert decide(line(128_550, "吴立新", ONE.id), book(ONE, slip)).verdict is Verdict.REVIEW
    assert decide(line(128_550, HDJM.name, ONE.id), book(ONE, slip)).verdict is Verdict.POST
    assert decide(line(128_550, "吴立新", ONE.id), book(ONE, slip._replace(id="SO-2609-0444"))).verdict is Verdict.POST


def test_another_customer_may_not_pay_a_cited_order_but_one_of_the_group_may() -> None:
    assert decide(line(55_500, memo=THEIRS.id), book(ONE, THEIRS)).verdict is Verdict.REVIEW
    of_group = decide(line(128_550, memo=OF_GROUP.id), book(OTHER, OF_GROUP, customers=GROUP))
    assert (of_group.verdict, of_group.best.customer) == (Verdict.POST, "HDJM")  # the payment is the payer's


def test_all_cited_orders_are_paid_or_it_is_left_to_a_person() -> None:
    both = f"{ONE.id}、{OTHER.id}"
    known = book(ONE, OTHER, settled={"SO-2608-0003": HDJM})
    assert paid(decide(line(206_250, memo=both), known)) == {ONE.id: 128_550, OTHER.id: 77_700}
    assert decide(line(206_250, memo=both), known).verdict is Verdict.POST
    assert decide(line(128_550, memo=both), known).verdict is Verdict.REVIEW
    assert decide(line(128_550, memo=f"{ONE.id}、SO-2608-0003"), known).verdict is Verdict.REVIEW


INVOICE = "26312000000012345678"


def test_an_invoice_of_several_orders_is_paid_as_it_states() -> None:
    parts = (order("SO-2609-0001", 300_000, items=[250_000]), order("SO-2609-0047", 90_000, items=[40_000]))
    known = book(*parts, numbers={INVOICE: {"SO-2609-0001": 125_000, "SO-2609-0047": 30_000}})
    whole = decide(line(155_000, memo=f"付发票No{INVOICE}"), known)
    assert (whole.verdict, paid(whole)) == (Verdict.POST, {"SO-2609-0001": 125_000, "SO-2609-0047": 30_000})
    one = decide(line(40_000, memo=f"付发票{INVOICE}"), known)
    assert (one.verdict, paid(one)) == (Verdict.POST, {"SO-2609-0047": 40_000})


def test_several_ways_to_make_up_a_cited_amount_are_a_doubt() -> None:
    three = [order(f"SO-2609-010{n}", amount) for n, amount in enumerate((20_000, 30_000, 50_000))]
    known = book(*three, numbers={"HT-2026-031": {each.id: None for each in three}})
    assert decide(line(50_000, memo="合同HT-2026-031"), known).verdict is Verdict.REVIEW
    assert decide(line(100_000, memo="合同HT-2026-031"), known).verdict is Verdict.POST


def test_of_items_of_one_amount_the_oldest_is_paid_and_one_that_another_line_cites_is_left() -> None:
    assert paid(decide(line(128_550), book(SAME, ONE))) == {ONE.id: 128_550}
    decisions = match([line(128_550), line(128_550, memo=f"付{ONE.id}")], book(SAME, ONE))
    assert [paid(each) for each in decisions] == [{SAME.id: 128_550}, {ONE.id: 128_550}]
    assert {each.verdict for each in decisions} == {Verdict.POST}


def test_a_number_that_two_customers_use_is_the_payers() -> None:
    known = book(ONE, THEIRS, numbers={"PO-77810": {ONE.id: None, THEIRS.id: None}})
    assert decide(line(128_550, memo="PO-77810"), known).verdict is Verdict.POST
    assert decide(line(128_550, "吴立新", "PO-77810"), known).verdict is Verdict.REVIEW


def test_bare_digits_are_a_number_only_within_a_customer() -> None:
    known = book(ONE, THEIRS, numbers={"20261012": {ONE.id: None}})
    assert decide(line(128_550, "吴立新", "货款20261012"), known).verdict is Verdict.REVIEW
    assert decide(line(55_500, RCQX.name, "货款20261012"), known).verdict is Verdict.POST
    assert decide(line(128_550, memo="采购单20261012"), known).verdict is Verdict.POST


@pytest.mark.parametrize(("amount", "advance"), [(100_000, 0), (150_000, 21_450)])
def test_of_what_a_sure_customer_cites_a_part_is_paid_or_more_with_the_rest_as_an_advance(
    amount: int, advance: int
) -> None:
    decision = decide(line(amount, memo=ONE.id), book(ONE, OTHER))
    assert (decision.verdict, decision.best.advance) == (Verdict.POST, advance)
    assert paid(decision) == {ONE.id: min(amount, 128_550)}


@pytest.mark.parametrize(
    ("amount", "payer", "memo"),
    [
        (100_000, "吴立新", ONE.id),  # whoever pays
        (100_000, HDJM.name, f"{ONE.id} {OTHER.id}"),  # of which of two
        (128_000, HDJM.name, ONE.id),  # a deduction
        (50_850, HDJM.name, ONE.id),  # what is missing is the other's amount
        (150_000, HDJM.name, f"{ONE.id} 部分货款"),  # more, and speaks of a part
    ],
)
def test_other_parts_of_what_is_cited_are_proposed_not_posted(amount: int, payer: str, memo: str) -> None:
    decision = decide(line(amount, payer, memo), book(ONE, OTHER))
    assert decision.verdict is Verdict.REVIEW
    assert decision.best.flags


def test_two_lines_that_claim_one_thing_are_both_left_to_a_person() -> None:
    twins = match([line(128_550), line(128_550)], book(ONE))
    assert [each.verdict for each in twins] == [Verdict.REVIEW, Verdict.REVIEW]


def test_no_order_is_given_more_than_it_can_take() -> None:
    lines = [line(30_000), line(100_000)]
    decisions = match(lines, book(order("SO-2609-0001", 100_000, items=[30_000])))
    assert [each.verdict for each in decisions] == [Verdict.REVIEW, Verdict.REVIEW]


def test_what_another_line_cites_is_not_taken_by_amount() -> None:
    amount_only, citing = match([line(128_550), line(60_000, memo=f"{ONE.id} 首付")], book(ONE))
    assert (amount_only.verdict, citing.verdict) == (Verdict.REVIEW, Verdict.REVIEW)
    assert ONE.id in amount_only.best.flags[0].en


def test_each_of_two_lines_pays_an_item_of_its_own() -> None:
    items = order("SO-2609-0001", 100_000, items=[30_000, 70_000])
    decisions = match([line(30_000, memo=items.id), line(70_000)], book(items))
    assert [(each.verdict, paid(each)) for each in decisions] == [
        (Verdict.POST, {items.id: 30_000}),
        (Verdict.POST, {items.id: 70_000}),
    ]


def test_what_a_person_rejected_for_a_line_is_not_proposed_again() -> None:
    known = book(ONE, rejected={"BL-1": frozenset({ONE.id})})
    assert decide(line(128_550, id="BL-1"), known).verdict is Verdict.REVIEW
    assert decide(line(128_550, id="BL-2"), known).verdict is Verdict.POST


def test_others_that_add_up_to_the_amount_are_a_doubt() -> None:
    three = [order(f"SO-2609-010{n}", amount) for n, amount in enumerate((20_000, 30_000, 50_000))]
    assert decide(line(50_000), book(*three)).verdict is Verdict.REVIEW
    assert decide(line(30_000), book(*three)).verdict is Verdict.POST


def test_the_more_orders_have_an_amount_the_less_it_proves() -> None:
    mine = order("SO-2609-0001", 100_000)
    common = [order(f"SO-2609-02{n:02}", 100_000, customer=replace(RCQX, id=f"C{n}")) for n in range(40)]
    by_count = [decide(line(100_000), book(mine, *common[:count])).best.confidence for count in (0, 5, 40)]
    assert by_count == sorted(by_count, reverse=True)
    assert by_count[0] > by_count[2]
    assert decide(line(100_000, memo=mine.id), book(mine, *common)).verdict is Verdict.POST


def test_an_opening_is_paid_as_one() -> None:
    decision = decide(line(58_000), book(order("OB-2501-0001", 58_000, opening=True)))
    assert decision.verdict is Verdict.POST
    assert decision.best.orders[0].opening


@pytest.mark.parametrize("evidence", [True, False])
def test_only_what_a_person_recorded_shows_who_a_payer_is(evidence: bool) -> None:
    """Else what was posted to a customer by itself would be why the next is posted to it."""
    before = [PastLine(date(2026, 8, n), 9_900 + n, "吴立新", None, None, HDJM.id, None, evidence) for n in (1, 2)]
    decision = decide(line(128_550, "吴立新"), replace(book(ONE, OTHER, THEIRS), past_lines=tuple(before)))
    assert decision.verdict is (Verdict.POST if evidence else Verdict.REVIEW)


@pytest.mark.parametrize(
    ("known", "payer"),
    [
        ("Harbour Trade Group Ltd", "Harbour Trade Ltd"),
        ("Harbour Trade Ltd", "Harbour Trade Holdings Ltd"),
        ("华东精密机械集团有限公司", "华东精密机械有限公司"),
        ("华东精密机械有限公司", "华东精密机械集团有限公司"),
    ],
)
def test_a_group_and_a_company_of_its_name_are_two(known: str, payer: str) -> None:
    customer = KnownCustomer("X", known, (known,), ())
    decision = decide(line(128_550, payer), book(order("SO-1", 128_550, customer=customer), customers=[customer]))
    assert decision.verdict is Verdict.REVIEW
    assert decide(line(128_550, known), book(ONE._replace(customer="X"), customers=[customer])).verdict is Verdict.POST


def test_an_exactly_named_customer_is_not_doubted_for_one_that_resembles_it() -> None:
    both = [KnownCustomer(name, name, (name,), ()) for name in ("Harbour Trade Ltd", "Harbour Trade Group Ltd")]
    for customer in both:
        known = book(order("SO-1", 128_550, customer=customer), customers=both)
        decision = decide(line(128_550, customer.name), known)
        assert (decision.verdict, decision.best.customer) == (Verdict.POST, customer.id)


@pytest.mark.parametrize("memo", [f"代{HDJM.name}付货款", f"payment on behalf of {HDJM.name}"])
def test_a_payment_on_behalf_of_a_customer_written_in_full_is_that_customers(memo: str) -> None:
    alike = KnownCustomer("HDJT", "华东精密机械股份有限公司", ("华东精密机械股份有限公司",), ())
    known = book(ONE, THEIRS, customers=(HDJM, RCQX, alike))
    for payer in ("吴立新", RCQX.name):
        decision = decide(line(128_550, payer, memo), known)
        assert (decision.verdict, decision.best.customer) == (Verdict.POST, "HDJM")


def test_what_is_cited_is_no_sign_of_what_would_be_paid_beside_it() -> None:
    round_one = order("SO-2609-0100", 200_000)
    decision = decide(line(328_550, memo=ONE.id), book(ONE, OTHER, round_one))
    assert decision.verdict is Verdict.REVIEW
    assert decide(line(328_550, memo=f"{ONE.id}、{round_one.id}"), book(ONE, OTHER, round_one)).verdict is Verdict.POST


def test_which_of_two_equal_orders_a_contract_means_is_asked() -> None:
    known = book(ONE, SAME, numbers={"HT-2026-031": {ONE.id: None, SAME.id: None}})
    assert decide(line(128_550, memo="合同HT-2026-031"), known).verdict is Verdict.REVIEW
    assert paid(decide(line(128_550, memo=f"{SAME.id}"), known)) == {SAME.id: 128_550}


def test_an_order_that_is_due_in_full_comes_before_one_of_which_a_deposit_is_due() -> None:
    early = order("SO-2608-0001", 128_550, items=[38_565], day=date(2026, 8, 1))
    assert decide(line(128_550), book(early, OTHER)).verdict is Verdict.POST
    assert decide(line(128_550), book(early, ONE)).verdict is Verdict.REVIEW
    vague, citing = match([line(128_550), line(128_550, memo=ONE.id)], book(early, ONE))
    assert (vague.verdict, citing.verdict) == (Verdict.REVIEW, Verdict.POST)
    assert paid(citing) == {ONE.id: 128_550}
