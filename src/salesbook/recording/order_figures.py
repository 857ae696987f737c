"""What is still to come of an order: what a command proposes where the clerk names no figure. Minor units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from salesbook.model.facts import Changed
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.order_timeline import Quantities

_END = date.max
_LAST_OF_DAY = "\U0010ffff"
# Changes of a day apply by id; a new one has a higher number than those before it.


def open_quantities(history: OrderHistory) -> Quantities:
    """What is ordered and not delivered, with all documents there are, later ones too."""
    delivered = history.timeline.delivered(_END)
    ordered = history.timeline.ordered(_END)
    left = {line: quantity - delivered.get(line, Decimal(0)) for line, quantity in ordered.items()}
    return {line: quantity for line, quantity in left.items() if quantity > 0}


def room(history: OrderHistory) -> int:
    """What payments and credits may still be given to it."""
    state = history.state(_END)
    return max(0, state.total - state.settled)


def settled(history: OrderHistory) -> int:
    """What payments and credits have been given to it."""
    return history.state(_END).settled


def written_off(history: OrderHistory) -> int:
    """What of it is written off, and not recovered."""
    credits = (each for each in history.facts.settlements if each.reason in ("write-off", "recovery"))
    return sum(each.amount for each in credits)


def total_after(history: OrderHistory, change: Changed) -> int:
    """The control total of the order after a change that has no number yet."""
    numbered = change._replace(entry=_LAST_OF_DAY)
    facts = history.facts._replace(changes=(*history.facts.changes, numbered))
    changed = OrderHistory(facts, history.policy)
    return sum(value.gross for value in changed.lines(change.date).values())


def returned_value(history: OrderHistory, line: int, quantity: Decimal) -> int:
    """The value of goods of a line that come back, after those that came back before."""
    value = history.lines(_END).get(line)
    if value is None:
        return 0
    pieces = [piece for each in history.facts.settlements for piece in each.pieces if each.amount >= 0]
    before = sum((piece.quantity for piece in pieces if piece.line == line), Decimal(0))
    return value.gross_of(min(value.quantity, before + quantity)) - value.gross_of(min(value.quantity, before))
