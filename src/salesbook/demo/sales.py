"""Orders of the demonstration company, and what became of their goods: deliveries, changes, returns, exchanges."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from salesbook.demo import workdays
from salesbook.demo.drafts import Draft
from salesbook.demo.master import rep_on, terms_entry, terms_parts
from salesbook.demo.names import CARRIERS, CUSTOMERS, GOODS, REPS, Demand, Good, Profile
from salesbook.demo.stories import Item, Return, Shipment, Story, Version
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
_FATES = {"plain": 166, "reduce": 6, "add": 6, "cancel": 4, "return": 9, "exchange": 4, "allowance": 3}
_MACHINE_FROM = 800_000
# A machine costs more, in fen.
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


def _story(rng: random.Random, buyer: Profile, day: date, fate: str) -> Story:
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
        data["customer_po"] = f"{rng.choice(('PO', 'CG', '采购'))}-{day:%y%m}{rng.randint(1, 399):03}"
    if buyer.demand == "equipment":
        data["contract"] = f"YL-{day:%Y}-{rng.randint(1, 999):03}"
    data["lines"] = [line_entry(item, currency) for item in items]
    data["total"] = to_decimal(total, currency)
    if rng.random() < 0.03:
        data["note"] = rng.choice(("加急, 请优先排产", "送货前先电话联系", "发票随货", "包装须贴客户料号", "木箱包装"))
    story = Story(Draft("orders", day, data), buyer, day, currency, terms_parts(terms), shares, (Version(day, items),))
    return _fulfilled(rng, story, fate)


def line_entry(item: Item, currency: str) -> dict[str, object]:
    """A line as orders and changes write it."""
    what: dict[str, object] = {"product": item.product} if item.product else {"text": item.text}
    discount = {"discount": f"{item.discount}%"} if item.discount else {}
    price = to_decimal(item.price, currency)
    return what | {"qty": item.quantity, "price": price} | discount | {"tax": f"{item.tax}%"}


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
        values = [value * 3 // 10 // (len(chosen) - 1)] * len(chosen)
        values[machine] = value * 7 // 10
    items = [_item(rng, good, share, level, currency, discounts) for good, share in zip(chosen, values, strict=True)]
    if currency == "USD":
        return tuple(items)
    total = sum(item.gross for item in items)
    if total < 200_000:
        items[0] = replace(items[0], quantity=items[0].quantity + (200_000 - total) // items[0].price + 1)
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


def _fulfilled(rng: random.Random, story: Story, fate: str) -> Story:
    """The order with everything that happened to its goods until the last day of the book."""
    if fate == "abandoned":
        return _cancelled(story, workdays.after(story.date, rng.randint(15, 25)), "客户项目取消, 退还定金")
    story = _with_shipments(rng, story, parts=2 if fate in {"reduce", "add", "cancel"} else None)
    if fate in {"reduce", "add", "cancel"} and len(story.shipments) == 2:
        story = _changed(rng, story, fate)
    elif fate in {"return", "allowance"} and story.shipments:
        story = _with_return(rng, story, fate)
    elif fate == "exchange" and story.shipments:
        story = _with_exchange(rng, story)
    if story.customer.terms == "deposit30" and _complete(story):
        accepted = workdays.after(story.shipments[-1].date, rng.randint(5, 20))
        if accepted <= workdays.LAST:
            data = {"date": accepted, "order": story.draft, "reason": "客户验收合格", "accept": True}
            story = replace(story, accepted=accepted, extra=(*story.extra, Draft("changes", accepted, data)))
    return story


def _complete(story: Story) -> bool:
    return bool(story.shipments) and sum(story.delivered(workdays.LAST).values()) == story.final.total


def _with_shipments(rng: random.Random, story: Story, parts: int | None) -> Story:
    goods = {position: item.quantity for position, item in enumerate(story.final.items) if item.product}
    machine = story.customer.terms in {"deposit30", "tt30"}
    count = parts or rng.choice((1, 1, 1, 1, 2, 2, 3) if sum(goods.values()) > 3 else (1,))
    day = workdays.after(story.date, rng.randint(14, 40) if machine else rng.randint(3, 12))
    shipments: list[Shipment] = []
    left = dict(goods)
    for remaining in range(count, 0, -1):
        quantities = {
            position: quantity if remaining == 1 else max(quantity // remaining, rng.choice((0, quantity // 2)))
            for position, quantity in left.items()
        }
        quantities = {position: quantity for position, quantity in quantities.items() if quantity}
        if quantities and day <= workdays.LAST:
            shipments.append(Shipment(day, _delivery(rng, story, day, quantities), quantities))
        left = {position: quantity - quantities.get(position, 0) for position, quantity in left.items()}
        left = {position: quantity for position, quantity in left.items() if quantity}
        day = workdays.after(day, rng.randint(6, 24))
        if not left:
            break
    return replace(story, shipments=tuple(shipments))


def _delivery(rng: random.Random, story: Story, day: date, quantities: Mapping[int, int]) -> Draft:
    carrier, letters = rng.choice(CARRIERS)
    lines: list[object] = [{"line": position + 1, "qty": quantity} for position, quantity in quantities.items()]
    data: dict[str, object] = {"date": day, "order": story.draft, "lines": lines, "carrier": carrier}
    if letters:
        data["tracking"] = f"{letters}{rng.randrange(10**11, 10**12)}"
    return Draft("deliveries", day, data)


def _cancelled(story: Story, day: date, reason: str) -> Story:
    """Each line ends at what is delivered until ``day``; what was to come later is not sent."""
    if day > workdays.LAST:
        return story
    shipments = tuple(each for each in story.shipments if each.date < day)
    sent: dict[int, int] = {}
    for each in shipments:
        for position, quantity in each.quantities.items():
            sent[position] = sent.get(position, 0) + quantity
    items = tuple(
        replace(item, quantity=sent.get(position, 0) if item.product else int(bool(sent)))
        for position, item in enumerate(story.final.items)
    )
    version = Version(day, items)
    data = {
        "date": day,
        "order": story.draft,
        "reason": reason,
        "cancel": True,
        "total": to_decimal(version.total, story.currency),
    }
    return replace(
        story,
        versions=(*story.versions, version),
        shipments=shipments,
        cancelled=day,
        extra=(*story.extra, Draft("changes", day, data)),
    )


def _changed(rng: random.Random, story: Story, fate: str) -> Story:
    """A change between the first delivery and the second."""
    first, second = story.shipments
    day = workdays.after(first.date, 2)
    if day >= second.date:
        return story
    if fate == "cancel":
        return _cancelled(
            story, day, rng.choice(("客户停产, 余货取消", "客户改型, 余货不要", "交期不能满足, 双方协商取消余货"))
        )
    items = list(story.final.items)
    quantities = dict(second.quantities)
    if fate == "reduce":
        position = rng.choice([position for position in quantities if quantities[position] > 1] or [min(quantities)])
        cut = max(1, quantities[position] // 2)
        items[position] = replace(items[position], quantity=items[position].quantity - cut)
        quantities[position] -= cut
        lines: list[object] = [{"line": position + 1, "qty": items[position].quantity}]
        reason = "客户减量"
    else:
        taken = {item.product for item in items}
        good = rng.choice([each for each in GOODS if "shop" in each.demand and each.id not in taken])
        added = Item(good.id, None, rng.choice((2, 4, 5, 10)), good.price, good.tax)
        quantities[len(items)] = added.quantity
        items.append(added)
        lines = [line_entry(added, story.currency)]
        reason = "客户加配件"
    version = Version(day, tuple(items))
    data: dict[str, object] = {"date": day, "order": story.draft, "reason": reason, "lines": lines}
    data["total"] = to_decimal(version.total, story.currency)
    quantities = {position: quantity for position, quantity in quantities.items() if quantity}
    shipments = [first]
    if quantities:
        shipments.append(Shipment(second.date, _delivery(rng, story, second.date, quantities), quantities))
    return replace(
        story,
        versions=(*story.versions, version),
        shipments=tuple(shipments),
        extra=(*story.extra, Draft("changes", day, data)),
    )


def _with_return(rng: random.Random, story: Story, fate: str) -> Story:
    """Some goods of the first delivery come back, or the customer keeps them at a lower price."""
    first = story.shipments[0]
    day = workdays.after(first.date, rng.randint(4, 12))
    if day > workdays.LAST:
        return story
    position, sent = rng.choice(sorted(first.quantities.items()))
    item = story.final.items[position]
    if fate == "return":
        quantity = max(1, sent // rng.choice((4, 6, 10)))
        amount = part_of(item.gross, quantity, item.quantity)
        pieces: dict[str, object] = {"lines": [{"line": position + 1, "qty": quantity}]}
        note = rng.choice(("型号订错, 客户退货", "来料检验不合格, 退货", "多发退回"))
    else:
        amount = max(1000, part_of(part_of(item.gross, sent, item.quantity), rng.choice((3, 5, 8)), 100) // 100 * 100)
        pieces = {}
        note = rng.choice(("表面划伤, 协商折让", "延期交货, 折让"))
    money = to_decimal(amount, story.currency)
    data: dict[str, object] = {
        "date": day,
        "customer": story.customer.id,
        "reason": fate,
        "amount": money,
        "orders": [{"order": story.draft, "amount": money, **pieces}],
        "note": note,
    }
    back = Return(day, amount, Draft("credits", day, data), {item.tax: amount}, red_invoice=rng.random() < 0.6)
    return replace(story, returns=(*story.returns, back))


def _with_exchange(rng: random.Random, story: Story) -> Story:
    first = story.shipments[0]
    day = workdays.after(first.date, rng.randint(5, 15))
    again = workdays.after(day, rng.randint(4, 14))
    if day > workdays.LAST:
        return story
    position, sent = rng.choice(sorted(first.quantities.items()))
    quantity = max(1, sent // 10)
    zero = to_decimal(0, story.currency)
    data: dict[str, object] = {
        "date": day,
        "customer": story.customer.id,
        "reason": "exchange",
        "amount": zero,
        "orders": [{"order": story.draft, "amount": zero, "lines": [{"line": position + 1, "qty": quantity}]}],
        "note": "质量问题, 换货",
    }
    story = replace(story, extra=(*story.extra, Draft("credits", day, data)))
    if again > workdays.LAST:
        return story
    sent_again = Shipment(again, _delivery(rng, story, again, {position: quantity}), {position: quantity}, again=True)
    by_date = sorted((*story.shipments, sent_again), key=lambda each: each.date)
    return replace(story, shipments=tuple(by_date))
