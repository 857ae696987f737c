"""A bank line of a generated world, with what it really is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from benchmarks.matching.plans import Plan
from benchmarks.matching.truth import Truth
from benchmarks.matching.writings import Writing


class Citation(StrEnum):
    """What the memo cites."""

    NONE = "none"
    SAYS = "says"
    """In words what kind of payment it is: a month, a deposit, an advance."""
    FULL = "full"
    """All that is paid, by numbers that are right."""
    PART = "part"
    """Some of what is paid."""
    TAIL = "tail"
    SLIP = "slip"
    AGAINST = "against"
    """Something that is not paid: settled before, or another order."""


@dataclass(eq=False)
class WorldLine:
    """A line of a statement; amounts in minor units, money in positive. ``main`` or ``usd`` is its account."""

    day: date
    amount: int
    payer: str | None
    payer_account: str | None
    memo: str
    truth: Truth
    account: str = "main"
    plan: Plan | None = None
    writing: Writing | None = None
    citation: Citation = Citation.NONE
    cited: tuple[str, ...] = ()
    """The numbers as they stand in the book (for a slip: as they were typed)."""
    reference: str = ""
    balance: int = 0
    recorded_on: list[date] = field(default_factory=list)
    """The days of the recorded payments that it clears."""
