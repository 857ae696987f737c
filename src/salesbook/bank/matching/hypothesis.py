"""One way to explain a line, with all that speaks for and against it, before it is weighed against the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp, Weight
from salesbook.bank.matching.payables import Payable
from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple

Claim = tuple[str, ...]
"""What no two lines can both have: an entry, an amount of a customer, what an order can take."""


class Pay(NamedTuple):
    """A payable and how much of it the line pays; ``credit`` settles the rest.

    Just this one is meant where the memo cites it (``cited``), or it belongs together with others (``fixed``).
    """

    payable: Payable
    amount: int
    credit: int = 0
    reason: CreditReason | None = None
    cited: bool = False
    fixed: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing of the payable is left."""
        return self.amount + self.credit == self.payable.amount

    @property
    def exchangeable(self) -> bool:
        """Whether another payable of the same customer and amount would do as well."""
        takes_up = self.credit > 0 and self.reason is None
        return self.whole and not (self.cited or self.fixed) and not self.payable.ahead and not takes_up


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An explanation to be weighed. ``terms`` add up to the logarithm of its likelihood.

    ``claims`` are what it takes, and how much, in the measure of each claim. ``pays`` are the payables behind its
    orders. ``trusts_citation``: it stands by what the memo cites alone. ``doubts_unless_taken`` hold as long as no
    other line takes one of the claims. ``key`` is equal for explanations that mean the same to the book.
    """

    explanation: Explanation
    terms: tuple[Weight, ...]
    claims: Mapping[Claim, int] = field(default_factory=dict)
    pays: tuple[Pay, ...] = ()
    trusts_citation: bool = False
    doubts_unless_taken: tuple[tuple[tuple[Claim, ...], Text], ...] = ()
    key: tuple[object, ...] = ()

    @property
    def score(self) -> float:
        """The logarithm of its likelihood."""
        return sum([term.value for term in self.terms])


def shares_of(pays: tuple[Pay, ...]) -> tuple[Share, ...]:
    """What each order gets, once each, in the order of the payables."""
    sums: dict[str, int] = {}
    openings: dict[str, bool] = {}
    for each in pays:
        order = each.payable.order
        sums[order.id] = sums.get(order.id, 0) + each.amount
        openings[order.id] = order.opening
    return tuple([Share(order, amount, openings[order]) for order, amount in sums.items() if amount])


def credits_of(pays: tuple[Pay, ...]) -> tuple[NewCredit, ...]:
    """What settles orders without cash beside the payment."""
    sums: dict[tuple[str, CreditReason, bool], int] = defaultdict(int)
    for each in pays:
        if each.reason is not None and each.credit:
            sums[each.payable.order.id, each.reason, each.payable.order.opening] += each.credit
    return tuple(NewCredit(order, amount, reason, opening) for (order, reason, opening), amount in sums.items())


def claims_of(
    pays: tuple[Pay, ...], taken_up: tuple[TakenUp, ...], counts: Mapping[str, Counter[int]]
) -> Mapping[Claim, int]:
    """What a new payment claims: one of a customer's equal amounts, an order's money, free money.

    ``counts`` tells by customer how many items there are of an amount: where several are equal, which of them is paid
    is only chosen at the end.
    """
    claims: dict[Claim, int] = defaultdict(int)
    for each in pays:
        order, amount = each.payable.order, each.payable.amount
        equal = counts[order.customer][amount]
        if each.whole and equal:
            claims["amount", order.customer, str(amount)] += 1
        if not each.exchangeable or equal <= 1:
            claims["order", order.id] += each.amount + each.credit
    for taken in taken_up:
        claims["entry", taken.source] += taken.amount
    return claims
