"""Orders of the demonstration company: who orders what, when and on which terms."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from salesbook.demo import workdays
from salesbook.demo.drafts import Draft
from salesbook.demo.fulfilment import Fate, fulfilled
from salesbook.demo.master import rep_on, terms_entry, terms_parts
from salesbook.demo.names import CUSTOMERS, GOODS, REPS, Demand, Good, Profile
from salesbook.demo.stories import Item, Story, Version
from salesbook.model.money import part_of, to_decimal

ORDERS_A_MONTH = 38
_SIZES: Mapping[Demand, tuple[tuple[int, int, int], ...]] = {
    "parts": ((20, 3_000, 12_000), (42, 12_000, 42_000), (28, 42_000, 95_000), (10, 95_000, 190_000)),
    "equipment": ((40, 45_000, 100_000), (42, 100_000, 210_000), (18, 210_000, 285_000)),
    "shop": ((70, 2_100, 5_000), (30, 5_000, 9_500)),
}
# Weight, and an order's value from and to in yuan.
_LINES: Mapping[Demand, tuple[int, ...]] = {
    "parts": (1, 1, 2, 2, 3, 3, 4, 5),
    "equipment": (1, 2, 2, 3),
    "shop": (1, 2, 3),
}
_FATES: Mapping[Fate, int] = {
    "plain": 166,
    "reduce": 6,
    "add": 6,
    "cancel": 4,
    "return": 9,
    "exchange": 4,
    "allowance": 3,
}
_CERTAIN = {("CSWX", date(2025, 3, 1)), ("CSWX", date(2025, 4, 1)), ("CSWX", date(2025, 5, 1))}
# Customers that surely order in a month: what they owe is written off.
_SMALLEST = 210_000
# No order is worth less, in fen.
_MACHINE_FROM = 800_000
# A machine costs more, in fen.
_MOST_BESIDE = 12
# How many of anything else come with a machine.
_FEN_PER_DOLLAR = 715


def make_stories(rng: random.Random) -> list[Story]:
    """Every order of the 24 months, by date."""
    placed: list[tuple[date, Profile]] = []
    for month in workdays.months():
        open_days = [day for day in workdays.days(month, workdays.month_end(month)) if workdays.is_workday(day)]
        buyers = [each for each in CUSTOMERS if each.since <= month < each.until]
        count = ORDERS_A_MONTH * workdays.SEASON[month.month] // 100
        for buyer in rng.choices(buyers, [each.weight for each in buyers], k=count):
            placed.append((rng.choice(open_days), buyer))
        placed += [(rng.choice(open_days), buyer) for buyer in buyers if (buyer.id, month) in _CERTAIN]
    placed.sort(key=lambda each: each[0])
    stories: list[Story] = []
    machines = 0
    for day, buyer in placed:
        fate = rng.choices(list(_FATES), list(_FATES.values()))[0]
        if buyer.terms == "deposit30":
            machines += 1
            fate = "abandoned" if machines % 40 == 15 else "plain"
        elif buyer.habit == "cash" or buyer.terms in {"cash", "tt30"}:
            fate = "plain"
        stories.append(_story(rng, buyer, day, fate))
    return stories


def _story(rng: random.Random, buyer: Profile, day: date, fate: Fate) -> Story:
    currency = "USD" if buyer.account == "boc-usd" else "CNY"
    items = _items(rng, buyer, day, currency, discounts=fate == "plain")
    total = sum(item.gross for item in items)
    terms: str | list[dict[str, object]] = buyer.terms
    if (
        fate == "plain"
        and buyer.demand == "parts"
        and buyer.habit == "each"
        and total > 4_000_000
        and rng.random() < 0.12
    ):
        terms = terms_entry(workdays.after(day, rng.randint(20, 35)), workdays.after(day, rng.randint(55, 80)))
    shares = _shares(rng, rep_on(buyer, day))
    data: dict[str, object] = {"date": day, "customer": buyer.id}
    if len(shares) == 1:
        data["rep"] = next(iter(shares))
    else:
        data["reps"] = {rep: f"{share}%" for rep, share in shares.items()}
    data["terms"] = terms
    if currency != "CNY":
        data["currency"] = currency
    if buyer.demand != "shop" and rng.random() < 0.3:
        data["customer_po"] = f"{rng.choice(('PO', 'CG', '采购'))}-{day:%y%m%d}{rng.randint(10, 99)}"
    if buyer.demand == "equipment":
        data["contract"] = f"YL-{day:%Y%m%d}-{rng.randint(10, 99)}"
    data["lines"] = [item.entry(currency) for item in items]
    data["total"] = to_decimal(total, currency)
    if rng.random() < 0.03:
        data["note"] = rng.choice(("送货前先电话联系", "发票随货", "包装须贴客户料号", "木箱包装"))
    if rng.random() < 0.02:
        data["tags"] = ["加急"]
    if buyer.demand == "equipment" and rng.random() < 0.3:
        data["fields"] = {"项目": rng.choice(("一期产线", "二期产线", "新厂房", "老线改造"))}
    story = Story(Draft("orders", day, data), buyer, day, currency, terms_parts(terms), shares, (Version(day, items),))
    return fulfilled(rng, story, fate)


def _items(rng: random.Random, buyer: Profile, day: date, currency: str, discounts: bool) -> tuple[Item, ...]:
    sizes = _SIZES[buyer.demand]
    _, low, high = rng.choices(sizes, [weight for weight, _, _ in sizes])[0]
    value = rng.randint(low, high) * (100 if currency == "CNY" else 300)
    count = rng.choice(_LINES[buyer.demand])
    level = rng.choice((94, 96, 97, 98, 100, 100, 102)) - (3 if day.year < 2026 else 0)
    chosen = _choice(rng, buyer.demand, value, count)
    values = [value // len(chosen)] * len(chosen)
    if buyer.demand == "equipment" and len(chosen) > 1:
        machine = max(range(len(chosen)), key=lambda place: chosen[place].price)
        values = [min(value * 15 // 100 // (len(chosen) - 1), good.price * _MOST_BESIDE) for good in chosen]
        values[machine] = value * 85 // 100
    items = [_item(rng, good, share, level, currency, discounts) for good, share in zip(chosen, values, strict=True)]
    if currency == "USD":
        return tuple(items)
    total = sum(item.gross for item in items)
    if total < _SMALLEST:
        items[0] = replace(items[0], quantity=items[0].quantity + (_SMALLEST - total) // items[0].price + 1)
    if total < 4_000_000 and buyer.demand == "parts" and rng.random() < 0.12:
        items.append(Item(None, "运费", 1, rng.choice((6_000, 8_000, 12_000, 15_000, 28_000)), 9))
    remainder = sum(item.gross for item in items) % 10_000
    if discounts and remainder and rng.random() < 0.05:
        items.append(Item(None, "抹零", 1, -remainder, 13))
    return tuple(items)


def _choice(rng: random.Random, demand: Demand, value: int, count: int) -> list[Good]:
    """What a customer orders for about ``value``; an order for equipment has a machine in it."""
    offered = [good for good in GOODS if demand in good.demand and good.price * 2 <= value * 3]
    if demand != "equipment":
        return sorted(rng.sample(offered, min(count, len(offered))), key=lambda good: good.id)
    machine = rng.choice([good for good in offered if good.price > _MACHINE_FROM and good.tax == 13])
    beside = [good for good in offered if good is not machine and good.price * 3 <= value]
    return sorted([machine, *rng.sample(beside, min(count - 1, len(beside)))], key=lambda good: good.id)


def _item(rng: random.Random, good: Good, value: int, level: int, currency: str, discounts: bool) -> Item:
    price = max(10, part_of(good.price, level, 1000) * 10)
    quantity = max(1, value // price)
    if quantity > 20:
        quantity -= quantity % 5
    if currency == "USD":
        return Item(good.id, None, quantity, part_of(price, 100, _FEN_PER_DOLLAR), 0)
    discount = rng.choice((2, 3, 5)) if discounts and rng.random() < 0.1 else 0
    return Item(good.id, None, quantity, price, good.tax, discount)


def _shares(rng: random.Random, rep: str) -> dict[str, int]:
    if rng.random() >= 0.05:
        return {rep: 100}
    colleagues = [each.id for each in REPS if each.id != rep and each.left is None]
    return {rep: 60, rng.choice(colleagues): 40}
