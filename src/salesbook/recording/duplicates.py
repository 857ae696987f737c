"""Refunds and credits that look entered already: refused, unless a reason is given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from salesbook.model.problem import Problem
from salesbook.recording.codes import ENTERED_BEFORE
from salesbook.recording.draft import Plan, RecordedEntry
from salesbook.recording.verification import in_the_index


def in_the_index_and_not_before(root: Path, plan: Plan) -> list[Problem]:
    """What the book would have wrong with a plan, and its entries that stand in the book already."""
    return [*in_the_index(root, plan), *_entered_before(root, plan)]


def _entered_before(root: Path, plan: Plan) -> Iterator[Problem]:
    from salesbook.index.book import open_book

    book = open_book(root)
    for entry in plan.entries:
        rows = book.connection.execute(
            "SELECT id, data FROM entry WHERE kind = ? AND date = ? AND facts <> '' AND id <> ? ORDER BY id",
            (entry.kind.name, str(entry.data["date"]), entry.id),
        )
        twins = [id for id, data in rows.fetchall() if _same(entry, json.loads(data))]
        if twins:
            yield ENTERED_BEFORE.problem(entry=entry.id, field="amount", earlier=", ".join(twins))


def _same(entry: RecordedEntry, other: Mapping[str, Any]) -> bool:
    """Whether two entries have one customer, reason and amount, and give the same to the same orders."""
    if Decimal(other["amount"]) != entry.data["amount"]:
        return False
    same = all(entry.data.get(field) == other.get(field) for field in ("customer", "reason", "reverses"))
    return same and _given(entry.data) == _given(other)


def _given(data: Mapping[str, Any]) -> list[tuple[str, Decimal, str]]:
    return sorted(
        (str(each.get("order") or each.get("opening")), Decimal(each["amount"]), _goods(each.get("lines") or ()))
        for each in data.get("orders") or ()
    )


def _goods(lines: Any) -> str:
    return ", ".join(sorted(f"{Decimal(each['line']):f}: {Decimal(each['qty']).normalize():f}" for each in lines))
