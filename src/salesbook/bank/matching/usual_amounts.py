"""How usual amounts are in a book: to fit one that is common, or round, proves little. Amounts in minor units."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from salesbook.bank.open_orders import OpenOrder
from salesbook.bank.receivables import Receivables

_MOST_ZEROS = 7
_SPREAD = math.log(10_000)
"""Amounts of a book lie within four powers of ten."""
_OF_ROUND_SUMS = (0.04, 0.03, 0.08, 0.05, 0.25, 0.6, 0.4, 0.2)
"""How usual it is that a sum on account, or for something that the book does not know, ends in so many zeros; such
sums are more usual than others that nothing explains, so that it is more than 1 in all."""
_SEEN_BEFORE = 0.5
"""How much of what is not known is expected to be an amount that the book has elsewhere."""


class UsualAmounts:
    """Amounts of a book, each as often as it is open or was paid.

    What lines of the statement's own days were given to orders counts as what was open: entering what was found must
    not change what is usual.
    """

    def __init__(self, counts: Counter[int]) -> None:
        self.counts = counts

    @classmethod
    def of(cls, book: Receivables) -> UsualAmounts:
        """Those of a book."""
        counts = Counter(amount for order in book.orders.values() for amount in _open(order))
        counts.update(amount for amounts in book.given_by_statement.values() for amount in amounts)
        counts.update(
            payment.amount
            for payments in book.past_payments.values()
            for payment in payments
            if not payment.of_statement
        )
        return cls(counts)

    def after(self, gone: Iterable[OpenOrder], come: Iterable[OpenOrder], given: Iterable[int]) -> UsualAmounts:
        """Those of the book where orders changed (``gone`` are they as they were), as they were ``given`` so much."""
        counts = self.counts.copy()
        counts.subtract(amount for order in gone for amount in _open(order))
        counts.update(amount for order in come for amount in _open(order))
        counts.update(given)
        return UsualAmounts(counts)

    @cached_property
    def _total(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def _round(self) -> list[float]:
        """How many of the amounts end in at least so many zeros, as a share; never nought."""
        ending = [1.0] * (_MOST_ZEROS + 1)
        for amount, count in self.counts.items():
            for zeros in range(_zeros(amount) + 1):
                ending[zeros] += count
        return [each / (self._total + 1) for each in ending]

    def log_chance(self, amount: int) -> float:
        """How likely a payment that nothing explains has just this amount, as a natural logarithm.

        Round amounts are likely where the book's own are round, and those that many orders have where they are common:
        to fit such an amount proves little.
        """
        zeros = _zeros(amount)
        of_this_kind = max(0.02, self._round[zeros] - (self._round[zeros + 1] if zeros < _MOST_ZEROS else 0.0))
        usual = (of_this_kind + _OF_ROUND_SUMS[zeros]) / 2
        spread = usual * 10.0**zeros / (max(amount, 1) * _SPREAD)
        repeated = _SEEN_BEFORE * max(0, self.counts[amount] - 1) / (self._total + 100)
        return math.log(min(1.0, spread + repeated))


def _open(order: OpenOrder) -> Iterator[int]:
    if order.items:
        yield from (item.amount for item in order.items)
    else:
        yield order.unsettled


def _zeros(amount: int) -> int:
    """How many noughts an amount ends in, in minor units."""
    zeros = 0
    while amount and amount % 10 == 0 and zeros < _MOST_ZEROS:
        amount //= 10
        zeros += 1
    return zeros
