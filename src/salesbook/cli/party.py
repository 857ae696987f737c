"""Whom a document is with: a customer that is named, or that of an order that is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.cli.entering import Entering
from salesbook.cli.in_the_book import OpenedBook
from salesbook.cli.whom import CUSTOMER, master_or_refuse
from salesbook.i18n import Text
from salesbook.model.money import parse_amount
from salesbook.rules.order_state import OrderHistory


@dataclass(frozen=True, slots=True)
class Party:
    """A customer, by id and name, and the order that was named in its place."""

    customer: str
    name: str
    order: OrderHistory | None = None


def party_or_refuse(entering: Entering, book: OpenedBook, words: str | None, orders: Sequence[str] = ()) -> Party:
    """What the first word of a command means: an order or a customer; without it, the first of ``orders``.

    Asks on a terminal where nothing was named; ends the command where that is neither.
    """
    if words is None and orders:
        words = orders[0]
    named = entering.asked(words, Text("Customer or order", "客户或订单"), "CUSTOMER")
    if book.is_a("orders", named):
        history = book.order(named)
        customer = history.facts.ordered.customer
        return Party(customer, book.index.customers.name(customer), history)
    found = master_or_refuse(entering, CUSTOMER, named, "CUSTOMER")
    return Party(found.id, found.name)


def party_and_amount(
    book: OpenedBook, party: str | None, amount: str | None, *, named: bool
) -> tuple[str | None, str | None]:
    """The first two words of a command; where an option ``named`` whom it is with, one word may be the amount."""
    alone = named and party is not None and amount is None
    if alone and party and parse_amount(party) is not None and not _is_somebody(book, party):
        return None, party
    return party, amount


def _is_somebody(book: OpenedBook, words: str) -> bool:
    return book.is_a("orders", words) or words in book.index.customers.by_id
