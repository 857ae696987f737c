"""The rows of a table to statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath

from salesbook.bank.codes import NO_READABLE_ROW, UNREADABLE_BALANCE, UNREADABLE_ROW
from salesbook.bank.reading.checks import MAX_BREAKS, Sides, printed_warnings, proof_warnings
from salesbook.bank.reading.columns import columns_of
from salesbook.bank.reading.grid import Grid, row_text
from salesbook.bank.reading.layout import layout_of
from salesbook.bank.reading.polarity import amount, out_is_signed
from salesbook.bank.reading.printed import Printed, printed_of
from salesbook.bank.reading.rows import Movement, OtherRow, RowReader
from salesbook.bank.reading.sections import Section
from salesbook.bank.reading.vocabulary import Vocabulary
from salesbook.bank.statement import Reason, Skipped, Statement, StatementLine
from salesbook.model.problem import Problem, Source


def statements_of(section: Section, grid: Grid, name: str, vocabulary: Vocabulary) -> list[Statement] | Problem:
    """The statements of a table: one, or one for each account and currency that its rows name.

    A problem where there are rows that look like transactions and none of them can be read.
    """
    layout = layout_of(frozenset(section.words))
    words = vocabulary.with_columns(layout.columns)
    columns = columns_of(section.words, words)
    reader = RowReader(section.words, columns, layout, words, None if grid.delimiter is None else _width(section))
    found = [reader.read(number, row) for number, row in section.body]
    movements = [row for row in found if isinstance(row, Movement)]
    others = [row for row in found if isinstance(row, OtherRow)]
    unread = [row for row in others if row.unread]
    if unread and not movements:
        return NO_READABLE_ROW.problem(
            Source(PurePosixPath(name), unread[0].row),
            name=name,
            header=section.header[0],
            count=len(unread),
            first=unread[0].row,
            text=row_text(unread[0].cells),
        )
    printed = printed_of(section.titles, others, reader)
    whole = Statement(
        format=layout.name,
        encoding=grid.encoding,
        account=printed.account,
        currency=printed.currency(words) or layout.currency,
        opening=printed.opening,
        closing=printed.closing,
        lines=(),
        skipped=_skipped(section, others),
        warnings=(*_unread_warnings(unread, name), *_masked_warnings(movements, name)),
    )
    return _filled(whole, movements, printed, name)


def _filled(whole: Statement, movements: Sequence[Movement], printed: Printed, name: str) -> list[Statement]:
    """The statement with its lines; several where the rows are of several accounts or currencies."""
    signed = out_is_signed(movements)
    parts = _by_account(movements)
    if len(parts) <= 1:
        account, currency = next(iter(parts), (None, None))
        currency = currency or whole.currency
        lines = tuple(_line(movement, signed, currency) for movement in movements)
        statement = replace(whole, account=whole.account or account, currency=currency, lines=lines)
        sides = [_sides(movement, signed) for movement in movements]
        checks = (*proof_warnings(statement, name), *printed_warnings(statement, sides, printed, name))
        return [replace(statement, warnings=(*statement.warnings, *checks))]
    statements: list[Statement] = []
    for (account, currency), part in parts.items():
        # Balances and totals that the file states once belong to no single account of several.
        lines = tuple(_line(movement, signed, currency) for movement in part)
        statement = replace(whole, account=account, currency=currency, opening=None, closing=None, lines=lines)
        if statements:
            statement = replace(statement, skipped=(), warnings=())
        checks = tuple(proof_warnings(statement, name))
        statements.append(replace(statement, warnings=(*statement.warnings, *checks)))
    return statements


def _width(section: Section) -> int:
    """The number of cells that most rows have, at least as many as the header."""
    widths = Counter(len(row) for _, row in section.body if len(row) > 1)
    return max(len(section.words), widths.most_common(1)[0][0] if widths else 0)


def _by_account(movements: Sequence[Movement]) -> dict[tuple[str | None, str | None], list[Movement]]:
    """The movements of each account and currency; a row that names none goes with the first that does."""
    account = next((movement.own_account for movement in movements if movement.own_account), None)
    currency = next((movement.currency for movement in movements if movement.currency), None)
    parts: dict[tuple[str | None, str | None], list[Movement]] = {}
    for movement in movements:
        key = (movement.own_account or account, movement.currency or currency)
        parts.setdefault(key, []).append(movement)
    return parts


def _line(movement: Movement, signed: bool, currency: str | None) -> StatementLine:
    moved = amount(movement, out_signed=signed)
    party = movement.sender if moved > 0 else movement.receiver
    return StatementLine(
        row=movement.row,
        date=movement.date,
        amount=moved,
        payer=party.name,
        payer_account=party.account,
        memo=movement.memo,
        reference=movement.reference,
        balance=movement.balance,
        currency=currency,
        status=movement.status,
    )


def _sides(movement: Movement, signed: bool) -> Sides:
    outflow = -movement.outflow if signed else movement.outflow
    return Sides(movement.row, movement.inflow, outflow or Decimal(0))


def _skipped(section: Section, others: Iterable[OtherRow]) -> tuple[Skipped, ...]:
    titles = (
        Skipped(number, row_text(row), Reason.TITLE if any(cell != "" for cell in row) else Reason.BLANK)
        for number, row in section.titles
    )
    number, row = section.header
    header = Skipped(number, row_text(row), Reason.HEADER)
    return (*titles, header, *(Skipped(row.row, row_text(row.cells), row.why) for row in others))


def _unread_warnings(unread: Sequence[OtherRow], name: str) -> Iterator[Problem]:
    for row in unread[:MAX_BREAKS]:
        place = Source(PurePosixPath(name), row.row)
        yield UNREADABLE_ROW.problem(place, row=row.row, why=row.unread or "", text=row_text(row.cells))


def _masked_warnings(movements: Sequence[Movement], name: str) -> Iterator[Problem]:
    masked = [movement for movement in movements if movement.masked_balance]
    if masked:
        place = Source(PurePosixPath(name), masked[0].row)
        yield UNREADABLE_BALANCE.problem(
            place, count=len(masked), row=masked[0].row, text=masked[0].masked_balance or ""
        )
