"""A list of the entries of a kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.outstanding import on_day
from salesbook.model.kinds import Kind
from salesbook.model.money import Money
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.reports.entry_columns import COLUMNS, ListColumn
from salesbook.reports.list_context import ListContext
from salesbook.reports.open_orders import open_order_ids
from salesbook.reports.stored import StoredEntry, entries_of
from salesbook.table import Cell, Column, Document, Role, Row, Table


class Filters(NamedTuple):
    """What entries a list shows; None and empty leave all. ``limit``: the latest so many."""

    customers: Collection[str] | None = None
    reps: Collection[str] | None = None
    first: date | None = None
    last: date | None = None
    text: str | None = None
    tag: str | None = None
    open: bool = False
    limit: int | None = None


OPEN_KINDS = ("orders", "payments", "credits")
"""Kinds of which something can be open: orders not done with, money not fully given out."""


def entry_list(book: IndexedBook, policy: Policy, kind: Kind, filters: Filters, today: date) -> Document:
    """The entries of ``kind`` that pass ``filters``, by date and id."""
    context = ListContext.of(book, policy, today)
    passed = [
        entry for entry in entries_of(book, kind.name, filters.first, filters.last) if _passes(context, entry, filters)
    ]
    if filters.open:
        still_open = _open_ids(book, kind, today)
        passed = [entry for entry in passed if entry.id in still_open]
    shown = passed if filters.limit is None else passed[len(passed) - min(filters.limit, len(passed)) :]
    title = Text("{kind}: {count}", "{kind}：{count} 条").format(kind=kind.title, count=len(passed))
    if len(shown) < len(passed):
        title = Text("{kind}: the latest {shown} of {count}", "{kind}：共 {count} 条，显示最近 {shown} 条").format(
            kind=kind.title, count=len(passed), shown=len(shown)
        )
    made = [(each, [each.cell(context, entry) for entry in shown]) for each in COLUMNS[kind.name]]
    filled = [(each, cells) for each, cells in made if _tells(each, cells, policy.currency)]
    return Document(
        name=kind.name,
        title=title,
        tables=(Table(kind.name, title, *_columns_and_rows(filled or made, len(shown), totals=True)),),
        data=[entry.json() for entry in shown],
        flat=Table(kind.name, title, *_columns_and_rows(made, len(shown), totals=False)),
    )


def _passes(context: ListContext, entry: StoredEntry, filters: Filters) -> bool:
    if filters.customers is not None and context.customer(entry) not in filters.customers:
        return entry.kind == "customers" and entry.id in filters.customers
    if filters.reps is not None and not context.responsible(entry) & set(filters.reps):
        return entry.kind == "reps" and entry.id in filters.reps
    if filters.tag is not None and filters.tag not in entry.names("tags"):
        return False
    return filters.text is None or _contains(entry.data, filters.text.casefold())


def _contains(value: object, text: str) -> bool:
    if isinstance(value, dict):
        return any(_contains(each, text) for each in value.values())
    if isinstance(value, list):
        return any(_contains(each, text) for each in value)
    return isinstance(value, str) and text in value.casefold()


def _open_ids(book: IndexedBook, kind: Kind, today: date) -> set[str]:
    if kind.name == "orders":
        return open_order_ids(book, today)
    free = on_day("unit", "standing = 'free'")
    rows = book.connection.execute(
        f"SELECT id FROM unit WHERE kind = :kind AND id IN ({free})", {"kind": kind.name, "day": today.isoformat()}
    )
    return {unit for (unit,) in rows}


def _tells(column: ListColumn, cells: Sequence[Cell], own_currency: str) -> bool:
    """Whether a column tells its reader anything: it is not empty.

    One currency that is not the book's own is told in a column; of several, each amount tells its own.
    """
    said = {cell for cell in cells if cell is not None}
    return len(said) == 1 and said != {own_currency} if column.column.key == "currency" else bool(said)


def _columns_and_rows(
    made: Sequence[tuple[ListColumn, Sequence[Cell]]], count: int, *, totals: bool
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    rows = [Row(tuple(cells[index] for _, cells in made)) for index in range(count)]
    sums = [_sum(column, cells) for column, cells in made]
    if totals and count > 1 and any(each is not None for each in sums):
        rows.append(Row((terms.TOTAL, *sums[1:]), Role.TOTAL))
    return tuple(column.column for column, _ in made), tuple(rows)


def _sum(column: ListColumn, cells: Sequence[Cell]) -> Cell:
    """The sum of a column's amounts, where they are of one currency: currencies never add up to one figure."""
    amounts = [cell for cell in cells if isinstance(cell, Money)]
    currencies = {amount.currency for amount in amounts}
    if not column.summed or len(currencies) != 1:
        return None
    return Money(sum(amount.minor for amount in amounts), currencies.pop())
