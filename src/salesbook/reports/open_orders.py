"""Orders with something open: goods to deliver, goods to invoice, money to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.histories import order_history
from salesbook.model.policy import Policy
from salesbook.rules.invoicing import invoicing
from salesbook.rules.order_state import OrderHistory, OrderState


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order as of a day. ``undelivered`` and ``uninvoiced`` are values in minor units, ``lines`` counts those
    with goods to deliver.
    """

    id: str
    date: date
    customer: str
    reps: tuple[str, ...]
    currency: str
    state: OrderState
    lines: int
    delivered: int
    uninvoiced: int

    @property
    def undelivered(self) -> int:
        """The value of the goods to deliver."""
        return self.state.total - self.delivered


def open_orders(book: IndexedBook, policy: Policy, day: date) -> Iterator[OpenOrder]:
    """Orders with goods to deliver, goods delivered and not invoiced, or money to come, by date and id."""
    for id in _candidates(book, day):
        history = order_history(book.connection, policy, id)
        if history is None:
            continue
        order = open_order(book, history, day)
        if order.lines or order.uninvoiced or order.state.receivable or order.state.deposits_due:
            yield order


def open_order(book: IndexedBook, history: OrderHistory, day: date) -> OpenOrder:
    """One order as of a day."""
    ordered = history.facts.ordered
    lines = history.lines(day)
    net = history.timeline.delivered(day)
    billing = invoicing(history, day)
    return OpenOrder(
        id=ordered.entry,
        date=ordered.date,
        customer=book.customers.canonical(ordered.customer),
        reps=tuple(share.rep for share in ordered.shares),
        currency=history.currency,
        state=history.state(day),
        lines=sum(line.quantity > net.get(number, line.quantity * 0) for number, line in lines.items()),
        delivered=billing.delivered,
        uninvoiced=billing.not_invoiced,
    )


def _candidates(book: IndexedBook, day: date) -> list[str]:
    """Orders that have something open, as the index keeps it."""
    rows = book.connection.execute(
        "WITH waiting AS (SELECT unit FROM backlog "
        "WHERE until > :day AND since <= :day AND (lines > 0 OR uninvoiced > 0)), "
        "owing AS (SELECT unit FROM balance WHERE date <= :day AND standing IN ('open', 'unbilled', 'deposit') "
        "GROUP BY unit, standing HAVING sum(amount) <> 0) "
        "SELECT id FROM unit WHERE kind = 'orders' AND date <= :day "
        "AND (id IN (SELECT unit FROM waiting) OR id IN (SELECT unit FROM owing)) ORDER BY date, id",
        {"day": day.isoformat()},
    )
    return [id for (id,) in rows]
