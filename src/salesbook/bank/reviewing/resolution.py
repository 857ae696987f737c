"""What a person decided of a bank line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.bank.decision import Explanation


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a line's money (minor units, negative: money out), and what it is."""

    amount: int
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Resolution:
    """The parts that a line was divided into, mostly one; without any it stays open.

    ``rejected`` are the entries that it is not; ``remember`` says that who paid is a payer of the part's customer.
    """

    parts: tuple[Part, ...] = ()
    rejected: frozenset[str] = frozenset()
    remember: bool = False

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """What the parts are."""
        return tuple(part.explanation for part in self.parts)

    @property
    def ignored(self) -> str | None:
        """Why the line is no customer's money; None where it is."""
        return self.parts[0].explanation.ignored if self.parts else None


def covered(explanation: Explanation) -> int:
    """What a new payment gives out: to orders, and as an advance; minor units of the line's currency."""
    given = sum(share.amount if share.paid is None else share.paid for share in explanation.orders)
    return given + explanation.advance


def is_complete(explanation: Explanation, amount: int) -> bool:
    """Whether it says of the whole ``amount`` what it is: a proposal may name no more than a customer."""
    if explanation.ignored is not None or explanation.recorded:
        return True
    return explanation.customer is not None and covered(explanation) == amount


def claims_of(parts: Sequence[Part]) -> frozenset[str]:
    """The entries that parts match their line to, or give money to."""
    return frozenset(claim for part in parts for claim in part.explanation.claims)


def named_by(parts: Sequence[Part]) -> frozenset[str]:
    """All that parts say of their line, which therefore cannot be rejected: claims, customers, why it is ignored."""
    words = (word for part in parts for word in (part.explanation.customer, part.explanation.ignored) if word)
    return claims_of(parts) | frozenset(words)
