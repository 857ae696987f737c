"""The settings of a book that decide its figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from salesbook.model.commission_basis import CommissionBasis
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.terms import Event, TermPart


class Prices(StrEnum):
    """Whether prices include tax."""

    GROSS = "gross"
    NET = "net"


class Basis(StrEnum):
    """What makes a customer owe, or what counts as sales."""

    DELIVERED = "delivered"
    INVOICED = "invoiced"
    ORDERED = "ordered"

    @property
    def event(self) -> Event:
        """The event of terms that goes with it."""
        return {Basis.DELIVERED: Event.DELIVERY, Basis.INVOICED: Event.INVOICE, Basis.ORDERED: Event.ORDER}[self]


class Settle(StrEnum):
    """What becomes of money given to no order: it pays the oldest items, or stays an advance."""

    OLDEST = "oldest"
    EXPLICIT = "explicit"


class Policy(NamedTuple):
    """Settings as the rules need them. ``aging`` holds the last day of each bucket but the last: 30, 60, 90.

    ``tax`` is a fraction. ``product_tax`` holds the tax of products that name one; ``account_currency`` the
    currency of each account; ``commission_bases`` what any commission plan pays for.
    """

    currency: str
    prices: Prices = Prices.GROSS
    tax: Decimal = Decimal(0)
    receivable_basis: Basis = Basis.DELIVERED
    sales_basis: Basis = Basis.DELIVERED
    settle: Settle = Settle.OLDEST
    aging: tuple[int, ...] = (30, 60, 90)
    terms: Mapping[str, tuple[TermPart, ...]] = {}
    account_currency: Mapping[str, str] = {}
    product_tax: Mapping[str, Decimal] = {}
    commission_bases: tuple[CommissionBasis, ...] = ()

    def terms_of(self, terms: str | tuple[TermPart, ...] | None) -> tuple[TermPart, ...]:
        """The parts that ``terms`` stand for; without terms all is due at the event that makes it owed."""
        if isinstance(terms, tuple) and terms:
            return terms
        named = self.terms.get(terms) if isinstance(terms, str) else None
        return named or (TermPart(share=Decimal(1), after=self.receivable_basis.event),)
