"""The rows of a table to statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from statistics import mode

from salesbook.bank.codes import (
    DATE_CARRIED,
    DATES_UNDECIDED,
    DIRECTION_ASSUMED,
    NO_READABLE_ROW,
    TOO_LARGE,
    UNREADABLE_BALANCE,
    UNREADABLE_ROW,
)
from salesbook.bank.reading.checks import MAX_BREAKS, Sides, printed_warnings, proof_warnings
from salesbook.bank.reading.columns import Columns, columns_of
from salesbook.bank.reading.dates import DateOrder, DateStyle, Undecided, style_of, without_times
from salesbook.bank.reading.grid import Cell, Grid, row_text
from salesbook.bank.reading.layout import layout_of
from salesbook.bank.reading.periods import covered_by, open_dates, period_of
from salesbook.bank.reading.polarity import Directed
from salesbook.bank.reading.printed import Printed
from salesbook.bank.reading.readings import reading_of
from salesbook.bank.reading.rows import Movements, OtherRow
from salesbook.bank.reading.sections import Section
from salesbook.bank.reading.settling import settled
from salesbook.bank.reading.table_columns import TableColumns
from salesbook.bank.reading.table_reader import TableReader, part_status
from salesbook.bank.reading.telling import Telling
from salesbook.bank.reading.thousands import rejoined
from salesbook.bank.reading.titles import Fact, facts_of
from salesbook.bank.reading.vocabulary import Role, Stated, Vocabulary, normal
from salesbook.bank.statement import LineColumns, Lines, Reason, Skipped, Statement, Status
from salesbook.i18n import Text
from salesbook.model.problem import Problem, Source

MAX_UNDATED = 100_000
"""Rows of a table that may be no transactions: each of them is tried in many ways."""

_UNDATED = Text(en="the number of rows without a date", zh="没有日期的行数")
_WORD = re.compile(r"\b[A-Z]{3}\b|(?<=[(（])(?:人民币|[円₩₹₽฿€£](?=[)）]))")


def statements_of(
    section: Section, grid: Grid, name: str, vocabulary: Vocabulary, telling: Telling
) -> list[Statement] | Problem:
    """The statements of a table: one, or one for each account and currency that its rows name.

    A problem where there are rows that look like transactions and none of them can be read, or where dates can be
    read in several ways.
    """
    layout = section.layout or layout_of(frozenset(section.words), telling.learned)
    words = vocabulary.with_columns(layout.columns)
    stated = facts_of(section.titles, words)
    columns = settled(columns_of(section.words, words), section.words, section.body, stated, words)
    style = _date_style(section, columns, telling.dates or layout.dates)
    if isinstance(style, Undecided):
        orders = ", ".join(style.orders)
        return DATES_UNDECIDED.problem(
            Source(PurePosixPath(name), section.first_row),
            name=name,
            example=_as_printed(style.example, section, columns),
            orders=orders,
        )
    open_rows: frozenset[int] = frozenset()
    if grid.delimiter == ",":
        whole_rows = rejoined(section.body, len(section.words), columns, style)
        section, open_rows = replace(section, body=whole_rows.body), whole_rows.open
    table = TableColumns(len(section.words), columns, words, style, section.body)
    if sum(any(table.body[position][1]) for position in table.undated) > MAX_UNDATED:
        return TOO_LARGE.problem(name=name, what=_UNDATED, limit=f"{MAX_UNDATED:,}")
    width = None if grid.delimiter is None else _width(section)
    reader = TableReader(
        section.words,
        table,
        layout,
        width,
        open_rows,
        named_columns=bool(section.header or section.layout),
        titled_pending=_is_titled_pending(section, words),
    )
    currency = _stated_currency(stated, words) or layout.currency or _heading_currency(section, columns, words)
    reading = reading_of(reader, section, currency or _first_currency(table), card=_is_card(section, words))
    movements, others, moved, printed = reading.movements, reading.others, reading.moved, reading.printed
    unread = [row for row in others if row.unread]
    if unread and not movements:
        return NO_READABLE_ROW.problem(
            Source(PurePosixPath(name), unread[0].row),
            name=name,
            header=section.first_row,
            count=len(unread),
            first=unread[0].row,
            text=row_text(unread[0].cells),
        )
    whole = Statement(
        format=layout.name,
        encoding=grid.encoding,
        account=printed.account,
        currency=printed.currency(words) or layout.currency or _heading_currency(section, columns, words),
        opening=printed.opening,
        closing=printed.closing,
        lines=(),
        skipped=_skipped(section, others),
        warnings=(
            *_unread_warnings(unread, name),
            *_masked_warnings(movements, name),
            *_assumed_warnings(movements, moved, name),
            *_carried_warnings(reading.carried, name),
        ),
    )
    return _filled(whole, movements, moved, printed, name)


def _date_style(section: Section, columns: Columns, told: DateOrder | None) -> DateStyle | Undecided:
    """How the dates of a table are read: by its cells, else by those above and below it as well."""
    cells = {cell for column in columns.all(Role.DATE) for cell in _cells(section, column)}
    headings = [row_text(row) for _, row in section.header]
    covered = covered_by(section, told)
    period = period_of(section) or covered
    style = style_of(cells, headings, told, period, covered)
    if isinstance(style, Undecided) and (around := open_dates(section)):
        more = style_of(cells | around, headings, told, period, covered)
        return style if isinstance(more, Undecided) else more
    return style


def _as_printed(day: str, section: Section, columns: Columns) -> str:
    """A date as the table first prints it, with its time of day."""
    cells = (cell for column in columns.all(Role.DATE) for cell in section.body.column(column))
    return next((cell for cell in cells if isinstance(cell, str) and cell.startswith(day)), day)


def _cells(section: Section, column: int) -> set[Cell]:
    """The different cells of a column, times left out."""
    return set(without_times(list(set(section.body.column(column)))))


def _stated_currency(facts: Iterable[Fact], vocabulary: Vocabulary) -> str | None:
    """The currency that the titles state."""
    values = (fact.value for fact in facts if fact.what is Stated.CURRENCY)
    return next((code for value in values if (code := vocabulary.currency(value))), None)


def _first_currency(table: TableColumns) -> str | None:
    """The currency of the first row that names one."""
    texts = (text for text in table.texts(Role.CURRENCY) if text)
    return table.vocabulary.currency(next(texts, ""))


def _is_titled_pending(section: Section, vocabulary: Vocabulary) -> bool:
    """Whether the line above the headings calls what follows pending."""
    titles = [cell for _, row in section.titles[-1:] for cell in row if cell != ""]
    return len(titles) == 1 and part_status(str(titles[0]), vocabulary) is Status.PENDING


def _heading_currency(section: Section, columns: Columns, vocabulary: Vocabulary) -> str | None:
    """The currency that the headings of amounts name: ``Bedrag (EUR)``, ``Saldo CHF``."""
    money = {column for role in (Role.AMOUNT, Role.IN, Role.OUT, Role.BALANCE) for column in columns.all(role)}
    named = {
        code
        for _, row in section.header
        for column, cell in enumerate(row)
        if column in money
        for word in _WORD.findall(str(cell))
        if (code := vocabulary.currencies.get(word.lower())) is not None
    }
    return named.pop() if len(named) == 1 else None


def _is_card(section: Section, vocabulary: Vocabulary) -> bool:
    """Whether headings or titles speak of a credit card."""
    said = (normal(str(cell)) for _, row in (*section.titles, *section.header) for cell in row if cell != "")
    return any(word in text for text in said for word in vocabulary.card)


def _filled(whole: Statement, movements: Movements, moved: Directed, printed: Printed, name: str) -> list[Statement]:
    """The statement with its lines; several where the rows are of several accounts or currencies."""
    amounts = [amount for amount in moved.amounts if amount is not None]
    parts = _by_account(movements)
    if len(parts) <= 1:
        account, currency = next(iter(parts), (None, None))
        currency = currency or whole.currency
        lines = _lines(movements, amounts, currency)
        statement = replace(whole, account=whole.account or account, currency=currency, lines=lines)
        checks = (
            *proof_warnings(statement, name),
            *printed_warnings(statement, lambda: _sides(movements, amounts), printed, name),
        )
        return [replace(statement, warnings=(*statement.warnings, *checks))]
    statements: list[Statement] = []
    lines = _lines(movements, amounts, next(filter(None, movements.currencies), None))
    for (account, currency), part in parts.items():
        # Balances and totals that the file states once belong to no single account of several.
        own = tuple(map(lines.__getitem__, part))
        statement = replace(whole, account=account, currency=currency, opening=None, closing=None, lines=own)
        if statements:
            statement = replace(statement, skipped=(), warnings=())
        checks = tuple(proof_warnings(statement, name))
        statements.append(replace(statement, warnings=(*statement.warnings, *checks)))
    return statements


def _width(section: Section) -> int:
    """The number of cells that most rows have, at least as many as the header."""
    widths = section.body.widths
    usual = mode(widths) if len(set(widths)) > 1 else next(iter(widths), 0)
    return max(len(section.words), usual if usual > 1 else 0)


def _by_account(movements: Movements) -> dict[tuple[str | None, str | None], Sequence[int]]:
    """The positions of each account's and currency's movements; a row that names none goes with the first that does."""
    accounts, currencies = set(movements.own_accounts), set(movements.currencies)
    if len(accounts) == len(currencies) == 1:
        return {(accounts.pop(), currencies.pop()): range(len(movements))}
    first_account = next(filter(None, movements.own_accounts), None)
    first_currency = next(filter(None, movements.currencies), None)
    parts: dict[tuple[str | None, str | None], list[int]] = {}
    for index, (account, currency) in enumerate(zip(movements.own_accounts, movements.currencies, strict=True)):
        parts.setdefault((account or first_account, currency or first_currency), []).append(index)
    return {**parts}


def _lines(movements: Movements, amounts: Sequence[Decimal], currency: str | None) -> Lines:
    """The lines of movements, in ``currency`` where they name none.

    The other party is the sender of money in, else the receiver.
    """
    payers, accounts = movements.senders, movements.sender_accounts
    if (movements.receivers, movements.receiver_accounts) != (payers, accounts):
        zero = Decimal(0)
        into = [amount > zero for amount in amounts]
        payers = [
            sender if in_ else other for in_, sender, other in zip(into, payers, movements.receivers, strict=True)
        ]
        others = movements.receiver_accounts
        accounts = [sender if in_ else other for in_, sender, other in zip(into, accounts, others, strict=True)]
    columns = LineColumns(
        movements.rows,
        movements.dates,
        amounts,
        payers,
        accounts,
        movements.memos,
        movements.references,
        movements.balances,
        [own or currency for own in movements.currencies],
        movements.statuses,
    )
    return Lines(columns)


def _sides(movements: Movements, amounts: Sequence[Decimal]) -> Sides:
    """What the movements add to the file's own totals of money in and out."""
    zero = Decimal(0)
    moved = list(zip(movements.inflows, movements.outflows, amounts, strict=True))
    return Sides(
        movements.rows,
        [zero if movements.undirected and amount < 0 else inflow for inflow, _, amount in moved],
        [inflow - amount if outflow else zero for inflow, outflow, amount in moved],
    )


def _skipped(section: Section, others: Iterable[OtherRow]) -> tuple[Skipped, ...]:
    titles = (
        Skipped(number, row_text(row), Reason.TITLE if any(cell != "" for cell in row) else Reason.BLANK)
        for number, row in section.titles
    )
    headings = (Skipped(number, row_text(row), Reason.HEADER) for number, row in section.header)
    return (*titles, *headings, *(Skipped(row.row, row_text(row.cells), row.why) for row in others))


def _unread_warnings(unread: Sequence[OtherRow], name: str) -> Iterator[Problem]:
    for row in unread[:MAX_BREAKS]:
        place = Source(PurePosixPath(name), row.row)
        yield UNREADABLE_ROW.problem(place, row=row.row, why=row.unread or "", text=row_text(row.cells))


def _masked_warnings(movements: Movements, name: str) -> Iterator[Problem]:
    if not any(movements.masked_balances):
        return
    masked = [(row, text) for row, text in zip(movements.rows, movements.masked_balances, strict=True) if text]
    row, text = masked[0]
    yield UNREADABLE_BALANCE.problem(Source(PurePosixPath(name), row), count=len(masked), row=row, text=text)


def _carried_warnings(rows: Sequence[int], name: str) -> Iterator[Problem]:
    """Of a row without a date, unless the file shows by more than one that it prints each date once."""
    follows = [row for row in rows if row - 1 not in rows]
    if len(follows) == 1:
        yield DATE_CARRIED.problem(Source(PurePosixPath(name), follows[0]), row=follows[0])


def _assumed_warnings(movements: Movements, moved: Directed, name: str) -> Iterator[Problem]:
    if moved.assumed:
        yield DIRECTION_ASSUMED.problem(Source(PurePosixPath(name), movements.rows[0]), count=len(movements))
