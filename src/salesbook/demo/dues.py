"""What customers of the demonstration company expect to pay, and when: a simple view of an order's terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from salesbook.demo import workdays
from salesbook.demo.billing import Invoice
from salesbook.demo.drafts import Draft
from salesbook.demo.names import Profile
from salesbook.demo.stories import Story
from salesbook.model.money import part_of, round_half_up
from salesbook.model.terms import Event, TermPart


@dataclass(frozen=True, slots=True)
class Due:
    """An amount in minor units that a customer owes for an order or an opening from ``arises``, payable on ``due``.

    ``cheaper_until`` is the last day of its cash discount of ``discount`` percent; ``invoice`` what it came with.
    """

    target: Draft
    customer: Profile
    arises: date
    due: date
    amount: int
    currency: str = "CNY"
    cheaper_until: date | None = None
    discount: int = 0
    invoice: Invoice | None = None
    after_delivery: bool = True


def dues_of(story: Story, invoices: Sequence[Invoice]) -> list[Due]:
    """What an order's customer expects to pay: its terms, less what came back."""
    dues: list[Due] = []
    for part, amount in zip(story.terms, _parts(story), strict=True):
        dues += _part_dues(story, part, amount, invoices)
    waits = any(part.after is Event.INVOICE for part in story.terms)
    left_out = {back.draft for invoice in invoices for back in invoice.plan.deducted} if waits else set()
    less = sum(back.amount for back in story.returns if back.draft not in left_out)
    latest_return = max((back.date for back in story.returns), default=story.date)
    kept: list[Due] = []
    for due in reversed(dues):
        taken = min(less, due.amount)
        less -= taken
        if due.amount > taken:
            kept.append(replace(due, amount=due.amount - taken, arises=max(due.arises, latest_return)))
    return kept[::-1]


def _parts(story: Story) -> list[int]:
    """The amount of each part of the terms; a cancelled order's deposit is that of the order as it was."""
    total = (story.versions[0] if story.cancelled and not story.shipments else story.final).total
    amounts = [round_half_up(part.share * total) for part in story.terms[:-1]]
    return [*amounts, total - sum(amounts)]


def _part_dues(story: Story, part: TermPart, amount: int, invoices: Sequence[Invoice]) -> Iterator[Due]:
    if part.after in {None, Event.ORDER}:
        if part.after is None and not story.shipments:
            return
        yield Due(story.draft, story.customer, story.date, part.due_date(story.date), amount, story.currency,
                  after_delivery=False)  # fmt: skip
        return
    paid = 0
    for event, value, invoice in _events(story, part.after, invoices):
        until = part_of(amount, value, story.final.total)
        cheaper = event + timedelta(part.discount_days) if part.discount else None
        if until > paid:
            yield Due(story.draft, story.customer, event, part.due_date(event), until - paid, story.currency,
                      cheaper, int(part.discount * 100), invoice)  # fmt: skip
        paid = until


def _events(
    story: Story, after: Event | None, invoices: Sequence[Invoice]
) -> Iterator[tuple[date, int, Invoice | None]]:
    """Each event that ``after`` waits for, with the value reached until then."""
    if after is Event.INVOICE:
        value = 0
        for invoice in invoices:
            if not (invoice.plan.reverses or invoice.plan.replaces):
                value += invoice.amount(story)
                yield invoice.plan.date, value, invoice
    elif after is Event.DELIVERY:
        for shipment in story.shipments:
            if not shipment.again:
                yield shipment.date, sum(story.delivered(shipment.date).values()), None
    elif story.accepted and story.accepted <= workdays.LAST:
        yield story.accepted, sum(story.delivered(story.accepted).values()), None
