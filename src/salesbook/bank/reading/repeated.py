"""Sheets of a workbook that hold the same lines: they count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from salesbook.bank.codes import REPEATED_SHEET
from salesbook.bank.reading.grid import shown
from salesbook.bank.statement import Reason, Skipped, Statement, StatementLine
from salesbook.model.problem import Source

Sheets = Sequence[tuple[str | None, Statement]]


def without_repetitions(found: Sheets, name: str) -> list[Statement]:
    """The statements of each sheet; the lines of one that another sheet holds as well become skipped rows."""
    if len({sheet for sheet, _ in found}) < 2:
        return [statement for _, statement in found]
    contents = [Counter(map(_identity, statement.lines)) for _, statement in found]
    kept: list[Statement] = []
    for index, (sheet, statement) in enumerate(found):
        other = next((at for at in range(len(found)) if _covers(contents, at, index) and found[at][0] != sheet), None)
        if sheet is None or other is None or found[other][0] is None:
            kept.append(statement)
            continue
        warning = REPEATED_SHEET.problem(
            Source(PurePosixPath(name)), sheet=sheet, count=len(statement.lines), other=found[other][0]
        )
        rows = [*statement.skipped, *(_skipped(line) for line in statement.lines)]
        rows.sort(key=lambda row: row.row)
        kept.append(replace(statement, lines=(), skipped=tuple(rows), warnings=(warning,), opening=None, closing=None))
    return kept


def _covers(contents: Sequence[Counter[tuple[object, ...]]], whole: int, part: int) -> bool:
    """Whether one sheet has all lines of another; of two equal sheets the first covers the second."""
    if whole == part or not contents[part] or not contents[part] <= contents[whole]:
        return False
    return whole < part or contents[part] != contents[whole]


def _identity(line: StatementLine) -> tuple[object, ...]:
    return (line.date, line.amount, line.payer, line.payer_account, line.memo, line.reference, line.currency)


def _skipped(line: StatementLine) -> Skipped:
    parts = (line.date.isoformat(), shown(line.amount), line.payer or "", line.memo or "", line.reference or "")
    return Skipped(line.row, " ".join(part for part in parts if part)[:300], Reason.REPEATED)
