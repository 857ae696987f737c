"""Rows under a header: which are transactions, what they say, and why the others are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from salesbook.bank.reading.columns import Columns
from salesbook.bank.reading.grid import GridRow, shown
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.values import PLACEHOLDERS, amount_of, date_of
from salesbook.bank.reading.vocabulary import Direction, Role, Stated, Vocabulary, normal
from salesbook.bank.statement import Reason, Status
from salesbook.i18n import Text

MEMO_SEPARATOR = "; "

_RULE = re.compile(r"[\W_]+")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Party:
    """The other side of a transaction."""

    name: str | None
    account: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """A transaction as its row prints it; which way ``outflow`` counts still hangs on its whole column.

    ``inflow`` is signed as printed. ``sender`` is the other party of money in, ``receiver`` of money out.
    ``masked_balance`` is what stands for a balance that cannot be read.
    """

    row: int
    date: date
    inflow: Decimal
    outflow: Decimal
    balance: Decimal | None
    masked_balance: str | None
    status: Status
    sender: Party
    receiver: Party
    memo: str | None
    reference: str | None
    currency: str | None
    own_account: str | None


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is no transaction; ``unread`` says why, where it looks like one."""

    row: int
    cells: GridRow
    why: Reason
    unread: Text | None = None


_DATE = Text(en="its date cannot be read", zh="日期无法识别")
_AMOUNT = Text(en="its amount cannot be read", zh="金额无法识别")
_DIRECTION = Text(en="its direction cannot be read", zh="收支方向无法识别")
_WIDTH = Text(en="it has more cells than the other rows", zh="单元格比其他行多")


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table, whose columns are known.

    ``width`` is the number of cells that a row may have where nothing but delimiters keeps the columns apart:
    a row with more of them holds one in its text, so that its cells do not stand under their headings.
    """

    header: tuple[str, ...]
    columns: Columns
    layout: Layout
    vocabulary: Vocabulary
    width: int | None

    def read(self, number: int, row: GridRow) -> Movement | OtherRow:
        """What row ``number`` (from 1) is."""
        if why := self._plain_reason(row):
            return OtherRow(number, row, why)
        day = next((day for column in self.columns.all(Role.DATE) if (day := date_of(_at(row, column)))), None)
        anonymous = day is None or not (self._first(row, Role.PAYER) or self._first(row, Role.REFERENCE))
        if anonymous and (label := self._label(row)):
            return OtherRow(number, row, label)
        if day is not None:
            return self._transaction(number, row, day)
        if any(amount_of(_at(row, column)) for column in self._money_columns()):
            return OtherRow(number, row, Reason.UNREADABLE, _DATE)
        return OtherRow(number, row, Reason.NOTE)

    def sides(self, row: GridRow) -> tuple[Decimal | None, Decimal | None]:
        """What a row of totals prints under the headings for money in and out."""
        return self._amount_under(row, Role.IN), self._amount_under(row, Role.OUT)

    def balance(self, row: GridRow) -> Decimal | None:
        """The balance that a row prints, or its only amount."""
        stated = self._amount_under(row, Role.BALANCE)
        if stated is not None:
            return stated
        amounts = [amount for column in self._money_columns() if (amount := amount_of(_at(row, column))) is not None]
        return amounts[0] if len(amounts) == 1 else None

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
            if not isinstance(cell, str) or not cell:
                continue
            word = normal(cell.lstrip("# "))
            if word in self.vocabulary.totals:
                return Reason.TOTALS
            stated = self.vocabulary.stated.get(word)
            if stated is Stated.OPENING:
                return Reason.OPENING_BALANCE
            if stated is Stated.CLOSING:
                return Reason.CLOSING_BALANCE
        return None

    def _transaction(self, number: int, row: GridRow, day: date) -> Movement | OtherRow:
        if self.width is not None and (len(row) > self.width or any(cell != "" for cell in row[len(self.header) :])):
            return OtherRow(number, row, Reason.UNREADABLE, _WIDTH)
        money = self._money(row)
        if isinstance(money, Text):
            return OtherRow(number, row, Reason.UNREADABLE, money)
        inflow, outflow, direction = money
        if not inflow and not outflow:
            return OtherRow(number, row, Reason.NO_AMOUNT)
        balance_text = self._first(row, Role.BALANCE)
        balance = self._amount_under(row, Role.BALANCE)
        status = self.vocabulary.status(self._first(row, Role.STATUS) or "")
        return Movement(
            row=number,
            date=day,
            inflow=inflow,
            outflow=outflow,
            balance=balance,
            masked_balance=balance_text if balance is None else None,
            status=Status.NEUTRAL if direction is Direction.NEUTRAL else status,
            sender=self._party(row, Role.REMITTER, Role.REMITTER_ACCOUNT),
            receiver=self._party(row, Role.BENEFICIARY, Role.BENEFICIARY_ACCOUNT),
            memo=self._memo(row),
            reference=self._first(row, Role.REFERENCE),
            currency=self.vocabulary.currency(self._first(row, Role.CURRENCY) or ""),
            own_account=self._first(row, Role.OWN_ACCOUNT),
        )

    def _money(self, row: GridRow) -> tuple[Decimal, Decimal, Direction | None] | Text:
        """Money in, money out and the stated direction; or what of them cannot be read."""
        if self.columns.all(Role.IN) or self.columns.all(Role.OUT):
            inflow, outflow = self._printed(row, Role.IN), self._printed(row, Role.OUT)
            return _AMOUNT if inflow is None or outflow is None else (inflow, outflow, None)
        amount = self._printed(row, Role.AMOUNT)
        if amount is None:
            return _AMOUNT
        column = self.columns.best(Role.DIRECTION)
        if column is None:
            return amount, _ZERO, None
        direction = self.vocabulary.directions.get(normal(shown(_at(row, column))))
        if direction is None:
            return _DIRECTION
        return (_ZERO, amount, direction) if direction is Direction.OUT else (amount, _ZERO, direction)

    def _printed(self, row: GridRow, role: Role) -> Decimal | None:
        """The amount under a heading, 0 where the cell has nothing to say, None where it cannot be read."""
        column = self.columns.best(role)
        cell = "" if column is None else _at(row, column)
        return _ZERO if cell in PLACEHOLDERS else amount_of(cell)

    def _amount_under(self, row: GridRow, role: Role) -> Decimal | None:
        column = self.columns.best(role)
        return None if column is None else amount_of(_at(row, column))

    def _money_columns(self) -> tuple[int, ...]:
        columns = self.columns
        return (*columns.all(Role.IN), *columns.all(Role.OUT), *columns.all(Role.AMOUNT))

    def _party(self, row: GridRow, name_role: Role, account_role: Role) -> Party:
        name = self._first(row, Role.PAYER) or self._first(row, name_role)
        account = self._first(row, Role.PAYER_ACCOUNT) or self._first(row, account_role)
        if name and not account:
            for pattern in self.layout.counterparty:
                if match := pattern.fullmatch(name):
                    return Party(match.groupdict().get("name"), match["account"])
        return Party(name, account)

    def _memo(self, row: GridRow) -> str | None:
        texts: dict[str, None] = {}
        known = self.columns.all(Role.MEMO)
        for column, cell in enumerate(row):
            if column in known:
                text = shown(cell)
            elif column in self.columns.unknown and isinstance(cell, str) and any(map(str.isalpha, cell)):
                text = cell
            else:
                continue
            if text not in PLACEHOLDERS:
                texts[text] = None
        return MEMO_SEPARATOR.join(texts) or None

    def _first(self, row: GridRow, role: Role) -> str | None:
        """What the best filled column of a role says."""
        for column in self.columns.all(role):
            text = shown(_at(row, column))
            if text not in PLACEHOLDERS:
                return text
        return None


def _at(row: GridRow, column: int) -> str | Decimal | date:
    return row[column] if column < len(row) else ""
