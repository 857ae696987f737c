"""Cash discounts: what the terms of an order let its payer keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from salesbook.bank.receivables import OpenItem
from salesbook.index.book import IndexedBook
from salesbook.index.links import decoded
from salesbook.model.facts import Ordered
from salesbook.model.money import part_of
from salesbook.model.policy import Policy
from salesbook.model.terms import TermPart

Terms = tuple[TermPart, ...]


def discounting_terms(book: IndexedBook, policy: Policy) -> dict[str, Terms]:
    """The terms, by order, of those orders whose terms grant a cash discount."""
    named = {name: parts for name, parts in policy.terms.items() if any(part.discount for part in parts)}
    found: dict[str, Terms] = {}
    if named:
        of_customers = {id: customer.data.get("terms") for id, customer in book.customers.by_id.items()}
        rows = book.connection.execute(
            "SELECT entry.id, json_extract(data, '$.terms'), unit.customer FROM entry JOIN unit USING (id) "
            "WHERE entry.kind = 'orders' AND facts <> ''"
        )
        for id, name, customer in rows:
            if parts := named.get(name or of_customers.get(customer) or ""):
                found[id] = parts
    rows = book.connection.execute(
        "SELECT id, facts FROM entry WHERE kind = 'orders' AND facts <> '' "
        "AND json_type(data, '$.terms') = 'array' AND json_extract(data, '$.terms') LIKE '%\"discount\"%'"
    )
    for id, facts in rows:
        for fact in decoded(facts):
            if isinstance(fact, Ordered) and isinstance(fact.terms, tuple):
                found[id] = fact.terms
    return found


def with_discount(item: OpenItem, part: int, terms: Terms | None) -> OpenItem:
    """The item of a part (from 1) of ``terms`` with the discount that is granted on what is open of it."""
    if terms is None or item.arose is None or not 1 <= part <= len(terms) or not terms[part - 1].discount:
        return item
    granted = terms[part - 1]
    return replace(
        item,
        discount=part_of(item.amount, granted.discount, 1),
        discount_until=item.arose + timedelta(days=granted.discount_days),
    )
