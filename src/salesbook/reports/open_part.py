"""One part of what is open: rows of one kind, as a table for people, and as data for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.outstanding import Count
from salesbook.model.money import Money
from salesbook.model.named_tuple import NamedTuple
from salesbook.reports.long_lists import MANY, others
from salesbook.table import Cell, CellType, Column, Deferred, JsonValue, Role, Row, Table

CURRENCY = Column("currency", terms.CURRENCY)
AMOUNT = Column("amount", terms.AMOUNT, CellType.MONEY)

Cells = tuple[Cell, ...]


class OpenPart(NamedTuple):
    """One sort of what is open: a row of cells for each thing, the last cell its amount.

    ``counts`` tell by currency how many there are, and what they come to. Where they are many, ``first`` are those that
    a screen shows, with what matters most first.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Sequence[Cells]
    counts: Mapping[str, Count]
    first: Sequence[Cells] | None = None
    notes: tuple[Text, ...] = ()


def counted(
    name: str,
    title: Text,
    columns: tuple[Column, ...],
    rows: Sequence[Cells],
    *,
    in_full: bool,
    largest_first: bool = False,
    notes: tuple[Text, ...] = (),
) -> OpenPart:
    """A part of which all rows are at hand; a screen shows the first of many, or the largest."""
    at = columns.index(CURRENCY)
    counts: dict[str, Count] = defaultdict(Count)
    for row in rows:
        counts[str(row[at])] = counts[str(row[at])].plus(1, _amount(row))
    first = None
    if not in_full and len(rows) > MANY + 1:
        first = (sorted(rows, key=_amount, reverse=True) if largest_first else rows)[:MANY]
    return OpenPart(name, title, columns, rows, dict(counts), first, notes)


def _amount(row: Cells) -> int:
    """The amount of a row in minor units."""
    return row[-1].minor if isinstance(row[-1], Money) else 0


def table_of(part: OpenPart, own_currency: str) -> Table:
    """A part for people, with its total by currency.

    There is no column for currencies: one that is not the book's own stands in the title, of several each amount
    tells its own.
    """
    at = part.columns.index(CURRENCY)
    currencies = sorted(part.counts, key=lambda currency: (currency != own_currency, currency))
    number = sum(count.number for count in part.counts.values())
    totals = [_sum(terms.TOTAL, at, Money(part.counts[each].amount, each), Role.TOTAL) for each in currencies]
    shown_totals = totals if number > len(currencies) else []
    title = part.title
    if len(currencies) == 1 and currencies != [own_currency]:
        title = Text("{title} ({currency})", "{title}（{currency}）").format(title=title, currency=currencies[0])
    columns = (*part.columns[:at], *part.columns[at + 1 :])
    table = Table(
        part.name, title, columns, Deferred(lambda: [*_without_currency(part.rows, at), *shown_totals]), part.notes
    )
    if part.first is None:
        return table
    rows = [*_without_currency(part.first, at), *_rest(part, currencies, at), *shown_totals]
    return table._replace(on_screen=table._replace(rows=rows))


def _without_currency(rows: Iterable[Cells], at: int) -> list[Row]:
    return [Row((*row[:at], *row[at + 1 :])) for row in rows]


def _rest(part: OpenPart, currencies: Iterable[str], at: int) -> Iterator[Row]:
    """What is not among the first, in a row for each currency."""
    for currency in currencies:
        shown = [_amount(row) for row in part.first or () if row[at] == currency]
        count = part.counts[currency]
        if count.number > len(shown):
            yield _sum(others(count.number - len(shown)), at, Money(count.amount - sum(shown), currency), Role.BODY)


def _sum(label: Text, at: int, amount: Money, role: Role) -> Row:
    return Row((label, *(None for _ in range(at - 1)), amount), role)


def flat_table(title: Text, parts: Sequence[OpenPart]) -> Table:
    """Everything as one table, for CSV: each row says of which part it is."""
    columns = {column.key: column for part in parts for column in part.columns if column is not AMOUNT}
    return Table(
        "open",
        title,
        (Column("part", Text("Part", "部分")), *columns.values(), AMOUNT),
        Deferred(lambda: [row for part in parts for row in _flat_rows(part, list(columns))]),
    )


def _flat_rows(part: OpenPart, keys: Sequence[str]) -> Iterator[Row]:
    own = {column.key: at for at, column in enumerate(part.columns)}
    places = [own.get(key) for key in keys]
    for row in part.rows:
        yield Row((part.name, *(None if at is None else row[at] for at in places), row[-1]))


def json_of(part: OpenPart) -> Sequence[JsonValue]:
    """Its rows by column key; days are ISO text, amounts text with the currency's decimals."""
    keys = [column.key for column in part.columns]
    return Deferred(lambda: [dict(zip(keys, map(_plain, row), strict=True)) for row in part.rows])


def _plain(cell: Cell) -> JsonValue:
    return cell if cell is None or isinstance(cell, int) else str(cell)
