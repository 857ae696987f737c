"""Drafting invoices: their taxes by rate, and what red ones leave of those they reverse. Minor units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.money import part_of, spread, to_decimal, to_minor
from salesbook.recording.orders import percent
from salesbook.rules.invoicing import TaxedAmount, by_rate, next_invoiced
from salesbook.rules.order_state import OrderHistory

Share = tuple[OrderHistory, int]
"""An order, and what of an invoice belongs to it."""


@dataclass(frozen=True, slots=True)
class UnreversedInvoice:
    """What red invoices have left of an invoice: its amounts by order, and its taxes by rate as printed.

    ``reversed_by`` are those red invoices; ``taken`` is what they reversed, by order.
    """

    id: str
    customer: str
    date: date
    currency: str
    orders: Mapping[str, int]
    taxes: tuple[TaxedAmount, ...]
    taken: Mapping[str, int]
    reversed_by: tuple[str, ...]


def unreversed(book: IndexedBook, invoice: str, currency: str) -> UnreversedInvoice:
    """What is left of an invoice of the book, whose orders are in ``currency``."""
    rows = book.connection.execute(
        "SELECT data FROM entry WHERE kind = 'invoices' AND facts <> '' "
        "AND (id = ? OR json_extract(data, '$.reverses') = ?) ORDER BY date, id",
        (invoice, invoice),
    )
    entries: list[dict[str, Any]] = [json.loads(data) for (data,) in rows]
    own = next(entry for entry in entries if entry["id"] == invoice)
    red = [entry for entry in entries if entry["id"] != invoice]
    taken: dict[str, int] = {}
    for piece in (piece for entry in red for piece in entry["orders"]):
        taken[piece["order"]] = taken.get(piece["order"], 0) - to_minor(Decimal(piece["amount"]), currency)
    orders: dict[str, int] = {}
    for piece in own["orders"]:
        orders[piece["order"]] = orders.get(piece["order"], 0) + to_minor(Decimal(piece["amount"]), currency)
    return UnreversedInvoice(
        id=invoice,
        customer=own["customer"],
        date=date.fromisoformat(own["date"]),
        currency=currency,
        orders={order: amount - taken.get(order, 0) for order, amount in orders.items()},
        taxes=tuple(by_rate(tax for entry in entries for tax in _printed(entry, currency))),
        taken=taken,
        reversed_by=tuple(entry["id"] for entry in red),
    )


def _printed(entry: Mapping[str, Any], currency: str) -> Iterable[TaxedAmount]:
    for each in entry.get("taxes", ()):
        net, tax = (to_minor(Decimal(each[field]), currency) for field in ("net", "tax"))
        yield TaxedAmount(Decimal(each["rate"].removesuffix("%")).scaleb(-2), net + tax, net)


def taxes_of(shares: Iterable[Share], until: date) -> list[TaxedAmount]:
    """The taxes of a new invoice over orders, of what went out ``until`` a day first; they add up to its amounts."""
    return by_rate(each for history, amount in shares for each in next_invoiced(history, amount, until))


def reversed_taxes(old: UnreversedInvoice, shares: Sequence[Share]) -> list[TaxedAmount]:
    """The taxes that a red invoice takes back, above zero: of all that is left what is left of each rate.

    A part of an order is taken at the rates at which the invoice covers that order, as far as something of them is
    left. An invoice without taxes has none to take back.
    """
    if sum(amount for _, amount in shares) >= sum(each.gross for each in old.taxes):
        return list(old.taxes)
    left = {each.rate: each for each in old.taxes if each.gross > 0}
    taken: list[TaxedAmount] = []
    for history, amount in shares:
        for piece in _at_rates(_covered(history, old), amount, left):
            taken.append(piece)
            rest = left[piece.rate]
            left[piece.rate] = rest._replace(gross=rest.gross - piece.gross, net=rest.net - piece.net)
    return by_rate(taken)


def _covered(history: OrderHistory, invoice: UnreversedInvoice) -> list[TaxedAmount]:
    """What an invoice covered of an order, of which nothing was invoiced but what came before it."""
    order = history.facts.ordered.entry
    before = (each for each in history.facts.invoices if (each.date, each.entry) < (invoice.date, invoice.id))
    as_it_was = OrderHistory(history.facts._replace(invoices=tuple(before)), history.policy)
    amount = invoice.orders.get(order, 0) + invoice.taken.get(order, 0)
    return next_invoiced(as_it_was, amount, invoice.date)


def _at_rates(
    covered: Sequence[TaxedAmount], amount: int, left: Mapping[Decimal, TaxedAmount]
) -> Iterable[TaxedAmount]:
    """``amount`` in proportion to what is covered at each rate, none beyond what is left of that rate."""
    weights = {rate: sum(each.gross for each in covered if each.rate == rate) for rate in left}
    pieces = dict(zip(weights, spread(amount, list(weights.values())), strict=True))
    beyond = 0
    for rate, rest in left.items():
        beyond += max(0, pieces[rate] - rest.gross)
        pieces[rate] = min(pieces[rate], rest.gross)
    for rate, rest in left.items():
        more = min(beyond, rest.gross - pieces[rate])
        beyond -= more
        gross = pieces[rate] + more
        if gross:
            yield TaxedAmount(rate, gross, part_of(rest.net, gross, rest.gross))


def tax_fields(taxes: Iterable[TaxedAmount], currency: str, sign: int = 1) -> list[dict[str, Any]]:
    """Taxes as ``taxes`` of an invoice writes them; ``sign`` -1 for a red one."""
    return [
        {
            "rate": percent(each.rate),
            "net": to_decimal(sign * each.net, currency),
            "tax": to_decimal(sign * (each.gross - each.net), currency),
        }
        for each in taxes
    ]
