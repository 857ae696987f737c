"""The tables of a period's report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.model.dates import Period
from salesbook.model.money import Money
from salesbook.model.policy import Policy
from salesbook.reports.period_figures import MEASURES, PRODUCT_MEASURES, CurrencyFigures, Figures, Key
from salesbook.reports.period_rows import (
    NO_TARGET,
    RATES,
    TITLES,
    Namer,
    attainment,
    cell,
    column,
    kept,
    product_namer,
    rep_namer,
)
from salesbook.reports.targets import Target
from salesbook.table import Cell, CellType, Column, Role, Row, Table

_REP_COLUMNS = ("orders", "sales", "collected", "collection_rate", "closing_receivable", "overdue", "advances")
_CUSTOMER_COLUMNS = ("orders", "sales", "collected", "closing_receivable", "overdue", "advances")


def currency_tables(
    book: IndexedBook,
    currency: str,
    figures: CurrencyFigures,
    targets: dict[str, Target],
    commissions: Mapping[str, int],
) -> list[Table]:
    """The tables of one currency: totals, rates, by rep (with its commission, minor units), customer and product."""
    return [
        _headline(currency, figures.totals),
        _rates(currency, figures.totals),
        _by_rep(book, currency, figures, targets, commissions),
        _by(
            "customers",
            Text("By customer ({currency})", "按客户（{currency}）"),
            ("customer", terms.CUSTOMER, book.customers.name),
            currency,
            figures.by_customer,
            (_CUSTOMER_COLUMNS, figures.totals),
        ),
        _by(
            "products",
            Text("By product ({currency})", "按产品（{currency}）"),
            ("product", terms.PRODUCT, product_namer(book)),
            currency,
            figures.by_product,
            (PRODUCT_MEASURES, _sum(figures.by_product)),
        ),
    ]


def _sum(rows: dict[Key, Figures]) -> Figures:
    total = Figures()
    for row in rows.values():
        for measure in PRODUCT_MEASURES:
            total.amounts[measure] += row[measure]
    return total


def _headline(currency: str, totals: Figures) -> Table:
    amounts = [measure for measure in MEASURES if measure != "orders"]
    return Table(
        name=f"totals-{currency}",
        title=Text("Totals ({currency})", "合计（{currency}）").format(currency=currency),
        columns=(
            Column("measure", Text("Measure", "指标")),
            Column("amount", terms.AMOUNT, CellType.MONEY),
        ),
        rows=tuple(Row((TITLES[measure], cell(totals, measure, currency))) for measure in amounts),
    )


def _rates(currency: str, totals: Figures) -> Table:
    measures = ("orders", *RATES)
    return Table(
        name=f"rates-{currency}",
        title=Text("Rates ({currency})", "比率（{currency}）").format(currency=currency),
        columns=tuple(column(measure) for measure in measures),
        rows=(Row(tuple(cell(totals, measure, currency) for measure in measures)),),
    )


def _by_rep(
    book: IndexedBook,
    currency: str,
    figures: CurrencyFigures,
    targets: dict[str, Target],
    commissions: Mapping[str, int],
) -> Table:
    """The commission has a column only in a book with plans."""
    name = rep_namer(book)
    rows: list[Row] = []
    for rep, row in kept(figures.by_rep, always=(*targets, *commissions)):
        target = targets.get(rep or "", NO_TARGET)
        amounts = [cell(row, measure, currency) for measure in _REP_COLUMNS]
        earned = [Money(commissions.get(rep or "", 0), currency)] if commissions else []
        rows.append(Row((*_label(rep, name), *amounts, *_target_cells(target, row, currency), *earned)))
    total = [cell(figures.totals, measure, currency) for measure in _REP_COLUMNS]
    all_targets = Target(
        *(_total_of([getattr(target, field) for target in targets.values()]) for field in ("sales", "collected"))
    )
    all_earned = [Money(sum(commissions.values()), currency)] if commissions else []
    totals = (*total, *_target_cells(all_targets, figures.totals, currency), *all_earned)
    last = Row((terms.TOTAL, None, *totals), Role.TOTAL)
    return Table(
        name=f"reps-{currency}",
        title=Text("By rep ({currency})", "按业务员（{currency}）").format(currency=currency),
        columns=(
            Column("rep", terms.REP),
            Column("name", terms.NAME, wide=True),
            *(column(measure) for measure in _REP_COLUMNS),
            Column("target_sales", Text("Sales target", "销售目标"), CellType.MONEY),
            Column("sales_attainment", Text("Attained", "销售达成率"), CellType.RATE),
            Column("target_collected", Text("Collection target", "回款目标"), CellType.MONEY),
            Column("collected_attainment", Text("Attained (collected)", "回款达成率"), CellType.RATE),
            *([Column("commission", Text("Commission", "提成"), CellType.MONEY)] if commissions else []),
        ),
        rows=(*rows, last),
    )


def _total_of(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _target_cells(target: Target, figures: Figures, currency: str) -> tuple[Cell, ...]:
    return (
        None if target.sales is None else Money(target.sales, currency),
        attainment(figures["sales"], target.sales),
        None if target.collected is None else Money(target.collected, currency),
        attainment(figures["collected"], target.collected),
    )


def _label(key: Key, name: Namer) -> tuple[Cell, Cell]:
    return (terms.NONE, None) if key is None else (key, name(key))


def _by(
    part: str,
    title: Text,
    what: tuple[str, Text, Namer],
    currency: str,
    found: dict[Key, Figures],
    shown: tuple[Sequence[str], Figures],
) -> Table:
    key_name, key_title, name = what
    measures, totals = shown
    rows = [
        Row((*_label(key, name), *(cell(row, measure, currency) for measure in measures))) for key, row in kept(found)
    ]
    last = Row((terms.TOTAL, None, *(cell(totals, measure, currency) for measure in measures)), Role.TOTAL)
    return Table(
        name=f"{part}-{currency}",
        title=title.format(currency=currency),
        columns=(
            Column(key_name, key_title),
            Column("name", terms.NAME, wide=True),
            *(column(measure) for measure in measures),
        ),
        rows=(*rows, last),
    )


def held_table(book: IndexedBook, policy: Policy, period: Period) -> list[Table]:
    """What each rep holds of customers' money on the last day."""
    held: dict[tuple[str, str], int] = {}
    for movement in held_movements(book.connection, policy):
        if movement.date <= period.last:
            key = (movement.rep, movement.currency)
            held[key] = held.get(key, 0) + movement.amount
    name = rep_namer(book)
    rows = [
        Row((rep, name(rep), Money(amount, currency))) for (rep, currency), amount in sorted(held.items()) if amount
    ]
    if not rows:
        return []
    return [
        Table(
            name="held",
            title=Text("Customers' money that reps hold on {day}", "业务员代收未交款（{day}）").format(day=period.last),
            columns=(
                Column("rep", terms.REP),
                Column("name", terms.NAME, wide=True),
                Column("held", Text("Held", "代收未交"), CellType.MONEY),
            ),
            rows=tuple(rows),
        )
    ]


def flat_table(
    book: IndexedBook,
    currencies: Sequence[str],
    figures: dict[str, CurrencyFigures],
    targets: dict[str, dict[str, Target]],
) -> Table:
    """Everything as one table, for CSV: a row for the totals and for each rep, customer and product."""
    del targets
    rows: list[Row] = []
    for currency in currencies:
        parts: list[tuple[str, list[tuple[Key, Figures]], Namer]] = [
            ("totals", [(None, figures[currency].totals)], str),
            ("rep", kept(figures[currency].by_rep), rep_namer(book)),
            ("customer", kept(figures[currency].by_customer), book.customers.name),
            ("product", kept(figures[currency].by_product), product_namer(book)),
        ]
        for part, found, name in parts:
            measures = PRODUCT_MEASURES if part == "product" else (*MEASURES, *RATES)
            for key, row in found:
                cells = [
                    cell(row, measure, currency) if measure in measures else None for measure in (*MEASURES, *RATES)
                ]
                rows.append(Row((part, currency, key, None if key is None else name(key), *cells)))
    return Table(
        name="report",
        title=Text("Sales report", "销售报表"),
        columns=(
            Column("part", Text("Part", "部分")),
            Column("currency", terms.CURRENCY),
            Column("key", terms.ID),
            Column("name", terms.NAME),
            *(column(measure) for measure in (*MEASURES, *RATES)),
        ),
        rows=tuple(rows),
    )
