"""What reps hold of customers' money: how it moved in a period, since when they hold it, what hand-ins lacked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from salesbook.model.dates import Period
from salesbook.rules.held_money import HeldMovement


@dataclass(slots=True)
class Holding:
    """One rep in one currency, in minor units: opening + received − handed in = held on the last day.

    ``oldest`` is the day of the oldest payment of which something is held. ``short`` is what the period's hand-ins
    lack of the payments that they name, ``over`` what they are beyond those.
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


@dataclass(slots=True)
class _Pocket:
    """What a rep has of each payment, oldest first; below zero goes what is handed in beyond all of them."""

    left: dict[str, int] = field(default_factory=dict)
    since: dict[str, date] = field(default_factory=dict)

    def receive(self, movement: HeldMovement) -> None:
        """A payment came in; one below zero, such as a refund, takes from the oldest."""
        if movement.amount < 0:
            self._take(list(self.left), -movement.amount)
            return
        self.left[movement.entry] = self.left.get(movement.entry, 0) + movement.amount
        self.since[movement.entry] = movement.date

    def hand_in(self, movement: HeldMovement) -> int:
        """Hand in the payments that are named, else the oldest; returns what was handed in beyond those named."""
        named = [payment for payment in movement.payments if payment in self.left]
        expected = sum(self.left[payment] for payment in named)
        beyond = -movement.amount - expected if movement.payments else 0
        self._take([*named, *(payment for payment in self.left if payment not in named)], -movement.amount)
        return beyond

    @property
    def oldest(self) -> date | None:
        """The day of the oldest payment of which something is left."""
        return min((self.since[payment] for payment, left in self.left.items() if left > 0), default=None)

    def _take(self, payments: Iterable[str], amount: int) -> None:
        for payment in payments:
            taken = min(self.left[payment], amount)
            self.left[payment] -= taken
            amount -= taken


def holdings(movements: Iterable[HeldMovement], period: Period) -> dict[tuple[str, str], Holding]:
    """What reps hold on the period's last day, by rep and currency; ``movements`` are those until then.

    A rep who holds nothing, and had nothing in the period, is left out.
    """
    found: dict[tuple[str, str], Holding] = defaultdict(Holding)
    pockets: dict[tuple[str, str], _Pocket] = defaultdict(_Pocket)
    for movement in sorted(movements, key=lambda each: (each.date, each.handed_in, each.entry)):
        whose = movement.rep, movement.currency
        holding, pocket = found[whose], pockets[whose]
        beyond = 0
        if movement.handed_in:
            beyond = pocket.hand_in(movement)
        else:
            pocket.receive(movement)
        if movement.date < period.first:
            holding.opening += movement.amount
        elif movement.handed_in:
            holding.handed_in -= movement.amount
            holding.short += max(0, -beyond)
            holding.over += max(0, beyond)
        else:
            holding.received += movement.amount
    for whose, pocket in pockets.items():
        found[whose].oldest = pocket.oldest
    return {
        whose: each
        for whose, each in sorted(found.items())
        if each.opening or each.received or each.handed_in or each.held
    }
