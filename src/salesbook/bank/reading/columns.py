"""Which rows head a table, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from salesbook.bank.reading.grid import GridRow
from salesbook.bank.reading.vocabulary import Role, Vocabulary, normal

SEARCHED_ROWS = 50
"""Rows at the top of a file among which the header is looked for."""

_MONEY = (Role.AMOUNT, Role.IN, Role.OUT)
_TELLING = frozenset(Role) - {Role.DATE, *_MONEY, Role.OTHER}
_STANDING_FOR = {
    Role.AMOUNT: (Role.IN, Role.OUT),
    Role.IN: (Role.AMOUNT,),
    Role.OUT: (Role.AMOUNT,),
    Role.PAYER: (Role.REMITTER, Role.BENEFICIARY),
    Role.PAYER_ACCOUNT: (Role.REMITTER_ACCOUNT, Role.BENEFICIARY_ACCOUNT),
}
"""Roles of which none is looked for by parts of words where one of the others is known."""

_ACCOUNT_OF = {
    Role.PAYER: Role.PAYER_ACCOUNT,
    Role.REMITTER: Role.REMITTER_ACCOUNT,
    Role.BENEFICIARY: Role.BENEFICIARY_ACCOUNT,
}

_LIKELY = 3
"""Columns that must be known for a row to be a header by parts of its words."""

_NUMBER = re.compile(r"\d{2}")
_COLON = re.compile(r"[:：]\s*\S")


@dataclass(frozen=True, slots=True)
class Header:
    """One or two rows of column headings.

    ``words`` are in normal form; ``known`` counts those with a meaning.
    """

    index: int
    words: tuple[str, ...]
    known: int
    rows: int = 1

    @property
    def end(self) -> int:
        """The index of the first row below."""
        return self.index + self.rows


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
    """The first header for a date, an amount and something else that a transaction has.

    Without one, a row of just a date and an amount will do: a summary above the table may look like that.
    """
    searched = [headers_at(rows, index, vocabulary) for index in range(min(len(rows), SEARCHED_ROWS))]
    headers = [header for header in searched if header is not None]
    if not headers:
        return _likely_header(rows, vocabulary)
    return next((header for header in headers if _is_telling(header, vocabulary)), headers[0])


def _likely_header(rows: Sequence[GridRow], vocabulary: Vocabulary) -> Header | None:
    """The first row of words that names a date and an amount by parts of known headings.

    None where further headings stand below that are not known: it would be of a summary.
    """
    headings = [index for index, row in enumerate(rows[:SEARCHED_ROWS]) if _may_be_headings(row)]
    for position, index in enumerate(headings):
        words = tuple(vocabulary.heading_of(str(cell)) for cell in rows[index])
        columns = columns_of(words, vocabulary)
        known = sum(map(len, columns.by_role.values()))
        if columns.all(Role.DATE) and any(map(columns.all, _MONEY)) and known >= _LIKELY:
            below = (rows[other] for other in headings[position + 1 :])
            further = any(all(normal(str(cell)) not in vocabulary.stated for cell in row) for row in below)
            return None if further else Header(index, words, known)
    return None


def header_at(row: GridRow, index: int, vocabulary: Vocabulary) -> Header | None:
    """The header that ``row`` alone is, or None: it names at least a date and an amount (or money in, or out)."""
    return _header(
        tuple(vocabulary.heading_of(cell) if isinstance(cell, str) else "" for cell in row), index, vocabulary
    )


def headers_at(rows: Sequence[GridRow], index: int, vocabulary: Vocabulary) -> Header | None:
    """The header that begins at a row: that row alone, or with the row below where headings stand in two."""
    single = header_at(rows[index], index, vocabulary)
    below = rows[index + 1] if index + 1 < len(rows) else ()
    if not _is_words(rows[index]) or not _is_words(below):
        return single
    lower = header_at(below, index + 1, vocabulary)
    double = _joined(rows[index], below, index, vocabulary)
    if double is None:
        return single
    if single is None:
        # A row of titles above a whole header is no part of it.
        return double if lower is None or double.known > lower.known else None
    return double if lower is not None or double.known >= single.known else single


def _header(words: tuple[str, ...], index: int, vocabulary: Vocabulary, rows: int = 1) -> Header | None:
    roles = {vocabulary.headers[word][0] for word in words if word in vocabulary.headers}
    if Role.DATE not in roles or roles.isdisjoint(_MONEY):
        return None
    return Header(index, words, sum(word in vocabulary.headers for word in words), rows)


def _is_words(row: GridRow) -> bool:
    """Whether a row may be headings: words alone, no number, no date."""
    cells = [cell for cell in row if cell != ""]
    return len(cells) > 1 and all(isinstance(cell, str) and not _NUMBER.search(cell) for cell in cells)


def _may_be_headings(row: GridRow) -> bool:
    """Whether a row is of several words, none of them a statement like ``制表人：王芳``."""
    filled = [cell for cell in row if cell != ""]
    return len(filled) >= _LIKELY and _is_words(row) and not any(_COLON.search(str(cell)) for cell in filled)


def _joined(above: GridRow, below: GridRow, index: int, vocabulary: Vocabulary) -> Header | None:
    """Two rows of headings as one: the upper may reach over the columns beside it, the lower then tells them apart."""
    words: list[str] = []
    reaching = ""
    for column in range(max(len(above), len(below))):
        upper, lower = (normal(str(row[column])) if column < len(row) else "" for row in (above, below))
        reaching = upper or (reaching if lower else "")
        whole = (reaching + lower, f"{lower}{reaching}", *_party_heading(reaching, lower, vocabulary))
        candidates = (*whole, *((upper, lower) if upper else (lower,)))
        words.append(next((word for word in candidates if word in vocabulary.headers), upper or lower))
    return _header(tuple(words), index, vocabulary, rows=2)


def _party_heading(above: str, below: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The heading of a party's account or name, where the upper row of headings names the party: 对方信息 over 账号."""
    party = vocabulary.headers.get(above, (None,))[0]
    if party not in _ACCOUNT_OF:
        return ()
    if below in vocabulary.either_account:
        return (vocabulary.heading(_ACCOUNT_OF[party]),)
    return (vocabulary.heading(party),) if below in vocabulary.either_name else ()


def _is_telling(header: Header, vocabulary: Vocabulary) -> bool:
    return any(word in vocabulary.headers and vocabulary.headers[word][0] in _TELLING for word in header.words)


def columns_of(words: Sequence[str], vocabulary: Vocabulary) -> Columns:
    """The columns under a header; of two with the same role that is better whose word stands first in its list.

    What no known heading names is looked for among the others, by the parts of their words.
    """
    ranked: dict[Role, list[tuple[int, int]]] = {}
    unknown: set[int] = set()
    for column, word in enumerate(words):
        if word in vocabulary.headers:
            role, rank = vocabulary.headers[word]
            ranked.setdefault(role, []).append((rank, column))
        elif word:
            unknown.add(column)
    by_role = {role: tuple(column for _, column in sorted(columns)) for role, columns in ranked.items()}
    for role, column in _likely_roles(words, unknown, by_role, vocabulary).items():
        by_role[role] = (column,)
        unknown.discard(column)
    return Columns(by_role, frozenset(unknown))


def _likely_roles(
    words: Sequence[str], unknown: Iterable[int], known: Container[Role], vocabulary: Vocabulary
) -> dict[Role, int]:
    """The unknown columns that by a part of their headings hold what no other column does.

    An amount is only taken where a single heading may be one.
    """
    found: dict[Role, list[int]] = {}
    for column in sorted(unknown):
        role = vocabulary.likely(words[column])
        if role is not None and role not in known and not any(other in known for other in _STANDING_FOR.get(role, ())):
            found.setdefault(role, []).append(column)
    if Role.IN in found or Role.OUT in found:
        found.pop(Role.AMOUNT, None)
    return {role: columns[0] for role, columns in found.items() if len(columns) == 1 or role not in _MONEY}
