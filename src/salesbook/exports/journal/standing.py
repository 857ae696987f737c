"""Receivables and advances as the aging has them: what documents alone do not tell.

Documents move what a customer owes as a whole. Day by day two things remain: money of a customer that settles what
another of its group owes, or what is owed in another currency; and how much of a balance is an advance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from salesbook.exports.journal import accounts
from salesbook.exports.journal.transaction import Posting, Transaction, balanced
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.standing import settles_oldest
from salesbook.model.money import Money
from salesbook.model.policy import Policy
from salesbook.rules.movement import Standing

_Whose = tuple[str, str]
"""A customer (after merging) and a currency."""
_Days = dict[date, dict[_Whose, int]]


def standing_transactions(book: IndexedBook, policy: Policy, documents: Iterable[Transaction]) -> Iterator[Transaction]:
    """What leads from the balances that ``documents`` make to the receivables and advances of the aging, day by day."""
    receivables, advances = _standings_by_day(book, policy)
    posted = _posted(documents)
    for day in sorted({*receivables, *advances, *posted}):
        owed, advanced = receivables[day], advances[day]
        nets = {whose: owed.get(whose, 0) - advanced.get(whose, 0) for whose in {*owed, *advanced, *posted[day]}}
        yield from _elsewhere(day, {whose: net - posted[day].get(whose, 0) for whose, net in nets.items()})
        yield from _advances(book, day, advanced)


def _elsewhere(day: date, moved: dict[_Whose, int]) -> Iterator[Transaction]:
    """Settled with money of another customer of the group, or in another currency: one transaction of a day."""
    postings = [
        Posting(accounts.receivable(customer), Money(amount, currency))
        for (customer, currency), amount in sorted(moved.items())
    ]
    described = Text("Paid for each other, or in another currency", "集团代付或异币种结算")
    if transaction := balanced(day, "", described, postings, accounts.CONVERSION):
        yield transaction


def _advances(book: IndexedBook, day: date, moved: dict[_Whose, int]) -> Iterator[Transaction]:
    """How the advances of each customer moved, against what it owes."""
    for (customer, currency), amount in sorted(moved.items()):
        described = Text("Advances of {customer}", "{customer} 预收重分类").format(
            customer=book.customers.name(customer)
        )
        posting = Posting(accounts.advances(customer), Money(-amount, currency))
        if transaction := balanced(day, "", described, (posting,), accounts.receivable(customer)):
            yield transaction


def _posted(documents: Iterable[Transaction]) -> _Days:
    """What documents moved of the balance of each customer, by day."""
    found: _Days = defaultdict(lambda: defaultdict(int))
    for transaction in documents:
        for posting in transaction.postings:
            if posting.account[:-1] == accounts.receivable("")[:-1]:
                found[transaction.date][posting.account[-1], posting.amount.currency] += posting.amount.minor
    return found


def _standings_by_day(book: IndexedBook, policy: Policy) -> tuple[_Days, _Days]:
    """How receivables and advances moved on each day, free money laid on what it pays."""
    receivables: _Days = defaultdict(dict)
    advances: _Days = defaultdict(dict)
    now: dict[_Whose, tuple[int, int]] = {}
    sums: dict[_Whose, list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, changed in _moves(book):
        for whose, (owed, advanced, free) in changed.items():
            of_whose = sums[whose]
            for index, amount in enumerate((owed, advanced, free)):
                of_whose[index] += amount
            pays = max(0, min(of_whose[0], of_whose[2])) if settles_oldest(book, policy, whose[0]) else 0
            after = (of_whose[0] - pays, of_whose[1] + of_whose[2] - pays)
            before = now.get(whose, (0, 0))
            receivables[day][whose], advances[day][whose] = after[0] - before[0], after[1] - before[1]
            now[whose] = after
    return receivables, advances


def _moves(book: IndexedBook) -> Iterator[tuple[date, dict[_Whose, tuple[int, int, int]]]]:
    """By day and customer, how what is owed, advances on orders, and free money moved."""
    rows = book.connection.execute(
        "SELECT date, customer, currency, standing, sum(amount) FROM balance WHERE standing IN (?, ?, ?, ?) "
        "GROUP BY date, customer, currency, standing ORDER BY date",
        (Standing.OPEN, Standing.UNBILLED, Standing.ADVANCE, Standing.FREE),
    )
    place = {Standing.OPEN: 0, Standing.UNBILLED: 0, Standing.ADVANCE: 1, Standing.FREE: 2}
    days: dict[str, dict[_Whose, list[int]]] = {}
    for day, customer, currency, standing, amount in rows:
        of_day = days.setdefault(day, defaultdict(lambda: [0, 0, 0]))
        of_day[book.customers.canonical(customer), currency][place[Standing(standing)]] += amount
    for day, of_day in days.items():
        yield date.fromisoformat(day), {whose: (each[0], each[1], each[2]) for whose, each in of_day.items()}
