"""The story of a payment or credit: what it gave to which orders, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.facts import Received
from salesbook.model.money import Money, plain, to_minor
from salesbook.model.policy import Policy
from salesbook.reports import story
from salesbook.reports.stored import Amounts, StoredEntry, references_to
from salesbook.reports.words import METHODS, REASONS, word
from salesbook.rules.movement import Standing
from salesbook.rules.settlement import MoneyFacts, Settlement
from salesbook.table import CellType, Column, Document, JsonValue, Role, Row, Table


def money_story(
    book: IndexedBook,
    policy: Policy,
    entry: StoredEntry,
    money: MoneyFacts,
    settlements: Sequence[Settlement],
    day: date,
) -> Document:
    """A payment or credit with all that it settles, as of ``day``."""
    amounts = Amounts.of(book, policy)
    currency = amounts.currency(entry)
    given = [each for each in settlements if each.date <= day]
    left = _left(book, entry.id, day)
    naming = story.until(references_to(book, entry.kind, entry.id), day)
    others = [each for each in naming if each.kind != "allocations"]
    return Document(
        name=entry.kind,
        title=Text("{title} as of {day}", "{title}（截至 {day}）").format(title=story.title_of(entry), day=day),
        tables=(
            _given_table(book, entry, given, currency, left, amounts),
            *story.entries_table(book, amounts, "named_by", Text("What names it", "相关条目"), others),
        ),
        facts=_facts(book, entry, money, currency),
        data={
            "as_of": day.isoformat(),
            **story.entry_json(entry),
            "customer": {"id": money.source.customer, "name": book.customers.name(money.source.customer)},
            "currency": currency,
            "given": [_json(each, amounts) for each in given],
            "left": plain(left, currency),
            "named_by": story.entries_json(naming),
        },
    )


def _facts(book: IndexedBook, entry: StoredEntry, money: MoneyFacts, currency: str) -> story.Facts:
    source = money.source
    bill = entry.data.get("bill")
    bill_words = ", ".join(str(value) for value in bill.values()) if isinstance(bill, dict) else None
    if isinstance(source, Received):
        how: story.Facts = (
            (Text("Method", "方式"), word(METHODS, source.method)),
            (terms.ACCOUNT, source.account),
            (Text("Received by", "代收业务员"), story.rep_named(book, source.received_by)),
            (Text("Bill", "票据"), bill_words),
        )
    else:
        how = ((Text("Reason", "原因"), word(REASONS, source.reason)),)
    return (
        (terms.DATE, entry.date),
        (terms.CUSTOMER, story.customer_named(book, source.customer)),
        (terms.AMOUNT, Money(to_minor(source.amount, currency), currency)),
        *how,
        (Text("Reverses", "冲销"), entry.text("reverses")),
        (Text("Bank line", "银行流水"), entry.text("line")),
        *story.own_facts(entry),
    )


def _given_table(
    book: IndexedBook, entry: StoredEntry, given: Sequence[Settlement], currency: str, left: int, amounts: Amounts
) -> Table:
    foreign = any(amounts.units.get(each.target, currency) != currency for each in given)
    columns = (
        Column("date", terms.DATE, CellType.DATE),
        Column("target", terms.ORDER),
        Column("customer", terms.CUSTOMER, wide=True),
        Column("entry", Text("By", "依据")),
        Column("amount", Text("Gives", "分给"), CellType.MONEY),
        *((Column("worth", Text("Which settles", "结清"), CellType.MONEY),) if foreign else ()),
    )
    rows = [
        Row(
            (
                each.date,
                each.target,
                story.customer_named(book, _customer_of(book, each.target)),
                each.entry if each.entry != entry.id else None,
                Money(each.paid, each.currency),
                *((Money(each.amount, amounts.units.get(each.target, currency)),) if foreign else ()),
            )
        )
        for each in given
    ]
    last = (Text("Left", "未分配"), None, None, None, Money(left, currency), *((None,) if foreign else ()))
    return Table("given", Text("What it was given to", "分配情况"), columns, (*rows, Row(last, Role.TOTAL)))


def _customer_of(book: IndexedBook, unit: str) -> str | None:
    row = book.connection.execute("SELECT customer FROM unit WHERE id = ?", (unit,)).fetchone()
    return book.customers.canonical(row[0]) if row else None


def _left(book: IndexedBook, unit: str, day: date) -> int:
    """What is not given out, in minor units."""
    row = book.connection.execute(
        "SELECT coalesce(sum(amount), 0) FROM balance WHERE unit = ? AND standing = ? AND date <= ?",
        (unit, Standing.FREE, day.isoformat()),
    ).fetchone()
    left: int = row[0]
    return left


def _json(settlement: Settlement, amounts: Amounts) -> JsonValue:
    target_currency = amounts.units.get(settlement.target, settlement.currency)
    return {
        "date": settlement.date.isoformat(),
        "entry": settlement.entry,
        "target": settlement.target,
        "amount": plain(settlement.amount, target_currency),
        "currency": target_currency,
        "paid": plain(settlement.paid, settlement.currency),
        "allocated": settlement.allocated,
    }
