"""Bank lines: the bank's words, never changed."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Identified, Reference
from salesbook.model.fields import Amount, CurrencyCode, Day, Identifier, Words


class BankLine(Identified):
    """A line of a bank statement; money in is positive."""

    account: Identifier
    date: Day
    amount: Amount
    currency: CurrencyCode | None = None
    payer: Words | None = None
    payer_account: Words | None = None
    memo: Words | None = None
    reference: Words | None = None
    balance: Amount | None = None

    def references(self) -> Iterator[Reference]:
        """Its account."""
        yield Reference("account", "accounts", self.account)


MODEL = BankLine
