"""Which row heads a table, and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesbook.bank.reading.grid import GridRow
from salesbook.bank.reading.vocabulary import Role, Vocabulary, normal

SEARCHED_ROWS = 50
"""Rows at the top of a file among which the header is looked for."""

_MONEY = (Role.AMOUNT, Role.IN, Role.OUT)
_TELLING = frozenset(Role) - {Role.DATE, *_MONEY, Role.OTHER}


@dataclass(frozen=True, slots=True)
class Header:
    """A row of column headings. ``words`` are in normal form; ``known`` counts those with a meaning."""

    index: int
    words: tuple[str, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns (from 0) of each role, best first, and those without a known heading."""

    by_role: Mapping[Role, tuple[int, ...]]
    unknown: frozenset[int]

    def all(self, role: Role) -> tuple[int, ...]:
        """Every column of a role, best first."""
        return self.by_role.get(role, ())

    def best(self, role: Role) -> int | None:
        """The one column that counts for a role."""
        return next(iter(self.all(role)), None)


def find_header(rows: Sequence[GridRow], vocabulary: Vocabulary) -> Header | None:
    """The first row with headings for a date, an amount and something else that a transaction has.

    Without one, a row of just a date and an amount will do: a summary above the table may look like that.
    """
    searched = [header_at(row, index, vocabulary) for index, row in enumerate(rows[:SEARCHED_ROWS])]
    headers = [header for header in searched if header is not None]
    return next((header for header in headers if _is_telling(header, vocabulary)), headers[0] if headers else None)


def header_at(row: GridRow, index: int, vocabulary: Vocabulary) -> Header | None:
    """The header that ``row`` is, or None: it names at least a date and an amount (or money in, or out)."""
    words = tuple(normal(cell) if isinstance(cell, str) else "" for cell in row)
    roles = {vocabulary.headers[word][0] for word in words if word in vocabulary.headers}
    if Role.DATE not in roles or roles.isdisjoint(_MONEY):
        return None
    return Header(index, words, sum(word in vocabulary.headers for word in words))


def _is_telling(header: Header, vocabulary: Vocabulary) -> bool:
    return any(word in vocabulary.headers and vocabulary.headers[word][0] in _TELLING for word in header.words)


def columns_of(words: Sequence[str], vocabulary: Vocabulary) -> Columns:
    """The columns under a header; of two with the same role that is better whose word stands first in its list."""
    ranked: dict[Role, list[tuple[int, int]]] = {}
    unknown: set[int] = set()
    for column, word in enumerate(words):
        if word in vocabulary.headers:
            role, rank = vocabulary.headers[word]
            ranked.setdefault(role, []).append((rank, column))
        elif word:
            unknown.add(column)
    by_role = {role: tuple(column for _, column in sorted(columns)) for role, columns in ranked.items()}
    return Columns(by_role, frozenset(unknown))
