"""What lines of an order, and parts of them, are worth."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from functools import cache

from salesbook.model.facts import Line, Share
from salesbook.model.money import part_of, quotient, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy, Prices

_ONE = Decimal(1)
_GROSS = Prices.GROSS  # before Python 3.12, to find it in its class takes as long as to use it
_EXACT = Context(prec=100)
# A quantity, a price and two rates of the longest form that files allow multiply within 100 digits.


class LineValue(NamedTuple):
    """A line at one quantity. ``gross`` and ``net`` (without tax) are minor units of the order's currency."""

    product: str | None
    quantity: Decimal
    gross: int
    net: int
    tax: Decimal

    def gross_of(self, quantity: Decimal) -> int:
        """The value of the first ``quantity`` of it: cumulative, so that the last piece takes the remainder."""
        return self.value_of(quantity)[0]

    def net_of(self, quantity: Decimal) -> int:
        """Likewise without tax."""
        return self.value_of(quantity)[1]

    def value_of(self, quantity: Decimal) -> tuple[int, int]:
        """Both."""
        whole = self.quantity
        if quantity == whole:
            return self.gross, self.net
        if not quantity or not whole:
            return 0, 0
        return part_of(self.gross, quantity, whole), part_of(self.net, quantity, whole)


def line_tax(line: Line, policy: Policy) -> Decimal:
    """The tax rate of a line, a fraction."""
    return tax_rate(line.tax, line.product, policy)


def tax_rate(own: Decimal | None, product: str | None, policy: Policy) -> Decimal:
    """The tax rate of goods, a fraction: their own, else their product's, else the book's."""
    return policy.product_tax.get(product or "", policy.tax) if own is None else own


def line_value(line: Line, quantity: Decimal, currency: str, policy: Policy) -> LineValue:
    """A line with ``quantity`` for its own."""
    tax = tax_rate(line.tax, line.product, policy)
    gross, net = gross_and_net(quantity, line.price, line.discount, tax, currency, policy)
    return LineValue(line.product, quantity, gross, net, tax)


def gross_and_net(
    quantity: Decimal, price: Decimal, discount: Decimal, tax: Decimal, currency: str, policy: Policy
) -> tuple[int, int]:
    """What goods are worth, in minor units: round(qty × price × (1 − discount)), with the tax in or on it."""
    amount = _EXACT.multiply(quantity, price)
    if discount:
        amount = _EXACT.multiply(amount, _EXACT.subtract(_ONE, discount))
    minor = to_minor(amount, currency)
    if policy.prices is _GROSS:
        return minor, net_of_gross(minor, tax)
    return minor + part_of(minor, tax, 1), minor


def net_of_gross(gross: int, tax: Decimal) -> int:
    """round(gross ÷ (1 + tax))."""
    if not tax:
        return gross
    numerator, denominator = _net_share(tax)
    return quotient(gross * numerator, denominator)


@cache
def _net_share(tax: Decimal) -> tuple[int, int]:
    """1 ÷ (1 + tax), as numerator and denominator: there are few rates for many lines."""
    denominator, numerator = (1 + tax).as_integer_ratio()
    return numerator, denominator


def split_by_share(amount: int, shares: Sequence[Share]) -> list[tuple[str | None, int]]:
    """A document's amount by rep: each share rounded half up, the last rep named taking the remainder.

    Without reps all of it belongs to none, ``None``.
    """
    if len(shares) < 2:
        return [(shares[0].rep if shares else None, amount)]
    pieces: list[tuple[str | None, int]] = [(each.rep, part_of(amount, each.share, 1)) for each in shares[:-1]]
    pieces.append((shares[-1].rep, amount - sum(piece for _, piece in pieces)))
    return pieces
