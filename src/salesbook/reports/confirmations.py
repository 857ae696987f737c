"""Who confirmed the balance of a statement, who found another, and who has not answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.standing import Whose, standings
from salesbook.model.money import Money, plain, to_decimal, to_minor
from salesbook.model.policy import Policy
from salesbook.reports.provenance import provenance
from salesbook.table import CellType, Column, Document, Row, Table


@dataclass(frozen=True, slots=True)
class Answer:
    """What one customer answered in one currency; minor units. ``theirs`` None: agreed; ``id`` None: no answer yet.

    ``note`` is what it says of a difference.
    """

    customer: str
    currency: str
    balance: int
    id: str | None = None
    stated: int | None = None
    theirs: int | None = None
    note: str | None = None

    @property
    def state(self) -> Text:
        """How things stand. What was confirmed before the book changed its balance is no longer confirmed."""
        if self.id is None:
            return Text("no answer", "未回复")
        if self.stated != self.balance:
            return Text("balance changed since", "余额已变动")
        return Text("agreed", "相符") if self.theirs is None else Text("differs", "不符")


def answers(book: IndexedBook, policy: Policy, day: date) -> list[Answer]:
    """The answers of all customers with a balance as of ``day``, by customer; the last one counts."""
    last: dict[Whose, tuple[str, int, int | None, str | None]] = {}
    rows = book.connection.execute(
        "SELECT id, data FROM entry WHERE kind = 'confirmations' AND facts <> '' ORDER BY date, id"
    )
    for id, text in rows:
        data = json.loads(text)
        if data["as_of"] == day.isoformat():
            currency = data.get("currency") or policy.currency
            theirs = data.get("theirs")
            last[book.customers.canonical(data["customer"]), currency] = (
                id,
                to_minor(Decimal(data["balance"]), currency),
                None if theirs is None else to_minor(Decimal(theirs), currency),
                data.get("note"),
            )
    nets = {whose: each.receivable - each.advances for whose, each in standings(book, policy, day).items()}
    return [
        Answer(whose[0], whose[1], nets.get(whose, 0), *last.get(whose, ()))
        for whose in sorted({*last, *(whose for whose, net in nets.items() if net)})
    ]


def confirmations_report(book: IndexedBook, policy: Policy, day: date) -> Document:
    """Every customer with a balance as of ``day``, and what it answered."""
    found = answers(book, policy, day)
    return Document(
        name="confirmations",
        title=Text("Confirmations of balances as of {day}", "往来余额确认情况（截至 {day}）").format(day=day),
        tables=(_table(book, found),),
        facts=provenance(book),
        data=[
            {
                "customer": each.customer,
                "name": book.customers.name(each.customer),
                "currency": each.currency,
                "balance": plain(each.balance, each.currency),
                "answer": each.id,
                "stated": None if each.stated is None else plain(each.stated, each.currency),
                "theirs": None if each.theirs is None else plain(each.theirs, each.currency),
                "agreed": None if each.id is None else each.theirs is None and each.stated == each.balance,
                "note": each.note,
            }
            for each in found
        ],
    )


def _table(book: IndexedBook, found: Sequence[Answer]) -> Table:
    return Table(
        name="confirmations",
        title=Text("By customer", "按客户"),
        columns=(
            Column("customer", terms.CUSTOMER),
            Column("name", terms.NAME, wide=True),
            Column("balance", terms.BALANCE, CellType.MONEY),
            Column("state", Text("Answer", "回复")),
            Column("theirs", Text("By its books", "客户账面"), CellType.MONEY),
            Column("difference", Text("Difference", "差额"), CellType.MONEY),
            Column("note", terms.NOTE, wide=True),
            Column("answer", Text("Entry", "条目")),
        ),
        rows=tuple(
            Row(
                (
                    each.customer,
                    book.customers.name(each.customer),
                    Money(each.balance, each.currency),
                    each.state,
                    None if each.theirs is None else Money(each.theirs, each.currency),
                    None if each.theirs is None else Money(each.theirs - each.balance, each.currency),
                    each.note,
                    each.id,
                )
            )
            for each in found
        ),
        notes=(
            Text("{count} of {all} have not answered.", "共 {all} 户，其中 {count} 户未回复。").format(
                count=sum(each.id is None for each in found), all=len(found)
            ),
        ),
    )


def confirmation_entry(
    answer: Answer, own_currency: str, day: date, today: date, note: str | None
) -> dict[str, object]:
    """The fields of the entry that keeps an answer."""
    return {
        "date": today,
        "customer": answer.customer,
        "as_of": day,
        "currency": None if answer.currency == own_currency else answer.currency,
        "balance": to_decimal(answer.balance, answer.currency),
        "theirs": None if answer.theirs is None else to_decimal(answer.theirs, answer.currency),
        "note": note,
    }
