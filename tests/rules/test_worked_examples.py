"""Orders, openings and money through time, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from salesbook.model.facts import (
    BillEvent,
    Changed,
    Credited,
    Delivered,
    Exchanged,
    Given,
    Invoiced,
    Line,
    Opened,
    Ordered,
    Piece,
    Received,
)
from salesbook.model.policy import Basis, Policy
from salesbook.model.terms import Event, TermPart
from salesbook.rules.movement import Axis, Balance, Flow, Measure, Movements, Standing
from salesbook.rules.order_movements import opening_movements, order_movements
from salesbook.rules.order_state import OrderFacts, OrderHistory, OrderState
from salesbook.rules.settlement import MoneyFacts, Settlement, money_currency, money_movements, settlements

D = Decimal
DELIVERY = TermPart(D(1), Event.DELIVERY, days=30)
INVOICE = TermPart(D(1), Event.INVOICE, days=30)
CNY = Policy("CNY")
BY_INVOICE = Policy("CNY", receivable_basis=Basis.INVOICED)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


LINES = (Line(1, "P", D(10), D(100), D(0), None), Line(2, None, D(1), D(-10), D(0), None))
ORDER = Ordered("SO", day(1, 5), "A", (), LINES, (DELIVERY,), None)
"""Ten pieces at 100.00, ten off: 990.00."""


def settled(entry: str, on: date, amount: int, reason: str | None = None, source: str = "") -> Settlement:
    origin = source or entry
    return Settlement(
        entry, on, on, origin, origin, "A", "SO", amount, amount, "CNY", reason, allocated=bool(source), pieces=()
    )


def items(state: OrderState) -> list[tuple[str, int, int, date]]:
    """Event, amount, what of it is owed, and when."""
    return [(item.key.event, item.amount, item.receivable, item.key.due) for item in state.items]


def test_text_lines_go_with_the_first_delivery() -> None:
    deliveries = (
        Delivered("DN-1", day(1, 10), "SO", (Piece(1, D(4)),)),
        Delivered("DN-2", day(2, 10), "SO", ()),
    )
    history = OrderHistory(OrderFacts(ORDER, deliveries=deliveries), CNY)
    assert history.state(day(1, 9)) == OrderState(total=99000, open_lines=2)
    assert history.state(day(1, 10)).charged == 39000
    assert items(history.state(day(2, 10))) == [
        ("DN-1", 39000, 39000, day(2, 9)),
        ("DN-2", 60000, 60000, day(3, 12)),
    ]
    assert history.lines(day(1, 4)) == {}
    assert history.timeline.ordered(day(1, 4)) == {}


def test_what_is_ordered_is_owed_at_once_where_the_book_says_so() -> None:
    policy = Policy("CNY", receivable_basis=Basis.ORDERED)
    state = OrderHistory(OrderFacts(ORDER._replace(terms=None)), policy).state(day(1, 5))
    assert items(state) == [("SO", 99000, 99000, day(1, 5))]


@pytest.mark.parametrize("basis", Basis)
def test_a_return_lowers_sales_net_of_tax_unless_red_invoices_do(basis: Basis) -> None:
    policy = Policy("CNY", tax=D("0.13"), sales_basis=basis)
    back = settled("CR-1", day(2, 1), 11300, "return")
    flows = order_movements([OrderHistory(OrderFacts(ORDER, settlements=(back,)), policy)])[0].flows
    moved = [
        flow.amount
        for flow in flows
        if (flow.date, flow.measure, flow.axis) == (day(2, 1), Measure.SALES_NET, Axis.REP)
    ]
    assert moved == ([] if basis is Basis.INVOICED else [-10000])


def test_goods_delivered_again_keep_their_first_due_date() -> None:
    history = OrderHistory(
        OrderFacts(
            ORDER,
            deliveries=(Delivered("DN-1", day(1, 10), "SO", ()), Delivered("DN-2", day(3, 1), "SO", ())),
            exchanges=(Exchanged("CR-1", day(2, 1), "SO", (Piece(1, D(3)),)),),
        ),
        CNY,
    )
    assert items(history.state(day(2, 1))) == [("DN-1", 69000, 69000, day(2, 9))]
    assert items(history.state(day(3, 1))) == [("DN-1", 99000, 99000, day(2, 9))]


def test_deposit_delivery_and_acceptance() -> None:
    parts = (
        TermPart(D("0.3"), Event.ORDER),
        TermPart(D("0.6"), Event.DELIVERY),
        TermPart(D("0.1"), Event.ACCEPTANCE, days=365, retention=True),
    )
    accepted = Changed("CH-1", day(2, 1), "SO", (), (), cancel=False, accept=True, total=None)
    history = OrderHistory(
        OrderFacts(
            ORDER._replace(terms=parts, lines=LINES[:1]),
            changes=(accepted,),
            deliveries=(Delivered("DN-1", day(1, 20), "SO", (Piece(1, D(5)),)), Delivered("DN-2", day(2, 9), "SO", ())),
            settlements=(settled("PY-1", day(1, 6), 30000),),
        ),
        CNY,
    )
    before = history.state(day(1, 5))
    assert (before.receivable, before.deposits_due, before.unbilled) == (0, 30000, 0)
    paid = history.state(day(1, 6))
    assert (paid.advance, paid.deposits_due) == (30000, 0)
    half = history.state(day(1, 20))
    assert (half.charged, half.receivable, half.advance) == (50000, 20000, 0)
    assert items(half) == [("SO", 30000, 0, day(1, 5)), ("DN-1", 30000, 20000, day(1, 20))]
    assert half.deposits_due == 10000
    assert items(history.state(day(2, 1)))[-1] == ("CH-1", 5000, 0, date(2027, 2, 1))
    done = history.state(day(2, 9))
    assert (done.receivable, done.unbilled) == (70000, 5000)


def test_a_cancellation_ends_lines_and_frees_what_is_paid_beyond() -> None:
    cancelled = Changed("CH-1", day(2, 1), "SO", (), (), cancel=True, accept=False, total=None)
    history = OrderHistory(
        OrderFacts(
            ORDER,
            changes=(cancelled,),
            deliveries=(Delivered("DN-1", day(1, 10), "SO", (Piece(1, D(4)),)),),
            settlements=(settled("PY-1", day(1, 6), 99000), settled("CR-1", day(3, 1), 5000, "allowance")),
        ),
        CNY,
    )
    state = history.state(day(2, 1))
    assert (state.total, state.receivable, state.advance, state.excess) == (39000, 0, 0, 60000)
    flows = order_movements([history])[0].flows
    taken = [flow.amount for flow in flows if flow.measure is Measure.ORDERED and flow.axis is Axis.REP]
    assert taken == [99000, -60000]


def test_after_everything_is_cancelled_an_allowance_goes_by_the_lines_as_they_were() -> None:
    cancelled = Changed("CH-1", day(2, 1), "SO", (), (), cancel=True, accept=False, total=None)
    credit = settled("CR-1", day(3, 1), 5000, "allowance")
    history = OrderHistory(
        OrderFacts(ORDER._replace(lines=LINES[:1]), changes=(cancelled,), settlements=(credit,)), CNY
    )
    returns = [flow for flow in order_movements([history])[0].flows if flow.measure is Measure.RETURNS]
    assert [(flow.axis, flow.key, flow.amount) for flow in returns] == [
        (Axis.REP, None, 5000),
        (Axis.PRODUCT, "P", 5000),
    ]


def test_an_order_worth_nothing_has_no_items_and_no_product_for_what_it_is_credited() -> None:
    free = ORDER._replace(lines=(Line(1, "P", D(1), D(0), D(0), None),))
    credit = settled("CR-1", day(3, 1), 5000, "allowance")
    history = OrderHistory(OrderFacts(free, settlements=(credit,)), CNY)
    assert history.state(day(1, 5)).items == ()
    returns = {
        flow.key
        for flow in order_movements([history])[0].flows
        if (flow.measure, flow.axis) == (Measure.RETURNS, Axis.PRODUCT)
    }
    assert returns == {None}


def invoiced(entry: str, on: date, amount: int, reverses: str | None = None, replaces: str | None = None) -> Invoiced:
    return Invoiced(entry, on, "A", "SO", D(amount), reverses, replaces)


@pytest.mark.parametrize(
    ("invoices", "expected"),
    [
        ([invoiced("IV-1", day(1, 10), 400)], [("IV-1", 40000, day(2, 9))]),
        (  # a red invoice lowers the one it reverses, not the latest
            [
                invoiced("IV-1", day(1, 10), 400),
                invoiced("IV-2", day(2, 10), 300),
                invoiced("IV-3", day(3, 1), -100, reverses="IV-1"),
            ],
            [("IV-1", 30000, day(2, 9)), ("IV-2", 30000, day(3, 12))],
        ),
        (  # one that names none lowers the latest before it
            [
                invoiced("IV-1", day(1, 10), 400),
                invoiced("IV-2", day(2, 10), 300),
                invoiced("IV-3", day(3, 1), -350),
            ],
            [("IV-1", 35000, day(2, 9))],
        ),
        (  # reissued twice: the due date stays the first one's
            [
                invoiced("IV-1", day(1, 10), 400),
                invoiced("IV-2", day(2, 10), -400, reverses="IV-1"),
                invoiced("IV-3", day(2, 10), 400, replaces="IV-1"),
                invoiced("IV-4", day(3, 1), -400, reverses="IV-3"),
                invoiced("IV-5", day(3, 1), 380, replaces="IV-3"),
            ],
            [("IV-5", 38000, day(2, 9))],
        ),
        (  # each says that it replaces the other
            [invoiced("IV-1", day(1, 10), 400, replaces="IV-2"), invoiced("IV-2", day(1, 11), 100, replaces="IV-1")],
            [("IV-2", 10000, day(2, 9)), ("IV-1", 40000, day(2, 10))],
        ),
        (  # one invoice names the order twice
            [invoiced("IV-1", day(1, 10), 400), invoiced("IV-1", day(1, 10), 100)],
            [("IV-1", 50000, day(2, 9))],
        ),
    ],
)
def test_invoices_make_items(invoices: list[Invoiced], expected: list[tuple[str, int, date]]) -> None:
    history = OrderHistory(OrderFacts(ORDER._replace(terms=(INVOICE,)), invoices=tuple(invoices)), BY_INVOICE)
    state = history.state(day(6, 1))
    assert [(event, amount, due) for event, amount, _, due in items(state)] == expected
    assert state.receivable == sum(amount for _, amount, _ in expected)


def receivable_with(*credits: Settlement, invoice: int = 500) -> OrderState:
    history = OrderHistory(
        OrderFacts(
            ORDER._replace(terms=(INVOICE,)),
            invoices=(invoiced("IV-1", day(1, 10), invoice),),
            settlements=credits,
        ),
        BY_INVOICE,
    )
    return history.state(day(6, 1))


def test_a_return_counts_as_invoiced_as_far_as_the_order_leaves_room() -> None:
    back = settled("CR-1", day(2, 1), 20000, "return")
    assert items(receivable_with(back)) == [("IV-1", 50000, 50000, day(2, 9)), ("CR-1", 20000, 0, day(3, 3))]
    assert receivable_with(back, invoice=990).receivable == 79000
    assert receivable_with(back, invoice=900).receivable == 79000


def test_a_return_that_is_taken_back_counts_no_longer() -> None:
    back = settled("CR-1", day(2, 1), 20000, "return")
    taken = settled("AL-1", day(3, 1), -15000, "return", source="CR-1")
    state = receivable_with(back, taken)
    assert (state.charged, state.settled, state.receivable) == (55000, 5000, 50000)
    reversal = settled("CR-2", day(2, 1), -20000, "return")._replace(origin="CR-1")
    assert receivable_with(back, reversal).charged == 50000
    other = settled("AL-2", day(3, 1), -15000, "rebate", source="CR-9")
    assert receivable_with(back, other).charged == 70000


def test_a_credit_that_names_the_order_twice_counts_with_both() -> None:
    twice = (settled("CR-1", day(2, 1), 20000, "return"), settled("CR-1", day(2, 1), 10000, "return"))
    assert items(receivable_with(*twice)) == [("IV-1", 50000, 50000, day(2, 9)), ("CR-1", 30000, 0, day(3, 3))]


# openings


def sums(balances: Iterable[Balance], until: date) -> dict[Standing, int]:
    """What balances add up to on a day."""
    found: dict[Standing, int] = {}
    for balance in balances:
        if balance.date <= until:
            found[balance.standing] = found.get(balance.standing, 0) + balance.amount
    return {standing: amount for standing, amount in found.items() if amount}


OPENING = Opened("OB-1", day(1, 1), "A", "R", D(400), None, day(1, 31))


def test_an_opening_is_owed_from_the_day_before_and_never_charged() -> None:
    paid = settled("PY-1", day(2, 1), 15000)
    moved = opening_movements(OPENING, [paid], "CNY", CNY)
    assert sums(moved.balances, date(2025, 12, 30)) == {}
    assert sums(moved.balances, date(2025, 12, 31)) == {Standing.ITEM: 40000, Standing.OPEN: 40000}
    assert sums(moved.balances, day(2, 1)) == {Standing.ITEM: 40000, Standing.OPEN: 25000}
    assert [(flow.measure, flow.key, flow.amount) for flow in moved.flows] == [(Measure.COLLECTED, "R", 15000)]


def test_an_opening_below_zero_is_an_advance() -> None:
    moved = opening_movements(OPENING._replace(amount=D(-50)), [], "CNY", CNY)
    assert sums(moved.balances, date(2025, 12, 31)) == {Standing.FREE: 5000}
    assert opening_movements(OPENING._replace(amount=D(0)), [], "CNY", CNY).balances == ()


def test_money_given_to_an_opening_before_it_is_there_waits_for_it() -> None:
    early = settled("PY-1", date(2025, 12, 1), 15000)
    moved = opening_movements(OPENING, [early], "CNY", CNY)
    assert sums(moved.balances, date(2025, 12, 1)) == {Standing.FREE: 15000}
    assert sums(moved.balances, date(2025, 12, 31)) == {Standing.ITEM: 40000, Standing.OPEN: 25000}


def test_returns_of_old_goods_belong_to_no_product() -> None:
    back = settled("CR-1", day(2, 1), 11300, "return")
    moved = opening_movements(OPENING._replace(rep=None), [back], "CNY", Policy("CNY", tax=D("0.13")))
    assert [(flow.measure, flow.axis, flow.key, flow.responsible is not None, flow.amount) for flow in moved.flows] == [
        (Measure.RETURNS, Axis.REP, None, True, 11300),
        (Measure.RETURNS, Axis.PRODUCT, None, False, 11300),
        (Measure.SALES_NET, Axis.REP, None, True, -10000),
        (Measure.SALES_NET, Axis.PRODUCT, None, False, -10000),
    ]


# payments and credits


PAYMENT = Received("PY-1", day(2, 1), "A", D(500), None, "bill", None, None, None)


def gives(amount: int, to: str = "SO", entry: str = "PY-1", on: date = PAYMENT.date, paid: int | None = None) -> Given:
    return Given(entry, on, "PY-1", to, False, D(amount), None if paid is None else D(paid), ())


def moved_by(money: MoneyFacts, policy: Policy = CNY) -> Movements:
    return money_movements(money, settlements(money, policy, {"SO": "CNY"}), "CNY", policy)


def collected(flows: Iterable[Flow]) -> list[tuple[date, int]]:
    return [(flow.date, flow.amount) for flow in flows if flow.measure is Measure.COLLECTED]


def test_what_a_payment_gives_out_later_moves_on_that_day() -> None:
    money = MoneyFacts(PAYMENT, (gives(200), gives(100, entry="AL-1", on=day(3, 1))), ())
    moved = moved_by(money)
    assert collected(moved.flows) == [(day(2, 1), 30000), (day(3, 1), -10000)]
    assert [(balance.date, balance.amount) for balance in moved.balances] == [(day(2, 1), 30000), (day(3, 1), -10000)]


def test_a_dishonoured_bill_takes_back_all_that_it_gave_and_was() -> None:
    events = (BillEvent("BE-1", day(4, 1), "PY-1", "dishonoured", None, None),)
    money = MoneyFacts(PAYMENT, (gives(200), gives(100, entry="AL-1", on=day(3, 1))), events)
    given = [(each.date, each.entry, each.amount) for each in settlements(money, CNY, {"SO": "CNY"})]
    assert given == [
        (day(2, 1), "PY-1", 20000),
        (day(3, 1), "AL-1", 10000),
        (day(4, 1), "BE-1", -20000),
        (day(4, 1), "BE-1", -10000),
    ]
    moved = moved_by(money)
    assert sums(moved.balances, day(3, 31)) == {Standing.FREE: 20000}
    assert sums(moved.balances, day(4, 1)) == {}
    assert sum(amount for _, amount in collected(moved.flows)) == 0


@pytest.mark.parametrize(
    ("source", "given", "currency"),
    [
        (PAYMENT._replace(currency="EUR", account="boc"), gives(5), "EUR"),
        (PAYMENT._replace(account="boc"), gives(5), "USD"),
        (PAYMENT._replace(account="unknown"), gives(5), "JPY"),
        (PAYMENT, gives(5), "JPY"),
        (PAYMENT, gives(5, to="SO-9"), "CNY"),
        (PAYMENT, gives(5, entry="AL-1"), "CNY"),
        (Credited("PY-1", day(2, 1), "A", D(5), None, "fee"), gives(5), "JPY"),
    ],
)
def test_the_currency_of_money(source: Received | Credited, given: Given, currency: str) -> None:
    policy = Policy("CNY", account_currency={"boc": "USD"})
    assert money_currency(MoneyFacts(source, (given,), ()), policy, {"SO": "JPY"}) == currency


def test_money_in_another_currency_settles_in_the_orders_and_is_collected_in_its_own() -> None:
    money = MoneyFacts(PAYMENT._replace(currency="CNY"), (gives(1500, paid=72),), ())
    (settlement,) = settlements(money, CNY, {"SO": "JPY"})
    assert (settlement.amount, settlement.paid, settlement.currency) == (1500, 7200, "CNY")


@pytest.mark.parametrize("basis", Basis)
def test_a_return_given_to_no_order_has_no_product_and_the_books_tax(basis: Basis) -> None:
    credit = Credited("CR-1", day(2, 1), "A", D(113), None, "return")
    policy = Policy("CNY", tax=D("0.13"), sales_basis=basis)
    flows = moved_by(MoneyFacts(credit, (), ()), policy).flows
    returns = [(flow.measure, flow.axis, flow.amount) for flow in flows]
    wanted = [(Measure.RETURNS, Axis.REP, 11300), (Measure.RETURNS, Axis.PRODUCT, 11300)]
    if basis is not Basis.INVOICED:  # red invoices carry returns there
        wanted += [(Measure.SALES_NET, Axis.REP, -10000), (Measure.SALES_NET, Axis.PRODUCT, -10000)]
    assert returns == wanted


def test_an_allocation_of_a_credit_moves_no_figure_of_the_period() -> None:
    credit = Credited("PY-1", day(2, 1), "A", D(113), None, "rebate")
    later = MoneyFacts(credit, (gives(113, entry="AL-1", on=day(3, 1)),), ())
    flows = moved_by(later).flows
    assert {flow.date for flow in flows} == {day(2, 1)}
    history = OrderHistory(OrderFacts(ORDER, settlements=tuple(settlements(later, CNY, {"SO": "CNY"}))), CNY)
    assert Measure.RETURNS not in {flow.measure for flow in order_movements([history])[0].flows}
