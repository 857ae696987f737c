"""What a bank line was taken for, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from salesbook.i18n import Text
from salesbook.model.named_tuple import NamedTuple


class Verdict(StrEnum):
    """``KNOWN``: matched before. ``POST``: certain. ``IGNORE``: no customer's money. ``REVIEW``: for a person."""

    KNOWN = "known"
    POST = "post"
    IGNORE = "ignore"
    REVIEW = "review"


class CreditReason(StrEnum):
    """What may settle an order without cash when it is paid; the value is that of the credit's ``reason``."""

    FEE = "fee"
    ROUNDING = "rounding"
    DISCOUNT = "discount"
    WRITE_OFF = "write-off"


class Share(NamedTuple):
    """What an order (or opening) gets, in minor units of its own currency.

    ``paid`` is what the line pays of it, in the line's currency, where that is another; else None.
    """

    order: str
    amount: int
    opening: bool = False
    paid: int | None = None


@dataclass(frozen=True, slots=True)
class NewCredit:
    """What settles an order (or opening) without cash, by a credit to be entered; minor units of its currency."""

    order: str
    amount: int
    reason: CreditReason
    opening: bool = False


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Free money of a recorded payment or credit note (``source``) that an allocation gives to an order."""

    source: str
    order: str
    amount: int
    opening: bool = False


class Weight(NamedTuple):
    """One term of the case for an explanation: what was seen, and what it weighs as a natural logarithm."""

    what: Text
    value: float


class Explanation(NamedTuple):
    """One way to explain a line: clearing what is recorded, or a new payment.

    ``payments``, ``handins`` and ``bills`` (events of bills) are recorded already; ``collects`` are payments whose bill
    the line collects, which is to be entered; ``hands_in`` are payments that ``rep`` received and hands in with this
    line, which is to be entered too. ``orders`` and ``advance`` are what a new payment of ``customer`` gives,
    ``credits`` and ``taken_up`` what settles orders beside it. Of what is ``ignored``, ``counterpart`` is the other
    line of it: of another own account, or of a reversal. ``reasons`` and ``flags`` are sentences that a bookkeeper can
    check; with a flag an explanation is never posted. ``weights`` are all terms of ``confidence``, a probability of
    four decimals.
    """

    customer: str | None = None
    payments: tuple[str, ...] = ()
    handins: tuple[str, ...] = ()
    bills: tuple[str, ...] = ()
    collects: tuple[str, ...] = ()
    hands_in: tuple[str, ...] = ()
    rep: str | None = None
    orders: tuple[Share, ...] = ()
    credits: tuple[NewCredit, ...] = ()
    taken_up: tuple[TakenUp, ...] = ()
    advance: int = 0
    ignored: str | None = None
    counterpart: str | None = None
    confidence: Decimal = Decimal(0)
    reasons: tuple[Text, ...] = ()
    flags: tuple[Text, ...] = ()
    weights: tuple[Weight, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether it clears, or collects, what is in the book already."""
        return bool(self.payments or self.handins or self.bills or self.collects or self.hands_in)

    @property
    def claims(self) -> frozenset[str]:
        """The entries that it matches the line to, or gives money to."""
        return frozenset(
            (
                *(*self.payments, *self.handins, *self.bills, *self.collects, *self.hands_in),
                *(share.order for share in self.orders),
                *(credit.order for credit in self.credits),
                *(taken.order for taken in self.taken_up),
                *(taken.source for taken in self.taken_up),
            )
        )

    @property
    def denied(self) -> frozenset[str]:
        """What somebody denies of a line who rejects this: all that it claims, else its customer, else why ignored."""
        whole = self.customer or self.ignored
        return self.claims or frozenset({whole} if whole else ())


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
    best = decision.best._replace(confidence=Decimal(1), reasons=(_MATCHED_BEFORE,), flags=())
    return Decision(Verdict.KNOWN, best)


_MATCHED_BEFORE = Text("matched before", "此前已匹配")
