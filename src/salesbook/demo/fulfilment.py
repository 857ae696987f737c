"""What becomes of the goods of an order: deliveries, changes, cancellations, returns, exchanges, acceptance."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from salesbook.demo import workdays
from salesbook.demo.drafts import Draft
from salesbook.demo.names import CARRIERS, GOODS
from salesbook.demo.stories import Item, Return, Shipment, Story, Version
from salesbook.model.money import part_of, to_decimal

Fate = Literal["plain", "reduce", "add", "cancel", "abandoned", "return", "exchange", "allowance"]
"""What happens besides deliveries: less or more ordered, the rest cancelled, all cancelled before any goods went out,
goods sent back, exchanged, or kept at a lower price."""


def fulfilled(rng: random.Random, story: Story, fate: Fate) -> Story:
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


def _changed(rng: random.Random, story: Story, fate: Fate) -> Story:
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
        lines = [added.entry(story.currency)]
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


def _with_return(rng: random.Random, story: Story, fate: Fate) -> Story:
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
        worth = part_of(item.gross, sent, item.quantity)
        amount = min(worth, max(10_000, part_of(worth, rng.choice((3, 5, 8)), 100) // 1_000 * 1_000))
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
