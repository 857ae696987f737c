"""Customers' money in the hands of reps (代收): which payments a hand-in (交款) is of, what is still held of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from salesbook.model.named_tuple import NamedTuple


class HeldMovement(NamedTuple):
    """What a rep received (positive), or gave back or handed in (negative) on a day, in minor units.

    ``handed_in``: by a hand-in, which may name its ``payments``. What is given back for a payment names that.
    """

    entry: str
    date: datetime.date
    rep: str
    currency: str
    amount: int
    payments: tuple[str, ...] = ()
    handed_in: bool = False


class HeldPayment(NamedTuple):
    """A payment that a rep still holds something of: ``left`` of its ``amount``, in minor units."""

    payment: str
    date: datetime.date
    rep: str
    currency: str
    amount: int
    left: int


class HandedIn(NamedTuple):
    """A hand-in, in minor units. ``expected`` is what was still held of the payments it names; None if it names none.

    ``missing`` is what of these nobody handed in since; ``repeated`` are those of which nothing was held any more.
    ``first`` is the day of the earliest payment it is of.
    """

    entry: str
    date: datetime.date
    rep: str
    currency: str
    amount: int
    expected: int | None
    missing: int
    repeated: tuple[str, ...]
    first: datetime.date | None

    @property
    def difference(self) -> int:
        """Above zero too much (长款), below too little (短款)."""
        return 0 if self.expected is None else self.amount - self.expected

    @property
    def days(self) -> int | None:
        """How long the rep held the oldest of it."""
        return None if self.first is None else (self.date - self.first).days


class HeldMoney(NamedTuple):
    """What reps hold as of a day, oldest first, and all hand-ins until then."""

    payments: tuple[HeldPayment, ...]
    handins: tuple[HandedIn, ...]


@dataclass(slots=True)
class _Pool:
    """What one rep holds in one currency: payments in the order they came, and what is left of each."""

    received: dict[str, HeldMovement] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    beyond: int = 0
    """What went out beyond what was held: it is taken from what comes next."""

    def receive(self, movement: HeldMovement) -> None:
        taken = min(self.beyond, movement.amount)
        self.beyond -= taken
        self.received[movement.entry] = movement
        self.left[movement.entry] = movement.amount - taken

    def hand_out(self, amount: int, named: Iterable[str]) -> list[str]:
        """Take an amount from the payments named, then from the oldest; returns those it is of."""
        of: list[str] = []
        first = [id for id in named if id in self.left]
        for id in (*first, *(id for id in self.left if id not in first)):
            taken = min(self.left[id], amount)
            if taken:
                of.append(id)
                self.left[id] -= taken
                amount -= taken
        self.beyond += amount
        return of


@dataclass(slots=True)
class _Coming:
    """A hand-in before it is known what will be missing of its payments in the end."""

    movement: HeldMovement
    expected: int | None
    repeated: tuple[str, ...]
    first: datetime.date | None


def held_money(movements: Iterable[HeldMovement], day: datetime.date) -> HeldMoney:
    """What reps hold as of ``day``: a hand-in is of the payments it names, else of the oldest that its rep holds."""
    pools: dict[tuple[str, str], _Pool] = {}
    handins: list[_Coming] = []
    until = (each for each in movements if each.date <= day)
    for movement in sorted(until, key=lambda each: (each.date, each.amount < 0, each.entry)):
        pool = pools.setdefault((movement.rep, movement.currency), _Pool())
        if movement.amount >= 0 and not movement.handed_in:
            pool.receive(movement)
            continue
        named = [id for id in movement.payments if id in pool.left]
        expected = sum(pool.left[id] for id in named) if movement.payments else None
        repeated = tuple(id for id in named if not pool.left[id])
        of = pool.hand_out(-movement.amount, named)
        if movement.handed_in:
            first = min((pool.received[id].date for id in of), default=None)
            handins.append(_Coming(movement, expected, repeated, first))
    return HeldMoney(
        payments=tuple(_still_held(pools.values())), handins=tuple(_handed_in(each, pools) for each in handins)
    )


def _still_held(pools: Iterable[_Pool]) -> list[HeldPayment]:
    found = [
        HeldPayment(id, each.date, each.rep, each.currency, each.amount, pool.left[id])
        for pool in pools
        for id, each in pool.received.items()
        if pool.left[id]
    ]
    return sorted(found, key=lambda each: (each.date, each.payment))


def _handed_in(coming: _Coming, pools: dict[tuple[str, str], _Pool]) -> HandedIn:
    movement = coming.movement
    left = pools[movement.rep, movement.currency].left
    return HandedIn(
        entry=movement.entry,
        date=movement.date,
        rep=movement.rep,
        currency=movement.currency,
        amount=-movement.amount,
        expected=coming.expected,
        missing=sum(left.get(id, 0) for id in movement.payments),
        repeated=coming.repeated,
        first=coming.first,
    )
