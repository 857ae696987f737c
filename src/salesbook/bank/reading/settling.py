"""Columns whose headings leave open what they hold, settled by their cells: whose account or name, text or amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from salesbook.bank.reading.amounts import PLACEHOLDERS
from salesbook.bank.reading.cell_rows import NumberedRows
from salesbook.bank.reading.columns import Columns
from salesbook.bank.reading.grid import shown, texts_of
from salesbook.bank.reading.titles import Fact
from salesbook.bank.reading.vocabulary import Role, Stated, Vocabulary, normal

_DIGIT = re.compile(r"\d")
_ACCOUNT = re.compile(r"(?:[A-Z]{2}\d{2})?[\d*Xx. /-]{6,}|[A-Z]{2}\d{2}[A-Z0-9 ]{10,30}")
_PRICE = re.compile(r"[$€£¥￥]|\d[.,]\d\d$")
_BEGINNING = 100
_PARTIES = (Role.PAYER, Role.REMITTER, Role.BENEFICIARY)
_ACCOUNTS = (Role.PAYER_ACCOUNT, Role.REMITTER_ACCOUNT, Role.BENEFICIARY_ACCOUNT)


def settled(
    columns: Columns, words: Sequence[str], body: NumberedRows, facts: Iterable[Fact], vocabulary: Vocabulary
) -> Columns:
    """The columns with what only their cells can tell.

    A column without heading counts like one whose heading is not known. An account or name of either party is the
    holder's where it never changes or is what the titles state, else the other party's.
    """
    table = _Table(columns, words, body, vocabulary)
    stated = frozenset(_bare(fact.value) for fact in facts if fact.what is Stated.ACCOUNT)
    roles = {role: list(held) for role, held in columns.by_role.items()}
    unknown = set(columns.unknown) | table.unnamed()
    _move_currencies(roles, table)
    _move_texts(roles, unknown, table)
    _move_kinds(roles, unknown, table)
    _tell_accounts(roles, unknown, table, stated)
    _tell_names(roles, table, vocabulary)
    return Columns({role: tuple(held) for role, held in roles.items() if held}, frozenset(unknown))


@dataclass(frozen=True)
class _Table:
    """The cells of the rows that have a digit under a heading for dates: transactions, and a few others.

    They are looked at only where a heading leaves something open, which few files do.
    """

    columns: Columns
    words: Sequence[str]
    body: NumberedRows
    vocabulary: Vocabulary

    @cached_property
    def positions(self) -> Sequence[int]:
        """Where the rows in question stand."""
        return self._dated(self.body)

    def _dated(self, rows: NumberedRows) -> list[int]:
        dated: set[int] = set()
        for cells in map(rows.column, self.columns.all(Role.DATE)):
            with_digit = {cell for cell in set(cells) if _DIGIT.search(shown(cell))}
            dated.update([position for position, cell in enumerate(cells) if cell in with_digit])
        for cells in map(rows.column, range(max(rows.widths, default=0)) if dated else ()):
            of_dated = set(compress(cells, map(dated.__contains__, range(len(cells)))))
            labels = {cell for cell in of_dated if isinstance(cell, str) and self.vocabulary.is_label(cell)}
            if labels:
                dated.difference_update([position for position, cell in enumerate(cells) if cell in labels])
        return sorted(dated)

    def filled(self, column: int) -> list[str]:
        """What a column says in each row; nothing where it is empty."""
        if column not in self._filled:
            texts = texts_of(list(map(self.body.column(column).__getitem__, self.positions)))
            self._filled[column] = ["" if text in PLACEHOLDERS else text for text in texts]
        return self._filled[column]

    @cached_property
    def _filled(self) -> dict[int, list[str]]:
        return {}

    def beginning(self, column: int) -> set[str]:
        """What a column says in the first of the rows: enough to see what kind of column it is."""
        first = self.body[:_BEGINNING]
        cells = first.column(column)
        return {shown(cells[at]) for at in self._dated(first) if column < first.widths[at]} - PLACEHOLDERS

    def has_cells(self, column: int) -> bool:
        """Whether any row of the body says something in a column."""
        return not PLACEHOLDERS.issuperset(self.body.column(column))

    def is_constant(self, column: int) -> bool:
        """Whether a column says the same in all rows."""
        return len(set(self.filled(column))) == 1 and self.filled(column)[0] != ""

    def unnamed(self) -> set[int]:
        """The columns with cells but no heading."""
        nameless = [column for column, word in enumerate(self.words) if not word and self.has_cells(column)]
        return {column for column in nameless if any(self.filled(column))}


def _bare(account: str) -> str:
    return re.sub(r"[\s-]", "", account)


def _move_texts(roles: Mapping[Role, list[int]], unknown: set[int], table: _Table) -> None:
    """A column of words under a heading for amounts is text, where another column has the amounts."""
    for role in (Role.AMOUNT, Role.IN, Role.OUT, Role.BALANCE):
        held = roles.get(role, [])
        for column in list(held) if len(held) > 1 else ():
            texts = [text for text in table.filled(column) if text]
            if len(held) > 1 and texts and not any(map(_DIGIT.search, texts)):
                held.remove(column)
                unknown.add(column)


def _move_currencies(roles: dict[Role, list[int]], table: _Table) -> None:
    """A column of codes of currencies under a heading for dates, as ``Valuta`` may be, holds currencies."""
    dates = roles.get(Role.DATE, [])
    for column in list(dates) if not roles.get(Role.CURRENCY) else ():
        texts = table.beginning(column) if len(dates) > 1 else set()
        if texts and all(normal(text) in table.vocabulary.currencies for text in texts):
            dates.remove(column)
            roles.setdefault(Role.CURRENCY, []).append(column)


def _move_kinds(roles: Mapping[Role, list[int]], unknown: set[int], table: _Table) -> None:
    """A column of other words under a heading for directions is text, where amounts stand in two columns."""
    if roles.get(Role.IN) or roles.get(Role.OUT):
        for column in list(roles.get(Role.DIRECTION, [])):
            if not all(normal(text) in table.vocabulary.directions for text in table.beginning(column)):
                roles[Role.DIRECTION].remove(column)
                unknown.add(column)


def _tell_accounts(roles: dict[Role, list[int]], unknown: set[int], table: _Table, stated: frozenset[str]) -> None:
    """Give columns of accounts to the holder or to the other party."""
    names = [column for role in _PARTIES for column in roles.get(role, [])]
    for column in [column for column in roles.get(Role.PAYER, []) if len(roles[Role.PAYER]) > 1]:
        texts = [text for text in table.filled(column) if text]
        if texts and all(map(_ACCOUNT.fullmatch, texts)) and len(roles[Role.PAYER]) > 1:
            roles[Role.PAYER].remove(column)
            roles.setdefault(Role.PAYER_ACCOUNT, []).append(column)
    own = roles.get(Role.OWN_ACCOUNT, [])
    for column in [column for column in own if any(map(_PRICE.search, table.beginning(column)))]:
        own.remove(column)
        unknown.add(column)
    known = [column for role in _ACCOUNTS for column in roles.get(role, [])]
    if not own or any(map(table.has_cells, known)) or not table.positions:
        return
    either = [column for column in own if table.words[column] in table.vocabulary.either_account]
    others = [column for column in either if not _is_own(column, table, stated, names)]
    if len(others) == len(own) > 1:
        others = [column for column in others if not table.is_constant(column)]
    if len(either) > 1 and not others and not stated:
        others = sorted(either)[1:]
    for column in others:
        own.remove(column)
        roles.setdefault(Role.PAYER_ACCOUNT, []).append(column)


def _is_own(column: int, table: _Table, stated: frozenset[str], names: Sequence[int]) -> bool:
    """Whether the accounts of a column are the holder's: stated, or always there and of several other parties."""
    accounts = table.filled(column)
    values = set(accounts) - {""}
    if stated and values:
        return all(_bare(value) in stated for value in values)
    if not names or len(values) == 1 == len(set(accounts)):
        return True
    if "" in accounts:
        return False
    # Where the other party's account is meant, a Chinese heading says so.
    chinese = any("\u3400" <= character <= "\u9fff" for character in table.words[column])
    return chinese or all(_has_several(accounts, table.filled(name)) for name in names)


def _has_several(accounts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether one of the accounts stands beside different names."""
    pairs = set(zip(accounts, names, strict=True))
    return len(pairs) > len({account for account, _ in pairs})


def _tell_names(roles: dict[Role, list[int]], table: _Table, vocabulary: Vocabulary) -> None:
    """Leave out names of the holder, and take up those of the other party under a heading of either."""
    held = roles.get(Role.PAYER, [])
    constant = [column for column in held if table.is_constant(column)] if len(held) > 1 else []
    if 0 < len(constant) < len(held) and len(table.positions) > 1:
        roles[Role.PAYER] = [column for column in held if column not in constant]
    if any(roles.get(role) for role in _PARTIES):
        return
    either = [column for column in roles.get(Role.OTHER, []) if table.words[column] in vocabulary.either_name]
    others = [column for column in either if any(table.filled(column)) and not table.is_constant(column)]
    if len(either) > 1 and not others:
        others = sorted(either)[1:]
    if others:
        roles[Role.PAYER] = others
        roles[Role.OTHER] = [column for column in roles[Role.OTHER] if column not in others]
