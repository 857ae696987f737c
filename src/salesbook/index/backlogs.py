"""What is to be done about orders as of a day, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from salesbook.index.book import IndexedBook


@dataclass(frozen=True, slots=True)
class Since:
    """An amount in minor units, and the first of the days on end on which there was one; None where it is 0."""

    amount: int
    since: date | None


@dataclass(frozen=True, slots=True)
class OrderBacklog:
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


def backlogs_on(book: IndexedBook, day: date) -> Iterator[OrderBacklog]:
    """The orders about which something is to be done as of ``day``, by date and id."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.date, unit.customer, unit.currency, span.since, span.until, span.lines, "
        "span.undelivered, span.uninvoiced, span.invoiced_ahead, span.uncharged "
        "FROM backlog JOIN unit ON unit.id = backlog.unit JOIN backlog span ON span.unit = backlog.unit "
        "WHERE backlog.until > :day AND backlog.since <= :day AND span.since <= :day "
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
