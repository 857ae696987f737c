"""Which orders a memo cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salesbook.bank.names import cites, squeezed


@dataclass(frozen=True, slots=True)
class Citations:
    """The numbers of documents, each with the orders that it stands for."""

    numbers: tuple[tuple[str, str, frozenset[str]], ...]
    """A number, its letters and digits alone, and its orders."""

    @classmethod
    def of(cls, numbers: Mapping[str, Iterable[str]]) -> Citations:
        """From a mapping of numbers to the orders that they stand for."""
        return cls(tuple((number, squeezed(number), frozenset(orders)) for number, orders in numbers.items()))

    def orders_in(self, memo: str | None) -> frozenset[str]:
        """The orders that a memo cites by any of their numbers."""
        if not memo:
            return frozenset()
        text = squeezed(memo)
        cited = (orders for number, short, orders in self.numbers if short in text and cites(memo, number))
        return frozenset(order for orders in cited for order in orders)
