"""The lines of several statements, each known by its id: that of its like in the book or in an earlier statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from salesbook.bank.identity import Line, identify
from salesbook.bank.statement import Statement, StatementLine, Status
from salesbook.model.money import to_minor


@dataclass(frozen=True, slots=True)
class StatementOfAccount:
    """A statement, the file it is in, and the account of the book that it is of."""

    file: str
    account: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A line of a statement; the id of ``line`` is None where it moved no money.

    ``recorded``: the book has it; ``again``: an earlier statement shows it too.
    """

    statement: StatementLine
    line: Line
    recorded: bool
    again: bool


def stated_lines(
    statements: Sequence[StatementOfAccount], known: Mapping[str, Sequence[Line]], currencies: Mapping[str, str]
) -> list[list[StatedLine]]:
    """The lines of each statement, in its order; ``known`` are those of the book by account.

    Statements of one account may overlap: what an earlier one shows is known in a later.
    """
    recorded = {line.id for lines in known.values() for line in lines}
    seen = {each.account: list(known.get(each.account, ())) for each in statements}
    found: list[list[StatedLine]] = []
    for each in statements:
        lines = [_line(line, each.account, currencies[each.account]) for line in each.statement.lines]
        booked = [n for n, line in enumerate(each.statement.lines) if line.status is Status.BOOKED]
        here = seen[each.account]
        before = {line.id for line in here} - {None}
        for position, id in zip(booked, identify([lines[n] for n in booked], here), strict=True):
            lines[position] = replace(lines[position], id=id)
        earlier = before - recorded
        here += [lines[n] for n in booked if lines[n].id not in before]
        shown = zip(each.statement.lines, lines, strict=True)
        found.append([StatedLine(stated, line, line.id in recorded, line.id in earlier) for stated, line in shown])
    return found


def _line(line: StatementLine, account: str, currency: str) -> Line:
    return Line(
        account=account,
        date=line.date,
        amount=to_minor(line.amount, currency),
        payer=line.payer,
        payer_account=line.payer_account,
        memo=line.memo,
        reference=line.reference,
    )
