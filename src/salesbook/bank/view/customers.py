"""Customers by the names and accounts that they pay under."""

from __future__ import annotations

from collections import defaultdict

from salesbook.bank.receivables import KnownCustomer, KnownPayer
from salesbook.index.book import IndexedBook
from salesbook.index.masters import Customer


def known_customers(book: IndexedBook) -> dict[str, KnownCustomer]:
    """Customers by id; names, accounts and people of those merged into another are that one's."""
    merged: dict[str, list[Customer]] = defaultdict(list)
    for customer in book.customers.by_id.values():
        merged[book.customers.canonical(customer.id)].append(customer)
    return {id: _known(book, id, sorted(same, key=lambda each: each.id != id)) for id, same in merged.items()}


def _known(book: IndexedBook, id: str, same: list[Customer]) -> KnownCustomer:
    payers = [
        KnownPayer(payer.get("name"), payer.get("account")) for each in same for payer in each.data.get("payers") or ()
    ]
    names = [name for each in same for name in (each.name, *map(str, each.data.get("aliases") or ()))]
    names += [payer.name for payer in payers if payer.name]
    return KnownCustomer(
        id=id,
        name=book.customers.name(id),
        names=tuple(names),
        accounts=tuple(payer.account for payer in payers if payer.account),
        group=next((each.group for each in same if each.id == id), None),
        payers=tuple(payers),
        contacts=tuple(
            str(contact["name"]) for each in same for contact in each.data.get("contacts") or () if contact.get("name")
        ),
    )
