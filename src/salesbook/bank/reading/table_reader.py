"""Reads the rows of one table: which are transactions, what they say, and why the others are none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import compress
from operator import not_
from typing import cast

from salesbook.bank.reading.amounts import amount_of
from salesbook.bank.reading.grid import Cell, GridRow, shown
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.money import Moneys, moneys_of
from salesbook.bank.reading.particulars import Particulars
from salesbook.bank.reading.rows import (
    CUT_AT_COMMA,
    DATE_UNREAD,
    TOO_NARROW,
    TOO_WIDE,
    UNKNOWN_HEADING,
    Movements,
    OtherRow,
)
from salesbook.bank.reading.table_columns import TableColumns
from salesbook.bank.reading.titles import facts_of, summary_of, without_day
from salesbook.bank.reading.vocabulary import NO_WORD, Role, Stated, Vocabulary, normal
from salesbook.bank.statement import Reason, Status
from salesbook.i18n import Text

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

    def read(self) -> tuple[Movements, list[OtherRow]]:
        """The transactions of the table, and its other rows."""
        others: list[OtherRow] = []
        body, days = self.table.body, self.table.days
        particulars = Particulars(self.table, self.layout)
        moneys = moneys_of(self.table)
        made = self._made(moneys, particulars)
        kept = [True] * len(body)
        labels = self._labels(particulars)
        above: GridRow = ()
        pending = self.titled_pending and any(self._heads_part(row) is Status.BOOKED for _, row in body)
        start = 0
        last: int | None = None
        for position in self._unlike_the_rest(moneys, labels):
            # Nearly all rows are plain transactions, and those in between are taken over as they are.
            if start < position:
                _state(made, range(start, position), pending=pending)
                last = position - 1
            start = position + 1
            number, row = body[position]
            if days[position] is None:
                other = self._undated(number, row, above)
                above = row
                part = self._heads_part(row) if other.why is Reason.NOTE else None
                pending = part is Status.PENDING if part is not None else pending
                if other.why is Reason.NOTE and last is not None and self._continues(row):
                    self._continue(made, last, row)
                    other = OtherRow(number, row, Reason.CONTINUATION)
            elif label := labels.get(position):
                other = OtherRow(number, row, label)
            elif unread := self._unread(number, row) or moneys.unread.get(position):
                other = OtherRow(number, row, Reason.UNREADABLE, unread)
            elif not moneys.inflows[position] and not moneys.outflows[position]:
                other = self._without_amount(number, row)
                if other.why is Reason.NO_AMOUNT and position + 1 in self.table.carried:
                    _begin(made, position)
                    other = OtherRow(number, row, Reason.CONTINUATION)
            else:
                start = position
                continue
            kept[position] = False
            others.append(other)
        _state(made, range(start, len(body)), pending=pending)
        return made.only(kept), others

    def _made(self, moneys: Moneys, particulars: Particulars) -> Movements:
        """Every row as if it were a transaction; those without a date are none."""
        statuses = particulars.statuses()
        for position in moneys.neutral:
            statuses[position] = Status.NEUTRAL
        return Movements(
            self.table.body.numbers,
            cast("list[date]", self.table.days),
            moneys.inflows,
            moneys.outflows,
            statuses,
            *particulars.facts(),
            undirected=moneys.undirected,
        )

    def _labels(self, particulars: Particulars) -> dict[int, Reason]:
        """What rows with a date call themselves, by their positions: those that name no other party nor reference."""
        body, days = self.table.body, self.table.days
        named = particulars.named()
        if all(named):
            return {}
        unnamed = [not own and day is not None for own, day in zip(named, days, strict=True)]
        labelled: set[int] = set()
        for column in range(max(body.widths)):
            if self.table.has_numbers_alone(column):
                continue
            cells = body.column(column)
            words = {
                cell for cell in set(compress(cells, unnamed)) if isinstance(cell, str) and cell[:1] not in NO_WORD
            }
            labels = {word for word in words if self.vocabulary.is_label(without_day(word))}
            if labels:
                labelled.update([position for position, cell in enumerate(cells) if cell in labels])
        found = ((position, self._label(body[position][1])) for position in sorted(labelled) if unnamed[position])
        return {position: label for position, label in found if label is not None}

    def _unlike_the_rest(self, moneys: Moneys, labels: Iterable[int]) -> list[int]:
        """The positions of rows that may be something else than a plain transaction."""
        body, headings = self.table.body, len(self.header)
        odd = {*moneys.unread, *labels, *self.table.undated}
        without_inflow = compress(range(len(body)), map(not_, moneys.inflows))
        odd.update([position for position in without_inflow if not moneys.outflows[position]])
        if self.open_rows:
            odd.update([position for position, number in enumerate(body.numbers) if number in self.open_rows])
        widths = body.widths
        if set(widths) != {headings}:
            odd.update([position for position, width in enumerate(widths) if width != headings])
        return sorted(odd)

    def _unread(self, number: int, row: GridRow) -> Text | None:
        """Why the cells of a row with a date may not stand under their headings; None where they do."""
        headings = len(self.header)
        if number in self.open_rows:
            return CUT_AT_COMMA
        if self.width is not None and any(row[headings:]):
            return TOO_WIDE
        if self.width is not None and len(row) > self.width and not self._surely_ends_empty(row):
            return TOO_WIDE
        return TOO_NARROW if not self.named_columns and len(row) < headings else None

    def _surely_ends_empty(self, row: GridRow) -> bool:
        """Whether a row with more cells than the others ends in delimiters, and holds none in its text.

        One in its text would have moved the cells behind it: what every row has in its last column, or as its last
        amount, would not stand there.
        """
        last = len(self.header) - 1
        last_number = max((*self.table.money_columns, *self.table.columns.all(Role.BALANCE)), default=0)
        return (last in self._always_filled and row[last] != "") or (
            last_number in self._always_filled
            and _is_figure(row[last_number])
            and not any(map(_is_figure, row[last_number + 1 :]))
        )

    @cached_property
    def _always_filled(self) -> frozenset[int]:
        """The columns in which every row with a date has something."""
        dated = [day is not None for day in self.table.days]
        return frozenset(
            column for column in range(len(self.header)) if "" not in compress(self.table.cells(column), dated)
        )

    def _without_amount(self, number: int, row: GridRow) -> OtherRow:
        """What a row with a date is that moves nothing."""
        if self._is_cut_off(row):
            return OtherRow(number, row, Reason.UNREADABLE, TOO_NARROW)
        if self._has_unknown_amount(row):
            return OtherRow(number, row, Reason.UNREADABLE, UNKNOWN_HEADING)
        return OtherRow(number, row, Reason.NO_AMOUNT)

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
        return any(_is_figure(_at(row, column)) for column in self.table.columns.unknown)

    def _is_shifted(self, row: GridRow) -> bool:
        """Whether a row has an amount or a date, but not under their headings; what is stated beside a word is none."""
        cells = [cell for cell in row if cell != ""]
        if len(cells) < _SHIFTED_CELLS or any(normal(shown(cell)) in self.vocabulary.stated for cell in cells):
            return False
        if facts_of([(0, row)], self.vocabulary):
            return False
        return any(_is_figure(cell) or self.table.dates.read(cell) for cell in cells)

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

    def _continue(self, made: Movements, position: int, row: GridRow) -> None:
        """Give a transaction the text that goes on in the row below."""
        columns = self.table.columns
        added: dict[str, str] = {}
        for column, cell in enumerate(row):
            if cell != "":
                name = "memo" if column in columns.all(Role.MEMO) else "payer"
                added[name] = f"{added.get(name, '')} {shown(cell)}".strip()
        if payer := added.get("payer"):
            for parties in (made.senders, made.receivers):
                parties[position] = " ".join(filter(None, (parties[position], payer)))
        if memo := added.get("memo"):
            made.memos[position] = " ".join(filter(None, (made.memos[position], memo)))

    def _amount_under(self, row: GridRow, role: Role) -> Decimal | None:
        column = self.table.columns.best(role)
        return None if column is None else amount_of(_at(row, column), self.table.decimal_mark or ".")

    def _amounts_in(self, row: GridRow) -> list[Decimal]:
        mark = self.table.decimal_mark or "."
        amounts = (amount_of(_at(row, column), mark) for column in self.table.money_columns)
        return [amount for amount in amounts if amount is not None]


def _begin(made: Movements, position: int) -> None:
    """Give a transaction, whose date and first words stand in the row above its amount, these words."""
    for texts in (made.senders, made.receivers, made.memos):
        texts[position + 1] = " ".join(filter(None, (texts[position], texts[position + 1]))) or None


def _state(movements: Movements, positions: range, *, pending: bool) -> None:
    """Mark transactions in a part of the table that is headed as pending."""
    for position in positions if pending else ():
        if movements.statuses[position] is Status.BOOKED:
            movements.statuses[position] = Status.PENDING


def part_status(text: str, vocabulary: Vocabulary) -> Status | None:
    """What a line that heads a part of a table says of the rows below it: ``Pending transactions``, ``已入账交易``."""
    if len(text) > _MAX_PART or _SENTENCE.search(text) or any(map(text.casefold().__contains__, _NEGATIONS)):
        return None
    if vocabulary.status(text) is Status.PENDING:
        return Status.PENDING
    word = normal(text)
    return Status.BOOKED if any(len(booked) > 2 and booked in word for booked in vocabulary.booked) else None


def _is_figure(cell: Cell) -> bool:
    return _CENTS.fullmatch(shown(cell)) is not None


def _at(row: GridRow, column: int) -> Cell:
    return row[column] if column < len(row) else ""
