"""Fapiao of the demonstration company: with each delivery, for a whole order, one a month for everything; red and
reissued ones.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.demo import workdays
from salesbook.demo.drafts import Draft
from salesbook.demo.names import Profile
from salesbook.demo.stories import Return, Story
from salesbook.model.money import part_of, to_decimal

ByTax = Mapping[int, int]
"""Gross amounts in minor units by tax rate in percent."""


@dataclass(frozen=True, eq=False, slots=True)
class Planned:
    """An invoice without its number: what it bills of each order."""

    date: date
    customer: Profile
    parts: Mapping[Story, ByTax]
    deducted: tuple[Return, ...] = ()
    """Goods that came back before and are left out of it."""
    reverses: Planned | None = None
    replaces: Planned | None = None
    note: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Invoice:
    """An issued invoice with its entry."""

    plan: Planned
    number: str
    draft: Draft

    def amount(self, story: Story) -> int:
        """What it bills of an order, in minor units."""
        return sum(self.plan.parts[story].values()) if story in self.plan.parts else 0


def make_invoices(rng: random.Random, stories: Sequence[Story]) -> list[Invoice]:
    """Every invoice, by date."""
    by_customer: dict[Profile, list[Story]] = defaultdict(list)
    for story in stories:
        by_customer[story.customer].append(story)
    plans = [plan for owned in by_customer.values() for plan in _customer_plans(rng, owned)]
    plans += list(_corrections(rng, sorted(plans, key=lambda plan: plan.date)))
    plans.sort(key=lambda plan: (plan.date, plan.replaces is not None))
    drafts: dict[Planned, Draft] = {}
    issued: list[Invoice] = []
    serial = 10_482_317
    for plan in plans:
        serial += rng.randint(3, 900)
        number = f"{plan.date:%y}312{serial:015}"
        drafts[plan] = _draft(plan, number, drafts)
        issued.append(Invoice(plan, number, drafts[plan]))
    return issued


def _customer_plans(rng: random.Random, stories: Sequence[Story]) -> Iterator[Planned]:
    customer = stories[0].customer
    billed: dict[Story, dict[int, int]] = defaultdict(dict)
    deducted: set[Draft] = set()
    for day, due in sorted(_billing_days(rng, customer, stories).items()):
        parts: dict[Story, ByTax] = {}
        left_out: list[Return] = []
        for story in due:
            new = _unbilled(story, day, billed[story])
            back = [each for each in story.returns if each.date <= day and each.draft not in deducted]
            if new and not billed[story].keys() and back and _less(new, back):
                parts[story] = _less(new, back)
                left_out += back
                deducted.update(each.draft for each in back)
            elif new:
                parts[story] = new
            for position, value in story.delivered(day).items():
                billed[story][position] = value
        if parts:
            yield Planned(day, customer, parts, tuple(left_out))


def _billing_days(rng: random.Random, customer: Profile, stories: Sequence[Story]) -> dict[date, list[Story]]:
    days: dict[date, list[Story]] = defaultdict(list)
    if customer.billing == "monthly":
        last = workdays.FIRST
        for month in workdays.months():
            day = workdays.month_end(month).replace(day=rng.randint(24, 28))
            day = day if workdays.is_workday(day) else workdays.after(day.replace(day=20), 0)
            days[day] = [story for story in stories if any(last < each.date <= day for each in story.shipments)]
            last = day
        return days
    for story in stories:
        sent = [shipment.date for shipment in story.shipments if not shipment.again]
        if customer.billing == "order":
            complete = sum(story.delivered(workdays.LAST).values()) == story.final.total
            sent = sent[-1:] if complete else []
        for shipped in sent:
            day = workdays.after(shipped, rng.randint(0, 4))
            if day <= workdays.LAST and story not in days[day]:
                days[day].append(story)
    return days


def _unbilled(story: Story, day: date, billed: Mapping[int, int]) -> dict[int, int]:
    amounts: dict[int, int] = defaultdict(int)
    items = story.on(day).items if story.date <= day else ()
    for position, value in story.delivered(day).items() if items else ():
        amounts[items[position].tax] += value - billed.get(position, 0)
    return {tax: amount for tax, amount in sorted(amounts.items(), reverse=True) if amount}


def _less(amounts: ByTax, back: Sequence[Return]) -> dict[int, int]:
    """``amounts`` without what came back; empty where that leaves nothing to bill at a rate."""
    rest = dict(amounts)
    for each in back:
        for tax, amount in each.by_tax.items():
            rest[tax] = rest.get(tax, 0) - amount
    return rest if min(rest.values()) > 0 else {}


def _corrections(rng: random.Random, plans: Sequence[Planned]) -> Iterator[Planned]:
    """Red invoices for goods that came back, and wrong invoices: a red one and its replacement."""
    deducted = {back.draft for plan in plans for back in plan.deducted}
    for plan in plans:
        for story, amounts in plan.parts.items():
            for back in story.returns:
                covered = all(amounts.get(tax, 0) > amount for tax, amount in back.by_tax.items())
                if back.red_invoice and back.draft not in deducted and plan.date < back.date and covered:
                    deducted.add(back.draft)
                    day = workdays.after(back.date, rng.randint(1, 6))
                    if day <= workdays.LAST:
                        red = {story: {tax: -amount for tax, amount in back.by_tax.items()}}
                        yield Planned(day, plan.customer, red, reverses=plan, note="销货退回, 红字发票")
    wrong = [plan for plan in plans if len(plan.parts) == 1 and not any(story.returns for story in plan.parts)]
    for plan in wrong[35::90]:
        day = workdays.after(plan.date, rng.randint(3, 12))
        if day <= workdays.LAST:
            red = {story: {tax: -amount for tax, amount in amounts.items()} for story, amounts in plan.parts.items()}
            reason = rng.choice(("开票抬头有误", "购方税号有误", "客户要求改开规格型号"))
            yield Planned(day, plan.customer, red, reverses=plan, note=f"{reason}, 红字冲销")
            yield Planned(day, plan.customer, plan.parts, replaces=plan, note=f"{reason}, 重新开具")


def _draft(plan: Planned, number: str, drafts: Mapping[Planned, Draft]) -> Draft:
    currency = next(iter(plan.parts)).currency
    by_tax: dict[int, int] = defaultdict(int)
    for amounts in plan.parts.values():
        for tax, amount in amounts.items():
            by_tax[tax] += amount
    data: dict[str, object] = {
        "date": plan.date,
        "customer": plan.customer.id,
        "number": number,
        "orders": [
            {"order": story.draft, "amount": to_decimal(sum(amounts.values()), currency)}
            for story, amounts in plan.parts.items()
        ],
        "taxes": [_tax_row(tax, gross, currency) for tax, gross in sorted(by_tax.items(), reverse=True)],
    }
    if plan.reverses:
        data["reverses"] = drafts[plan.reverses]
    if plan.replaces:
        data["replaces"] = drafts[plan.replaces]
    if plan.note:
        data["note"] = plan.note
    return Draft("invoices", plan.date, data)


def _tax_row(tax: int, gross: int, currency: str) -> dict[str, object]:
    net = part_of(gross, 100, 100 + tax)
    amounts: dict[str, Decimal] = {"net": to_decimal(net, currency), "tax": to_decimal(gross - net, currency)}
    return {"rate": f"{tax}%", **amounts}
