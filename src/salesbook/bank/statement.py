"""What a bank statement says, whichever file it came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import overload

from salesbook.i18n import Text
from salesbook.model.money import exponent
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem
from salesbook.table import JsonValue, Records


class Status(StrEnum):
    """How far a line has come; only booked lines have moved the account's balance."""

    BOOKED = "booked"
    PENDING = "pending"
    FAILED = "failed"
    """Closed, cancelled or refused: no money moved."""
    NEUTRAL = "neutral"
    """The file counts it neither as money in nor as money out (不计收支); ``amount`` is as printed."""


class Reason(StrEnum):
    """Why a row of the file is not a line of the statement; the value is what JSON shows."""

    BLANK = "blank"
    TITLE = "title"
    HEADER = "header"
    REPEATED_HEADER = "repeated header"
    RULE = "rule"
    NOTE = "note"
    TOTALS = "totals"
    OPENING_BALANCE = "opening balance"
    CLOSING_BALANCE = "closing balance"
    CONTINUATION = "continuation"
    REPEATED = "repeated"
    NO_AMOUNT = "no amount"
    UNREADABLE = "unreadable"

    @property
    def text(self) -> Text:
        """The reason as people read it."""
        return _REASONS[self]


_REASONS = {
    Reason.BLANK: Text(en="empty row", zh="空行"),
    Reason.TITLE: Text(en="title above the table", zh="表头以上的标题行"),
    Reason.HEADER: Text(en="column headings", zh="列标题"),
    Reason.REPEATED_HEADER: Text(en="column headings, repeated", zh="重复的列标题"),
    Reason.RULE: Text(en="dividing line", zh="分隔线"),
    Reason.NOTE: Text(en="note, neither date nor amount", zh="说明文字，没有日期和金额"),
    Reason.TOTALS: Text(en="total of other rows", zh="合计行"),
    Reason.OPENING_BALANCE: Text(en="opening balance", zh="期初余额"),
    Reason.CLOSING_BALANCE: Text(en="closing balance", zh="期末余额"),
    Reason.CONTINUATION: Text(en="text of the row next to it, read with that", zh="与相邻行为同一笔，已并入该行"),
    Reason.REPEATED: Text(en="the same as in another sheet", zh="与另一工作表内容相同"),
    Reason.NO_AMOUNT: Text(en="a date but no money moved", zh="有日期，但没有发生额"),
    Reason.UNREADABLE: Text(en="its date, amount or direction cannot be read", zh="日期、金额或收支方向无法识别"),
}


class StatementLine(NamedTuple):
    """One movement of money as the bank states it; what the file does not state is ``None``.

    ``row`` is the 1-based row of the file or sheet. ``amount`` is from the account holder's side: money in is
    positive. ``payer`` and ``payer_account`` are the other party, whichever way the money went. ``memo`` joins
    all free-text cells with ``"; "``. ``reference`` is the bank's own number of the transaction.
    """

    row: int
    date: date
    amount: Decimal
    payer: str | None = None
    payer_account: str | None = None
    memo: str | None = None
    reference: str | None = None
    balance: Decimal | None = None
    currency: str | None = None
    status: Status = Status.BOOKED


class LineColumns(NamedTuple):
    """Lines column by column, since a file may have very many."""

    rows: Sequence[int]
    dates: Sequence[date]
    amounts: Sequence[Decimal]
    payers: Sequence[str | None]
    payer_accounts: Sequence[str | None]
    memos: Sequence[str | None]
    references: Sequence[str | None]
    balances: Sequence[Decimal | None]
    currencies: Sequence[str | None]
    statuses: Sequence[Status]


class Lines(Sequence[StatementLine]):
    """Lines that are given column by column, and made one by one when they are first asked for."""

    def __init__(self, columns: LineColumns) -> None:
        self.columns = columns

    @cached_property
    def _made(self) -> tuple[StatementLine, ...]:
        return tuple(map(StatementLine._make, zip(*self.columns, strict=True)))

    @overload
    def __getitem__(self, at: int) -> StatementLine: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[StatementLine]: ...

    def __getitem__(self, at: int | slice) -> StatementLine | Sequence[StatementLine]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self.columns.rows)

    def __iter__(self) -> Iterator[StatementLine]:
        return iter(self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as of other sequences


def columns_of(lines: Sequence[StatementLine]) -> LineColumns:
    """The columns of lines."""
    if isinstance(lines, Lines):
        return lines.columns
    return LineColumns(*(zip(*lines, strict=True) if lines else ((),) * len(StatementLine._fields)))


STATUS_WORDS = {status: status.value for status in Status}
"""What files and tables call each status."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no transaction: what it says, and why it was left out."""

    row: int
    text: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines of one account in one currency, in the order of the file.

    ``format`` names the layout (``icbc``, ``alipay-merchant``, or ``generic`` where only the header words were
    known); ``encoding`` is None for a workbook. ``account`` is the holder's account number as the file writes it.
    ``opening`` and ``closing`` are balances that the file states apart from its lines. ``warnings`` are breaks
    of the statement's own proof and what else deserves a look.
    """

    format: str
    encoding: str | None
    account: str | None
    currency: str | None
    opening: Decimal | None
    closing: Decimal | None
    lines: Sequence[StatementLine]
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read as a bank statement, and why."""

    problems: tuple[Problem, ...]


def as_data(statements: Iterable[Statement]) -> list[JsonValue]:
    """Statements as ``bank lines --format json`` prints them; amounts are strings with the currency's decimals."""
    return [_statement_data(statement) for statement in statements]


def _statement_data(statement: Statement) -> JsonValue:
    currency = statement.currency
    return {
        "format": statement.format,
        "encoding": statement.encoding,
        "account": statement.account,
        "currency": currency,
        "opening": _data(statement.opening, currency),
        "closing": _data(statement.closing, currency),
        "lines": _lines_data(statement),
        "skipped": [{"row": row.row, "text": row.text, "why": row.why.value} for row in statement.skipped],
    }


def _lines_data(statement: Statement) -> Records:
    lines = columns_of(statement.lines)
    dates = {day: day.isoformat() for day in set(lines.dates)}
    currencies = [currency or statement.currency for currency in lines.currencies]
    return Records(
        {
            "row": lines.rows,
            "date": [dates[day] for day in lines.dates],
            "amount": amount_texts(lines.amounts, currencies),
            "payer": lines.payers,
            "payer_account": lines.payer_accounts,
            "memo": lines.memos,
            "reference": lines.references,
            "balance": amount_texts(lines.balances, currencies),
            "currency": lines.currencies,
            "status": [STATUS_WORDS[status] for status in lines.statuses],
        }
    )


_CENTS = 2


def amount_text(amount: Decimal, currency: str | None) -> str:
    """An amount with its currency's decimals, and never fewer than it has: ``-1234.50``."""
    text = str(amount)
    if text[-3:-2] == "." and exponent(currency or "") == _CENTS:
        return text
    decimals = max(exponent(currency or ""), -int(amount.normalize().as_tuple().exponent))
    return f"{amount:.{decimals}f}"


def amount_texts(amounts: Sequence[Decimal | None], currencies: Sequence[str | None]) -> list[str | None]:
    """Many amounts as ``amount_text`` writes them; None stays."""
    in_cents = {currency for currency in set(currencies) if exponent(currency or "") == _CENTS}
    texts = zip(amounts, map(str, amounts), currencies, strict=True)
    return [
        None
        if amount is None
        else text
        if text[-3:-2] == "." and currency in in_cents
        else amount_text(amount, currency)
        for amount, text, currency in texts
    ]


def _data(amount: Decimal | None, currency: str | None) -> str | None:
    return None if amount is None else amount_text(amount, currency)
