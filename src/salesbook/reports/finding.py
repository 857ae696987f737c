"""Finding entries by any text: ids, names, numbers, words of notes, amounts, pinyin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.model.money import parse_amount
from salesbook.model.policy import Policy
from salesbook.reports.kind_names import SINGULAR
from salesbook.reports.pinyin import may_be_pinyin, sounds_like
from salesbook.reports.stored import Amounts, StoredEntry, decimal, entries_containing, entries_of
from salesbook.table import CellType, Column, Document, Row, Table

_AMOUNTS = frozenset(
    {"amount", "total", "price", "paid", "net", "tax", "fee", "balance", "cost", "credit_limit", "sales", "collected"}
)
_NAMED_KINDS = ("customers", "products", "reps")
_EXACT_ID, _ID, _NAME, _AMOUNT, _OTHER = range(5)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that matches, in which ``field`` (``lines.0.price``), with what ``value``; lower ``rank`` first."""

    entry: StoredEntry
    rank: int
    field: str
    value: str


def find(book: IndexedBook, text: str) -> list[Found]:
    """All entries that match: the exact id first, then ids, names, amounts and other fields, the newest first."""
    found = list(_matches(book, text))
    return sorted(found, key=lambda each: (each.rank, -(each.entry.date or date.max).toordinal(), each.entry.id))


def found_document(book: IndexedBook, policy: Policy, text: str, found: list[Found], limit: int) -> Document:
    """What was found, at most ``limit`` rows."""
    amounts = Amounts.of(book, policy)
    shown = found[:limit]
    title = Text("{count} found for “{text}”", "“{text}”：找到 {count} 条").format(count=len(found), text=text)
    more = Text(
        "{more} more; narrow it down, or ask for more with --limit", "还有 {more} 条，可缩小范围，或用 --limit 显示更多"
    )
    columns = (
        Column("kind", Text("Kind", "种类")),
        Column("id", terms.ID),
        Column("date", terms.DATE, CellType.DATE),
        Column("who", Text("Who", "对方"), wide=True),
        Column("amount", terms.AMOUNT, CellType.MONEY),
        Column("field", Text("Found in", "匹配字段")),
        Column("value", Text("Text", "内容"), wide=True),
    )
    rows = [
        Row(
            (
                SINGULAR[each.entry.kind],
                each.entry.id,
                each.entry.date,
                _who(book, each.entry),
                amounts.amount(each.entry),
                each.field,
                verbatim(each.value),
            )
        )
        for each in shown
    ]
    return Document(
        name="find",
        title=title,
        tables=(Table("find", title, columns, tuple(rows)),),
        notes=(more.format(more=len(found) - len(shown)),) if len(found) > len(shown) else (),
        data=[
            {**each.entry.json(), "found_in": each.field, "path": each.entry.path, "line": each.entry.line}
            for each in shown
        ],
    )


def _who(book: IndexedBook, entry: StoredEntry) -> str | None:
    if entry.kind in _NAMED_KINDS:
        return entry.text("name")
    customer = entry.text("customer") or _customer_of(book, entry)
    if customer is not None:
        return book.customers.name(book.customers.canonical(customer))
    rep = entry.text("rep")
    if rep is not None:
        return book.reps[rep].name if rep in book.reps else rep
    return entry.text("payer")


def _customer_of(book: IndexedBook, entry: StoredEntry) -> str | None:
    """The customer of the order, payment or credit that an entry is about."""
    about = [entry.text(field) for field in ("order", "payment", "credit")]
    rows = book.connection.execute("SELECT customer FROM unit WHERE id IN (?, ?, ?)", about)
    return next((customer for (customer,) in rows), None)


def _matches(book: IndexedBook, text: str) -> Iterator[Found]:
    words = text.strip()
    number = parse_amount(words)
    seen: set[tuple[str, str]] = set()
    for entry in _candidates(book, words, number):
        match = _match(entry, words.casefold(), number)
        if match is not None and (entry.kind, entry.id) not in seen:
            seen.add((entry.kind, entry.id))
            yield match
    if may_be_pinyin(words):
        for kind in _NAMED_KINDS:
            for entry in entries_of(book, kind):
                name = entry.text("name") or ""
                if (kind, entry.id) not in seen and sounds_like(words, name):
                    yield Found(entry, _NAME, "name", name)


def _candidates(book: IndexedBook, words: str, number: Decimal | None) -> Iterator[StoredEntry]:
    """Entries that have the words, or the digits of the amount, anywhere."""
    yield from entries_containing(book, words)
    if number is not None:
        digits = f"{number:f}"
        plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
        if plain != words:
            yield from entries_containing(book, plain)


def _match(entry: StoredEntry, words: str, number: Decimal | None) -> Found | None:
    """The best of an entry's fields that match."""
    if entry.id.casefold() == words:
        return Found(entry, _EXACT_ID, "id", entry.id)
    best: Found | None = None
    for field, value in _leaves(entry.data, ""):
        name = field.rpartition(".")[2]
        if name in _AMOUNTS:
            fits, rank = number is not None and decimal(value) == number, _AMOUNT
        else:
            fits, rank = words in value.casefold(), _rank(field)
        if fits and (best is None or rank < best.rank):
            best = Found(entry, rank, field, value)
    return best


def _rank(field: str) -> int:
    if field == "id":
        return _ID
    return _NAME if field == "name" or field.startswith("aliases") else _OTHER


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text of an entry with the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{index}")
    elif isinstance(value, str):
        yield path, value
