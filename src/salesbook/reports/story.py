"""What the stories of all kinds of entries share: labels, the user's own fields, and what names an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.reports.kind_names import SINGULAR
from salesbook.reports.stored import Amounts, StoredEntry
from salesbook.reports.words import BILL_EVENTS, METHODS, REASONS, joined, word
from salesbook.table import Cell, CellType, Column, JsonValue, Row, Table

Facts = tuple[tuple[Text, Cell], ...]

_SPACE = Text(" ", " ")
_COMMA = Text(", ", "，")


def title_of(entry: StoredEntry) -> Text:
    """``Order SO-2611-0003``."""
    return Text("{kind} {id}", "{kind} {id}").format(kind=SINGULAR[entry.kind], id=entry.id)


def named(id: str | None, name: str | None) -> Cell:
    """An id with the name behind it."""
    return id if id is None or name is None or name == id else f"{id} {name}"


def customer_named(book: IndexedBook, id: str | None) -> Cell:
    """A customer by id and name."""
    return None if id is None else named(id, book.customers.name(id))


def rep_named(book: IndexedBook, id: str | None) -> Cell:
    """A rep by id and name."""
    return None if id is None else named(id, book.reps[id].name if id in book.reps else None)


def own_facts(entry: StoredEntry) -> Facts:
    """What every entry may have: tags, a note, fields of the user's own; and where it stands."""
    fields = entry.data.get("fields")
    own = [(verbatim(name), str(value)) for name, value in fields.items()] if isinstance(fields, dict) else []
    forced = entry.data.get("forced")
    reason = forced.get("reason") if isinstance(forced, dict) else None
    return (
        (Text("Tags", "标签"), ", ".join(entry.names("tags")) or None),
        (terms.NOTE, entry.text("note")),
        *own,
        (Text("Forced, because", "越过规则的理由"), reason if isinstance(reason, str) else None),
        (Text("File", "文件"), entry.place),
    )


def amounts_table(name: str, title: Text, amounts: Iterable[tuple[Text, Money]]) -> Table:
    """Amounts below each other."""
    return Table(
        name,
        title,
        (Column("what", Text("What", "项目")), Column("amount", terms.AMOUNT, CellType.MONEY)),
        tuple(Row((label, amount)) for label, amount in amounts),
    )


def entries_table(
    book: IndexedBook, amounts: Amounts, name: str, title: Text, entries: Sequence[StoredEntry]
) -> list[Table]:
    """Entries of any kind with what they say in short; no table without entries."""
    if not entries:
        return []
    columns = (
        Column("date", terms.DATE, CellType.DATE),
        Column("id", terms.ID),
        Column("kind", Text("Kind", "种类")),
        Column("details", Text("Details", "内容"), wide=True),
        Column("amount", terms.AMOUNT, CellType.MONEY),
    )
    rows = [
        Row((each.date, each.id, SINGULAR[each.kind], details(book, each), amounts.amount(each))) for each in entries
    ]
    return [Table(name, title, columns, tuple(rows))]


def details(book: IndexedBook, entry: StoredEntry) -> Text | None:
    """What an entry says beside its id, date and amount, in a few words."""
    by_kind: dict[str, list[Text | str | None]] = {
        "changes": [change_words(entry), entry.text("reason")],
        "deliveries": [entry.text("carrier"), entry.text("tracking")],
        "invoices": [_after(Text("No. ", "号码 "), entry.text("number")), _reversing(entry)],
        "payments": [
            word(METHODS, entry.text("method") or "bank"),
            _bill_number(entry),
            entry.text("account"),
            _after(Text("received by ", "代收 "), entry.text("received_by")),
            _reversing(entry),
        ],
        "credits": [word(REASONS, entry.text("reason"))],
        "allocations": [_after(Text("of ", "来自 "), entry.text("payment") or entry.text("credit"))],
        "handins": [entry.text("rep"), entry.text("account")],
        "bills": [word(BILL_EVENTS, entry.text("event")), entry.text("payment"), entry.text("account")],
        "bank": [entry.text("account"), entry.text("payer"), entry.text("memo")],
        "matches": [entry.text("line"), entry.text("ignored")],
        "customers": [entry.text("name")],
        "products": [entry.text("name")],
        "reps": [entry.text("name")],
        "orders": [entry.text("contract"), entry.text("customer_po")],
        "openings": [entry.text("number")],
        "confirmations": [entry.text("as_of")],
        "commissions": [entry.text("rep"), entry.text("month")],
        "targets": [entry.text("rep") or entry.text("team")],
    }
    parts = [*by_kind[entry.kind], entry.text("note")]
    said = [part if isinstance(part, Text) else verbatim(part) for part in parts if part]
    return joined(said, _COMMA) if said else None


def change_words(entry: StoredEntry) -> Text | None:
    """What a change of an order does."""
    words = []
    if entry.parts("lines"):
        words.append(Text("quantities or lines changed", "数量或明细变更"))
    if entry.data.get("cancel") is True:
        words.append(Text("cancelled", "取消"))
    if entry.data.get("accept") is True:
        words.append(Text("accepted", "验收"))
    return joined(words, _COMMA) if words else None


def _after(label: Text, value: str | None) -> Text | None:
    return None if value is None else joined([label, verbatim(value)], Text("", ""))


def _bill_number(entry: StoredEntry) -> str | None:
    bill = entry.data.get("bill")
    return str(bill["number"]) if isinstance(bill, dict) and "number" in bill else None


def _reversing(entry: StoredEntry) -> Text | None:
    return _after(Text("reverses ", "冲销 "), entry.text("reverses"))


def entry_json(entry: StoredEntry) -> dict[str, JsonValue]:
    """An entry for JSON: its kind, its fields, and where it stands."""
    return {**entry.json(), "path": entry.path, "line": entry.line}


def entries_json(entries: Iterable[StoredEntry]) -> list[JsonValue]:
    """Entries for JSON, as they were written."""
    return [entry.json() for entry in entries]


def until(entries: Iterable[StoredEntry], day: date) -> list[StoredEntry]:
    """The entries dated on or before ``day``, and those without a date."""
    return [entry for entry in entries if entry.date is None or entry.date <= day]
