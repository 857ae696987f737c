"""What orders and openings are known by, and the terms that they name."""

from __future__ import annotations

from typing import NamedTuple

from salesbook.index.book import IndexedBook
from salesbook.index.links import decoded
from salesbook.model.facts import Ordered
from salesbook.model.terms import TermPart


class OrderNames(NamedTuple):
    """Numbers of an order beside its id; ``terms`` is a name of the settings, or JSON of its own parts."""

    customer_po: str | None
    contract: str | None
    number: str | None
    terms: str | None


def order_names(book: IndexedBook) -> dict[str, OrderNames]:
    """The numbers of all orders and openings, by id."""
    rows = book.connection.execute(
        "SELECT id, json_extract(data, '$.customer_po'), json_extract(data, '$.contract'), "
        "json_extract(data, '$.number'), json_extract(data, '$.terms') "
        "FROM entry WHERE kind IN ('orders', 'openings') AND facts <> ''"
    )
    return {row[0]: OrderNames._make(row[1:]) for row in rows}


def own_terms(book: IndexedBook, order: str) -> tuple[TermPart, ...] | None:
    """The parts of its terms that an order writes down itself; None where it names terms, or none."""
    rows = book.connection.execute("SELECT facts FROM entry WHERE id = ? AND kind = 'orders'", (order,)).fetchall()
    ordered = (fact for (facts,) in rows for fact in decoded(facts) if isinstance(fact, Ordered))
    return next((fact.terms for fact in ordered if isinstance(fact.terms, tuple)), None)
