"""Properties of every order, in order or not: nothing is lost between what is owed, paid and moved."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.facts import Delivered, Exchanged, Line, Ordered, Piece
from salesbook.model.policy import Basis, Policy
from salesbook.model.terms import Event, TermPart
from salesbook.rules.movement import Axis, Measure, Standing
from salesbook.rules.order_checks import order_problems
from salesbook.rules.order_movements import order_movements
from salesbook.rules.order_state import OrderFacts, OrderHistory
from tests.rules.histories import QUANTITIES, START, histories, lines

BY_BOTH = {Measure.ORDERED, Measure.DELIVERED, Measure.INVOICED, Measure.RETURNS, Measure.SALES_NET}


@given(histories())
def test_what_is_owed_is_charged_less_settled(history: OrderHistory) -> None:
    for day in history.dates():
        state = history.state(day)
        assert state.charged - state.settled == state.receivable - state.advance - state.excess
        assert 0 <= state.charged <= state.total
        assert min(state.receivable, state.advance, state.excess, state.deposits_due, state.unbilled) >= 0
        assert sum(item.receivable for item in state.items) + state.unbilled == state.receivable
        assert state.invoiced == history.invoiced(day)


@given(histories())
def test_items_are_figured_at_no_more_than_the_order(history: OrderHistory) -> None:
    for day in history.dates():
        state = history.state(day)
        amounts: dict[int, int] = defaultdict(int)
        for item in state.items:
            amounts[item.key.part] += item.amount
            assert 0 <= item.receivable <= item.open <= max(0, item.amount)
        assert 0 <= sum(amounts.values()) <= state.total or not state.total
        assert all(amount >= 0 for amount in amounts.values())


@given(histories())
def test_movements_add_up_to_the_state_of_every_day(history: OrderHistory) -> None:
    balances = order_movements([history])[0].balances
    for day in history.dates():
        state = history.state(day)
        sums: dict[Standing, int] = defaultdict(int)
        for balance in balances:
            if balance.date <= day:
                sums[balance.standing] += balance.amount
        assert {standing: amount for standing, amount in sums.items() if amount} == {
            standing: amount
            for standing, amount in (
                (Standing.ITEM, sum(item.amount for item in state.items)),
                (Standing.OPEN, sum(item.receivable for item in state.items)),
                (Standing.UNBILLED, state.unbilled),
                (Standing.DEPOSIT, state.deposits_due),
                (Standing.ADVANCE, state.advance),
                (Standing.FREE, state.excess),
                (Standing.CHARGED, state.charged),
            )
            if amount
        }


@given(histories())
def test_flows_by_rep_and_by_product_are_the_same_in_sum(history: OrderHistory) -> None:
    sums: dict[tuple[date, Measure, Axis], int] = defaultdict(int)
    for flow in order_movements([history])[0].flows:
        assert flow.amount
        assert (flow.responsible is not None) == (flow.axis is Axis.REP and flow.key is None)
        sums[flow.date, flow.measure, flow.axis] += flow.amount
    for day, measure, _ in list(sums):
        if measure in BY_BOTH:
            assert sums[day, measure, Axis.REP] == sums[day, measure, Axis.PRODUCT], measure


@given(histories())
def test_what_is_ordered_in_flows_is_what_the_order_comes_to(history: OrderHistory) -> None:
    last = history.stepped[-1]
    assert moved(history, Measure.ORDERED) == sum(line.gross for line in last.values())


@given(histories())
def test_whatever_is_wrong_is_told_of_an_entry(history: OrderHistory) -> None:
    for problem in order_problems(history):
        assert problem.entry
        assert problem.message.en
        assert problem.message.zh


@st.composite
def deliveries_anyhow(draw: st.DrawFn) -> tuple[tuple[Line, ...], list[Delivered]]:
    """Lines, and deliveries of all of them in pieces of any size on any days."""
    ordered = draw(lines())
    deliveries: list[Delivered] = []
    for line in ordered:
        left, pieces = line.quantity, []
        while left:
            piece = min(left, draw(QUANTITIES) / draw(st.sampled_from([1, 2, 4])))
            pieces.append(piece)
            left -= piece
        for index, piece in enumerate(pieces):
            day = START + timedelta(days=draw(st.integers(0, 9)))
            deliveries.append(Delivered(f"DN-{line.number}-{index:02}", day, "SO", (Piece(line.number, piece),)))
    return ordered, deliveries


@given(deliveries_anyhow(), st.sampled_from(Basis))
def test_goods_come_to_the_same_however_they_are_delivered(
    case: tuple[tuple[Line, ...], list[Delivered]], basis: Basis
) -> None:
    ordered, deliveries = case
    order = Ordered("SO", START, "C", (), ordered, (TermPart(Decimal(1), Event.DELIVERY),), None)
    end = START + timedelta(days=30)
    policy = Policy("CNY", receivable_basis=basis)
    every = {line.number for line in ordered}
    first = min(deliveries, key=lambda each: (each.date, each.entry))
    listed = [each for each in deliveries if _is_product(ordered, each) or each is first]
    at_once = OrderHistory(OrderFacts(order, deliveries=(Delivered("DN", START, "SO", ()),)), policy)
    in_pieces = OrderHistory(OrderFacts(order, deliveries=tuple(listed)), policy)
    if listed != deliveries and not _is_product(ordered, first):
        return  # a text line that the first delivery lists in part stays open
    assert in_pieces.timeline.delivered(end).keys() <= every
    assert in_pieces.timeline.delivered(end) == at_once.timeline.delivered(end)
    assert in_pieces.state(end).charged == at_once.state(end).charged
    for measure in (Measure.DELIVERED, Measure.SALES_NET):
        assert moved(at_once, measure) == moved(in_pieces, measure)


def moved(history: OrderHistory, measure: Measure) -> int:
    """The sum of all flows of a measure by rep."""
    flows = order_movements([history])[0].flows
    return sum(flow.amount for flow in flows if flow.measure is measure and flow.axis is Axis.REP)


def _is_product(ordered: tuple[Line, ...], delivery: Delivered) -> bool:
    return ordered[delivery.pieces[0].line - 1].product is not None


@given(lines(), st.integers(0, 5), st.integers(0, 5))
def test_an_exchange_delivered_again_leaves_everything_as_it_was(
    ordered: tuple[Line, ...], back: int, again: int
) -> None:
    order = Ordered("SO", START, "C", (), ordered, (TermPart(Decimal(1), Event.DELIVERY, days=30),), None)
    first = Delivered("DN-1", START, "SO", ())
    returned_on = START + timedelta(days=1 + back)
    pieces = tuple(Piece(line.number, line.quantity) for line in ordered)
    exchanged = Exchanged("CR-1", returned_on, "SO", pieces)
    redelivered = Delivered("DN-2", returned_on + timedelta(days=again), "SO", ())
    history = OrderHistory(OrderFacts(order, deliveries=(first, redelivered), exchanges=(exchanged,)), Policy("CNY"))
    assert history.state(redelivered.date) == history.state(START)
    if again:
        assert history.state(returned_on).charged == 0
