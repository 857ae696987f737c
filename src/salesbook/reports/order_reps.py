"""Whose orders are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from salesbook.index.book import IndexedBook


def order_reps(book: IndexedBook, orders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The reps of orders and openings: those that they name, else who collected from the customer on their date."""
    found: dict[str, tuple[str, ...]] = {}
    for id, customer, day, named in _named(book, orders):
        responsible = book.customers.rep_on(customer, day)
        found[id] = named or ((responsible,) if responsible else ())
    return found


def named_reps(book: IndexedBook, orders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The reps that orders and openings name."""
    return {id: named for id, _, _, named in _named(book, orders)}


def _named(book: IndexedBook, orders: Iterable[str]) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Orders and openings with their customer, day and the reps that they name."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.customer, unit.date, json_extract(data, '$.rep'), json_extract(data, '$.reps') "
        "FROM json_each(?) wanted JOIN unit ON unit.id = wanted.value "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind",
        (json.dumps(list(orders)),),
    )
    for id, customer, day, rep, shares in rows:
        yield id, customer, day, tuple(json.loads(shares)) if shares else (rep,) if rep else ()
