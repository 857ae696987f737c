"""Which payment or credit settled which item of an order: what came first paid what was due first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from salesbook.rules.movement import ItemKey
from salesbook.rules.order_state import Item
from salesbook.rules.settlement import Settlement


@dataclass(frozen=True, slots=True)
class PaidItem:
    """What ``entry``, on its date, settled of an item out of ``source``: a payment or credit, the entry itself where it
    was not allocated later. Minor units of the order's currency.
    """

    key: ItemKey
    entry: str
    source: str
    date: date
    amount: int


@dataclass(slots=True)
class _Money:
    entry: str
    source: str
    date: date
    left: int


def paid_items(items: Sequence[Item], settlements: Iterable[Settlement]) -> list[PaidItem]:
    """What was settled of ``items``, which are in the order in which they are paid, by all ``settlements`` of a day.

    A credit that made an item due settles that first. An item below zero is money for the others. What was taken back
    is missing from what the same payment or credit gave, the last of it first, else from what came last of all.
    """
    given = _given(settlements)
    paid: list[PaidItem] = []
    for item in items:
        own = [money for money in given if money.entry == item.key.event]
        paid += _take(own, item.key, item.credited)
    below_zero = [_Money(each.key.event, each.key.event, each.key.arose, -each.amount) for each in items]
    pool = [*(money for money in below_zero if money.left > 0), *given]
    for item in items:
        paid += _take(pool, item.key, max(0, item.amount) - item.open - item.credited)
    return paid


def _given(settlements: Iterable[Settlement]) -> list[_Money]:
    """What was given and not taken back, in the order it came."""
    in_order = sorted(settlements, key=lambda each: (each.date, each.entry))
    given = [_Money(each.entry, each.source, each.date, each.amount) for each in in_order if each.amount > 0]
    for taken in (each for each in in_order if each.amount < 0):
        to_take = -taken.amount
        before = [money for money in reversed(given) if money.date <= taken.date]
        for money in sorted(before, key=lambda money: money.source not in (taken.source, taken.origin)):
            least = min(money.left, to_take)
            money.left -= least
            to_take -= least
    return given


def _take(pool: Iterable[_Money], key: ItemKey, amount: int) -> Iterator[PaidItem]:
    for money in pool:
        pays = min(money.left, amount)
        if pays > 0:
            money.left -= pays
            amount -= pays
            yield PaidItem(key, money.entry, money.source, money.date, pays)
