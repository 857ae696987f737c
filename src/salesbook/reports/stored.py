"""Entries as they were written, from the index: what lists and stories show of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import chain
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.model.money import Money, to_minor
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.table import JsonValue

BATCH = 1_000
"""Entries that are read at a time, where all of a kind are."""

_OF_ACCOUNTS = frozenset({"handins", "bank"})
"""Kinds whose amounts are in the currency of their account."""
_BELONGS_TO = ("order", "payment", "credit")

_COLUMNS = "kind, id, date, path, line, data"


class StoredEntry(NamedTuple):
    """An entry: where it stands, and ``data``, its fields as plain JSON (numbers and dates are text).

    An entry with errors is here as well; its data is whatever was written.
    """

    kind: str
    id: str
    date: date | None
    path: str
    line: int
    data: dict[str, Any]

    @property
    def place(self) -> str:
        """``ledgers/orders/2026-11.yaml:12``."""
        return f"{self.path}:{self.line}"

    def text(self, field: str) -> str | None:
        """A field that is a text; None where it is missing or something else."""
        return text_of(self.data, field)

    def parts(self, field: str) -> list[dict[str, Any]]:
        """A field that is a list of fields, such as ``lines`` and ``orders``."""
        return parts_of(self.data, field)

    def names(self, field: str) -> list[str]:
        """A field that is a list of texts, such as ``payments`` and ``tags``."""
        value = self.data.get(field)
        return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

    def json(self) -> dict[str, JsonValue]:
        """Its kind and its fields, as stored."""
        return {"kind": self.kind, **self.data}


def text_of(data: Mapping[str, Any], field: str) -> str | None:
    """A field that is a text; None where it is missing or something else."""
    value = data.get(field)
    return value if isinstance(value, str) else None


def parts_of(data: Mapping[str, Any], field: str) -> list[dict[str, Any]]:
    """A field that is a list of fields; empty where it is missing or something else."""
    value = data.get(field)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def unit_of(part: Mapping[str, Any]) -> str:
    """The order or opening that a part of an entry is about, as written."""
    return str(part.get("order") or part.get("opening"))


def entries_of(
    book: IndexedBook, kind: str, first: date | None = None, last: date | None = None
) -> Iterator[StoredEntry]:
    """The entries of a kind, of a span of days where one is given, by date and id."""
    rows = book.connection.execute(
        f"SELECT {_COLUMNS} FROM entry WHERE kind = ? AND id IS NOT NULL "
        "AND (? IS NULL OR date >= ?) AND (? IS NULL OR date <= ?) ORDER BY date, id",
        (kind, *_iso(first), *_iso(last)),
    )
    return chain.from_iterable(map(_all_stored, iter(partial(rows.fetchmany, BATCH), [])))


def entries_named(book: IndexedBook, id: str) -> list[StoredEntry]:
    """The entries with an id, in capitals or not: a master entry's may also be a document's, or stand twice."""
    rows = book.connection.execute(f"SELECT {_COLUMNS} FROM entry WHERE id = ? ORDER BY path, ordinal", (id,))
    if found := _all_stored(rows.fetchall()):
        return found
    rows = book.connection.execute(
        f"SELECT {_COLUMNS} FROM entry WHERE id = ? COLLATE NOCASE ORDER BY path, ordinal", (id,)
    )
    return _all_stored(rows.fetchall())


def entries_with_ids(book: IndexedBook, kind: str, ids: Iterable[str]) -> list[StoredEntry]:
    """The entries of one kind with these ids, by date and id."""
    found = [each for id in sorted(set(ids)) for each in entries_named(book, id) if each.kind == kind]
    return sorted(found, key=lambda each: (each.date or date.min, each.id))


def entries_containing(book: IndexedBook, text: str) -> Iterator[StoredEntry]:
    """The entries in whose fields ``text`` stands, whatever the case of its Latin letters."""
    pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = book.connection.execute(
        f"SELECT {_COLUMNS} FROM entry WHERE id IS NOT NULL AND (data LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\') "
        "ORDER BY date DESC, id",
        (pattern, pattern),
    )
    return chain.from_iterable(map(_all_stored, iter(partial(rows.fetchmany, BATCH), [])))


def references_to(book: IndexedBook, kind: str, id: str) -> list[StoredEntry]:
    """The entries that name an entry, by date and id."""
    rows = book.connection.execute(
        f"SELECT DISTINCT {', '.join('entry.' + name for name in _COLUMNS.split(', '))} FROM reference "
        "JOIN entry ON entry.id = reference.id AND entry.kind = reference.kind "
        "WHERE target = ? AND target_kind = ? ORDER BY entry.date, entry.id",
        (id, kind),
    )
    return _all_stored(rows.fetchall())


def _iso(day: date | None) -> tuple[str | None, str | None]:
    text = day.isoformat() if day else None
    return text, text


def decoded(texts: Iterable[str]) -> list[Any]:
    """What JSON texts hold, read as one text, which takes half the time."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


def _all_stored(rows: Sequence[tuple[str, str, str | None, str, int, str]]) -> list[StoredEntry]:
    return [
        StoredEntry(kind, id, date.fromisoformat(day) if day else None, path, line, data)
        for (kind, id, day, path, line, _), data in zip(rows, decoded(row[-1] for row in rows), strict=True)
    ]


class Amounts(NamedTuple):
    """Amounts of entries in their currencies. ``units`` are the currencies of orders, openings and money."""

    policy: Policy
    units: Mapping[str, str]

    @classmethod
    def of(cls, book: IndexedBook, policy: Policy) -> Amounts:
        """For a whole book."""
        return cls(policy, dict(book.connection.execute("SELECT id, currency FROM unit")))

    def currency(self, entry: StoredEntry) -> str:
        """The currency that an entry's amounts are in: its own, else that of what it belongs to, else the book's."""
        return self.units.get(entry.id) or self.currency_by_fields(entry.kind, entry.data)

    def currency_by_fields(self, kind: str, data: Mapping[str, Any]) -> str:
        """The same for an entry that is no order, opening or money, of which its fields decide."""
        own = data.get("currency")
        if own and isinstance(own, str):
            return own
        if kind in _OF_ACCOUNTS and (whose := self.policy.account_currency.get(text_of(data, "account") or "")):
            return whose
        for field in _BELONGS_TO:
            if field in data and (whose := self.units.get(text_of(data, field) or "")):
                return whose
        for part in parts_of(data, "orders"):
            if whose := self.units.get(unit_of(part)):
                return whose
        return self.policy.currency

    def amount(self, entry: StoredEntry) -> Money | None:
        """What an entry is worth as a whole, as written; None where it says no amount."""
        currency = self.currency(entry)
        if entry.kind in {"invoices", "allocations"}:
            parts = [money(part.get("amount"), currency) for part in entry.parts("orders")]
            return Money(sum(part.minor for part in parts if part), currency) if any(parts) else None
        field = "total" if entry.kind in {"orders", "changes"} else "amount"
        return money(entry.data.get(field), currency)


def money(value: Any, currency: str) -> Money | None:
    """An amount as stored, in minor units; None where it is none."""
    number = decimal(value)
    return None if number is None else Money(to_minor(number, currency), currency)


def decimal(value: Any) -> Decimal | None:
    """A number as stored; None where it is none."""
    try:
        number = Decimal(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
    except InvalidOperation:
        return None
    return number if number is None or number.is_finite() else None


def rate(value: Any) -> Decimal | None:
    """A rate as stored, ``13%``, as a fraction."""
    number = decimal(value.rstrip("%")) if isinstance(value, str) else None
    return None if number is None else number.scaleb(-2)
