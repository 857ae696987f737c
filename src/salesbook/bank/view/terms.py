"""Cash discounts: what the terms of an order let its payer keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from salesbook.index.book import IndexedBook
from salesbook.index.open_orders import Unit
from salesbook.index.order_names import OrderNames, own_terms
from salesbook.model.money import part_of
from salesbook.model.policy import Policy
from salesbook.model.terms import TermPart

Terms = tuple[TermPart, ...]


def discounting_terms(
    book: IndexedBook, policy: Policy, known: Mapping[str, Unit], names: Mapping[str, OrderNames]
) -> dict[str, Terms]:
    """The terms, by order, of those orders whose terms grant a cash discount.

    ``known`` are the units of the book, ``names`` what its orders say of themselves.
    """
    named = {name: parts for name, parts in policy.terms.items() if any(part.discount for part in parts)}
    of_customers = {id: customer.data.get("terms") for id, customer in book.customers.by_id.items()}
    found: dict[str, Terms] = {}
    for id, (*_, terms) in names.items():
        if terms is not None and terms.startswith("["):
            parts = own_terms(book, id) if '"discount"' in terms else None
        else:
            unit = known.get(id)
            parts = named.get(terms or of_customers.get(unit.customer) or "") if named and unit else None
        if parts:
            found[id] = parts
    return found


def granted_discount(amount: int, part: int, arose: date | None, terms: Terms | None) -> tuple[int, date | None]:
    """The discount on what is open of an item of a part (from 1) of ``terms``, and until when; 0 and None without."""
    if terms is None or arose is None or not 1 <= part <= len(terms) or not terms[part - 1].discount:
        return 0, None
    granted = terms[part - 1]
    return part_of(amount, granted.discount, 1), arose + timedelta(days=granted.discount_days)
