"""Settled commissions: what a rep was paid for a month; later corrections come as differences of a later one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from salesbook.model.entry import Document, Reference
from salesbook.model.fields import Amount, CurrencyCode, Identifier, Month
from salesbook.model.findings import Wrong, contradiction


class SettledCommission(Document):
    """What was paid out to a rep for one month.

    ``earned`` is what the month came to when it was settled, ``differences`` what corrections of earlier settled
    months came to since, ``carried`` what was below zero before; ``amount`` is their sum, or 0 where that is below.
    """

    rep: Identifier
    month: Month
    currency: CurrencyCode | None = None
    earned: Amount
    differences: Amount = Decimal(0)
    carried: Amount = Decimal(0)
    amount: Amount

    def inconsistency(self) -> Wrong | None:
        """Its amount is what it is made of."""
        if self.amount != max(Decimal(0), self.earned + self.differences + self.carried):
            return contradiction(
                "`amount` is `earned` + `differences` + `carried`, or 0 where that is below zero",
                "`amount` 等于 `earned` + `differences` + `carried`，不足 0 时为 0",
            )
        return None

    def references(self) -> Iterator[Reference]:
        """Its rep."""
        yield Reference("rep", "reps", self.rep)


MODEL = SettledCommission
