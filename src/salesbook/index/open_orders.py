"""Orders and openings that can still take money, as of a day: what they were given, and what is open of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from salesbook.index.book import IndexedBook
from salesbook.rules.movement import Standing


class OrderBalance(NamedTuple):
    """Where an order (or opening) stands; minor units of its currency.

    ``total`` is what it comes to, ``settled`` what it was given; ``receivable`` is what is owed on it, ``deposit`` what
    its terms ask for beyond that. ``customer`` is the one it names, which may have been merged into another since.
    """

    id: str
    opening: bool
    customer: str
    date: date
    currency: str
    total: int
    settled: int
    receivable: int
    deposit: int

    @property
    def unsettled(self) -> int:
        """The most that it can still take."""
        return self.total - self.settled


class Unit(NamedTuple):
    """An order, opening, payment or credit; ``customer`` is the one it names, perhaps merged into another since."""

    kind: str
    customer: str
    date: str
    currency: str


def units(book: IndexedBook) -> dict[str, Unit]:
    """All orders, openings, payments and credits, by id."""
    rows = book.connection.execute("SELECT id, kind, customer, date, currency FROM unit")
    return {row[0]: Unit._make(row[1:]) for row in rows}


def order_balances(book: IndexedBook, day: date, known: Mapping[str, Unit]) -> Iterator[OrderBalance]:
    """The orders and openings that can take money as of ``day``; ``known`` are the units of the book.

    What was given to an order follows from its balances: charged − receivable + advance + free.
    """
    totals = dict(
        book.connection.execute(
            "SELECT unit, sum(amount) FROM flow WHERE measure = 'ordered' AND axis = 'rep' AND date <= ? GROUP BY unit",
            (day.isoformat(),),
        )
    )
    rows = book.connection.execute(
        "SELECT unit, sum(CASE standing WHEN 'charged' THEN amount ELSE 0 END), "
        "sum(CASE WHEN standing IN ('open', 'unbilled') THEN amount ELSE 0 END), "
        "sum(CASE WHEN standing IN ('advance', 'free') THEN amount ELSE 0 END), "
        "sum(CASE standing WHEN 'deposit' THEN amount ELSE 0 END), "
        "sum(CASE standing WHEN 'item' THEN amount ELSE 0 END) "
        "FROM balance WHERE date <= ? GROUP BY unit",
        (day.isoformat(),),
    )
    sums = {row[0]: row for row in rows}
    nothing = ("", 0, 0, 0, 0, 0)
    for id, (kind, customer, dated, currency) in known.items():
        opening = kind == "openings"
        if not opening and kind != "orders":
            continue
        # An order of which nothing was delivered or paid yet has no balances.
        _, charged, owed, ahead, deposit, item = sums.get(id, nothing)
        total = max(0, item if opening else totals.get(id, 0))
        settled = (item if opening else charged) - owed + ahead
        if total > settled:
            day_of = date.fromisoformat(dated)
            yield OrderBalance(id, opening, customer, day_of, currency, total, settled, owed, deposit)


@dataclass(frozen=True, slots=True)
class FiguredItem:
    """An item of an order at what it is figured at, whatever was paid of it; minor units."""

    part: int
    event: str
    arose: date
    due: date
    retention: bool
    amount: int
    owed: int
    """What of the receivable lies on it."""


def figured_items(book: IndexedBook, day: date, orders: set[str]) -> dict[str, list[FiguredItem]]:
    """The items of some orders as of ``day``, in the order in which money pays them."""
    found: dict[str, list[FiguredItem]] = defaultdict(list)
    for order in orders:
        rows = book.connection.execute(
            "SELECT part, event, arose, due, retention, "
            "sum(CASE standing WHEN 'item' THEN amount ELSE 0 END) AS figured, "
            "sum(CASE standing WHEN 'open' THEN amount ELSE 0 END) FROM balance "
            "WHERE unit = ? AND date <= ? AND standing IN (?, ?) GROUP BY part, event, arose, due, retention "
            "HAVING figured <> 0 ORDER BY due, part, arose, event",
            (order, day.isoformat(), Standing.ITEM, Standing.OPEN),
        )
        for part, event, arose, due, retention, amount, owed in rows:
            item = FiguredItem(
                part, event, date.fromisoformat(arose), date.fromisoformat(due), bool(retention), amount, owed
            )
            found[order].append(item)
    return dict(found)
