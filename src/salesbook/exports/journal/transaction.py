"""Double-entry transactions, before any tool's way of writing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from salesbook.i18n import Text
from salesbook.model.money import Money

Account = tuple[str, ...]
"""The path of an account from its class down, such as ``("Assets", "Receivable", "HDJM")``."""

Tags = tuple[tuple[str, str], ...]
"""Names and values, such as ``("order", "SO-2611-0001")``."""


@dataclass(frozen=True, slots=True)
class Posting:
    """An amount on an account: debit above zero, credit below."""

    account: Account
    amount: Money
    tags: Tags = ()


@dataclass(frozen=True, slots=True)
class Transaction:
    """Postings of a day that sum to nothing in every currency; ``document`` is the entry that they come from."""

    date: date
    document: str
    description: Text
    postings: tuple[Posting, ...]

    @property
    def imbalance(self) -> dict[str, int]:
        """What its postings sum to by currency, where that is not nothing; minor units."""
        sums: dict[str, int] = defaultdict(int)
        for posting in self.postings:
            sums[posting.amount.currency] += posting.amount.minor
        return {currency: amount for currency, amount in sums.items() if amount}


def balanced(
    day: date, document: str, description: Text, postings: Iterable[Posting], rest: Account
) -> Transaction | None:
    """A transaction of the ``postings`` that are not nothing, what they lack posted to ``rest``; None where none is."""
    kept = tuple(posting for posting in postings if posting.amount.minor)
    lacking = Transaction(day, document, description, kept).imbalance
    against = tuple(Posting(rest, Money(-amount, currency)) for currency, amount in sorted(lacking.items()))
    return Transaction(day, document, description, kept + against) if kept else None
