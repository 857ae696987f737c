"""What is open of an order: goods to deliver, goods to invoice, money to come; and which orders have any of it."""

from __future__ import annotations

from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import on_day
from salesbook.model.named_tuple import NamedTuple
from salesbook.rules.invoicing import invoicing
from salesbook.rules.order_state import OrderHistory, OrderState


class OpenOrder(NamedTuple):
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


def open_order_ids(book: IndexedBook, day: date) -> set[str]:
    """Orders with goods to deliver, goods delivered and not invoiced, or money to come."""
    owing = on_day("unit", "standing IN ('open', 'unbilled', 'deposit')")
    rows = book.connection.execute(
        f"WITH owing AS ({owing}), waiting AS (SELECT unit FROM backlog "
        "WHERE until > :day AND since <= :day AND (lines > 0 OR uninvoiced > 0)) "
        "SELECT id FROM unit WHERE kind = 'orders' AND date <= :day "
        "AND (id IN (SELECT unit FROM waiting) OR id IN (SELECT unit FROM owing))",
        {"day": day.isoformat()},
    )
    return {id for (id,) in rows}


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
