"""What entries say, in the few kinds of facts that the rules know.

Each entry kind turns its entries into these; the rules, the index and the reports know only facts, so
that a new kind needs no change there. Amounts are decimals as written: the currency that makes minor
units of them may stand in another entry. A fact carries the id of the ``entry`` that states it.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from salesbook.model.named_tuple import NamedTuple
from salesbook.model.terms import TermPart


class Share(NamedTuple):
    """A rep's share of an order, as a fraction; an order's shares add up to 1."""

    rep: str
    share: Decimal


class Line(NamedTuple):
    """A line of an order. ``number`` counts from 1 through the order and its changes (0 in a
    change: the timeline of the order gives it the next); a line without
    ``product`` is a text line. ``discount`` and ``tax`` are fractions; ``tax`` None: the product's or the book's.
    """

    number: int
    product: str | None
    quantity: Decimal
    price: Decimal
    discount: Decimal
    tax: Decimal | None


class Piece(NamedTuple):
    """A quantity of an order's line."""

    line: int
    quantity: Decimal


class Ordered(NamedTuple):
    """An order was accepted. ``terms`` is a name of the settings or the parts themselves."""

    entry: str
    date: datetime.date
    customer: str
    shares: tuple[Share, ...]
    lines: tuple[Line, ...]
    terms: str | tuple[TermPart, ...] | None
    currency: str | None
    total: Decimal | None = None
    """Its control total, as written down to be verified."""


class Changed(NamedTuple):
    """An order was changed: new quantities, lines added, cancelled, or its goods accepted by the customer."""

    entry: str
    date: datetime.date
    order: str
    quantities: tuple[Piece, ...]
    added: tuple[Line, ...]
    cancel: bool
    accept: bool
    total: Decimal | None
    """The order's control total afterwards."""


class Delivered(NamedTuple):
    """Goods of an order went out; no ``pieces``: all that was open."""

    entry: str
    date: datetime.date
    order: str
    pieces: tuple[Piece, ...]


class Exchanged(NamedTuple):
    """Goods of an order came back to be delivered again (换货)."""

    entry: str
    date: datetime.date
    order: str
    pieces: tuple[Piece, ...]


class Invoiced(NamedTuple):
    """A part of an invoice that belongs to one order; ``amount`` is negative in a red invoice."""

    entry: str
    date: datetime.date
    customer: str
    order: str
    amount: Decimal
    reverses: str | None
    replaces: str | None


class Opened(NamedTuple):
    """What a customer owed (or, negative, had paid in advance) when the book began."""

    entry: str
    date: datetime.date
    customer: str
    rep: str | None
    amount: Decimal
    currency: str | None
    due: datetime.date


class Received(NamedTuple):
    """A customer's payment (negative: a refund). ``account``: one of the book's accounts; ``received_by``: a rep."""

    entry: str
    date: datetime.date
    customer: str
    amount: Decimal
    currency: str | None
    method: str
    account: str | None
    received_by: str | None
    reverses: str | None


class Credited(NamedTuple):
    """A credit: lowers what is owed without cash. ``reason``: return, allowance, write-off …

    ``reverses`` is a credit that was a mistake.
    """

    entry: str
    date: datetime.date
    customer: str
    amount: Decimal
    currency: str | None
    reason: str
    reverses: str | None = None


class Given(NamedTuple):
    """Money of ``source`` (a payment or credit) was given to an order or opening, the ``target``.

    ``amount`` is in the target's currency; ``paid`` in the source's, None where it is the same.
    ``entry`` is the source itself or an allocation. ``pieces``: the goods that a return concerns.
    """

    entry: str
    date: datetime.date
    source: str
    target: str
    opening: bool
    amount: Decimal
    paid: Decimal | None
    pieces: tuple[Piece, ...]


class BillEvent(NamedTuple):
    """A bill (承兑汇票) taken as ``payment`` was endorsed, discounted, collected or dishonoured."""

    entry: str
    date: datetime.date
    payment: str
    event: str
    amount: Decimal | None
    account: str | None


class HandedIn(NamedTuple):
    """A rep handed over customers' money that he had received."""

    entry: str
    date: datetime.date
    rep: str
    account: str | None
    currency: str | None
    payments: tuple[str, ...]
    amount: Decimal


Fact = (
    Ordered | Changed | Delivered | Exchanged | Invoiced | Opened | Received | Credited | Given | BillEvent | HandedIn
)
