"""What is to be done about orders as of a day, and since when."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from enum import Enum
from itertools import groupby

from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import Count
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Basis


class Since(NamedTuple):
    """An amount in minor units, and the first of the days on end on which there was one; None where it is 0."""

    amount: int
    since: date | None


class OrderBacklog(NamedTuple):
    """What is to be done about an order; ``customer`` after merging.

    ``undelivered`` goods are ordered and not delivered, ``uninvoiced`` ones delivered and not invoiced;
    ``invoiced_ahead`` is invoiced and not delivered. ``uncharged`` in minor units is what its customer does not owe
    yet, ``lines`` how many lines have goods to deliver.
    """

    order: str
    date: date
    customer: str
    currency: str
    lines: int
    undelivered: Since
    uninvoiced: Since
    invoiced_ahead: Since
    uncharged: int


def has_invoices(book: IndexedBook, day: date) -> bool:
    """Whether a book has any invoice until ``day``: of one that keeps none, nothing is to be invoiced."""
    rows = book.connection.execute(
        "SELECT 1 FROM entry WHERE kind = 'invoices' AND date <= ? LIMIT 1", (day.isoformat(),)
    )
    return rows.fetchone() is not None


def keeps_deliveries(book: IndexedBook, day: date) -> bool:
    """Whether a book tells until ``day`` what was delivered.

    Where customers owe what they order and no delivery was ever entered, nobody waits for goods as far as it tells.
    """
    if book.policy is None or book.policy.receivable_basis is not Basis.ORDERED:
        return True
    rows = book.connection.execute(
        "SELECT 1 FROM entry WHERE kind = 'deliveries' AND date <= ? LIMIT 1", (day.isoformat(),)
    )
    return rows.fetchone() is not None


def backlogs_on(book: IndexedBook, day: date) -> Iterator[OrderBacklog]:
    """The orders about which something is to be done as of ``day``, by date and id; none of a book without deliveries.

    Before the first invoice, what waits for nothing else is left out: it would be all that was ever delivered.
    """
    if not keeps_deliveries(book, day):
        return
    wanted = "TRUE" if has_invoices(book, day) else "(backlog.lines > 0 OR backlog.undelivered OR backlog.uncharged)"
    rows = book.connection.execute(
        "SELECT unit.id, unit.date, unit.customer, unit.currency, span.since, span.until, span.lines, "
        "span.undelivered, span.uninvoiced, span.invoiced_ahead, span.uncharged "
        "FROM backlog JOIN unit ON unit.id = backlog.unit JOIN backlog span ON span.unit = backlog.unit "
        f"WHERE backlog.until > :day AND backlog.since <= :day AND {wanted} AND span.since <= :day "
        "ORDER BY unit.date, unit.id, span.since",
        {"day": day.isoformat()},
    )
    for (order, ordered, customer, currency), spans in groupby(rows, key=lambda row: row[:4]):
        latest_first = [_Span._make(row[4:]) for row in spans][::-1]
        yield OrderBacklog(
            order=order,
            date=date.fromisoformat(ordered),
            customer=book.customers.canonical(customer),
            currency=currency,
            lines=latest_first[0].lines,
            undelivered=_since(latest_first, [span.undelivered for span in latest_first]),
            uninvoiced=_since(latest_first, [span.uninvoiced for span in latest_first]),
            invoiced_ahead=_since(latest_first, [span.invoiced_ahead for span in latest_first]),
            uncharged=latest_first[0].uncharged,
        )


class Work(Enum):
    """What is to be done about an order: in SQL, whether there is anything, and its value."""

    DELIVER = ("lines > 0", "undelivered")
    INVOICE = ("uninvoiced > 0", "uninvoiced")


class WaitingOrder(NamedTuple):
    """An order that waits for one thing: ``amount`` of it in minor units; ``customer`` after merging."""

    order: str
    date: date
    customer: str
    currency: str
    lines: int
    amount: int


class Whom(NamedTuple):
    """Whom orders: of some customers (after merging), of the reps that orders name; None: of all."""

    customers: Collection[str] | None = None
    reps: Collection[str] | None = None


def waiting_orders(
    book: IndexedBook, day: date, work: Work, whom: Whom, limit: int | None = None
) -> list[WaitingOrder]:
    """The orders that wait for some work as of ``day``, by date and id: the first so many, or all."""
    if not keeps_deliveries(book, day):
        return []
    condition, value = work.value
    rows = book.connection.execute(
        f"SELECT unit.id, unit.date, unit.customer, unit.currency, lines, {value} "
        f"{_waiting(condition, whom)} ORDER BY unit.date, unit.id LIMIT :limit",
        _parameters(book, day, whom, limit),
    )
    return [
        WaitingOrder(id, date.fromisoformat(dated), book.customers.canonical(customer), currency, lines, amount)
        for id, dated, customer, currency, lines, amount in rows
    ]


def count_waiting(book: IndexedBook, day: date, work: Work, whom: Whom) -> dict[str, Count]:
    """How many orders wait for some work as of ``day``, and its value, by currency."""
    if not keeps_deliveries(book, day):
        return {}
    condition, value = work.value
    rows = book.connection.execute(
        f"SELECT unit.currency, count(*), sum({value}) {_waiting(condition, whom)} GROUP BY unit.currency",
        _parameters(book, day, whom),
    )
    return {currency: Count(number, amount) for currency, number, amount in rows}


def _waiting(condition: str, whom: Whom) -> str:
    sql = (
        "FROM backlog JOIN unit ON unit.id = backlog.unit "
        f"WHERE until > :day AND since <= :day AND unit.date <= :day AND {condition}"
    )
    if whom.customers is not None:
        sql += " AND unit.customer IN (SELECT value FROM json_each(:customers))"
    if whom.reps is not None:
        sql += (
            " AND EXISTS (SELECT 1 FROM reference WHERE kind = unit.kind AND id = unit.id AND target_kind = 'reps' "
            "AND target IN (SELECT value FROM json_each(:reps)))"
        )
    return sql


def _parameters(book: IndexedBook, day: date, whom: Whom, limit: int | None = None) -> dict[str, str | int]:
    return {
        "day": day.isoformat(),
        "customers": json.dumps(book.customers.with_merged(whom.customers or ())),
        "reps": json.dumps(list(whom.reps or ())),
        "limit": -1 if limit is None else limit,
    }


class _Span(NamedTuple):
    """A row of the index: days (ISO) and figures of a backlog."""

    since: str
    until: str
    lines: int
    undelivered: int
    uninvoiced: int
    invoiced_ahead: int
    uncharged: int


def _since(latest_first: list[_Span], amounts: list[int]) -> Since:
    """The latest of the ``amounts`` of an order's spans, and since when it was never 0."""
    since: str | None = None
    for span, amount in zip(latest_first, amounts, strict=True):
        if not amount or (since is not None and span.until != since):
            break
        since = span.since
    return Since(amounts[0], date.fromisoformat(since) if since else None)
