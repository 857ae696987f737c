"""What a payment or credit has given out so far."""

from __future__ import annotations

import json
from decimal import Decimal

from salesbook.index.book import IndexedBook


def given_by(book: IndexedBook, source: str) -> dict[str, Decimal]:
    """What each order or opening balance has of a payment or credit, by its own entry and by allocations.

    Amounts are in the target's currency.
    """
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE facts <> '' AND ((id = ? AND kind IN ('payments', 'credits')) OR "
        "(kind = 'allocations' AND ? IN (json_extract(data, '$.payment'), json_extract(data, '$.credit'))))",
        (source, source),
    )
    given: dict[str, Decimal] = {}
    for (data,) in rows.fetchall():
        for piece in json.loads(data).get("orders", ()):
            target = piece.get("order") or piece["opening"]
            given[target] = given.get(target, Decimal(0)) + Decimal(piece["amount"])
    return given
