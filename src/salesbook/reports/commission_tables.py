"""The commission of all reps for a month as tables."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.model.money import Money
from salesbook.reports.commission_figures import RepCommission
from salesbook.reports.commission_words import BASE, CARRIED, DUE, EARNED, rep_name
from salesbook.table import Cell, CellType, Column, Role, Row, Table


def summary_table(book: IndexedBook, found: Sequence[RepCommission], currency: str) -> Table:
    """What each rep is due in one currency."""
    rows = [Row((each.rep, rep_name(book, each.rep), *_amounts(each), each.settled)) for each in found]
    if len(rows) > 1:
        sums = [sum(amounts) for amounts in zip(*(_minor(each) for each in found), strict=True)]
        rows.append(Row((terms.TOTAL, None, *(Money(each, currency) for each in sums), None), Role.TOTAL))
    return Table(
        name=f"commission-{currency}",
        title=Text("By rep ({currency})", "按业务员（{currency}）").format(currency=currency),
        columns=_COLUMNS,
        rows=tuple(rows),
    )


def flat_table(book: IndexedBook, found: Sequence[RepCommission]) -> Table:
    """Every rep and currency as one table, for CSV."""
    rows = [Row((each.rep, rep_name(book, each.rep), *_amounts(each), each.settled, each.currency)) for each in found]
    columns = (*_COLUMNS, Column("currency", terms.CURRENCY))
    return Table("commission", Text("Commission", "业务提成"), columns, tuple(rows))


_COLUMNS = (
    Column("rep", terms.REP),
    Column("name", terms.NAME, wide=True),
    Column("base", BASE, CellType.MONEY),
    Column("rates", Text("By rates", "按率计提"), CellType.MONEY),
    Column("bonus", Text("Bonus", "奖金"), CellType.MONEY),
    Column("earned", EARNED, CellType.MONEY),
    Column("differences", Text("Differences", "差额"), CellType.MONEY),
    Column("carried", CARRIED, CellType.MONEY),
    Column("due", DUE, CellType.MONEY),
    Column("settled", Text("Settled", "结算单")),
)


def _minor(each: RepCommission) -> tuple[int, ...]:
    rates = sum(paid.amount for plan in each.plans for paid in plan.paid)
    bonus = sum(amount for plan in each.plans for _, amount in plan.bonuses)
    base = sum(plan.base for plan in each.plans)
    return base, rates, bonus, each.due.earned, each.due.differences, each.due.carried, each.due.amount


def _amounts(each: RepCommission) -> tuple[Cell, ...]:
    return tuple(Money(amount, each.currency) for amount in _minor(each))
