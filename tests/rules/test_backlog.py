"""What is to be done about an order: for any day what its state of that day says, in spans that follow each other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given

from salesbook.model.facts import Delivered, Invoiced, Line, Ordered, Piece
from salesbook.model.policy import Policy
from salesbook.rules.movement import Backlog
from salesbook.rules.order_movements import order_movements
from salesbook.rules.order_state import OrderFacts, OrderHistory
from tests.rules.histories import histories

D = Decimal
NOTHING = (0, 0, 0, 0, 0)
CNY = Policy("CNY")
NEVER = date.max


def day(number: int) -> date:
    return date(2026, 1, number)


@given(histories())
def test_every_day_has_the_backlog_of_its_state(history: OrderHistory) -> None:
    found = order_movements([history])[0].backlogs
    changes = history.dates()
    for each in (*changes, *(one - timedelta(days=1) for one in changes), changes[-1] + timedelta(days=400)):
        state = history.state(each)
        lines, out = history.lines(each), history.timeline.delivered(each)
        delivered = max(0, sum(lines[line].gross_of(quantity) for line, quantity in out.items() if line in lines))
        expected = (
            sum(line.quantity > out.get(number, 0) for number, line in lines.items()),
            state.total - sum(lines[line].gross_of(quantity) for line, quantity in out.items() if line in lines),
            max(0, delivered - max(0, state.returned) - state.invoiced),
            max(0, state.invoiced - delivered),
            state.total - state.charged,
        )
        of_day = [span.figures for span in found if span.since <= each < span.until]
        assert of_day == ([expected] if any(expected) else [])


@given(histories())
def test_spans_follow_each_other_and_say_something_new(history: OrderHistory) -> None:
    found = order_movements([history])[0].backlogs
    assert all(span.since < span.until and span.figures != NOTHING for span in found)
    for one, other in pairwise(found):
        assert one.until < other.since or (one.until == other.since and one.figures != other.figures)


def test_from_order_to_invoice() -> None:
    lines = (Line(1, "P", D(10), D(100), D(0), None),)
    facts = OrderFacts(
        Ordered("SO", day(5), "A", (), lines, None, None),
        deliveries=(Delivered("DN-1", day(10), "SO", (Piece(1, D(4)),)), Delivered("DN-2", day(20), "SO", ())),
        invoices=(
            Invoiced("IV-1", day(12), "A", "SO", D(600), None, None),
            Invoiced("IV-2", day(25), "A", "SO", D(400), None, None),
        ),
    )
    assert order_movements([OrderHistory(facts, CNY)])[0].backlogs == (
        Backlog(day(5), day(10), 1, 100000, 0, 0, 100000),
        Backlog(day(10), day(12), 1, 60000, 40000, 0, 60000),
        Backlog(day(12), day(20), 1, 60000, 0, 20000, 60000),
        Backlog(day(20), day(25), 0, 0, 40000, 0, 0),
    )


def test_what_never_ends_ends_after_all_days() -> None:
    ordered = Ordered("SO", day(5), "A", (), (Line(1, "P", D(1), D(0), D(0), None),), None, None)
    found = order_movements([OrderHistory(OrderFacts(ordered), CNY)])[0].backlogs
    assert found == (Backlog(day(5), NEVER, 1, 0, 0, 0, 0),)
