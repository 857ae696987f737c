"""Reads the rows of one table: which are transactions, what they say, and why the others are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.reading.amounts import PLACEHOLDERS, amount_of
from salesbook.bank.reading.grid import Cell, GridRow, shown
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.money import amounts_under, moneys_of
from salesbook.bank.reading.rows import (
    DATE_UNREAD,
    MEMO_SEPARATOR,
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

_MAX_STATUSES = 6
"""Different words that a column of states holds at most."""

_MAX_STATUS = 25
"""Characters of such a word."""

_NAME_AND_ACCOUNT = tuple(
    map(
        re.compile,
        (
            r"(?P<name>.*[^\W\d_].*?)[\s/|,，;-]+(?P<account>[\d*]{8,32}|[A-Z]{2}\d{2}[A-Z0-9]{11,30})",
            r"(?P<account>[\d*]{8,32}|[A-Z]{2}\d{2}[A-Z0-9]{11,30})[\s/|,，;-]+(?P<name>.*[^\W\d_].*)",
        ),
    )
)
"""How a cell holds the name and the account of the other party, where no column is for accounts."""

_RULE = re.compile(r"[\W_]+")
_ZERO = Decimal(0)
_TEXT_ROLES = (Role.MEMO, Role.PAYER, Role.REMITTER, Role.BENEFICIARY)
"""What may go on in the row below."""

_Said = str | None
_Facts = tuple[Decimal, Decimal | None, _Said, _Said, _Said, _Said, _Said, _Said, _Said, _Said, _Said]
"""What ``Movement`` holds from its fee on."""


@dataclass(frozen=True)
class TableReader:
    """Reads the rows of one table.

    ``width`` is the number of cells that a row may have where nothing but delimiters keeps the columns apart:
    a row with more of them holds one in its text, so that its cells do not stand under their headings. Without
    ``named_columns`` there are no headings: what its columns hold is known of rows of the full width alone.
    """

    header: tuple[str, ...]
    table: TableColumns
    layout: Layout
    width: int | None
    named_columns: bool = True

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the table is read by."""
        return self.table.vocabulary

    def read(self) -> tuple[list[Movement], list[OtherRow]]:
        """The transactions of the table, and its other rows."""
        movements: list[Movement] = []
        others: list[OtherRow] = []
        headings = len(self.header)
        body, days, statuses = self.table.body, self.table.days, self._statuses()
        above: GridRow = ()
        rows = zip(body, days, moneys_of(self.table), self._named(), statuses, self._facts(), strict=True)
        for (number, row), day, money, named, status, facts in rows:
            if day is None:
                other = self._undated(number, row, above)
                above = row
                if other.why is Reason.NOTE and movements and self._continues(row):
                    movements[-1] = self._continued(movements[-1], row)
                    other = OtherRow(number, row, Reason.CONTINUATION)
                others.append(other)
            elif not named and (label := self._label(row)):
                others.append(OtherRow(number, row, label))
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
        first = normal(texts[0]) if isinstance(texts[0], str) else ""
        if first in self.header and tuple(normal(shown(cell)) for cell in row[: len(self.header)]) == self.header:
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

    # Whole columns

    def _named(self) -> list[bool]:
        """Which rows name another party or a reference: no total does."""
        payers, references = self.table.texts(Role.PAYER), self.table.texts(Role.REFERENCE)
        return [
            bool(payer or (reference and reference.strip("0")))
            for payer, reference in zip(payers, references, strict=True)
        ]

    def _statuses(self) -> list[Status]:
        texts = self._status_texts()
        known = {text: self.vocabulary.status(text or "") for text in set(texts)}
        return [known[text] for text in texts]

    def _status_texts(self) -> Sequence[str | None]:
        """What says how far each row has come: its status, a column of nothing but such words, a word for a date."""
        table = self.table
        if table.columns.all(Role.STATUS):
            return table.texts(Role.STATUS)
        for column in (*sorted(table.columns.unknown), *table.columns.all(Role.MEMO)):
            words = {text for text, day in zip(table.words(column), table.days, strict=True) if text and day}
            if 1 < len(words) <= _MAX_STATUSES and self._are_statuses(words):
                return table.words(column)
        dates = table.columns.best(Role.DATE)
        if dates is None or len(table.columns.all(Role.DATE)) == 1:
            return [None] * len(table.body)
        return [text if text[:1].isalpha() else None for text in table.words(dates)]

    def _are_statuses(self, words: Set[str]) -> bool:
        """Whether words are of states, some of them booked."""
        booked = {word for word in words if normal(word) in self.vocabulary.booked}
        rest = words - booked
        return bool(booked and rest) and all(
            len(word) <= _MAX_STATUS and self.vocabulary.status(word) is not Status.BOOKED for word in rest
        )

    def _facts(self) -> Iterator[_Facts]:
        """For each row what ``Movement`` holds from its fee on."""
        table = self.table
        currencies = table.texts(Role.CURRENCY)
        codes = {text: self.vocabulary.currency(text or "") for text in set(currencies)}
        fees = amounts_under(table, table.columns.best(Role.FEE))
        return zip(
            (fee or _ZERO for fee in fees.values),
            *self._balances(),
            *self._parties(Role.REMITTER, Role.REMITTER_ACCOUNT),
            *self._parties(Role.BENEFICIARY, Role.BENEFICIARY_ACCOUNT),
            self._memos(),
            table.texts(Role.REFERENCE),
            (codes[text] for text in currencies),
            table.texts(Role.OWN_ACCOUNT),
            strict=True,
        )

    def _balances(self) -> tuple[list[Decimal | None], list[str | None]]:
        """The balances, and the texts that stand where one cannot be read."""
        texts = self.table.texts(Role.BALANCE)
        column = self.table.columns.best(Role.BALANCE)
        if column is None:
            return [None] * len(texts), texts
        balances = [
            None if text is None else balance
            for text, balance in zip(texts, amounts_under(self.table, column).balances, strict=True)
        ]
        masked = [text if balance is None else None for text, balance in zip(texts, balances, strict=True)]
        return balances, masked

    def _parties(self, name_role: Role, account_role: Role) -> tuple[list[str | None], list[str | None]]:
        """The other parties of one direction, and their accounts."""
        names, accounts = self._either(Role.PAYER, name_role), self._either(Role.PAYER_ACCOUNT, account_role)
        patterns = self.layout.counterparty or (() if any(accounts) else _NAME_AND_ACCOUNT)
        if patterns and any(names):
            pairs = [_told_apart(name, account, patterns) for name, account in zip(names, accounts, strict=True)]
            names, accounts = [name for name, _ in pairs], [account for _, account in pairs]
        return names, accounts

    def _either(self, first: Role, second: Role) -> list[str | None]:
        """What stands under headings of one role, or where nothing does, of another."""
        texts = self.table.texts(first)
        if not self.table.columns.all(second):
            return texts
        return [text or other for text, other in zip(texts, self.table.texts(second), strict=True)]

    def _memos(self) -> list[str | None]:
        """All free text of each row: cells under headings for it, words under unknown headings, further references."""
        columns = self.table.columns
        known = columns.all(Role.MEMO)
        texts = [
            ["" if text in PLACEHOLDERS else text for text in self.table.words(column)]
            if column in known
            else list(map(_only_words, self.table.cells(column)))
            for column in sorted({*known, *columns.unknown})
        ]
        texts += [list(map(_only_words, self.table.cells(column))) for column in columns.all(Role.REFERENCE)[1:]]
        if not texts:
            return [None] * len(self.table.body)
        return [MEMO_SEPARATOR.join(dict.fromkeys(filter(None, row))) or None for row in zip(*texts, strict=True)]


def _told_apart(name: _Said, account: _Said, patterns: Sequence[re.Pattern[str]]) -> tuple[_Said, _Said]:
    if name and not account:
        for pattern in patterns:
            if match := pattern.fullmatch(name):
                return match.groupdict().get("name"), match["account"]
    return name, account


def _only_words(cell: Cell) -> str:
    return cell if isinstance(cell, str) and cell not in PLACEHOLDERS and any(map(str.isalpha, cell)) else ""


def _at(row: GridRow, column: int) -> Cell:
    return row[column] if column < len(row) else ""
