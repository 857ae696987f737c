"""What is still to come of an order: what a command proposes where the clerk names no figure. Minor units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from salesbook.model.facts import Changed
from salesbook.model.money import spread
from salesbook.rules.order_state import OrderHistory
from salesbook.rules.order_timeline import Quantities
from salesbook.rules.valuation import LineValue, line_tax, net_of_gross

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


def delivered_values(history: OrderHistory) -> dict[int, LineValue]:
    """The lines as they are ordered, those of which something is delivered."""
    delivered = history.timeline.delivered(_END)
    return {number: value for number, value in history.lines(_END).items() if delivered.get(number)}


def not_invoiced(history: OrderHistory) -> int:
    """What is delivered and not invoiced yet."""
    delivered = history.timeline.delivered(_END)
    value = sum(line.gross_of(delivered[number]) for number, line in delivered_values(history).items())
    return max(0, value - history.invoiced(_END))


def total_after(history: OrderHistory, change: Changed) -> int:
    """The control total of the order after a change that has no number yet."""
    numbered = replace(change, entry=_LAST_OF_DAY)
    facts = replace(history.facts, changes=(*history.facts.changes, numbered))
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


def taxes(histories: Iterable[tuple[OrderHistory, int]]) -> list[tuple[Decimal, int, int]]:
    """Net and tax by rate (a fraction) of amounts of orders, spread over what is delivered, else over all lines.

    Highest rate first; the nets and taxes add up to the amounts.
    """
    by_rate: dict[Decimal, int] = {}
    for history, amount in histories:
        values = delivered_values(history) or history.lines(_END)
        delivered = history.timeline.delivered(_END)
        weights = [value.gross_of(delivered.get(number, value.quantity)) for number, value in values.items()]
        for number, piece in zip(values, spread(amount, weights), strict=True):
            rate = line_tax(history.timeline.lines[number], history.policy)
            by_rate[rate] = by_rate.get(rate, 0) + piece
    nets = {rate: net_of_gross(gross, rate) for rate, gross in by_rate.items() if gross}
    return [(rate, nets[rate], by_rate[rate] - nets[rate]) for rate in sorted(nets, reverse=True)]
