"""What orders bring: sales by rep with their output tax, returns, and what they make the customer owe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from salesbook.exports.journal import accounts
from salesbook.exports.journal.transaction import Posting, Tags, Transaction, balanced
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Measure, Standing

_DOCUMENTS = ("deliveries", "invoices", "credits", "changes")


@dataclass(slots=True)
class _UnitDay:
    """What one order, opening or credit recognises and charges on a day; minor units."""

    owed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """By customer: what is charged less what is returned."""
    net_by_rep: dict[str | None, int] = field(default_factory=lambda: defaultdict(int))
    gross: int = 0


_Key = tuple[str, str, str]
"""A day, an order, opening or credit, and a currency."""


def sales_transactions(book: IndexedBook, policy: Policy) -> Iterator[Transaction]:
    """One transaction for each order and day that moves sales, returns or what is owed."""
    found: dict[_Key, _UnitDay] = defaultdict(_UnitDay)
    _add_sales(book, policy, found)
    _add_charges(book, found)
    documents, dues = _documents(book), _due_dates(book)
    customers = dict(book.connection.execute("SELECT id, customer FROM unit"))
    for (day, unit, currency), moved in sorted(found.items()):
        net = sum(moved.net_by_rep.values())
        named = documents.get((unit, day), [])
        tags: Tags = (("order", unit), *(("document", id) for id in named))
        due = tuple(("due", each) for each in dues.get((unit, day), ()))
        transaction = balanced(
            date.fromisoformat(day),
            (named or [unit])[0],
            Text("{order}: {customer}", "{order}：{customer}").format(
                order=unit, customer=book.customers.name(book.customers.canonical(customers[unit]))
            ),
            (
                *(
                    Posting(accounts.receivable(customer), Money(amount, currency), (*tags, *due))
                    for customer, amount in sorted(moved.owed.items())
                ),
                *(
                    Posting(accounts.sales(rep), Money(-amount, currency), tags)
                    for rep, amount in sorted(moved.net_by_rep.items(), key=lambda each: each[0] or "")
                ),
                Posting(accounts.OUTPUT_TAX, Money(net - moved.gross, currency), tags),
            ),
            accounts.ACCRUED,
        )
        if transaction:
            yield transaction


def _add_sales(book: IndexedBook, policy: Policy, found: dict[_Key, _UnitDay]) -> None:
    """Sales without tax by rep, and with tax: what the basis of sales says, less returns (red invoices carry them).

    What is returned is owed no more, whichever way it counts as sales.
    """
    basis = policy.sales_basis.value
    rows = book.connection.execute(
        "SELECT date, unit, currency, measure, key, rep_of, rep_on, customer, sum(amount) FROM flow "
        "WHERE axis = ? AND measure IN (?, ?, ?) GROUP BY unit, date, measure, key, rep_of, rep_on, customer, currency",
        (Axis.REP, Measure.SALES_NET, basis, Measure.RETURNS),
    )
    for day, unit, currency, measure, key, rep_of, rep_on, customer, amount in rows:
        moved = found[day, unit, currency]
        if measure == Measure.SALES_NET:
            moved.net_by_rep[book.customers.rep_on(rep_of, rep_on) if rep_of else key] += amount
        elif measure == Measure.RETURNS:
            moved.owed[book.customers.canonical(customer)] -= amount
            moved.gross -= 0 if policy.sales_basis is Basis.INVOICED else amount
        else:
            moved.gross += amount


def _add_charges(book: IndexedBook, found: dict[_Key, _UnitDay]) -> None:
    rows = book.connection.execute(
        "SELECT date, unit, currency, customer, sum(amount) FROM balance WHERE standing = ? "
        "GROUP BY unit, date, customer, currency HAVING sum(amount) <> 0",
        (Standing.CHARGED,),
    )
    for day, unit, currency, customer, amount in rows:
        found[day, unit, currency].owed[book.customers.canonical(customer)] += amount


def _documents(book: IndexedBook) -> dict[tuple[str, str], list[str]]:
    """The documents of each order and day, by id."""
    marks = ", ".join("?" * len(_DOCUMENTS))
    rows = book.connection.execute(
        "SELECT link.subject, entry.date, entry.id FROM link JOIN entry ON entry.id = link.id "
        f"WHERE entry.kind IN ({marks}) AND link.subject <> entry.id ORDER BY entry.id",
        _DOCUMENTS,
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, day, id in rows:
        found[unit, day].append(id)
    return found


def _due_dates(book: IndexedBook) -> dict[tuple[str, str], list[str]]:
    """When what arose from each order on a day is due, earliest first."""
    rows = book.connection.execute(
        "SELECT DISTINCT unit, date, due FROM balance WHERE standing = ? AND arose = date ORDER BY due",
        (Standing.ITEM,),
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, day, due in rows:
        found[unit, day].append(due)
    return found
