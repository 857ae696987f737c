"""What orders bring: sales by rep with their output tax, and what they make the customer owe."""

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

    customer: str
    currency: str
    net_by_rep: dict[str | None, int] = field(default_factory=lambda: defaultdict(int))
    gross: int = 0
    charged: int = 0


def sales_transactions(book: IndexedBook, policy: Policy) -> Iterator[Transaction]:
    """One transaction for each order and day that moves sales or what is owed."""
    found: dict[tuple[str, str], _UnitDay] = {}
    _add_sales(book, policy, found)
    _add_charges(book, found)
    documents, dues = _documents(book), _due_dates(book)
    for (unit, day), moved in sorted(found.items(), key=lambda each: (each[0][1], each[0][0])):
        currency = moved.currency
        net = sum(moved.net_by_rep.values())
        named = documents.get((unit, day), [])
        tags: Tags = (("order", unit), *(("document", id) for id in named))
        due = tuple(("due", each) for each in dues.get((unit, day), ()))
        transaction = balanced(
            date.fromisoformat(day),
            (named or [unit])[0],
            Text("{order}: {customer}", "{order}：{customer}").format(
                order=unit, customer=book.customers.name(moved.customer)
            ),
            (
                Posting(accounts.receivable(moved.customer), Money(moved.charged, currency), (*tags, *due)),
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


def _add_sales(book: IndexedBook, policy: Policy, found: dict[tuple[str, str], _UnitDay]) -> None:
    """Sales without tax by rep, and with tax: what the basis of sales says, less returns (red invoices carry them)."""
    basis = policy.sales_basis.value
    less = () if policy.sales_basis is Basis.INVOICED else (Measure.RETURNS,)
    rows = book.connection.execute(
        "SELECT unit, date, measure, key, rep_of, rep_on, customer, currency, sum(amount) FROM flow "
        "WHERE axis = ? AND measure IN (?, ?, ?) GROUP BY unit, date, measure, key, rep_of, rep_on, customer, currency",
        (Axis.REP, Measure.SALES_NET, basis, Measure.RETURNS),
    )
    for unit, day, measure, key, rep_of, rep_on, customer, currency, amount in rows:
        moved = _of(book, found, unit, day, customer, currency)
        if measure == Measure.SALES_NET:
            moved.net_by_rep[book.customers.rep_on(rep_of, rep_on) if rep_of else key] += amount
        elif measure == basis:
            moved.gross += amount
        elif measure in less:
            moved.gross -= amount


def _add_charges(book: IndexedBook, found: dict[tuple[str, str], _UnitDay]) -> None:
    rows = book.connection.execute(
        "SELECT unit, date, customer, currency, sum(amount) FROM balance WHERE standing = ? "
        "GROUP BY unit, date, customer, currency HAVING sum(amount) <> 0",
        (Standing.CHARGED,),
    )
    for unit, day, customer, currency, amount in rows:
        _of(book, found, unit, day, customer, currency).charged += amount


def _of(
    book: IndexedBook, found: dict[tuple[str, str], _UnitDay], unit: str, day: str, customer: str, currency: str
) -> _UnitDay:
    if (unit, day) not in found:
        found[unit, day] = _UnitDay(book.customers.canonical(customer), currency)
    return found[unit, day]


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
