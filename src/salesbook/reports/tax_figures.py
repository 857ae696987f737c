"""Output tax (销项税额) of a period, as its invoices state it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.dates import Period
from salesbook.model.money import to_minor


@dataclass(slots=True)
class Taxed:
    """Sums of net and tax in minor units; ``blue`` of invoices, ``red`` of red ones, below zero."""

    blue: list[int] = field(default_factory=lambda: [0, 0])
    red: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, net: int, tax: int) -> None:
        """Take in what an invoice states at one rate."""
        sums = self.red if net + tax < 0 else self.blue
        sums[0] += net
        sums[1] += tax

    @property
    def net(self) -> int:
        """All net."""
        return self.blue[0] + self.red[0]

    @property
    def tax(self) -> int:
        """All tax."""
        return self.blue[1] + self.red[1]


@dataclass(slots=True)
class OutputTax:
    """One currency in a period, in minor units. ``not_stated`` is what is invoiced without saying the tax.

    ``differing`` is what invoices come to beyond the sum of the taxes that they state: it should be 0.
    """

    by_rate: dict[Decimal, Taxed] = field(default_factory=lambda: defaultdict(Taxed))
    not_stated: int = 0
    differing: int = 0

    @property
    def invoiced(self) -> int:
        """All that is invoiced, tax included."""
        return sum(each.net + each.tax for each in self.by_rate.values()) + self.not_stated + self.differing


def output_tax(book: IndexedBook, period: Period) -> dict[str, OutputTax]:
    """The output tax of the invoices of a period by currency.

    Of an invoice over orders in several currencies nobody can say which of them its taxes are in: they are not stated.
    """
    found: dict[str, OutputTax] = defaultdict(OutputTax)
    invoices = _invoices(book, period)
    currencies = _currencies(book, {piece["order"] for data in invoices for piece in data["orders"]})
    for data in invoices:
        amounts: dict[str, int] = defaultdict(int)
        for piece in data["orders"]:
            if currency := currencies.get(piece["order"]):
                amounts[currency] += to_minor(Decimal(piece["amount"]), currency)
        taxes = data.get("taxes") if len(amounts) == 1 else None
        for currency, amount in amounts.items():
            of_currency = found[currency]
            if taxes:
                of_currency.differing += amount - _add(of_currency, taxes, currency)
            else:
                of_currency.not_stated += amount
    return dict(found)


def _add(to: OutputTax, taxes: list[Any], currency: str) -> int:
    """Take in the taxes that an invoice states; returns what they come to."""
    stated = 0
    for each in taxes:
        net, tax = (to_minor(Decimal(each[name]), currency) for name in ("net", "tax"))
        to.by_rate[Decimal(each["rate"].rstrip("%")).scaleb(-2)].add(net, tax)
        stated += net + tax
    return stated


def _invoices(book: IndexedBook, period: Period) -> list[dict[str, Any]]:
    """What the invoices of the period say."""
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE kind = 'invoices' AND facts <> '' AND date BETWEEN ? AND ?",
        (period.first.isoformat(), period.last.isoformat()),
    )
    found: list[dict[str, Any]] = json.loads(f"[{','.join(data for (data,) in rows)}]")
    return found


def _currencies(book: IndexedBook, orders: Iterable[str]) -> dict[str, str]:
    """The currencies of orders; those that cannot be used are missing."""
    rows = book.connection.execute(
        "SELECT unit.id, unit.currency FROM json_each(?) wanted JOIN unit ON unit.id = wanted.value "
        "WHERE unit.kind = 'orders'",
        (json.dumps(list(orders)),),
    )
    return dict(rows.fetchall())
