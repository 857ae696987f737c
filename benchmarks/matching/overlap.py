"""Overlapping exports of one account: nothing may be posted twice, nothing swallowed, and a second run changes nothing.

The second export begins before the first one ends, in the other order, with memos cut off, and with lines of days that
the first one had covered but that the bank booked late.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.matching.harness import salesbook
from benchmarks.matching.lines import WorldLine
from benchmarks.matching.statement_file import write_statement
from benchmarks.matching.world import World
from salesbook.index.book import open_book

LATE = 0.1
"""Lines of the common days that the first export lacks."""

CUT = 12
"""Characters of a memo in the second export."""


@dataclass(frozen=True)
class OverlapResult:
    """Counts after both exports were reconciled with ``--yes``, and what went wrong; none: all is well."""

    first: int
    second: int
    distinct: int
    recorded: int
    payments: int
    faults: Sequence[str]


def overlapping(world: World, root: Path, *, references: bool) -> OverlapResult:
    """Reconcile two overlapping exports of the main account, the second one twice, then the first one again.

    The second run of an export decides nothing. That of the first one may: what the second export showed since can make
    certain what was not, but no line is recorded again.
    """
    book = root / "book"
    world.ledger.write(book)
    truth = [line for line in world.lines if line.account == "main"]
    first, second = _exports(world, truth)
    before = _entries(book, "payments")
    known = {each["id"] for each in _entries(book, "bank")}
    for name, lines in (("first.csv", first), ("second.csv", second)):
        write_statement(root / name, lines, chinese=world.chinese, references=references)
        _reconcile(book, root / name)
    again = _reconcile(book, root / "second.csv")
    _reconcile(book, root / "first.csv")
    recorded = [each for each in _entries(book, "bank") if each["account"] == "main" and each["id"] not in known]
    payments = _entries(book, "payments")[len(before) :]
    faults = [*_missing(truth, recorded), *_twice(book), *_check(book)]
    faults += [f"decided only by a second run: {line}" for line in again]
    return OverlapResult(len(first), len(second), len(truth), len(recorded), len(payments), faults)


def _exports(world: World, truth: Sequence[WorldLine]) -> tuple[list[WorldLine], list[WorldLine]]:
    rng = random.Random(f"exports {world.seed}")
    begin, end = world.first + timedelta(days=11), world.first + timedelta(days=19)
    late = {line.reference for line in truth if begin <= line.day <= end and rng.random() < LATE}
    first = [line for line in truth if line.day <= end and line.reference not in late]
    second = [replace(line, memo=line.memo[:CUT]) for line in truth if line.day >= begin]
    return _balanced(first), list(reversed(_balanced(second)))


def _balanced(lines: Sequence[WorldLine]) -> list[WorldLine]:
    """With running balances of their own: a late booking moves all that follow."""
    balance, result = 100_000_000, []
    for line in lines:
        balance += line.amount
        result.append(replace(line, balance=balance))
    return result


def _reconcile(book: Path, file: Path) -> list[str]:
    """Enter what is certain; returns the lines that were decided now."""
    arguments = ("reconcile", str(file), "--account", "main", "--yes", "--no-commit", "--format", "json")
    lines = json.loads(salesbook(book, *arguments))["lines"]
    return [
        f"{each['date']} {each['amount']} {each['payer']}" for each in lines if each["decision"] in ("post", "ignore")
    ]


def _entries(root: Path, kind: str) -> list[dict[str, Any]]:
    book = open_book(root)
    rows = book.connection.execute("SELECT data FROM entry WHERE kind = ? ORDER BY path, ordinal", (kind,)).fetchall()
    book.connection.close()
    return [json.loads(data) for (data,) in rows]


def _missing(truth: Sequence[WorldLine], recorded: Sequence[dict[str, Any]]) -> list[str]:
    """Lines that were recorded more or less often than the bank booked them."""
    booked = Counter((line.day.isoformat(), f"{line.amount / 100:.2f}") for line in truth)
    found = Counter((each["date"], f"{float(each['amount']):.2f}") for each in recorded)
    swallowed = [f"swallowed: {key} x{count}" for key, count in (booked - found).items()]
    return swallowed + [f"recorded twice: {key} x{count}" for key, count in (found - booked).items()]


def _twice(root: Path) -> list[str]:
    matches = _entries(root, "matches")
    undone = {each.get("reverses") for each in matches}
    held = [each for each in matches if each["id"] not in undone and not each.get("reverses")]
    lines = Counter(each["line"] for each in held)
    cleared = Counter(id for each in held for kind in ("payments", "handins", "bills") for id in each.get(kind) or ())
    return [f"matched twice: {id}" for id, count in (lines + cleared).items() if count > 1]


def _check(root: Path) -> list[str]:
    book = open_book(root)
    found = [f"{problem.code.id} {problem.message.en}" for problem in book.problems() if problem.code.id[0] == "E"]
    book.connection.close()
    return found
