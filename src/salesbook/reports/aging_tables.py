"""The tables of an aging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.money import Money
from salesbook.reports.aging_figures import SUMS, AgingBy, AgingRow, aging_total
from salesbook.table import Cell, CellType, Column, Role, Row, Table

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


def _columns(by: AgingBy, names: Sequence[str]) -> tuple[Column, ...]:
    title = {AgingBy.CUSTOMER: terms.CUSTOMER, AgingBy.REP: terms.REP, AgingBy.TEAM: terms.TEAM}[by]
    amounts = [(name, bucket_title(name)) for name in names] + [(name, _SUM_TITLES[name]) for name in SUMS]
    named = () if by is AgingBy.TEAM else (Column("name", terms.NAME, wide=True),)
    return (Column(by.value, title), *named, *(Column(key, text, CellType.MONEY) for key, text in amounts))


def _cells(row: AgingRow, by: AgingBy, currency: str) -> tuple[Cell, ...]:
    label: Cell = terms.NONE if row.key is None else row.key
    named: tuple[Cell, ...] = () if by is AgingBy.TEAM else (row.name,)
    return (label, *named, *(Money(amount, currency) for amount in row.amounts))


def aging_table(by: AgingBy, currency: str, names: Sequence[str], rows: Sequence[AgingRow]) -> Table:
    """What is owed in one currency."""
    total = aging_total(rows, len(names) + len(SUMS))
    named: tuple[Cell, ...] = () if by is AgingBy.TEAM else (None,)
    last = Row((terms.TOTAL, *named, *(Money(amount, currency) for amount in total)), Role.TOTAL)
    return Table(
        name=f"aging-{currency}",
        title=Text("Receivables in {currency}", "应收账款（{currency}）").format(currency=currency),
        columns=_columns(by, names),
        rows=(*(Row(_cells(row, by, currency)) for row in rows), last),
    )


def flat_aging_table(by: AgingBy, names: Sequence[str], rows: Mapping[str, Sequence[AgingRow]]) -> Table:
    """All currencies as one table, for CSV."""
    columns = (Column("currency", terms.CURRENCY), *_columns(by, names))
    lines = [
        Row((currency, row.key, *_cells(row, by, currency)[1:])) for currency, found in rows.items() for row in found
    ]
    return Table("aging", Text("Aging", "应收账龄表"), columns, tuple(lines))
