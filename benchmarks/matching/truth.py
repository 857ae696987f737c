"""What a bank line really is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """What a line is to the book."""

    RECEIPT = "receipt"
    RECORDED = "recorded"
    IGNORED = "ignored"
    UNKNOWN = "unknown"
    """Nobody could say from book and statement whose money it is; there is no right posting."""


@dataclass(frozen=True)
class Given:
    """What an order (or opening) gets, in minor units of its currency."""

    order: str
    amount: int
    paid: int | None = None
    """In the line's currency, where that is another."""


@dataclass(frozen=True)
class Taken:
    """What settles an order beside the payment: a new credit for ``reason``, or money of the entry ``source``."""

    order: str
    amount: int
    reason: str | None = None
    source: str | None = None


@dataclass
class Truth:
    """What a line really is, and whether a careful bookkeeper could know.

    ``on_account``: right as well where it is given to the customer, not to an order, or to the ``oldest`` items.
    ``exact`` are the orders that the memo cites: no other of equal amount will do. ``tags`` name its difficulties.
    """

    sort: Sort
    customer: str | None = None
    given: tuple[Given, ...] = ()
    taken: tuple[Taken, ...] = ()
    advance: int = 0
    recorded: frozenset[str] = frozenset()
    """Payments, hand-ins, events of bills, bills' or held payments that it clears."""
    on_account: bool = False
    oldest: tuple[Given, ...] = ()
    exact: frozenset[str] = frozenset()
    why_ignored: str | None = None
    doubts: list[str] = field(default_factory=list)
    """Why it cannot be decided; none: it can."""
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def decidable(self) -> bool:
        """Whether a careful bookkeeper with only the book and the statement could say it beyond reasonable doubt."""
        return not self.doubts
