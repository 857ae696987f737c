"""What the matcher knows of a book: customers, what they may pay, and what is recorded already. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer with the names and accounts that it, or who pays for it, is known by."""

    id: str
    name: str
    names: tuple[str, ...]
    accounts: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order (or opening) that can take money; minor units of ``currency``.

    ``unsettled`` is its total less what it was given: the most it can take. ``items`` are the amounts that are open
    of it, oldest first: what is owed, and deposits that are due.
    """

    id: str
    customer: str
    date: date
    currency: str
    unsettled: int
    items: tuple[int, ...]
    opening: bool = False


@dataclass(frozen=True, slots=True)
class RecordedPayment:
    """A payment (negative: a refund) that no bank line was matched to, and the orders that it gives to."""

    id: str
    customer: str
    date: date
    amount: int
    account: str | None
    orders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RecordedHandIn:
    """A hand-in that no bank line was matched to."""

    id: str
    rep: str
    rep_name: str
    date: date
    amount: int
    account: str | None


@dataclass(frozen=True, slots=True)
class BillInHand:
    """A bill that nothing has happened to yet; or whose collection, ``event``, is recorded and not shown yet."""

    payment: str
    customer: str
    number: str
    matures: date | None
    amount: int
    event: str | None = None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """One of the company's own accounts."""

    id: str
    number: str | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class Receivables:
    """All of it, in one currency, for one account.

    ``numbers`` are what a payer may cite, with the orders that each stands for, settled ones as well: ids, contracts,
    the customers' own order numbers, ids and numbers of invoices. ``owners`` are the customers of all those orders.
    """

    account: str
    currency: str
    company: str
    customers: Mapping[str, KnownCustomer]
    orders: Mapping[str, OpenOrder]
    payments: tuple[RecordedPayment, ...]
    handins: tuple[RecordedHandIn, ...]
    bills: tuple[BillInHand, ...]
    own_accounts: tuple[OwnAccount, ...]
    suppliers: tuple[str, ...]
    numbers: Mapping[str, frozenset[str]]
    owners: Mapping[str, str]
