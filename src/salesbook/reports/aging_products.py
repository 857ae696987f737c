"""The products that receivables lie on.

An open item is spread over the products of its order by what of each has made the customer owe until the day: been
delivered, invoiced or ordered, as ``receivable_basis`` says. It goes by id, lines without product last, with cumulative
rounding: each product has round(item × what it and those before it charged ÷ all that was charged), less what those
before it have; so the pieces add up to the item. An opening balance, and an order on which nothing was charged (money
taken back before any goods went out), are of no product.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from salesbook.index.book import IndexedBook
from salesbook.model.money import spread
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.rules.free_money import OpenItem
from salesbook.rules.movement import Axis, Measure


class ChargedProducts(NamedTuple):
    """What was charged on orders by product (None: lines without one), in the order of ids; minor units."""

    by_order: dict[str, list[tuple[str | None, int]]]

    def pieces(self, item: OpenItem) -> list[tuple[str | None, int]]:
        """An item by product."""
        charged = self.by_order.get(item.order, [])
        total = sum(amount for _, amount in charged)
        if total <= 0:
            return [(None, item.amount)]
        if total == item.amount:
            return charged
        amounts = spread(item.amount, [amount for _, amount in charged])
        return [(product, piece) for (product, _), piece in zip(charged, amounts, strict=True)]


def charged_products(book: IndexedBook, policy: Policy, items: Iterable[OpenItem], day: date) -> ChargedProducts:
    """What was charged until ``day`` on the orders of ``items``."""
    orders = sorted({item.order for item in items})
    rows = book.connection.execute(
        "SELECT unit, key, sum(amount) FROM flow WHERE unit IN (SELECT value FROM json_each(?)) "
        "AND axis = ? AND measure = ? AND date <= ? GROUP BY unit, key ORDER BY unit, key IS NULL, key",
        (json.dumps(orders), Axis.PRODUCT, Measure(policy.receivable_basis.value), day.isoformat()),
    )
    by_order: dict[str, list[tuple[str | None, int]]] = defaultdict(list)
    for order, product, amount in rows:
        by_order[order].append((product, amount))
    return ChargedProducts(dict(by_order))
