"""The tables of an aging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.reports.aging_figures import SUMS, AgingRow, aging_total
from salesbook.reports.aging_view import AgingBy, AgingView
from salesbook.table import Cell, CellType, Column, Deferred, Role, Row, Signal, Table

_SUM_TITLES = {
    "receivable": terms.RECEIVABLE,
    "advances": terms.ADVANCES,
    "net": terms.NET,
    "deposits_due": terms.DEPOSITS_DUE,
}


def bucket_title(name: str) -> Text:
    """What people read for a bucket."""
    if name == "unbilled":
        return Text("Unbilled", "未到条件")
    if name == "not_due":
        return Text("Not due", "未到期")
    if name.startswith("over_"):
        return Text("Over {days} days", "{days} 天以上").format(days=name.removeprefix("over_"))
    return Text("{days} days", "{days} 天").format(days=name.replace("-", "–"))


def bucket_column(name: str) -> Column:
    """The column of a bucket's amounts; what is in the last has been due for long."""
    signal = Signal.LATE if name.startswith("over_") else None
    return Column(name, bucket_title(name), CellType.MONEY, signal=signal)


_ROW_TITLES = {
    AgingBy.CUSTOMER: terms.CUSTOMER,
    AgingBy.REP: terms.REP,
    AgingBy.TEAM: terms.TEAM,
    AgingBy.PRODUCT: terms.PRODUCT,
}


def label_columns(by: AgingBy) -> tuple[Column, ...]:
    """The columns that say whose a row is; a team is known by its name."""
    named = () if by is AgingBy.TEAM else (Column("name", terms.NAME, wide=True),)
    return (Column(by.value, _ROW_TITLES[by]), *named)


def label_cells(key: str | None, name: str | None, by: AgingBy) -> tuple[Cell, ...]:
    """Whose a row is."""
    label: Cell = terms.NONE if key is None else key
    return (label,) if by is AgingBy.TEAM else (label, name)


def total_cells(by: AgingBy) -> tuple[Cell, ...]:
    """What a total has in place of them."""
    return (terms.TOTAL,) if by is AgingBy.TEAM else (terms.TOTAL, None)


def _columns(by: AgingBy, names: Sequence[str]) -> tuple[Column, ...]:
    sums = (Column(name, _SUM_TITLES[name], CellType.MONEY) for name in SUMS)
    return (*label_columns(by), *map(bucket_column, names), *sums)


def _cells(row: AgingRow, by: AgingBy, currency: str) -> tuple[Cell, ...]:
    return (*label_cells(row.key, row.name, by), *(Money(amount, currency) for amount in row.amounts))


def aging_table(
    view: AgingView, currency: str, names: Sequence[str], rows: Sequence[AgingRow], title: Text | None = None
) -> Table:
    """What is owed in one currency."""
    total = aging_total(rows, len(names) + len(SUMS))
    last = Row((*total_cells(view.by), *(Money(amount, currency) for amount in total)), Role.TOTAL)
    titled = title or Text("Receivables in {currency}", "应收账款（{currency}）")
    return Table(
        name=f"aging-{currency}" if title is None else f"aging-{view.day}-{currency}",
        title=titled.format(currency=currency, day=view.day),
        columns=_columns(view.by, names),
        rows=[*(Row(_cells(row, view.by, currency)) for row in rows), last],
    )


def flat_aging_table(by: AgingBy, names: Sequence[str], rows: Mapping[str, Sequence[AgingRow]]) -> Table:
    """All currencies as one table, for CSV."""
    columns = (Column("currency", terms.CURRENCY), *_columns(by, names))

    def lines() -> list[Row]:
        return [
            Row((currency, row.key, *_cells(row, by, currency)[1:]))
            for currency, found in rows.items()
            for row in found
        ]

    return Table("aging", Text("Aging", "应收账龄表"), columns, Deferred(lines))
