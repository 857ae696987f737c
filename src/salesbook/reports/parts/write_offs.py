"""What was written off in the period, and what was recovered of write-offs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money, plain, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.parts.listing import listed, own_first
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.reports.undone import undone_on_their_day
from salesbook.reports.words import REASONS, word
from salesbook.table import CellType, Column, JsonValue, Table


class _WriteOff(NamedTuple):
    """A write-off, or below zero what was recovered; minor units. ``orders`` are those it was given to."""

    id: str
    date: date
    customer: str
    currency: str
    reason: str
    orders: tuple[str, ...]
    note: str | None
    amount: int


def _build(scope: Scope) -> Section:
    found = _write_offs(scope)
    by_currency = {
        currency: [each for each in found if each.currency == currency]
        for currency in own_first(scope, (each.currency for each in found))
    }
    return Section(
        tables=[_table(scope, currency, rows) for currency, rows in by_currency.items()],
        data={"write_offs": [_data(scope, currency, rows) for currency, rows in by_currency.items()]},
    )


def _write_offs(scope: Scope) -> list[_WriteOff]:
    rows = scope.book.connection.execute(
        "SELECT entry.id, entry.date, unit.customer, unit.currency, data FROM entry "
        "JOIN unit ON unit.id = entry.id AND unit.kind = entry.kind WHERE entry.kind = 'credits' AND facts <> '' "
        "AND json_extract(data, '$.reason') IN ('write-off', 'recovery') AND entry.date BETWEEN ? AND ? "
        "ORDER BY entry.date, entry.id",
        (scope.period.first.isoformat(), scope.period.last.isoformat()),
    )
    entered = [(id, day, customer, currency, json.loads(text)) for id, day, customer, currency, text in rows]
    undone = undone_on_their_day((id, day, data.get("reverses")) for id, day, _, _, data in entered)
    found: list[_WriteOff] = []
    for id, day, customer, currency, data in entered:
        if id in undone:
            continue
        given = tuple(dict.fromkeys(each.get("order") or each["opening"] for each in data.get("orders") or ()))
        amount = to_minor(Decimal(data["amount"]), currency)
        whose = scope.book.customers.canonical(customer)
        reason, note = data["reason"], data.get("note")
        found.append(_WriteOff(id, date.fromisoformat(day), whose, currency, reason, given, note, amount))
    return found


def _table(scope: Scope, currency: str, rows: Sequence[_WriteOff]) -> Table:
    return listed(
        scope,
        f"write-offs-{currency}",
        Text("Write-offs and recoveries ({currency})", "坏账核销与收回（{currency}）").format(currency=currency),
        (
            Column("id", Text("Credit", "单据")),
            Column("date", terms.DATE, CellType.DATE),
            Column("name", terms.CUSTOMER, wide=True),
            Column("orders", terms.ORDER, wide=True),
            Column("reason", Text("Reason", "原因")),
            Column("note", terms.NOTE, wide=True),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        [
            (
                each.id,
                each.date,
                scope.book.customers.name(each.customer),
                ", ".join(each.orders) or None,
                word(REASONS, each.reason),
                each.note,
                Money(each.amount, currency),
            )
            for each in rows
        ],
        notes=(Text("The total is written off of this report.", "合计即本报表的核销坏账。"),),
    )


def _data(scope: Scope, currency: str, rows: Sequence[_WriteOff]) -> JsonValue:
    credits: list[JsonValue] = [
        {
            "credit": each.id,
            "date": each.date.isoformat(),
            "customer": each.customer,
            "name": scope.book.customers.name(each.customer),
            "reason": each.reason,
            "orders": list(each.orders),
            "note": each.note,
            "amount": plain(each.amount, each.currency),
        }
        for each in rows
    ]
    return {"currency": currency, "total": plain(sum(each.amount for each in rows), currency), "credits": credits}


PART = Part("write-offs", Text("Write-offs and recoveries", "坏账核销与收回"), _build)
