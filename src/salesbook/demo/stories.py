"""What became of an order: the plain data that the other modules of the demonstration company pass on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from salesbook.demo.drafts import Draft
from salesbook.demo.names import Profile
from salesbook.model.money import part_of, to_decimal
from salesbook.model.terms import TermPart


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an order: ``price`` in minor units, ``tax`` and ``discount`` in percent; without ``product`` a text."""

    product: str | None
    text: str | None
    quantity: int
    price: int
    tax: int
    discount: int = 0

    @property
    def gross(self) -> int:
        """The line's value in minor units."""
        return part_of(self.quantity * self.price, 100 - self.discount, 100)

    def entry(self, currency: str) -> dict[str, object]:
        """The line as orders and changes write it."""
        what: dict[str, object] = {"product": self.product} if self.product else {"text": self.text}
        discount = {"discount": f"{self.discount}%"} if self.discount else {}
        price = to_decimal(self.price, currency)
        return what | {"qty": self.quantity, "price": price} | discount | {"tax": f"{self.tax}%"}


@dataclass(frozen=True, slots=True)
class Version:
    """The lines of an order from a day on."""

    date: datetime.date
    items: tuple[Item, ...]

    @property
    def total(self) -> int:
        """The order's total in minor units."""
        return sum(item.gross for item in self.items)


@dataclass(frozen=True, slots=True)
class Shipment:
    """A delivery: quantity by position of the line (from 0). Sent ``again`` after an exchange, it adds no value."""

    date: datetime.date
    draft: Draft
    quantities: dict[int, int]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """A credit that lowers what an order is worth: goods sent back, or an allowance."""

    date: datetime.date
    amount: int
    draft: Draft
    by_tax: dict[int, int]
    red_invoice: bool


@dataclass(frozen=True, eq=False, slots=True)
class Story:
    """An order and what happened to its goods."""

    draft: Draft
    customer: Profile
    date: datetime.date
    currency: str
    terms: tuple[TermPart, ...]
    shares: dict[str, int]
    versions: tuple[Version, ...]
    shipments: tuple[Shipment, ...] = ()
    returns: tuple[Return, ...] = ()
    accepted: datetime.date | None = None
    cancelled: datetime.date | None = None
    extra: tuple[Draft, ...] = ()
    """Its changes and exchanges."""

    @property
    def final(self) -> Version:
        """The order as it stands at the end."""
        return self.versions[-1]

    def on(self, day: datetime.date) -> Version:
        """The order as of a day on or after its date."""
        return [version for version in self.versions if version.date <= day][-1]

    def delivered(self, day: datetime.date) -> dict[int, int]:
        """Value delivered until ``day`` in minor units, by position of the line; text lines go with the first goods."""
        items = self.on(day).items
        sent: dict[int, int] = {}
        for shipment in self.shipments:
            if shipment.date <= day and not shipment.again:
                for position, quantity in shipment.quantities.items():
                    sent[position] = sent.get(position, 0) + quantity
        if sent:
            sent |= {position: 1 for position, item in enumerate(items) if item.product is None}
        return {
            position: part_of(items[position].gross, quantity, items[position].quantity)
            for position, quantity in sorted(sent.items())
            if items[position].quantity
        }

    @property
    def drafts(self) -> list[Draft]:
        """Every entry of it."""
        return [
            self.draft,
            *self.extra,
            *(shipment.draft for shipment in self.shipments),
            *(each.draft for each in self.returns),
        ]
