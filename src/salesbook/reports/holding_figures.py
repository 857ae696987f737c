"""What reps hold of customers' money: how it moved in a period, since when they hold it, what hand-ins lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from salesbook.model.dates import Period
from salesbook.rules.held_money import HeldMovement, held_money

Whose = tuple[str, str]
"""A rep and a currency."""


@dataclass(slots=True)
class Holding:
    """One rep in one currency, in minor units: opening + received − handed in = held on the last day.

    ``oldest`` is the day of the oldest payment of which something is held. ``short`` is what is still held of payments
    that the period's hand-ins name, ``over`` what these hand-ins are beyond the payments that they name.
    """

    opening: int = 0
    received: int = 0
    handed_in: int = 0
    short: int = 0
    over: int = 0
    oldest: date | None = None

    @property
    def held(self) -> int:
        """What the rep holds on the last day."""
        return self.opening + self.received - self.handed_in


def holdings(movements: Iterable[HeldMovement], period: Period) -> dict[Whose, Holding]:
    """What reps hold on the period's last day, by rep and currency; ``movements`` are those until then.

    A rep who holds nothing, and had nothing in the period, is left out.
    """
    found: dict[Whose, Holding] = defaultdict(Holding)
    known = list(movements)
    named: set[str] = set()
    for movement in known:
        holding = found[movement.rep, movement.currency]
        if movement.date < period.first:
            holding.opening += movement.amount
        elif movement.handed_in:
            holding.handed_in -= movement.amount
            named.update(movement.payments)
        else:
            holding.received += movement.amount
    money = held_money(known, period.last)
    for payment in money.payments:
        holding = found[payment.rep, payment.currency]
        holding.oldest = holding.oldest or payment.date
        holding.short += payment.left if payment.payment in named else 0
    for handin in money.handins:
        if handin.date >= period.first:
            found[handin.rep, handin.currency].over += max(0, handin.difference)
    return {
        whose: each
        for whose, each in sorted(found.items())
        if each.opening or each.received or each.handed_in or each.held
    }
