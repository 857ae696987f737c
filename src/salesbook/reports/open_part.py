"""One part of what is open: rows of one kind, as a table for people, and as data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.table import Cell, CellType, Column, JsonValue, Role, Row, Table

CURRENCY = Column("currency", terms.CURRENCY)
AMOUNT = Column("amount", terms.AMOUNT, CellType.MONEY)


@dataclass(slots=True)
class OpenPart:
    """One table in the making: a row of cells for each open thing; the last cell is its amount."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    notes: tuple[Text, ...] = ()


def table_of(part: OpenPart, own_currency: str) -> Table:
    """A part for people, with its total by currency.

    There is no column for currencies: one that is not the book's own stands in the title, of several each amount
    tells its own.
    """
    at = part.columns.index(CURRENCY)
    currencies = list(dict.fromkeys(str(row[at]) for row in part.rows))
    rows = [Row(row) for row in part.rows]
    if len(part.rows) > len(currencies):
        rows += [Row(_total(part, currency, at), Role.TOTAL) for currency in currencies]
    title = part.title
    if len(currencies) == 1 and currencies != [own_currency]:
        title = Text("{title} ({currency})", "{title}（{currency}）").format(title=title, currency=currencies[0])
    shown = tuple(Row((*row.cells[:at], *row.cells[at + 1 :]), row.role) for row in rows)
    return Table(part.name, title, (*part.columns[:at], *part.columns[at + 1 :]), shown, part.notes)


def _total(part: OpenPart, currency: str, at: int) -> tuple[Cell, ...]:
    amounts = [row[-1] for row in part.rows if row[at] == currency]
    total = Money(sum(amount.minor for amount in amounts if isinstance(amount, Money)), currency)
    return (terms.TOTAL, *(None for _ in range(at - 1)), currency, total)


def flat_table(title: Text, parts: Sequence[OpenPart]) -> Table:
    """Everything as one table, for CSV: each row says of which part it is."""
    columns = {column.key: column for part in parts for column in part.columns if column is not AMOUNT}
    rows = [
        Row((part.name, *(found.get(key) for key in columns), row[-1]))
        for part in parts
        for row in part.rows
        for found in [{column.key: cell for column, cell in zip(part.columns, row, strict=True)}]
    ]
    return Table("open", title, (Column("part", Text("Part", "部分")), *columns.values(), AMOUNT), tuple(rows))


def json_of(part: OpenPart) -> list[JsonValue]:
    """Its rows by column key; days are ISO text, amounts text with the currency's decimals."""
    return [dict(zip((column.key for column in part.columns), map(_plain, row), strict=True)) for row in part.rows]


def _plain(cell: Cell) -> JsonValue:
    return cell if cell is None or isinstance(cell, int) else str(cell)
