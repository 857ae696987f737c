"""What a manager must know of a book: what is late or beyond its limit, and what is wrong with it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from salesbook.index.aged import Aged
from salesbook.index.backlogs import OrderBacklog
from salesbook.index.book import IndexedBook
from salesbook.index.standing import Whose
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy
from salesbook.reports.bill_figures import BillState, bills_on
from salesbook.rules.free_money import OpenItem

if TYPE_CHECKING:
    from salesbook.model.problem import Code
    from salesbook.reports.holding_figures import Holding

HELD_DAYS = 7
"""Days for which a rep may hold customers' money before it is held too long."""

UNDELIVERED_DAYS = 30
"""Days for which an order may wait for its goods before it is undelivered for long."""


class Late:
    """How many of something there are in one currency, and what they come to in minor units."""

    __slots__ = ("amount", "count")

    def __init__(self) -> None:
        self.count = self.amount = 0

    def add(self, amount: int) -> None:
        """One more."""
        self.count += 1
        self.amount += amount


ByCurrency = Mapping[str, Late]


def bills_matured(book: IndexedBook, day: date) -> ByCurrency:
    """Bills in hand that were due before ``day``."""
    found: dict[str, Late] = defaultdict(Late)
    for bill in bills_on(book, day):
        if bill.state is BillState.IN_HAND and bill.matured(day):
            found[bill.currency].add(bill.amount)
    return found


def retention_overdue(items: Sequence[OpenItem], day: date) -> ByCurrency:
    """Items of retention that were due before ``day``."""
    found: dict[str, Late] = defaultdict(Late)
    for item in items:
        if item.due is not None and item.due < day:
            found[item.currency].add(item.amount)
    return found


def held_too_long(holdings: Mapping[tuple[str, str], Holding], day: date) -> ByCurrency:
    """Reps who on ``day`` hold money that they received more than ``HELD_DAYS`` before, and all that they hold."""
    found: dict[str, Late] = defaultdict(Late)
    for (_, currency), holding in holdings.items():
        if holding.oldest is not None and (day - holding.oldest).days > HELD_DAYS:
            found[currency].add(holding.held)
    return found


def undelivered_for_long(backlogs: Sequence[OrderBacklog], day: date) -> ByCurrency:
    """Orders of more than ``UNDELIVERED_DAYS`` before ``day`` with goods to deliver, and what these are worth."""
    found: dict[str, Late] = defaultdict(Late)
    for order in backlogs:
        if order.lines and (day - order.date).days > UNDELIVERED_DAYS:
            found[order.currency].add(order.undelivered.amount)
    return found


def over_limit(
    book: IndexedBook, policy: Policy, aged: Mapping[Whose, Aged], backlogs: Sequence[OrderBacklog]
) -> ByCurrency:
    """Customers whose exposure is beyond their credit limit of today, and by how much."""
    uncharged: dict[Whose, int] = defaultdict(int)
    for order in backlogs:
        uncharged[order.customer, order.currency] += order.uncharged
    found: dict[str, Late] = defaultdict(Late)
    for customer in book.customers.by_id.values():
        limit = customer.data.get("credit_limit")
        if limit is None or customer.merged_into:
            continue
        currency = customer.data.get("currency") or policy.currency
        owing = aged.get((customer.id, currency))
        owed = owing.net if owing else 0
        beyond = owed + uncharged[customer.id, currency] - to_minor(Decimal(limit), currency)
        if beyond > 0:
            found[currency].add(beyond)
    return found


def unanswered(book: IndexedBook, policy: Policy, aged: Mapping[Whose, Aged], day: date) -> ByCurrency:
    """Customers with a balance as of ``day`` who have not answered their statement, in a book that keeps answers."""
    rows = book.connection.execute("SELECT data FROM entry WHERE kind = 'confirmations' AND facts <> ''").fetchall()
    found: dict[str, Late] = defaultdict(Late)
    answers = [json.loads(text) for (text,) in rows]
    answered = {
        (book.customers.canonical(each["customer"]), each.get("currency") or policy.currency)
        for each in answers
        if each["as_of"] == day.isoformat()
    }
    for whose, owing in aged.items() if answers else ():
        if owing.net and whose not in answered:
            found[whose[1]].add(owing.net)
    return found


def problems_by_code(book: IndexedBook, day: date) -> list[tuple[Code, int]]:
    """What ``check`` finds in entries until ``day`` and in files, counted; errors first."""
    rows = book.connection.execute(
        "SELECT code, count(*) FROM problem WHERE entry IS NULL OR NOT EXISTS "
        "(SELECT 1 FROM entry WHERE entry.id = problem.entry AND entry.date > ?) GROUP BY code ORDER BY code",
        (day.isoformat(),),
    )
    found = rows.fetchall()
    if not found:
        return []
    from salesbook.index.catalogue import code_named

    return [(code_named(code), count) for code, count in found]
