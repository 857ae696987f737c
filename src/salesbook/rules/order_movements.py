"""What an order, or an opening, moves: flows of its documents, and balances as the differences between its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from salesbook.model.facts import Opened, Share
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy
from salesbook.rules.backlog import backlogs
from salesbook.rules.document_flows import Splitting, Worth, order_flows, settlement_flows
from salesbook.rules.movement import Balance, Flow, ItemKey, Movements, Responsible, Standing
from salesbook.rules.order_state import Item, OrderHistory, OrderState
from salesbook.rules.settlement import Settlement
from salesbook.rules.valuation import net_of_gross

_ITEM, _OPEN, _UNBILLED, _DEPOSIT = Standing.ITEM, Standing.OPEN, Standing.UNBILLED, Standing.DEPOSIT
_ADVANCE, _FREE, _CHARGED = Standing.ADVANCE, Standing.FREE, Standing.CHARGED
# Names of this module: before Python 3.12, to find a member in its class takes several times as long as to use it.


def order_movements(orders: Sequence[OrderHistory]) -> list[Movements]:
    """All that each of the orders, with what hangs on it, moves.

    Each step is taken for all of them before the next: a processor runs again faster what it has just run.
    """
    stood = [[(day, order.state(day)) for day in order.dates()] for order in orders]
    flows = [order_flows(order) for order in orders]
    balances = [
        _differences(states, order.facts.ordered.customer, order.currency)
        for order, states in zip(orders, stood, strict=True)
    ]
    waiting = [backlogs(states) for states in stood]
    return [
        Movements(tuple(counted), tuple(moved), tuple(waits))
        for counted, moved, waits in zip(flows, balances, waiting, strict=True)
    ]


def opening_movements(opened: Opened, settlements: Sequence[Settlement], currency: str, policy: Policy) -> Movements:
    """What an opening moves: owed from the day before its date, settled like an order, never charged or sales.

    Below zero it is free money.
    """
    amount = to_minor(opened.amount, currency)
    begins = opened.date - timedelta(days=1)
    flows = tuple(_opening_flows(opened, settlements, policy))
    if amount <= 0:
        free = Balance(begins, _FREE, opened.customer, currency, None, -amount)
        return Movements(flows, (free,) if amount else ())
    key = ItemKey(begins, 1, opened.entry, opened.due)
    days = sorted({begins} | {each.date for each in settlements})
    states = [(day, _opening_state(key, amount, settlements, day)) for day in days]
    balances = _differences(states, opened.customer, currency)
    # What an opening says is owed; it was not charged in a period of this book.
    return Movements(flows, tuple(each for each in balances if each.standing is not _CHARGED))


def _opening_state(key: ItemKey, amount: int, settlements: Sequence[Settlement], day: date) -> OrderState:
    settled = sum(each.amount for each in settlements if each.date <= day)
    if day < key.arose:
        return OrderState(settled=settled, unbilled=max(0, -settled))
    unpaid = max(0, amount - settled)
    return OrderState(amount, amount, settled, 0, (Item(key, amount, unpaid, unpaid),), 0)


def _opening_flows(opened: Opened, settlements: Sequence[Settlement], policy: Policy) -> Iterator[Flow]:
    shares = (Share(opened.rep, Decimal(1)),) if opened.rep else ()
    splitting = Splitting(shares, Responsible(opened.customer, opened.date))
    for each in settlements:
        worth = [Worth(None, each.paid, net_of_gross(each.paid, policy.tax))]
        yield from settlement_flows(each, splitting, worth, policy)


_Key = tuple[Standing] | tuple[Standing, ItemKey]
"""What stands: of an order, or of one of its items. Keys compare in the order in which balances are read."""


def _differences(states: Iterable[tuple[date, OrderState]], customer: str, currency: str) -> list[Balance]:
    before: dict[_Key, int] = {}
    balances: list[Balance] = []
    for day, state in states:
        after = _standings(state)
        moved = {key: amount - before.pop(key, 0) for key, amount in after.items()}
        for key, amount in before.items():  # what is left of them stands no longer
            moved[key] = -amount
        for key, amount in sorted(moved.items()):
            if amount:
                item = key[1] if len(key) == 2 else None
                balances.append(Balance(day, key[0], customer, currency, item, amount))
        before = after
    return balances


def _standings(state: OrderState) -> dict[_Key, int]:
    """What stands on a day, but nothing of which there is none."""
    whole = (
        ((_UNBILLED,), state.unbilled),
        ((_DEPOSIT,), state.deposits_due),
        ((_ADVANCE,), state.advance),
        ((_FREE,), state.excess),
        ((_CHARGED,), state.charged),
    )
    standings: dict[_Key, int] = {key: amount for key, amount in whole if amount}
    for item in state.items:
        figured = _ITEM, item.key
        standings[figured] = standings.get(figured, 0) + item.amount
        if item.receivable:
            owed = _OPEN, item.key
            standings[owed] = standings.get(owed, 0) + item.receivable
    return standings
