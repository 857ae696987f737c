"""An order's goods through time: which quantity was ordered, delivered and accepted on which day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from salesbook.model.facts import Changed, Delivered, Exchanged, Line, Ordered
from salesbook.model.named_tuple import NamedTuple

Quantities = dict[int, Decimal]
"""Quantity by line number."""

_ZERO = Decimal(0)
_CHANGE, _GOODS, _CANCEL, _ACCEPT = range(4)
# Within a day: a delivery sees the day's changes; a cancellation and an acceptance see the day's goods.


class GoodsMove(NamedTuple):
    """Goods that went out (or, negative, came back for exchange) by one document."""

    entry: str
    date: date
    quantities: Quantities
    delivery: bool


class Step(NamedTuple):
    """From ``date`` on, these are the ordered, or accepted, quantities."""

    entry: str
    date: date
    quantities: Quantities


class OrderTimeline:
    """``lines`` by number; ``steps`` of the ordered quantities; ``moves`` of goods; ``acceptances`` with the net
    quantities that had been delivered. All in order of date, then of document.
    """

    __slots__ = ("acceptances", "lines", "moves", "steps")

    def __init__(self, lines: dict[int, Line], steps: list[Step]) -> None:
        self.lines = lines
        self.steps = steps
        self.moves: list[GoodsMove] = []
        self.acceptances: list[Step] = []

    def ordered(self, day: date) -> Quantities:
        """The ordered quantities on a day; empty before the order."""
        steps = self.steps_until(day)
        return self.steps[steps - 1].quantities if steps else {}

    def steps_until(self, day: date) -> int:
        """How many steps have been taken by a day; none before the order."""
        return bisect_right(self.steps, day, key=_date_of)

    def delivered(self, day: date) -> Quantities:
        """What is delivered less what came back for exchange, on a day."""
        net: Quantities = {}
        for move in self.moves:
            if move.date > day:
                break
            add(net, move.quantities)
        return net


def _date_of(step: Step) -> date:
    return step.date


def add(to: Quantities, more: Quantities) -> None:
    """Add quantities line by line."""
    for line, quantity in more.items():
        to[line] = to.get(line, _ZERO) + quantity


def timeline(
    ordered: Ordered, changes: Sequence[Changed], deliveries: Sequence[Delivered], exchanges: Sequence[Exchanged]
) -> OrderTimeline:
    """Play an order's documents in order of date.

    Text lines (without product) are delivered by the first delivery, unless it lists them; a delivery without
    pieces delivers all that is open. A cancellation ends each line at what is delivered.
    """
    first = Step(ordered.entry, ordered.date, {line.number: line.quantity for line in ordered.lines})
    result = OrderTimeline({line.number: line for line in ordered.lines}, [first])
    net: Quantities = {}
    for _, rank, _, fact in sorted(_ranked(changes, deliveries, exchanges), key=lambda each: each[:3]):
        current = result.steps[-1].quantities
        if isinstance(fact, Delivered):
            text_lines: list[int] = []
            if not [move for move in result.moves if move.delivery]:
                text_lines = [number for number in current if result.lines[number].product is None]
            quantities = _delivered_now(fact, current, net, text_lines)
            add(net, quantities)
            result.moves.append(GoodsMove(fact.entry, fact.date, quantities, delivery=True))
        elif isinstance(fact, Exchanged):
            back: Quantities = {}
            for piece in fact.pieces:
                add(back, {piece.line: -piece.quantity})
            add(net, back)
            result.moves.append(GoodsMove(fact.entry, fact.date, back, delivery=False))
        elif rank == _CANCEL:
            ended = {line: net.get(line, _ZERO) for line in current}
            result.steps.append(Step(fact.entry, fact.date, ended))
        elif rank == _ACCEPT:
            result.acceptances.append(Step(fact.entry, fact.date, dict(net)))
        else:
            changed = {piece.line: piece.quantity for piece in fact.quantities if piece.line in result.lines}
            numbered = [line._replace(number=number) for number, line in enumerate(fact.added, len(result.lines) + 1)]
            result.lines.update({line.number: line for line in numbered})
            added = {line.number: line.quantity for line in numbered}
            result.steps.append(Step(fact.entry, fact.date, {**current, **changed, **added}))
    return result


_Ranked = tuple[date, int, str, Changed | Delivered | Exchanged]


def _ranked(
    changes: Sequence[Changed], deliveries: Sequence[Delivered], exchanges: Sequence[Exchanged]
) -> list[_Ranked]:
    ranked: list[_Ranked] = [(each.date, _GOODS, each.entry, each) for each in deliveries]
    ranked += [(each.date, _GOODS, each.entry, each) for each in exchanges]
    for change in changes:
        if change.quantities or change.added:
            ranked.append((change.date, _CHANGE, change.entry, change))
        if change.cancel:
            ranked.append((change.date, _CANCEL, change.entry, change))
        if change.accept:
            ranked.append((change.date, _ACCEPT, change.entry, change))
    return ranked


def _delivered_now(fact: Delivered, ordered: Quantities, net: Quantities, text_lines: Sequence[int]) -> Quantities:
    if not fact.pieces:
        open_now = {line: quantity - net.get(line, _ZERO) for line, quantity in ordered.items()}
        return {line: quantity for line, quantity in open_now.items() if quantity}
    listed: Quantities = {}
    for piece in fact.pieces:
        add(listed, {piece.line: piece.quantity})
    implied = {line: ordered.get(line, _ZERO) for line in sorted(text_lines) if line not in listed}
    return listed | {line: quantity for line, quantity in implied.items() if quantity}
