"""The tables of what led from one aging to another."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.model.dates import Period
from salesbook.model.money import Money
from salesbook.reports.aging_figures import aging_total
from salesbook.reports.aging_movement import MOVED, Movement, MovementRow
from salesbook.reports.aging_tables import aging_table, bucket_title, label_cells, label_columns, total_cells
from salesbook.reports.aging_view import AgingView
from salesbook.table import Cell, CellType, Column, Role, Row, Table

_TITLES = {
    "openings": Text("Opening balances", "期初建账"),
    "charged": terms.CHARGED,
    "collected": terms.COLLECTED,
    "returns": terms.RETURNS,
    "written_off": terms.WRITTEN_OFF,
    "other_settled": terms.OTHER_SETTLED,
    "elsewhere": Text("Settled elsewhere", "集团内或跨币种核销"),
}
_ALWAYS = ("charged", "collected")


def movement_tables(view: AgingView, period: Period, names: Sequence[str], movement: Movement) -> list[Table]:
    """The roll-forward, how much each bucket changed, and the aging of the opening day."""
    opening = Text("Receivables in {currency}, {day}", "应收账款（{currency}，{day}）")
    earlier = view.before(period.opening_day)
    return [
        _roll_forward(view, movement),
        _buckets(period, names, movement),
        aging_table(earlier, movement.currency, names, movement.opening, opening),
    ]


def _roll_forward(view: AgingView, movement: Movement) -> Table:
    measures = [measure for measure in MOVED if measure in _ALWAYS or any(row.moved[measure] for row in movement.rows)]
    columns = (
        *label_columns(view.by),
        Column("opening_receivable", terms.OPENING_RECEIVABLE, CellType.MONEY),
        *(Column(measure, _TITLES[measure], CellType.MONEY) for measure in measures),
        Column("advances_change", Text("Change of advances", "预收增减"), CellType.MONEY),
        Column("closing_receivable", terms.CLOSING_RECEIVABLE, CellType.MONEY),
    )

    def amounts(row: MovementRow) -> list[Cell]:
        moved = [row.moved[measure] for measure in measures]
        figures = [row.opening_receivable, *moved, row.advances_change, row.closing_receivable]
        return [Money(figure, movement.currency) for figure in figures]

    last = Row((*total_cells(view.by), *amounts(movement.total)), Role.TOTAL)
    return Table(
        name=f"movement-{movement.currency}",
        title=Text("Movement in {currency}", "应收变动（{currency}）").format(currency=movement.currency),
        columns=columns,
        rows=[*(Row((*label_cells(row.key, row.name, view.by), *amounts(row))) for row in movement.rows), last],
    )


def _buckets(period: Period, names: Sequence[str], movement: Movement) -> Table:
    opening = aging_total(movement.opening, len(names) + 1)
    closing = aging_total(movement.closing, len(names) + 1)
    titles = [*(bucket_title(name) for name in names), terms.RECEIVABLE]
    amounts: list[tuple[Cell, ...]] = [
        (title, *(Money(amount, movement.currency) for amount in (before, after - before, after)))
        for title, before, after in zip(titles, opening, closing, strict=True)
    ]
    return Table(
        name=f"buckets-{movement.currency}",
        title=Text("Buckets in {currency}", "账龄结构变动（{currency}）").format(currency=movement.currency),
        columns=(
            Column("bucket", Text("Bucket", "账龄段")),
            Column("opening", Text("{day}", "{day}").format(day=period.opening_day), CellType.MONEY),
            Column("change", Text("Change", "增减"), CellType.MONEY),
            Column("closing", Text("{day}", "{day}").format(day=period.last), CellType.MONEY),
        ),
        rows=[Row(cells, Role.BODY) for cells in amounts[:-1]] + [Row(amounts[-1], Role.TOTAL)],
    )


def movement_note() -> Text:
    """How the roll-forward foots."""
    return Text(
        "Closing receivable = opening receivable + opening balances + charged − collected − returns − written off − "
        "other settled − settled elsewhere + change of advances. Rows hold the customers that are theirs on the last "
        "day. Settled elsewhere: with money of the group or in another currency, less what own money settled there.",
        "期末应收 = 期初应收 + 期初建账 + 应收发生 − 回款 − 退货折让 − 核销坏账 − 其他结清 − 集团内或跨币种核销 "
        "+ 预收增减。业务员、团队按期末日所负责的客户归集。集团内或跨币种核销为他方款项代为结清的净额。",
    )
