"""The story of any other entry: its fields, what it names, and what names it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.model.policy import Policy
from salesbook.reports import story
from salesbook.reports.stored import Amounts, StoredEntry, money, references_to
from salesbook.rules.movement import Standing
from salesbook.table import Cell, Document, JsonValue

_TOLD_ELSEWHERE = {"id", "note", "tags", "fields", "forced"}
_AMOUNTS = {"amount", "total", "balance", "fee", "sales", "collected"}
_LABELS = {
    "date": terms.DATE,
    "customer": terms.CUSTOMER,
    "order": terms.ORDER,
    "rep": terms.REP,
    "account": terms.ACCOUNT,
    "amount": terms.AMOUNT,
    "currency": terms.CURRENCY,
    "due": terms.DUE,
    "balance": terms.BALANCE,
    "number": Text("Number", "号码"),
    "memo": Text("Memo", "摘要"),
    "payer": Text("Payer", "对方户名"),
    "reason": Text("Reason", "原因"),
    "orders": Text("Orders", "订单"),
    "taxes": Text("Taxes", "税额"),
    "reverses": Text("Reverses", "冲销"),
    "replaces": Text("Replaces", "换开自"),
    "line": Text("Bank line", "银行流水"),
    "lines": Text("Lines", "明细"),
    "payment": Text("Payment", "收款"),
    "payments": Text("Payments", "收款"),
    "handins": Text("Hand-ins", "交款"),
    "bills": Text("Bill events", "票据事项"),
    "credit": Text("Credit", "贷项"),
    "credits": Text("Credits", "贷项"),
    "allocations": Text("Allocations", "核销"),
    "counterpart": Text("Its other line", "对应流水"),
    "rejected": Text("It is not", "已否定"),
    "event": Text("Event", "事项"),
    "fee": Text("Fee", "手续费"),
    "ignored": Text("Ignored", "忽略"),
    "reference": Text("Reference", "流水号"),
    "payer_account": Text("Payer's account", "对方账号"),
    "carrier": Text("Carrier", "承运"),
    "tracking": Text("Tracking", "运单号"),
    "month": Text("Month", "月份"),
    "quarter": Text("Quarter", "季度"),
    "year": Text("Year", "年份"),
    "team": terms.TEAM,
    "sales": terms.SALES,
    "collected": terms.COLLECTED,
    "total": terms.TOTAL,
    "cancel": Text("Cancelled", "取消"),
    "accept": Text("Accepted", "验收"),
}


def plain_story(book: IndexedBook, policy: Policy, entry: StoredEntry, day: date) -> Document:
    """An entry of any kind as it was written, and the entries that name it until ``day``."""
    naming = story.until(references_to(book, entry.kind, entry.id), day)
    amounts = Amounts.of(book, policy)
    return Document(
        name=entry.kind,
        title=story.title_of(entry),
        tables=tuple(story.entries_table(book, amounts, "named_by", Text("What names it", "相关条目"), naming)),
        facts=(*_fields(book, entry, amounts.currency(entry)), *_still_open(book, entry, day), *story.own_facts(entry)),
        data={**story.entry_json(entry), "named_by": _json(naming)},
    )


def _fields(book: IndexedBook, entry: StoredEntry, currency: str) -> Iterator[tuple[Text, Cell]]:
    for name, value in entry.data.items():
        if name in _TOLD_ELSEWHERE:
            continue
        shown: Cell = _written(value)
        if name == "customer" and isinstance(value, str):
            shown = story.customer_named(book, value)
        elif name in {"rep", "received_by"} and isinstance(value, str):
            shown = story.rep_named(book, value)
        elif name in _AMOUNTS:
            shown = money(value, currency) or shown
        yield _LABELS.get(name, verbatim(name)), shown


def _still_open(book: IndexedBook, entry: StoredEntry, day: date) -> story.Facts:
    """What is still owed on an opening balance."""
    rows = book.connection.execute(
        "SELECT currency, sum(amount) FROM balance WHERE unit = ? AND date <= ? AND standing IN (?, ?) "
        "GROUP BY currency",
        (entry.id, day.isoformat(), Standing.OPEN, Standing.UNBILLED),
    )
    if entry.kind != "openings":
        return ()
    return tuple((Text("Still owed", "尚欠"), Money(amount, currency)) for currency, amount in rows)


def _written(value: Any) -> str:
    """A value as YAML's flow style writes it, near enough to be read."""
    if isinstance(value, list):
        return "; ".join(_written(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_written(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _json(naming: list[StoredEntry]) -> list[JsonValue]:
    return story.entries_json(naming)
