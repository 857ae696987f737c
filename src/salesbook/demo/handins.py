"""Money that reps of the demonstration company took from customers, and when they handed it over."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from salesbook.demo import workdays
from salesbook.demo.cashbook import Receipt
from salesbook.demo.drafts import Draft
from salesbook.demo.names import REPS
from salesbook.model.money import to_decimal

_SLOW = "sun-hao"
_CLERK_ENTERED = date(2026, 10, 20)
# Hand-ins after that day are not made yet.


def make_handins(rng: random.Random, receipts: Sequence[Receipt]) -> list[Draft]:
    """Each rep hands over what he holds from time to time, one of them late; the last receipts are still held."""
    held: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in sorted(receipts, key=lambda each: each.date):
        if receipt.channel.received_by:
            held[receipt.channel.received_by].append(receipt)
    return [draft for rep in sorted(held) for draft in _handins(rng, rep, held[rep])]


def _handins(rng: random.Random, rep: str, receipts: Sequence[Receipt]) -> Iterator[Draft]:
    left = next(each.left for each in REPS if each.id == rep)
    waiting = list(receipts)
    while waiting:
        gap = rng.randint(24, 48) if rep == _SLOW else rng.randint(3, 12)
        day = workdays.after(waiting[0].date, gap)
        if left and day >= left:
            day = workdays.after(waiting[0].date, 1)
        if day > _CLERK_ENTERED:
            return
        now = [receipt for receipt in waiting if receipt.date <= day]
        waiting = [receipt for receipt in waiting if receipt.date > day]
        data: dict[str, object] = {
            "date": day,
            "rep": rep,
            "account": "icbc",
            "payments": [receipt.draft for receipt in now],
            "amount": to_decimal(sum(receipt.amount for receipt in now), "CNY"),
        }
        yield Draft("handins", day, data)
