"""Customers' money in the hands of reps: what each holds and for how long (代收), and what was handed in (交款)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.model.money import Money, plain
from salesbook.model.policy import Policy
from salesbook.reports.open_part import AMOUNT, CURRENCY, Cells, OpenPart, counted, flat_table, table_of
from salesbook.reports.provenance import provenance
from salesbook.rules.held_money import HandedIn, HeldPayment, held_money
from salesbook.table import CellType, Column, Document, JsonValue

_REP = Column("rep", terms.REP)
_REP_NAME = Column("name", terms.NAME, wide=True)
_SHORT = Text("{amount} short", "短款 {amount}")
_OVER = Text("{amount} over", "长款 {amount}")


def handin_register(book: IndexedBook, policy: Policy, reps: Collection[str] | None, day: date) -> Document:
    """What reps (None: all) hold as of ``day``, of which payments, and their hand-ins until then."""
    found = held_money(held_movements(book.connection, policy, day), day)
    payments = [each for each in found.payments if reps is None or each.rep in reps]
    handins = [each for each in found.handins if reps is None or each.rep in reps]
    customers = _customers(book, payments)
    parts = [
        _by_rep(book, payments, day),
        _held(book, payments, customers, day),
        _handed_in(book, handins),
    ]
    title = Text("Customers' money with reps as of {day}", "业务员代收与交款（截至 {day}）").format(day=day)
    return Document(
        name="handins",
        title=title,
        tables=[table_of(part, policy.currency) for part in parts if part.rows],
        facts=provenance(book),
        notes=() if payments else (Text("no rep holds customers' money", "没有业务员代收未交的款项"),),
        data={
            "as_of": day.isoformat(),
            "held": [_held_json(book, each, customers, day) for each in payments],
            "handins": [_handin_json(each) for each in handins],
        },
        flat=flat_table(title, parts[1:])._replace(name="handins"),
    )


def _customers(book: IndexedBook, payments: Sequence[HeldPayment]) -> dict[str, str]:
    """The customer of each payment, after merging."""
    marks = ", ".join("?" * len(payments))
    rows = book.connection.execute(
        f"SELECT id, customer FROM unit WHERE id IN ({marks})", [each.payment for each in payments]
    )
    return {id: book.customers.canonical(customer) for id, customer in rows}


def _name(book: IndexedBook, rep: str) -> str:
    return book.reps[rep].name if rep in book.reps else rep


def _by_rep(book: IndexedBook, payments: Sequence[HeldPayment], day: date) -> OpenPart:
    columns = (
        _REP,
        _REP_NAME,
        Column("payments", Text("Payments", "笔数"), CellType.COUNT),
        Column("days", Text("Longest, days", "最长天数"), CellType.COUNT),
        CURRENCY,
        AMOUNT,
    )
    rows: list[Cells] = []
    for rep, currency in sorted({(each.rep, each.currency) for each in payments}):
        theirs = [each for each in payments if (each.rep, each.currency) == (rep, currency)]
        longest = max((day - each.date).days for each in theirs)
        amount = Money(sum(each.left for each in theirs), currency)
        rows.append((rep, _name(book, rep), len(theirs), longest, currency, amount))
    return counted("by_rep", Text("Held by rep", "各业务员代收未交"), columns, rows, in_full=True)


def _held(book: IndexedBook, payments: Sequence[HeldPayment], customers: Mapping[str, str], day: date) -> OpenPart:
    columns = (
        Column("payment", Text("Payment", "收款")),
        Column("date", Text("Received", "收到日"), CellType.DATE),
        _REP,
        Column("customer", terms.CUSTOMER, wide=True),
        Column("days", Text("Days held", "代收天数"), CellType.COUNT),
        Column("received", Text("Received amount", "收款金额"), CellType.MONEY),
        CURRENCY,
        AMOUNT,
    )
    rows: list[Cells] = [
        (
            each.payment,
            each.date,
            _name(book, each.rep),
            book.customers.name(customers.get(each.payment, "")),
            (day - each.date).days,
            Money(each.amount, each.currency),
            each.currency,
            Money(each.left, each.currency),
        )
        for each in payments
    ]
    return counted("held", Text("Held, not handed in", "代收未交明细"), columns, rows, in_full=True)


def _handed_in(book: IndexedBook, handins: Sequence[HandedIn]) -> OpenPart:
    columns = (
        Column("handin", Text("Hand-in", "交款编号")),
        Column("date", terms.DATE, CellType.DATE),
        _REP,
        Column("days", Text("Days held", "代收天数"), CellType.COUNT),
        Column("expected", Text("Its payments", "应交"), CellType.MONEY),
        Column("difference", Text("Short or over", "短款/长款")),
        CURRENCY,
        AMOUNT,
    )
    rows: list[Cells] = [
        (
            each.entry,
            each.date,
            _name(book, each.rep),
            each.days,
            None if each.expected is None else Money(each.expected, each.currency),
            _difference(each),
            each.currency,
            Money(each.amount, each.currency),
        )
        for each in reversed(handins)
    ]
    return counted("handins", Text("Handed in", "交款"), columns, rows, in_full=True)


def _difference(handin: HandedIn) -> Text | None:
    """``20.00 short``; None where nothing differs."""
    if not handin.difference:
        return None
    words = _OVER if handin.difference > 0 else _SHORT
    told = words.format(amount=plain(abs(handin.difference), handin.currency))
    if handin.difference < 0 and not handin.missing:
        return Text("{told}, made up since", "{told}，已补交").format(told=told)
    return told


def _held_json(book: IndexedBook, each: HeldPayment, customers: Mapping[str, str], day: date) -> JsonValue:
    customer = customers.get(each.payment, "")
    return {
        "payment": each.payment,
        "date": each.date.isoformat(),
        "rep": each.rep,
        "rep_name": _name(book, each.rep),
        "customer": customer,
        "name": book.customers.name(customer),
        "days": (day - each.date).days,
        "currency": each.currency,
        "received": plain(each.amount, each.currency),
        "held": plain(each.left, each.currency),
    }


def _handin_json(each: HandedIn) -> JsonValue:
    return {
        "handin": each.entry,
        "date": each.date.isoformat(),
        "rep": each.rep,
        "days": each.days,
        "currency": each.currency,
        "amount": plain(each.amount, each.currency),
        "expected": None if each.expected is None else plain(each.expected, each.currency),
        "difference": plain(each.difference, each.currency),
        "missing": plain(each.missing, each.currency),
    }
