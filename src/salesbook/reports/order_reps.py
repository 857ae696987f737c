"""Whose orders are."""

from __future__ import annotations

import json
from collections.abc import Iterable

from salesbook.index.book import IndexedBook


def order_reps(book: IndexedBook, orders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The reps of orders and openings: those that they name, else who collected from the customer on their date."""
    wanted = json.dumps(list(orders))
    rows = book.connection.execute(
        "SELECT unit.id, unit.customer, unit.date, json_extract(data, '$.rep'), json_extract(data, '$.reps') "
        "FROM json_each(?) wanted JOIN unit ON unit.id = wanted.value "
        "JOIN entry ON entry.id = unit.id AND entry.kind = unit.kind",
        (wanted,),
    )
    found: dict[str, tuple[str, ...]] = {}
    for id, customer, day, rep, shares in rows:
        named = tuple(json.loads(shares)) if shares else (rep,) if rep else ()
        responsible = book.customers.rep_on(customer, day)
        found[id] = named or ((responsible,) if responsible else ())
    return found
