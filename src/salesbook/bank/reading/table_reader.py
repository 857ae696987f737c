"""Reads the rows of one table: which are transactions, what they say, and why the others are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.grid import Cell, GridRow, shown
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.money import moneys_of
from salesbook.bank.reading.particulars import Particulars
from salesbook.bank.reading.rows import (
    CUT_AT_COMMA,
    DATE_UNREAD,
    TOO_NARROW,
    TOO_WIDE,
    UNKNOWN_HEADING,
    Movement,
    OtherRow,
)
from salesbook.bank.reading.table_columns import TableColumns
from salesbook.bank.reading.titles import summary_of, without_day
from salesbook.bank.reading.vocabulary import Role, Stated, Vocabulary, normal
from salesbook.bank.statement import Reason, Status

_CENTS = re.compile(r"[-+(]?\d[\d.,' ]*[.,]\d\d\)?")
_SHIFTED_CELLS = 3
"""Filled cells from which a row may be a transaction out of place."""

_NEGATIONS = ("不", "未包", "没有", "無", "not ", "nicht", "ohne", "exclu", " sin ", "senza", "except")
"""Words of notes that say what is left out."""

_MAX_PART = 25
"""Characters of a line that heads a part of a table."""

_SENTENCE = re.compile(r"\d|[,.;，。；]|[:：]\s*\S")
_RULE = re.compile(r"[\W_]+")
_TEXT_ROLES = (Role.MEMO, Role.PAYER, Role.REMITTER, Role.BENEFICIARY)
"""What may go on in the row below."""


@dataclass(frozen=True)
class TableReader:
    """Reads the rows of one table.

    ``width`` is the number of cells that a row may have where nothing but delimiters keeps the columns apart:
    a row with more of them holds one in its text, so that its cells do not stand under their headings.
    ``open_rows`` are the numbers of rows in which cells may be parts of one amount. Without
    ``named_columns`` there are no headings: what its columns hold is known of rows of the full width alone.
    ``titled_pending`` is whether the line above the headings calls what follows pending.
    """

    header: tuple[str, ...]
    table: TableColumns
    layout: Layout
    width: int | None
    open_rows: frozenset[int] = frozenset()
    named_columns: bool = True
    titled_pending: bool = False

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the table is read by."""
        return self.table.vocabulary

    def read(self) -> tuple[list[Movement], list[OtherRow]]:
        """The transactions of the table, and its other rows."""
        movements: list[Movement] = []
        others: list[OtherRow] = []
        headings = len(self.header)
        body, days = self.table.body, self.table.days
        particulars = Particulars(self.table, self.layout)
        above: GridRow = ()
        pending = self.titled_pending and any(self._heads_part(row) is Status.BOOKED for _, row in body)
        rows = zip(
            body,
            days,
            moneys_of(self.table),
            particulars.named(),
            particulars.statuses(),
            particulars.facts(),
            strict=True,
        )
        for (number, row), day, money, named, status, facts in rows:
            if day is None:
                other = self._undated(number, row, above)
                above = row
                part = self._heads_part(row) if other.why is Reason.NOTE else None
                pending = part is Status.PENDING if part is not None else pending
                if other.why is Reason.NOTE and movements and self._continues(row):
                    movements[-1] = self._continued(movements[-1], row)
                    other = OtherRow(number, row, Reason.CONTINUATION)
                others.append(other)
            elif not named and (label := self._label(row)):
                others.append(OtherRow(number, row, label))
            elif number in self.open_rows:
                others.append(OtherRow(number, row, Reason.UNREADABLE, CUT_AT_COMMA))
            elif self.width is not None and len(row) > headings and (len(row) > self.width or any(row[headings:])):
                others.append(OtherRow(number, row, Reason.UNREADABLE, TOO_WIDE))
            elif not self.named_columns and len(row) < headings:
                others.append(OtherRow(number, row, Reason.UNREADABLE, TOO_NARROW))
            elif money.unread is not None:
                others.append(OtherRow(number, row, Reason.UNREADABLE, money.unread))
            elif not money.inflow and not money.outflow and self._is_cut_off(row):
                others.append(OtherRow(number, row, Reason.UNREADABLE, TOO_NARROW))
            elif not money.inflow and not money.outflow and self._has_unknown_amount(row):
                others.append(OtherRow(number, row, Reason.UNREADABLE, UNKNOWN_HEADING))
            elif not money.inflow and not money.outflow:
                others.append(OtherRow(number, row, Reason.NO_AMOUNT))
            else:
                state = Status.NEUTRAL if money.neutral else status
                state = Status.PENDING if pending and state is Status.BOOKED else state
                movements.append(Movement(number, day, money.inflow, money.outflow, money.undirected, state, *facts))
        return movements, others

    def sides(self, row: GridRow) -> tuple[Decimal | None, Decimal | None]:
        """What a row of totals prints under the headings for money in and out."""
        return self._amount_under(row, Role.IN), self._amount_under(row, Role.OUT)

    def balance(self, row: GridRow) -> Decimal | None:
        """The balance that a row prints, or its only amount."""
        stated = self._amount_under(row, Role.BALANCE)
        if stated is not None:
            return stated
        amounts = self._amounts_in(row)
        return amounts[0] if len(amounts) == 1 else None

    def _undated(self, number: int, row: GridRow, above: GridRow) -> OtherRow:
        """What a row without a date is, below another such row."""
        if self._plain_reason(above) is None and summary_of(above, row, number, self.vocabulary):
            return OtherRow(number, row, Reason.TOTALS)
        if why := self._plain_reason(row) or self._label(row):
            return OtherRow(number, row, why)
        if any(self._amounts_in(row)):
            return OtherRow(number, row, Reason.UNREADABLE, DATE_UNREAD)
        if self._is_shifted(row):
            return OtherRow(number, row, Reason.UNREADABLE, DATE_UNREAD)
        return OtherRow(number, row, Reason.NOTE)

    def _heads_part(self, row: GridRow) -> Status | None:
        """Whether a row calls the rows below pending, or booked; None where it heads no part of the table."""
        texts = [cell for cell in row if cell != ""]
        if len(texts) != 1 or not isinstance(texts[0], str):
            return None
        return part_status(texts[0], self.vocabulary)

    def _is_cut_off(self, row: GridRow) -> bool:
        """Whether a row of a text ends before its amounts."""
        return self.width is not None and len(row) <= max(self.table.money_columns, default=0)

    def _has_unknown_amount(self, row: GridRow) -> bool:
        """Whether a row without an amount has one under a heading that is not known."""
        return any(_CENTS.fullmatch(shown(_at(row, column))) for column in self.table.columns.unknown)

    def _is_shifted(self, row: GridRow) -> bool:
        """Whether a row has an amount or a date, but not under their headings; what is stated beside a word is none."""
        cells = [cell for cell in row if cell != ""]
        if len(cells) < _SHIFTED_CELLS or any(normal(shown(cell)) in self.vocabulary.stated for cell in cells):
            return False
        return any(_CENTS.fullmatch(shown(cell)) or self.table.dates.read(cell) for cell in cells)

    def _plain_reason(self, row: GridRow) -> Reason | None:
        texts = [cell for cell in row if cell != ""]
        if not texts:
            return Reason.BLANK
        if len(texts) == 1 and isinstance(texts[0], str) and len(texts[0]) > 2 and _RULE.fullmatch(texts[0]):
            return Reason.RULE
        first = self.vocabulary.heading_of(texts[0]) if isinstance(texts[0], str) else ""
        if (
            first in self.header
            and tuple(self.vocabulary.heading_of(shown(cell)) for cell in row[: len(self.header)]) == self.header
        ):
            return Reason.REPEATED_HEADER
        return None

    def _label(self, row: GridRow) -> Reason | None:
        """What a row calls itself: a total, or a balance carried over."""
        for cell in row:
            if not isinstance(cell, str) or not self.vocabulary.is_label(without_day(cell)):
                continue
            stated = self.vocabulary.stated.get(normal(without_day(cell).lstrip("# ")))
            if stated is Stated.OPENING:
                return Reason.OPENING_BALANCE
            total = normal(without_day(cell).lstrip("# ")) in self.vocabulary.totals
            return Reason.TOTALS if total else Reason.CLOSING_BALANCE
        return None

    def _continues(self, row: GridRow) -> bool:
        """Whether all that a row holds stands under headings for text, the first column left empty."""
        text_columns = {column for role in _TEXT_ROLES for column in self.table.columns.all(role)} - {0}
        return all(column in text_columns for column, cell in enumerate(row) if cell != "")

    def _continued(self, movement: Movement, row: GridRow) -> Movement:
        """A transaction with the text that goes on in the row below."""
        columns = self.table.columns
        added: dict[str, str] = {}
        for column, cell in enumerate(row):
            if cell != "":
                name = "memo" if column in columns.all(Role.MEMO) else "payer"
                added[name] = f"{added.get(name, '')} {shown(cell)}".strip()
        if payer := added.get("payer"):
            movement = movement._replace(
                sender=" ".join(filter(None, (movement.sender, payer))),
                receiver=" ".join(filter(None, (movement.receiver, payer))),
            )
        if memo := added.get("memo"):
            movement = movement._replace(memo=" ".join(filter(None, (movement.memo, memo))))
        return movement

    def _amount_under(self, row: GridRow, role: Role) -> Decimal | None:
        column = self.table.columns.best(role)
        return None if column is None else amount_of(_at(row, column), self.table.decimal_mark or ".")

    def _amounts_in(self, row: GridRow) -> list[Decimal]:
        mark = self.table.decimal_mark or "."
        amounts = (amount_of(_at(row, column), mark) for column in self.table.money_columns)
        return [amount for amount in amounts if amount is not None]


def part_status(text: str, vocabulary: Vocabulary) -> Status | None:
    """What a line that heads a part of a table says of the rows below it: ``Pending transactions``, ``已入账交易``."""
    if len(text) > _MAX_PART or _SENTENCE.search(text) or any(map(text.casefold().__contains__, _NEGATIONS)):
        return None
    if vocabulary.status(text) is Status.PENDING:
        return Status.PENDING
    word = normal(text)
    return Status.BOOKED if any(len(booked) > 2 and booked in word for booked in vocabulary.booked) else None


def _at(row: GridRow, column: int) -> Cell:
    return row[column] if column < len(row) else ""
