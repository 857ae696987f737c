"""What a bank line was taken for, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from salesbook.i18n import Text


class Verdict(StrEnum):
    """``KNOWN``: matched before. ``POST``: certain. ``IGNORE``: no customer's money. ``REVIEW``: for a person."""

    KNOWN = "known"
    POST = "post"
    IGNORE = "ignore"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Share:
    """What an order (or opening) gets, in minor units."""

    order: str
    amount: int
    opening: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to explain a line: clearing what is recorded, or a new payment.

    ``payments``, ``handins`` and ``bills`` (events of bills) are recorded already; ``collects`` are payments whose bill
    the line collects, which is to be entered. ``orders`` and ``advance`` are what a new payment of ``customer`` gives.
    ``reasons`` and ``flags`` are sentences that a bookkeeper can check; with a flag an explanation is never posted.
    """

    customer: str | None = None
    payments: tuple[str, ...] = ()
    handins: tuple[str, ...] = ()
    bills: tuple[str, ...] = ()
    collects: tuple[str, ...] = ()
    orders: tuple[Share, ...] = ()
    advance: int = 0
    ignored: str | None = None
    confidence: Decimal = Decimal(0)
    reasons: tuple[Text, ...] = ()
    flags: tuple[Text, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether it clears, or collects, what is in the book already."""
        return bool(self.payments or self.handins or self.bills or self.collects)

    @property
    def claims(self) -> frozenset[str]:
        """The entries that it matches the line to, or gives money to."""
        return frozenset(
            (*self.payments, *self.handins, *self.bills, *self.collects, *(share.order for share in self.orders))
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one line, with the best explanation and the others."""

    verdict: Verdict
    best: Explanation = field(default_factory=Explanation)
    alternatives: tuple[Explanation, ...] = ()

    @property
    def clears_recorded(self) -> bool:
        """Whether what is recorded is found on the line without doubt."""
        return self.verdict is Verdict.POST and self.best.recorded


def known_now(decision: Decision) -> Decision:
    """A decision that was carried out, as one who meets its line again sees it."""
    best = replace(decision.best, confidence=Decimal(1), reasons=(_MATCHED_BEFORE,), flags=())
    return Decision(Verdict.KNOWN, best)


_MATCHED_BEFORE = Text("matched before", "此前已匹配")
