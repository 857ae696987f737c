"""Items: when what is owed of an order falls due."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from .money import half_up, minor
from .orders import (
    Event,
    acceptance_events,
    currency_of,
    delivery_events,
    invoice_events,
    total_on,
)
from .reading import Book, Entry

AFTER = {"delivery": delivery_events, "invoice": invoice_events, "acceptance": acceptance_events}
BASIS_EVENT = {"delivered": "delivery", "invoiced": "invoice", "ordered": "order"}


@dataclass(frozen=True)
class Item:
    """An amount that falls due. `credit` is the amount of the credit that settles it first, if one does.

    `retention`: it is what the customer keeps back for a while.
    """

    due: date
    part: int
    event: int
    event_date: date
    amount: int
    credit: int | None = None
    retention: bool = False

    @property
    def order_of_payment(self) -> tuple[date, int, int]:
        """S pays by due date, then part, then event."""
        return self.due, self.part, self.event


def on_day_of_month(day: date, wanted: int) -> date:
    """The next date on or after `day` that is the wanted day of its month, or the last one of a shorter month."""
    year, month = day.year, day.month
    while True:
        candidate = date(year, month, min(wanted, calendar.monthrange(year, month)[1]))
        if candidate >= day:
            return candidate
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def due_date(part: Entry, event_date: date) -> date:
    """When a part falls due after an event."""
    if part.get("due"):
        fixed: date = part["due"]
        return fixed
    day = event_date
    if part.get("statement_day"):
        day = on_day_of_month(day, part["statement_day"])
    day += timedelta(days=part.get("days", 0))
    if part.get("pay_day"):
        day = on_day_of_month(day, part["pay_day"])
    return day


def parts_of(book: Book, order: Entry) -> list[Entry]:
    """The parts of an order's terms: its own, else its customer's, else all of it at what makes the customer owe."""
    terms: Any = order.get("terms") or book["customers"][order["customer"]].get("terms")
    if terms is None:
        return [{"share": Fraction(1), "after": BASIS_EVENT[book["settings"]["receivable_basis"]]}]
    if isinstance(terms, str):
        terms = book["settings"]["terms"][terms]
    return list(terms)


def part_amounts(parts: list[Entry], total: int) -> list[int]:
    """A_i: each part's share of T, the last one T less the others."""
    amounts = [half_up(part["share"] * total) for part in parts[:-1]]
    return [*amounts, total - sum(amounts)]


def items_of_part(part: Entry, number: int, amount: int, total: int, events: list[Event]) -> list[Item]:
    """One item at each event, of what it added."""
    items, before = [], 0
    for position, event in enumerate(events):
        until = half_up(Fraction(amount * event.reached, total))
        retained = bool(part.get("retention"))
        due, added = due_date(part, event.day), until - before
        items.append(Item(due, number, position, event.day, added, event.credit, retained))
        before = until
    return items


def order_items(book: Book, order: Entry, day: date) -> list[Item]:
    """The items of an order as of a day, in the order in which they are paid."""
    total = total_on(book, order, day)
    if total <= 0 or order["date"] > day:
        return []
    parts = parts_of(book, order)
    items: list[Item] = []
    for number, (part, amount) in enumerate(zip(parts, part_amounts(parts, total), strict=True)):
        if part.get("due") or part["after"] == "order":
            retained = bool(part.get("retention"))
            items.append(Item(due_date(part, order["date"]), number, 0, order["date"], amount, retention=retained))
        else:
            items += items_of_part(part, number, amount, total, AFTER[part["after"]](book, order, day))
    return sorted((item for item in items if item.amount), key=lambda item: item.order_of_payment)


def opening_items(book: Book, opening: Entry) -> list[Item]:
    """The one item of an opening above zero; it is there from the day before its date."""
    amount = minor(opening["amount"], currency_of(book, opening))
    before = opening["date"] - timedelta(days=1)
    return [Item(opening.get("due") or opening["date"], 0, 0, before, amount)] if amount > 0 else []


def settle_items(items: list[Item], settled: int) -> list[tuple[Item, int]]:
    """What is left open of each item after S has paid: credits first what they made due, the rest by due date.

    An item below zero (goods of negative value delivered late) is money for the others.
    """
    pool = settled - sum(item.amount for item in items if item.amount < 0)
    left = [max(item.amount, 0) for item in items]
    for event in sorted({item.event for item in items if item.credit is not None}):
        of_credit = next(item.credit or 0 for item in items if item.event == event and item.credit is not None)
        for index, item in enumerate(items):
            if item.event == event and item.credit is not None:
                paid = max(0, min(left[index], of_credit, pool))
                left[index], of_credit, pool = left[index] - paid, of_credit - paid, pool - paid
    for index in range(len(items)):
        paid = max(0, min(left[index], pool))
        left[index], pool = left[index] - paid, pool - paid
    return list(zip(items, left, strict=True))
