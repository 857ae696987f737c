"""What each row of a table says besides its date and its amount: how far it has come, parties, texts, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, compress
from operator import eq
from typing import cast

from salesbook.bank.reading.amounts import PLACEHOLDERS
from salesbook.bank.reading.grid import Cell
from salesbook.bank.reading.layout import Layout
from salesbook.bank.reading.money import amounts_under
from salesbook.bank.reading.rows import MEMO_SEPARATOR
from salesbook.bank.reading.table_columns import TableColumns
from salesbook.bank.reading.vocabulary import Role, normal
from salesbook.bank.statement import Status
from salesbook.model.columns import has_gaps

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

_ZERO = Decimal(0)

_SENDER = (Role.REMITTER, Role.REMITTER_ACCOUNT)
_RECEIVER = (Role.BENEFICIARY, Role.BENEFICIARY_ACCOUNT)

_Said = str | None
_Facts = tuple[
    list[Decimal],
    list[Decimal | None],
    list[_Said],
    list[_Said],
    list[_Said],
    list[_Said],
    list[_Said],
    list[_Said],
    list[_Said],
    list[_Said],
    list[_Said],
]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the rows of a table say, by columns: everything has an item for each row."""

    table: TableColumns
    layout: Layout

    def named(self) -> list[bool]:
        """Which rows name another party or a reference: no total does."""
        payers, references = self.table.texts(Role.PAYER), self.table.texts(Role.REFERENCE)
        if all(payers):
            return [True] * len(payers)
        if not any(payers) and not any(references):
            return [False] * len(payers)
        return [
            bool(payer or (reference and reference.strip("0")))
            for payer, reference in zip(payers, references, strict=True)
        ]

    def statuses(self) -> list[Status]:
        """How far each row has come."""
        texts = self._status_texts()
        known = {text: self.table.vocabulary.status(text or "") for text in set(texts)}
        return list(map(known.__getitem__, texts))

    def _status_texts(self) -> Sequence[str | None]:
        """What says how far each row has come: its status, a column of nothing but such words, a word for a date."""
        table = self.table
        if table.columns.all(Role.STATUS):
            return table.texts(Role.STATUS)
        for column in (*sorted(table.columns.unknown), *table.columns.all(Role.MEMO)):
            texts = compress(table.words(column), table.days)
            if self._are_statuses(_few(filter(None, texts), _MAX_STATUSES)):
                return table.words(column)
        dates = table.columns.best(Role.DATE)
        if dates is None or len(table.columns.all(Role.DATE)) == 1:
            return [None] * len(table.body)
        words = table.words(dates)
        stated = {text: text if text[:1].isalpha() else None for text in set(words)}
        return list(map(stated.__getitem__, words))

    def _are_statuses(self, words: Set[str]) -> bool:
        """Whether words are of states, some of them booked and some not."""
        booked = {word for word in words if normal(word) in self.table.vocabulary.booked}
        rest = words - booked
        return bool(booked and rest) and all(
            len(word) <= _MAX_STATUS and self.table.vocabulary.status(word) is not Status.BOOKED for word in rest
        )

    def facts(self) -> _Facts:
        """What ``Movements`` holds from its fees on, column by column; who and what for are lists of their own."""
        table = self.table
        currencies = table.texts(Role.CURRENCY)
        codes = {text: self.table.vocabulary.currency(text or "") for text in set(currencies)}
        senders, sender_accounts = self._parties(*_SENDER)
        receivers, receiver_accounts = senders, sender_accounts
        if any(map(table.columns.all, (*_SENDER, *_RECEIVER))):
            receivers, receiver_accounts = self._parties(*_RECEIVER)
        return (
            self._fees(),
            *self._balances(),
            list(senders),
            sender_accounts,
            list(receivers),
            receiver_accounts,
            self._memos(),
            table.texts(Role.REFERENCE),
            list(map(codes.__getitem__, currencies)),
            table.texts(Role.OWN_ACCOUNT),
        )

    def _fees(self) -> list[Decimal]:
        """What each transaction cost; 0 where that is not stated."""
        column = self.table.columns.best(Role.FEE)
        if column is None:
            return [_ZERO] * len(self.table.body)
        return [fee or _ZERO for fee in amounts_under(self.table, column).values]

    def _balances(self) -> tuple[list[Decimal | None], list[str | None]]:
        """The balances, and the texts that stand where one cannot be read."""
        texts = self.table.texts(Role.BALANCE)
        column = self.table.columns.best(Role.BALANCE)
        if column is None:
            return [None] * len(texts), texts
        balances = amounts_under(self.table, column).balances
        if not has_gaps(texts) and not has_gaps(balances):
            return balances, [None] * len(texts)
        balances = [None if text is None else balance for text, balance in zip(texts, balances, strict=True)]
        masked = [text if balance is None else None for text, balance in zip(texts, balances, strict=True)]
        return balances, masked

    def _parties(self, name_role: Role, account_role: Role) -> tuple[list[str | None], list[str | None]]:
        """The other parties of one direction, and their accounts."""
        names, accounts = self._either(Role.PAYER, name_role), self._either(Role.PAYER_ACCOUNT, account_role)
        patterns = self.layout.counterparty or (() if any(accounts) else _NAME_AND_ACCOUNT)
        if patterns and any(names):
            without_account = {name for name, account in zip(names, accounts, strict=True) if name and not account}
            apart = {name: parts for name in without_account if (parts := _told_apart(name, patterns)) is not None}
            told = zip(names, accounts, strict=True)
            pairs = [(name, account) if account else apart.get(name or "", (name, account)) for name, account in told]
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
        texts: list[Sequence[str | None]] = [
            self.table.said(column) if column in known else _only_words(self.table.cells(column))
            for column in sorted({*known, *columns.unknown})
        ]
        texts += [_only_words(self.table.cells(column)) for column in columns.all(Role.REFERENCE)[1:]]
        texts = [column for column in texts if any(column)]
        if not texts:
            return [None] * len(self.table.body)
        if len(texts) == 1:
            return [text or None for text in texts[0]]
        rows = zip(*texts, strict=True)
        if any(_share_a_text(*pair) for pair in combinations(texts, 2)):
            return [MEMO_SEPARATOR.join(dict.fromkeys(filter(None, row))) or None for row in rows]
        if all(map(all, texts)):
            return list(map(MEMO_SEPARATOR.join, cast("Iterable[tuple[str, ...]]", rows)))
        return [MEMO_SEPARATOR.join(filter(None, row)) or None for row in rows]


def _share_a_text(first: Sequence[str | None], second: Sequence[str | None]) -> bool:
    """Whether two columns say the same in any row."""
    return any(compress(first, map(eq, first, second)))


def _few(words: Iterable[str], most: int) -> Set[str]:
    """The different words among these; none where there are more than ``most``, which ends the search."""
    found: set[str] = set()
    for word in words:
        if word not in found:
            found.add(word)
            if len(found) > most:
                return frozenset()
    return found


def _told_apart(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[_Said, _Said] | None:
    """The name and the account that one cell holds; None where it fits no pattern."""
    for pattern in patterns:
        if match := pattern.fullmatch(text):
            return match.groupdict().get("name"), match["account"]
    return None


def _only_words(cells: Sequence[Cell]) -> list[str]:
    """The cells of a column that are words, the others empty; each different one is looked at once."""
    texts = {cell for cell in set(cells) if isinstance(cell, str) and not cell.isdecimal()} - PLACEHOLDERS
    words = {text for text in texts if any(map(str.isalpha, text))}
    return [cell if isinstance(cell, str) and cell in words else "" for cell in cells]
