"""Settled commissions: what a rep was paid for a month; later corrections come as differences of a later one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import model_validator

from salesbook.model.entry import Document, Reference, contradiction
from salesbook.model.fields import Amount, CurrencyCode, Identifier, Month


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

    @model_validator(mode="after")
    def _consistent(self) -> SettledCommission:
        if self.amount != max(Decimal(0), self.earned + self.differences + self.carried):
            raise contradiction(
                "`amount` is `earned` + `differences` + `carried`, or 0 where that is below zero",
                "`amount` 等于 `earned` + `differences` + `carried`，不足 0 时为 0",
            )
        return self

    def references(self) -> Iterator[Reference]:
        """Its rep."""
        yield Reference("rep", "reps", self.rep)


MODEL = SettledCommission
