"""What counts for commission, what plans pay for it, and what is due after settling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.commission import (
    Bonus,
    CommissionPeriod,
    CommissionPlan,
    CommissionPlans,
    LateFactor,
    RateException,
    TierMeasure,
    TierMode,
    Tiers,
    TierStep,
)
from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.facts import Changed, Delivered, Given, Invoiced, Line, Opened, Ordered, Piece, Received, Share
from salesbook.model.policy import Basis, Policy
from salesbook.model.terms import Event, TermPart
from salesbook.rules.collections_earned import Waiting, collected_on_opening, collected_on_order, waiting_on
from salesbook.rules.commission import Attained, commission
from salesbook.rules.commission_settling import EarnedMonth, Settled, due
from salesbook.rules.earnings import Earning, opening_earnings, order_earnings
from salesbook.rules.free_money import FreeSource, OpenItem, paid_oldest
from salesbook.rules.order_state import OrderFacts, OrderHistory
from salesbook.rules.settlement import MoneyFacts, Settlement, settlements

from .histories import histories

D = Decimal
COLLECTED = CommissionBasis.COLLECTED
CNY = Policy("CNY", tax=D("0.13"))
DELIVERY = (TermPart(D(1), Event.DELIVERY, days=30),)
LINES = (Line(1, "P", D(10), D(100), D(0), None), Line(2, "Q", D(1), D(130), D(0), D("0.3")))


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def paid(entry: str, on: date, amount: int, *, reverses: str | None = None) -> Settlement:
    origin = reverses or entry
    return Settlement(entry, on, on, entry, origin, "C", "SO", amount, amount, "CNY", None, allocated=False, pieces=())


def credited(entry: str, on: date, amount: int, reason: str = "return", *, allocated: bool = False) -> Settlement:
    return paid(entry, on, amount)._replace(reason=reason, allocated=allocated)


def order(*settled: Settlement, shares: tuple[Share, ...] = (), lines: tuple[Line, ...] = LINES) -> OrderHistory:
    """An order of 1,130.00, delivered on 10 January and due 30 days later."""
    facts = OrderFacts(
        Ordered("SO", day(1, 5), "C", shares, lines, DELIVERY, None),
        deliveries=(Delivered("DN", day(1, 10), "SO", ()),),
        settlements=settled,
    )
    return OrderHistory(facts, CNY)


def counted(history: OrderHistory) -> list[tuple[str, date, int, int]]:
    """Document, day, amount and days late of all that counts as collected."""
    earnings = order_earnings(history, [CommissionBasis.COLLECTED])
    found: dict[tuple[str, date, int], int] = {}
    for each in earnings:
        key = (each.entry, each.date, each.late)
        found[key] = found.get(key, 0) + each.gross
    return [(entry, on, amount, late) for (entry, on, late), amount in found.items()]


def test_a_receipt_counts_on_its_day_and_is_late_by_the_item_that_it_pays() -> None:
    assert counted(order(paid("PY-1", day(2, 9), 50_000), paid("PY-2", day(2, 19), 63_000))) == [
        ("PY-1", day(2, 9), 50_000, 0),
        ("PY-2", day(2, 19), 63_000, 10),
    ]


def test_money_that_came_before_the_goods_is_not_late() -> None:
    assert counted(order(paid("PY-1", day(1, 6), 113_000))) == [("PY-1", day(1, 6), 113_000, 0)]


def test_a_receipt_of_two_items_is_late_for_each_by_its_own() -> None:
    history = order(paid("PY-1", day(3, 11), 113_000))
    half = OrderFacts(
        history.facts.ordered._replace(terms=(TermPart(D("0.5"), Event.ORDER), TermPart(D("0.5"), Event.DELIVERY, 30))),
        deliveries=history.facts.deliveries,
        settlements=history.facts.settlements,
    )
    assert [(amount, late) for _, _, amount, late in counted(OrderHistory(half, CNY))] == [(56_500, 65), (56_500, 30)]


def test_what_comes_back_after_it_was_paid_is_taken_off_once() -> None:
    """The return takes off; the refund that follows takes nothing more."""
    history = order(
        paid("PY-1", day(2, 1), 113_000), credited("CR-1", day(3, 1), 13_000), paid("PY-2", day(3, 5), -13_000)
    )
    assert counted(history) == [("PY-1", day(2, 1), 113_000, 0), ("CR-1", day(3, 1), -13_000, 0)]


def test_what_comes_back_before_it_was_paid_takes_nothing_off() -> None:
    history = order(credited("CR-1", day(1, 20), 13_000), paid("PY-1", day(2, 1), 100_000))
    assert counted(history) == [("PY-1", day(2, 1), 100_000, 0)]


def test_what_an_order_cannot_take_counts_when_it_has_room() -> None:
    history = order(paid("PY-1", day(2, 1), 120_000))
    more = history.facts._replace(
        changes=(
            Changed(
                "CH",
                day(3, 1),
                "SO",
                (),
                (LINES[0]._replace(number=0, quantity=D(1)),),
                cancel=False,
                accept=False,
                total=None,
            ),
        ),
    )
    assert counted(OrderHistory(more, CNY)) == [("PY-1", day(2, 1), 113_000, 0), ("PY-1", day(3, 1), 7_000, 0)]


def test_a_smaller_order_takes_off_what_was_paid_for_what_is_gone() -> None:
    history = order(paid("PY-1", day(1, 6), 113_000))
    less = history.facts._replace(
        deliveries=(),
        changes=(Changed("CH", day(1, 8), "SO", (), (), cancel=True, accept=False, total=None),),
    )
    assert counted(OrderHistory(less, CNY)) == [("PY-1", day(1, 6), 113_000, 0), ("CH", day(1, 8), -113_000, 0)]


def test_a_reversal_takes_off_what_its_own_payment_counted() -> None:
    """And at the lateness at which that counted, though another came after it."""
    history = order(
        paid("PY-1", day(2, 19), 50_000),
        paid("PY-2", day(3, 1), 40_000),
        paid("PY-3", day(3, 5), -50_000, reverses="PY-1"),
    )
    assert counted(history) == [
        ("PY-1", day(2, 19), 50_000, 10),
        ("PY-2", day(3, 1), 40_000, 20),
        ("PY-3", day(3, 5), -50_000, 10),
    ]


def test_money_given_to_an_order_later_is_as_late_as_when_it_came() -> None:
    money = MoneyFacts(
        Received("PY-1", day(2, 19), "C", D(100), None, "bank", None, None, None),
        (Given("AL-1", day(4, 1), "PY-1", "SO", opening=False, amount=D(100), paid=None, pieces=()),),
        (),
    )
    assert counted(order(*settlements(money, CNY, {"SO": "CNY"}))) == [("AL-1", day(4, 1), 10_000, 10)]


def test_money_in_another_currency_counts_in_its_own() -> None:
    """Piece by piece, so that all of it adds up to what was paid."""
    in_usd = paid("PY-1", day(2, 19), 113_000)._replace(paid=15_607, currency="USD")
    history = order(in_usd, credited("CR-1", day(3, 1), 100))
    found = list(collected_on_order(history))
    assert [(each.amount, each.currency) for each in found] == [(15_607, "USD"), (-14, "USD")]


def test_what_is_taken_back_beyond_what_counted_takes_off_what_there_is() -> None:
    history = order(paid("PY-1", day(2, 1), 10_000), paid("PY-2", day(2, 5), -30_000))
    assert counted(history) == [("PY-1", day(2, 1), 10_000, 0), ("PY-2", day(2, 5), -10_000, 0)]


def test_what_was_paid_back_beyond_what_came_is_made_up_before_money_counts_again() -> None:
    """A credit that was paid out in cash, and then taken back, leaves no more than what was received."""
    history = order(
        credited("CR-1", day(2, 1), 50_000, "rebate"),
        paid("PY-1", day(2, 2), -50_000),
        paid("PY-2", day(2, 3), 80_000),
        credited("CR-2", day(2, 4), -50_000, "rebate", allocated=True),
    )
    assert sum(amount for _, _, amount, _ in counted(history)) == 30_000
    assert waiting_on(history, day(2, 4)) == []


def test_what_waits_is_known_by_its_payment() -> None:
    history = order(paid("PY-1", day(2, 1), 113_000), paid("PY-2", day(2, 5), 1_000))
    assert waiting_on(history, day(2, 4)) == []
    assert waiting_on(history, day(2, 5)) == [Waiting("PY-2", day(2, 5), 1_000)]


def test_a_credit_settles_what_it_made_due_and_money_the_rest() -> None:
    """Where parts follow invoices: the item of the allowance falls due last, so money pays what was due before."""
    by_invoice = (TermPart(D(1), Event.INVOICE, days=30),)
    history = order(credited("CR-1", day(2, 1), 13_000, "allowance"), paid("PY-1", day(3, 1), 100_000))
    facts = history.facts._replace(
        ordered=history.facts.ordered._replace(terms=by_invoice),
        invoices=(Invoiced("IV", day(1, 10), "C", "SO", D(1000), None, None),),
    )
    assert counted(OrderHistory(facts, CNY)) == [("PY-1", day(3, 1), 100_000, 20)]


def test_money_counts_on_what_a_credit_made_due_and_no_longer_settles() -> None:
    """The credit made the whole order due, was taken back in part, and money settles what that left."""
    history = order(
        credited("CR-1", day(2, 17), 113_000, allocated=True),
        credited("CR-2", day(2, 24), -14_170, "rebate", allocated=True),
        paid("PY-1", day(2, 26), 4_350),
    )
    invoiced = history.facts._replace(ordered=history.facts.ordered._replace(terms=None), deliveries=())
    policy = Policy("CNY", tax=D("0.13"), receivable_basis=Basis.INVOICED)
    assert [amount for _, _, amount, _ in counted(OrderHistory(invoiced, policy))] == [4_350]


def test_an_opening_counts_what_is_collected_on_it() -> None:
    opened = Opened("OB", day(1, 1), "C", "wang", D(1130), None, day(1, 31))
    given = [paid("PY-1", day(2, 10), 50_000)._replace(target="OB"), credited("CR-1", day(3, 1), 100_000, "write-off")]
    earnings = list(opening_earnings(opened, given, "CNY", CNY))
    assert [(each.entry, each.rep, each.gross, each.net, each.late) for each in earnings] == [
        ("PY-1", "wang", 50_000, 44_248, 10),
        ("CR-1", "wang", -37_000, -32_743, 10),
    ]
    nobody = list(opening_earnings(opened._replace(rep=None), given[:1], "CNY", CNY))
    assert nobody[0].responsible is not None
    assert list(collected_on_opening(opened._replace(amount=D(-5)), given[:1], "CNY")) == []


@given(histories())
def test_all_that_counts_adds_up_to_what_was_paid_as_far_as_there_is_room(history: OrderHistory) -> None:
    """On no day more than was paid, and never below zero; in the currency of the order."""
    same = tuple(each._replace(paid=each.amount) for each in history.facts.settlements)
    whole = OrderHistory(history.facts._replace(settlements=same), history.policy)
    for until in whole.dates():
        total = sum(each.amount for each in collected_on_order(whole) if each.date <= until)
        given = [each for each in same if each.date <= until]
        received = sum(each.amount for each in given if each.reason is None)
        room = max(0, whole.state(until).total - sum(each.amount for each in given if each.reason is not None))
        assert 0 <= total <= room
        if all(each.amount >= 0 for each in same if each.reason is None):
            assert total == min(received, room)


def test_shares_of_reps_add_up_to_the_document_and_products_to_the_shares() -> None:
    shares = (Share("A", D("0.3333")), Share("B", D("0.6667")))
    found = list(order_earnings(order(paid("PY-1", day(2, 1), 10_001), shares=shares), [CommissionBasis.COLLECTED]))
    by_rep = {rep: sum(each.gross for each in found if each.rep == rep) for rep in "AB"}
    assert by_rep == {"A": 3_333, "B": 6_668}
    assert {each.product for each in found} == {"P", "Q"}


def earned(history: OrderHistory, basis: CommissionBasis) -> list[tuple[str, str | None, int, int, D]]:
    return [
        (each.entry, each.product, each.gross, each.net, each.quantity) for each in order_earnings(history, [basis])
    ]


def test_deliveries_count_less_what_came_back_or_was_written_off() -> None:
    history = order(
        credited("CR-1", day(2, 1), 11_300, "allowance"),
        credited("CR-2", day(3, 1), 1_130, "write-off"),
        credited("CR-3", day(3, 2), 500, "fee"),
        credited("CR-4", day(3, 3), 500, "return", allocated=True),
        paid("PY", day(3, 4), 100),
    )
    assert earned(history, CommissionBasis.DELIVERED) == [
        ("DN", "P", 100_000, 88_496, D(10)),
        ("DN", "Q", 13_000, 10_000, D(1)),
        ("CR-1", "P", -10_000, -8_850, D(0)),
        ("CR-1", "Q", -1_300, -1_000, D(0)),
        ("CR-2", "P", -1_000, -885, D(0)),
        ("CR-2", "Q", -130, -100, D(0)),
    ]
    assert [entry for entry, *_ in earned(history, CommissionBasis.ORDERED)] == [
        "SO",
        "SO",
        "CR-1",
        "CR-1",
        "CR-2",
        "CR-2",
    ]


def test_what_is_worth_nothing_counts_nothing() -> None:
    free = (LINES[0], Line(2, "Q", D(1), D(0), D(0), None))
    assert {each.product for each in order_earnings(order(paid("PY", day(2, 1), 500), lines=free), [COLLECTED])} == {
        "P"
    }


def test_invoices_carry_returns_themselves() -> None:
    history = order(credited("CR-1", day(2, 1), 11_300))
    invoiced = history.facts._replace(invoices=(Invoiced("IV", day(1, 12), "C", "SO", D(565), None, None),))
    assert [each[:3] for each in earned(OrderHistory(invoiced, CNY), CommissionBasis.INVOICED)] == [
        ("IV", "P", 50_000),
        ("IV", "Q", 6_500),
    ]


ONE = Earning(day(2, 1), CommissionBasis.COLLECTED, "PY-1", "SO", "wang", None, "P", "C", "CNY", 113_000, 100_000)
RATE = Tiers(TierMeasure.AMOUNT, TierMode.WHOLE, (TierStep(D(0), D("0.015")),))
PLAN = CommissionPlan("standard", None, (), CommissionBasis.COLLECTED, True, CommissionPeriod.MONTH, RATE)


def pays(plan: CommissionPlan, *earnings: Earning, currency: str = "CNY", **attained: tuple[int, int | None]) -> int:
    reached = {measure: Attained(*each) for measure, each in attained.items()}
    return commission(plan, earnings, currency, reached, "CNY").earned


def test_one_rate_of_the_net_or_gross_amount() -> None:
    assert pays(PLAN, ONE) == 1_500
    assert pays(PLAN._replace(net=False), ONE) == 1_695


@pytest.mark.parametrize(
    ("mode", "amount", "expected"),
    [
        (TierMode.MARGINAL, 50_000, 500),
        (TierMode.MARGINAL, 150_000, 2_000),  # 1 % of 1,000.00 and 2 % of 500.00
        (TierMode.WHOLE, 99_999, 1_000),
        (TierMode.WHOLE, 100_000, 2_000),
        (TierMode.MARGINAL, -50_000, -500),
        (TierMode.WHOLE, -50_000, -500),
    ],
)
def test_tiers_by_amount(mode: TierMode, amount: int, expected: int) -> None:
    tiers = Tiers(TierMeasure.AMOUNT, mode, (TierStep(D(0), D("0.01")), TierStep(D(1000), D("0.02"))))
    assert pays(PLAN._replace(tiers=tiers), ONE._replace(net=amount)) == expected


def test_the_base_is_what_counted_before_lateness_lowered_it() -> None:
    plan = PLAN._replace(late=(LateFactor(30, D(0)),))
    late = ONE._replace(received=day(3, 1), due=day(1, 1))
    assert commission(plan, [ONE, late], "CNY", {}, "CNY").base == 200_000


def test_below_the_first_step_nothing_is_paid() -> None:
    steps = (TierStep(D(500), D("0.01")),)
    whole = PLAN._replace(tiers=Tiers(TierMeasure.AMOUNT, TierMode.WHOLE, steps))
    marginal = PLAN._replace(tiers=Tiers(TierMeasure.AMOUNT, TierMode.MARGINAL, steps))
    assert pays(whole, ONE._replace(net=49_999)) == 0
    assert pays(marginal, ONE._replace(net=40_000)) == 0
    assert pays(marginal, ONE._replace(net=60_000)) == 100


BY_TARGET = Tiers(TierMeasure.ATTAINMENT, TierMode.MARGINAL, (TierStep(D(0), D("0.01")), TierStep(D(1), D("0.02"))))


def test_tiers_by_attainment_divide_what_counts_as_the_measure_is_divided() -> None:
    plan = PLAN._replace(tiers=BY_TARGET)
    assert pays(plan, ONE, collected=(113_000, 56_500)) == 1_500
    assert pays(plan, ONE, collected=(113_000, 226_000)) == 1_000
    assert pays(plan, ONE, collected=(113_000, None)) == 1_000
    assert pays(plan, ONE, collected=(113_000, 0)) == 1_000
    assert pays(plan, ONE) == 1_000
    sales = plan._replace(basis=CommissionBasis.DELIVERED)
    assert pays(sales, ONE, sales=(113_000, 56_500), collected=(0, 1)) == 1_500


def test_other_rates_for_products_of_customers() -> None:
    exceptions = (RateException(("P",), ("C",), D("0.005")), RateException((), ("X",), D(0)))
    plan = PLAN._replace(exceptions=exceptions)
    assert pays(plan, ONE) == 500
    assert pays(plan, ONE._replace(product="Q")) == 1_500
    assert pays(plan, ONE._replace(customer="X", product="Q"), ONE) == 500


@pytest.mark.parametrize(("late", "expected"), [(30, 1_500), (31, 1_200), (90, 1_200), (91, 0)])
def test_late_receipts_count_less(late: int, expected: int) -> None:
    plan = PLAN._replace(late=(LateFactor(90, D(0)), LateFactor(30, D("0.8"))))
    came = date.fromordinal(day(1, 1).toordinal() + late)
    assert pays(plan, ONE._replace(received=came, due=day(1, 1))) == expected


def test_bonus_and_cap() -> None:
    plan = PLAN._replace(bonuses=(Bonus("collected", D(1), D(200)), Bonus("orders", D(1), D(50))))
    assert pays(plan, ONE, collected=(100, 100)) == 21_500
    assert pays(plan, ONE, collected=(99, 100)) == 1_500
    assert pays(plan, ONE, collected=(99, None)) == 1_500
    assert pays(plan._replace(cap=D(100)), ONE, collected=(100, 100)) == 10_000
    assert pays(plan._replace(cap=D(1000)), ONE, collected=(100, 100)) == 21_500


def test_in_another_currency_only_the_lowest_rate_counts() -> None:
    plan = PLAN._replace(
        tiers=Tiers(TierMeasure.AMOUNT, TierMode.WHOLE, (TierStep(D(0), D("0.01")), TierStep(D(5), D("0.5")))),
        bonuses=(Bonus("collected", D(1), D(200)),),
        cap=D(1),
    )
    assert pays(plan, ONE._replace(currency="USD"), currency="USD", collected=(100, 100)) == 1_000


def test_margin_is_net_less_cost() -> None:
    plan = PLAN._replace(basis=CommissionBasis.MARGIN)
    sold = ONE._replace(quantity=D(10), cost=D(60))
    assert pays(plan, sold) == 600  # 1.5 % of 1,000.00 − 10 × 60.00
    assert pays(plan, sold._replace(cost=None)) == 0
    assert pays(plan, sold._replace(currency="USD"), currency="USD") == 0
    assert pays(plan, sold._replace(net=-10_000, quantity=D(0))) == -150
    assert pays(plan, ONE._replace(net=-10_000)) == 0, "there was no margin to take back"


def test_only_goods_that_come_back_give_back_their_cost() -> None:
    listed = (Piece(1, D(2)),)
    for reason, quantity in (("return", -2), ("allowance", 0)):
        history = order(credited("CR", day(2, 1), 20_000, reason)._replace(pieces=listed))
        assert earned(history, CommissionBasis.MARGIN)[-1] == ("CR", "P", -20_000, -17_699, D(quantity))


def test_what_is_taken_back_is_so_at_the_lowest_rate_whatever_was_reached() -> None:
    tiers = Tiers(TierMeasure.ATTAINMENT, TierMode.WHOLE, (TierStep(D(0), D("0.01")), TierStep(D(1), D("0.02"))))
    plan = PLAN._replace(tiers=tiers)
    assert pays(plan, ONE._replace(net=-10_000), collected=(200, 100)) == -100


@given(st.lists(st.integers(-(10**9), 10**9), max_size=5), st.integers(1, 10**9), st.sampled_from(TierMode))
def test_tiers_of_one_rate_are_that_rate(amounts: Sequence[int], target: int, mode: TierMode) -> None:
    """However the steps cut it, up to the rounding of each."""
    steps = (TierStep(D(0), D("0.02")), TierStep(D("0.5"), D("0.02")), TierStep(D(1), D("0.02")))
    plan = PLAN._replace(tiers=Tiers(TierMeasure.ATTAINMENT, mode, steps))
    earnings = [ONE._replace(net=amount) for amount in amounts]
    found = pays(plan, *earnings, collected=(sum(amounts), target))
    assert abs(found - D("0.02") * sum(amounts)) <= len(steps) * D("0.5")


def test_plans_of_a_rep_come_before_those_of_his_team_and_those_for_all() -> None:
    for_all, team, own = PLAN, PLAN._replace(teams=("east",)), PLAN._replace(reps=("wang",))
    plans = CommissionPlans((for_all, team, own))
    assert plans.of("wang", "east", day(2, 28)) == (own,)
    assert plans.of("li", "east", day(2, 28)) == (team,)
    assert plans.of("li", None, day(2, 28)) == (for_all,)
    assert plans.bases == (CommissionBasis.COLLECTED,)


def test_a_plan_pays_for_periods_that_end_while_it_is_in_force() -> None:
    old, own = PLAN._replace(last=day(6, 30)), PLAN._replace(reps=("wang",), last=day(3, 15))
    new = PLAN._replace(first=day(7, 1))
    plans = CommissionPlans((old, own, new))
    assert [plans.of("wang", None, day(*each)) for each in ((2, 28), (3, 31), (6, 30), (7, 31))] == [
        (own,),
        (old,),
        (old,),
        (new,),
    ]


def test_corrections_of_settled_months_are_differences_of_the_next() -> None:
    first = EarnedMonth(900, Settled(1_000, 0, 0))
    assert due([first]) == Settled(1_000, 0, 0)
    assert due([first, EarnedMonth(500)]) == Settled(500, -100, 0)
    second = EarnedMonth(500, Settled(500, -100, 0))
    assert due([first, second, EarnedMonth(700)]) == Settled(700, 0, 0)


def test_what_is_below_zero_goes_on_until_it_is_used_up() -> None:
    assert due([EarnedMonth(-300), EarnedMonth(100), EarnedMonth(500)]) == Settled(500, 0, -200)
    paid_out = Settled(-300, 0, 0)
    assert (paid_out.amount, paid_out.left) == (0, -300)
    assert due([EarnedMonth(-300, paid_out), EarnedMonth(500)]) == Settled(500, 0, -300)


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=1, max_size=8))
def test_all_that_is_ever_paid_is_what_was_earned_in_the_end(months: Sequence[tuple[int, int]]) -> None:
    """Each month is settled by what it first came to; then what it came to is corrected to its second amount."""
    known: list[EarnedMonth] = []
    for first, _ in months:
        settled = due([*known, EarnedMonth(first)])
        known.append(EarnedMonth(first, settled))
    corrected = [EarnedMonth(last, each.settled) for (_, last), each in zip(months, known, strict=True)]
    final = due([*corrected, EarnedMonth(0)])
    paid_out = sum(each.settled.amount for each in corrected if each.settled)
    assert paid_out + final.amount + final.left == sum(last for _, last in months)


ITEM = OpenItem("SO-1", day(1, 1), "C", "CNY", 100, due=day(2, 1))
LATER = ITEM._replace(order="SO-2", due=day(3, 1))


def test_free_money_pays_the_oldest_items_first_come_first() -> None:
    sources = [FreeSource("PY-2", day(2, 9), 120, receipt=True), FreeSource("PY-1", day(2, 8), 60, receipt=True)]
    found = [(each.source.entry, each.item.order, each.amount) for each in paid_oldest([LATER, ITEM], sources)]
    assert found == [("PY-1", "SO-1", 60), ("PY-2", "SO-1", 40), ("PY-2", "SO-2", 80)]


FREE = [FreeSource("PY-1", day(2, 8), 60, receipt=True), FreeSource("PY-2", day(2, 9), 120, receipt=True)]


@pytest.mark.parametrize(
    ("below_zero", "expected"),
    [
        (FreeSource("PY-3", day(2, 10), -100, receipt=True), [("PY-1", 60), ("PY-2", 20)]),
        (FreeSource("PY-3", day(2, 10), -60, receipt=True, reverses="PY-1"), [("PY-2", 100)]),
        (FreeSource("PY-0", day(2, 7), -70, receipt=True), [("PY-2", 100)]),
    ],
    ids=["a refund takes what came last", "a reversal what it reverses", "what lacks before, what comes"],
)
def test_what_is_below_zero_takes_from_the_others(below_zero: FreeSource, expected: list[tuple[str, int]]) -> None:
    found = [(each.source.entry, each.amount) for each in paid_oldest([ITEM], [*FREE, below_zero])]
    assert found == expected
    assert paid_oldest([], FREE) == []


@given(
    st.lists(st.integers(1, 99), max_size=5),
    st.lists(st.integers(-50, 99), max_size=5),
)
def test_free_money_pays_as_much_as_there_is_of_both(items: Sequence[int], sources: Sequence[int]) -> None:
    open_items = [ITEM._replace(order=f"SO-{number}", amount=amount) for number, amount in enumerate(items)]
    money = [FreeSource(f"PY-{number}", day(2, 1), amount, receipt=True) for number, amount in enumerate(sources)]
    paid_now = sum(each.amount for each in paid_oldest(open_items, money))
    assert paid_now == max(0, min(sum(items), sum(sources)))
