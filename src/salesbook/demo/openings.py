"""What the customers of the demonstration company owed when its book began."""

from __future__ import annotations

import random
from datetime import timedelta

from salesbook.demo import workdays
from salesbook.demo.drafts import Draft
from salesbook.demo.dues import Due
from salesbook.demo.master import rep_on
from salesbook.demo.names import CUSTOMERS, Profile
from salesbook.model.money import to_decimal

_PAID_AHEAD = "RHFZ"
# The customer whose opening balance is an advance.


def make_openings(rng: random.Random) -> tuple[list[Draft], list[Due], dict[str, int]]:
    """What was owed when the book began: entries, what is to be paid, and advances by customer."""
    drafts: list[Draft] = []
    dues: list[Due] = []
    advances: dict[str, int] = {}
    serial = rng.randint(80, 140)
    for profile in CUSTOMERS:
        if profile.since > workdays.FIRST:
            continue
        rep = rep_on(profile, workdays.FIRST)
        data: dict[str, object] = {"date": workdays.FIRST, "customer": profile.id, "rep": rep}
        if profile.id == _PAID_AHEAD:
            serial += rng.randint(1, 4)
            advances[profile.id] = 3_600_000
            data |= {"amount": to_decimal(-3_600_000, "CNY"), "number": f"旧账-{serial}", "note": "预收货款结转"}
            drafts.append(Draft("openings", workdays.FIRST, data))
            continue
        currency = "USD" if profile.account == "boc-usd" else "CNY"
        for amount in _owed_before(rng, profile):
            serial += rng.randint(1, 4)
            due = workdays.FIRST + timedelta(rng.randint(-25, 55))
            owed = data | {"amount": to_decimal(amount, currency)}
            if currency != "CNY":
                owed["currency"] = currency
            draft = Draft("openings", workdays.FIRST, owed | {"due": due, "number": f"旧账-{serial}"})
            drafts.append(draft)
            dues.append(Due(draft, profile, workdays.FIRST, due, amount, currency))
    return drafts, dues, advances


def _owed_before(rng: random.Random, profile: Profile) -> list[int]:
    """The amounts, in minor units, that a customer owed when the book began."""
    if profile.demand == "shop":
        return [rng.randint(1_200, 6_400) * 100] if rng.random() < 0.5 else []
    if profile.account == "boc-usd":
        return [845_000]
    most = profile.weight * 320_000
    return [rng.randint(most // 2, most) // 1_000 * 1_000 for _ in range(rng.choice((1, 1, 2)))]
