"""Cash discounts: what the terms of an order let its payer keep."""

from __future__ import annotations

from datetime import date, timedelta

from salesbook.index.book import IndexedBook
from salesbook.index.order_standing import OrderStanding, own_terms
from salesbook.model.money import part_of
from salesbook.model.policy import Policy
from salesbook.model.terms import TermPart

Terms = tuple[TermPart, ...]


class DiscountingTerms:
    """The terms of orders, as far as they grant a cash discount."""

    def __init__(self, book: IndexedBook, policy: Policy) -> None:
        self._book = book
        self._named = {name: parts for name, parts in policy.terms.items() if any(part.discount for part in parts)}
        self._of_customers = {id: customer.data.get("terms") for id, customer in book.customers.by_id.items()}

    def of(self, order: OrderStanding) -> Terms | None:
        """Those of an order, its customer's where it names none; None where they grant no discount."""
        terms = order.terms
        if terms is not None and terms.startswith("["):
            return own_terms(self._book.connection, order.id) if '"discount"' in terms else None
        return self._named.get(terms or self._of_customers.get(order.customer) or "") if self._named else None


def granted_discount(amount: int, part: int, arose: date | None, terms: Terms | None) -> tuple[int, date | None]:
    """The discount on what is open of an item of a part (from 1) of ``terms``, and until when; 0 and None without."""
    if terms is None or arose is None or not 1 <= part <= len(terms) or not terms[part - 1].discount:
        return 0, None
    granted = terms[part - 1]
    return part_of(amount, granted.discount, 1), arose + timedelta(days=granted.discount_days)
