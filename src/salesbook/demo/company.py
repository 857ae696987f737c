"""The demonstration company: a believable book of 24 months, made by code from a seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from salesbook.demo import master, workdays
from salesbook.demo.banking import Movement, all_movements, bill_movements, handin_movements, receipt_movement
from salesbook.demo.billing import Invoice, make_invoices
from salesbook.demo.cashbook import Cashbook, Receipt
from salesbook.demo.drafts import Draft, entry, number
from salesbook.demo.dues import Due, dues_of
from salesbook.demo.handins import make_handins
from salesbook.demo.names import CUSTOMERS, REPS, Profile
from salesbook.demo.october import october_movements
from salesbook.demo.openings import make_openings
from salesbook.demo.receipts import pay_customer
from salesbook.demo.sales import make_stories
from salesbook.demo.statements import Export, bank_entries
from salesbook.demo.stories import Story

SEED = 93
"""The seed of the company that ``salesbook demo`` shows."""


@dataclass(frozen=True, slots=True)
class Company:
    """A book as plain data.

    ``settings`` is ``salesbook.yaml``. ``entries`` are those of each kind in order, under the name of the kind's
    folder or master file. ``exports`` is by account what the banks say of October 2026, which the book lacks.
    """

    settings: Mapping[str, object]
    entries: Mapping[str, Sequence[Mapping[str, object]]]
    exports: Mapping[str, Export]


def make_company(seed: int = SEED) -> Company:
    """The company that ``seed`` stands for; the same one every time."""
    rng = random.Random(seed)
    stories = make_stories(rng)
    invoices = make_invoices(rng, stories)
    openings, opening_dues, advances = make_openings(rng)
    dues = opening_dues + _dues(stories, invoices)
    cashbooks = _payments(rng, stories, dues, advances)
    receipts = [receipt for cashbook in cashbooks for receipt in cashbook.receipts]
    settling = [draft for cashbook in cashbooks for draft in cashbook.drafts]
    drafts = [draft for story in stories for draft in story.drafts]
    drafts += [invoice.draft for invoice in invoices]
    drafts += openings + settling + make_handins(rng, receipts)
    ids = number(drafts)
    movements = all_movements(rng, _customers_money(rng, receipts, drafts, ids))
    lines, matches, exports = bank_entries(movements, ids)
    entries: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    entries["customers"] = list(master.customers(rng, _credit_limits(dues, cashbooks)))
    entries["products"] = list(master.products())
    entries["reps"] = list(master.reps())
    for draft in sorted(ids, key=ids.__getitem__):
        entries[draft.kind].append(entry(draft, ids))
    entries["bank"] = list(lines)
    entries["matches"] = list(matches)
    entries["targets"] = list(master.targets(rng, _average_sales(stories)))
    return Company(master.settings(), entries, exports)


def _dues(stories: Sequence[Story], invoices: Sequence[Invoice]) -> list[Due]:
    invoices_of: dict[Story, list[Invoice]] = defaultdict(list)
    for invoice in invoices:
        for story in invoice.plan.parts:
            invoices_of[story].append(invoice)
    return [due for story in stories for due in dues_of(story, invoices_of[story])]


def _payments(
    rng: random.Random, stories: Sequence[Story], dues: Sequence[Due], advances: Mapping[str, int]
) -> list[Cashbook]:
    members: dict[str, list[Profile]] = defaultdict(list)
    for profile in CUSTOMERS:
        members[profile.group or profile.id].append(profile)
    dues_of_group: dict[str, list[Due]] = defaultdict(list)
    for due in dues:
        dues_of_group[due.customer.group or due.customer.id].append(due)
    called_off = {
        story.draft: story.cancelled for story in stories if story.cancelled is not None and not story.shipments
    }
    return [
        pay_customer(rng, group, dues_of_group[name], advances.get(name, 0), called_off)
        for name, group in members.items()
    ]


def _customers_money(
    rng: random.Random, receipts: Sequence[Receipt], drafts: Iterable[Draft], ids: Mapping[Draft, str]
) -> list[Movement]:
    """Every movement on an account that is a customer's money."""
    known = [
        receipt_movement(rng, receipt, ids)
        for receipt in receipts
        if receipt.channel.account and (receipt.date <= workdays.LAST_RECONCILED or receipt.currency != "CNY")
    ]
    known += handin_movements(rng, (draft for draft in drafts if draft.kind == "handins"))
    known += bill_movements(draft for draft in drafts if draft.kind == "bills")
    return known + october_movements(rng, receipts, ids)


def _average_sales(stories: Sequence[Story]) -> dict[str, int]:
    """What each rep delivered in an average month of his, in minor units."""
    sales: dict[str, int] = {rep.id: 0 for rep in REPS}
    for story in stories:
        if story.currency == "CNY":
            for rep, share in story.shares.items():
                sales[rep] += sum(story.delivered(workdays.LAST).values()) * share // 100
    months = {rep.id: sum(rep.left is None or month < rep.left for month in workdays.months()) for rep in REPS}
    return {rep: amount // months[rep] for rep, amount in sales.items()}


def _credit_limits(dues: Sequence[Due], cashbooks: Sequence[Cashbook]) -> dict[str, int]:
    """Credit limits in minor units; customers whose limit is below 100% of what they owe are over it."""
    moved: dict[str, dict[date, int]] = {profile.id: defaultdict(int) for profile in CUSTOMERS}
    for due in dues:
        moved[due.customer.id][due.arises] += due.amount
    for cashbook in cashbooks:
        for receipt in cashbook.receipts:
            if receipt.draft:
                moved[receipt.payer.id][receipt.date] -= receipt.amount
    limits: dict[str, int] = {}
    for profile in CUSTOMERS:
        balances = list(accumulate(amount for _, amount in sorted(moved[profile.id].items())))
        exposure = (balances[-1] if profile.limit < 100 else max(balances)) if balances else 0
        if profile.account != "boc-usd":
            limits[profile.id] = max(exposure * profile.limit // 100 // 1_000_000, 2) * 1_000_000
    return limits
