"""The report of a month, quarter or year: what was sold, delivered, invoiced and collected, and what is owed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.index.book import IndexedBook
from salesbook.index.held import held_movements
from salesbook.model.dates import Period
from salesbook.model.money import Money, plain
from salesbook.model.policy import Basis, Policy
from salesbook.reports.period_figures import (
    MEASURES,
    PRODUCT_MEASURES,
    CurrencyFigures,
    Figures,
    Key,
    period_figures,
    ratio,
)
from salesbook.reports.provenance import provenance
from salesbook.reports.targets import Target, rep_targets
from salesbook.table import Cell, CellType, Column, Document, JsonValue, Role, Row, Table

_TITLES = {
    "orders": terms.ORDERS,
    "ordered": terms.ORDERED,
    "delivered": terms.DELIVERED,
    "invoiced": terms.INVOICED,
    "returns": terms.RETURNS,
    "sales": terms.SALES,
    "sales_net": terms.SALES_NET,
    "charged": terms.CHARGED,
    "collected": terms.COLLECTED,
    "written_off": terms.WRITTEN_OFF,
    "other_settled": terms.OTHER_SETTLED,
    "opening_receivable": terms.OPENING_RECEIVABLE,
    "closing_receivable": terms.CLOSING_RECEIVABLE,
    "overdue": terms.OVERDUE,
    "advances": terms.ADVANCES,
    "deposits_due": terms.DEPOSITS_DUE,
    "collection_rate": terms.COLLECTION_RATE,
    "due_collection_rate": terms.DUE_COLLECTION_RATE,
    "dso": terms.DSO,
}
_RATES = ("collection_rate", "due_collection_rate", "dso")
_REP_COLUMNS = ("orders", "sales", "collected", "collection_rate", "closing_receivable", "overdue", "advances")
_CUSTOMER_COLUMNS = ("orders", "sales", "collected", "closing_receivable", "overdue", "advances")
_NO_TARGET = Target(None, None)


def period_report(book: IndexedBook, policy: Policy, period: Period) -> Document:
    """The report of one period, every currency apart."""
    figures = period_figures(book, policy, period)
    own = policy.currency
    others = sorted(currency for currency in figures if currency != own and _has_rows(figures[currency]))
    currencies = [own, *others]
    targets = {currency: rep_targets(book, period, currency, own) for currency in currencies}
    tables: list[Table] = []
    for currency in currencies:
        tables += _tables(book, currency, figures[currency], targets[currency])
    tables += _held(book, policy, period)
    data = {currency: _data(book, currency, figures[currency], targets[currency]) for currency in currencies}
    return Document(
        name="report",
        title=Text("Sales report {name}", "销售报表 {name}").format(name=period.name),
        tables=tuple(tables),
        facts=(
            (
                Text("Period", "期间"),
                Text("{first} to {last}", "{first} 至 {last}").format(first=period.first, last=period.last),
            ),
            *provenance(book),
        ),
        notes=_definitions(policy),
        data={
            "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
            **data[own],
            "others": [data[currency] for currency in others],
        },
        flat=_flat(book, currencies, figures, targets),
    )


def _has_rows(figures: CurrencyFigures) -> bool:
    return bool(_kept(figures.by_rep) or _kept(figures.by_customer) or _kept(figures.by_product))


def _kept(rows: dict[Key, Figures], always: Sequence[str] = ()) -> list[tuple[Key, Figures]]:
    keys = sorted(rows.keys() | set(always), key=lambda key: (key is None, key or ""))
    found = [(key, rows.get(key) or Figures()) for key in keys]
    return [(key, figures) for key, figures in found if key in always or not figures.is_empty]


Namer = Callable[[str], str]


def _rep_name(book: IndexedBook) -> Namer:
    return lambda rep: book.reps[rep].name if rep in book.reps else rep


def _product_name(book: IndexedBook) -> Namer:
    return lambda product: book.products[product].name if product in book.products else product


def _data(
    book: IndexedBook, currency: str, figures: CurrencyFigures, targets: dict[str, Target]
) -> dict[str, JsonValue]:
    return {
        "currency": currency,
        "totals": _measures(figures.totals, currency),
        "by_rep": [
            {
                **_named("rep", rep, _rep_name(book)),
                **_measures(row, currency),
                **_target_data(targets.get(rep or "", _NO_TARGET), row, currency),
                "commission": None,
            }
            for rep, row in _kept(figures.by_rep, always=tuple(targets))
        ],
        "by_customer": [
            {**_named("customer", customer, book.customers.name), **_measures(row, currency)}
            for customer, row in _kept(figures.by_customer)
        ],
        "by_product": [
            {**_named("product", product, _product_name(book)), **_amounts(row, PRODUCT_MEASURES, currency)}
            for product, row in _kept(figures.by_product)
        ],
    }


def _named(what: str, key: Key, name: Namer) -> dict[str, JsonValue]:
    return {what: key, "name": None if key is None else name(key)}


def _amounts(figures: Figures, measures: Sequence[str], currency: str) -> dict[str, JsonValue]:
    return {
        measure: figures[measure] if measure == "orders" else plain(figures[measure], currency) for measure in measures
    }


def _measures(figures: Figures, currency: str) -> dict[str, JsonValue]:
    return {
        **_amounts(figures, MEASURES, currency),
        "collection_rate": figures.collection_rate,
        "due_collection_rate": figures.due_collection_rate,
        "dso": figures.dso,
    }


def _target_data(target: Target, figures: Figures, currency: str) -> dict[str, JsonValue]:
    return {
        "target_sales": None if target.sales is None else plain(target.sales, currency),
        "sales_attainment": _attainment(figures["sales"], target.sales),
        "target_collected": None if target.collected is None else plain(target.collected, currency),
        "collected_attainment": _attainment(figures["collected"], target.collected),
    }


def _attainment(amount: int, target: int | None) -> Decimal | None:
    return None if target is None else ratio(amount, target)


def _cell(figures: Figures, measure: str, currency: str) -> Cell:
    if measure == "orders":
        return figures[measure]
    if measure == "dso":
        return None if figures.dso is None else figures.dso.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if measure in _RATES:
        rate: Decimal | None = getattr(figures, measure)
        return rate
    return Money(figures[measure], currency)


def _column(measure: str) -> Column:
    kinds = {"orders": CellType.COUNT, "dso": CellType.QUANTITY}
    kind = kinds.get(measure) or (CellType.RATE if measure in _RATES else CellType.MONEY)
    return Column(measure, _TITLES[measure], kind)


def _tables(book: IndexedBook, currency: str, figures: CurrencyFigures, targets: dict[str, Target]) -> list[Table]:
    return [
        _headline(currency, figures.totals),
        _rates(currency, figures.totals),
        _by_rep(book, currency, figures, targets),
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
            ("product", terms.PRODUCT, _product_name(book)),
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
        rows=tuple(Row((_TITLES[measure], _cell(totals, measure, currency))) for measure in amounts),
    )


def _rates(currency: str, totals: Figures) -> Table:
    measures = ("orders", *_RATES)
    return Table(
        name=f"rates-{currency}",
        title=Text("Rates ({currency})", "比率（{currency}）").format(currency=currency),
        columns=tuple(_column(measure) for measure in measures),
        rows=(Row(tuple(_cell(totals, measure, currency) for measure in measures)),),
    )


def _by_rep(book: IndexedBook, currency: str, figures: CurrencyFigures, targets: dict[str, Target]) -> Table:
    name = _rep_name(book)
    rows: list[Row] = []
    for rep, row in _kept(figures.by_rep, always=tuple(targets)):
        target = targets.get(rep or "", _NO_TARGET)
        amounts = [_cell(row, measure, currency) for measure in _REP_COLUMNS]
        rows.append(Row((*_label(rep, name), *amounts, *_target_cells(target, row, currency))))
    total = [_cell(figures.totals, measure, currency) for measure in _REP_COLUMNS]
    all_targets = Target(
        *(_total_of([getattr(target, field) for target in targets.values()]) for field in ("sales", "collected"))
    )
    last = Row((terms.TOTAL, None, *total, *_target_cells(all_targets, figures.totals, currency)), Role.TOTAL)
    return Table(
        name=f"reps-{currency}",
        title=Text("By rep ({currency})", "按业务员（{currency}）").format(currency=currency),
        columns=(
            Column("rep", terms.REP),
            Column("name", terms.NAME, wide=True),
            *(_column(measure) for measure in _REP_COLUMNS),
            Column("target_sales", Text("Sales target", "销售目标"), CellType.MONEY),
            Column("sales_attainment", Text("Attained", "销售达成率"), CellType.RATE),
            Column("target_collected", Text("Collection target", "回款目标"), CellType.MONEY),
            Column("collected_attainment", Text("Attained (collected)", "回款达成率"), CellType.RATE),
        ),
        rows=(*rows, last),
    )


def _total_of(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _target_cells(target: Target, figures: Figures, currency: str) -> tuple[Cell, ...]:
    return (
        None if target.sales is None else Money(target.sales, currency),
        _attainment(figures["sales"], target.sales),
        None if target.collected is None else Money(target.collected, currency),
        _attainment(figures["collected"], target.collected),
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
        Row((*_label(key, name), *(_cell(row, measure, currency) for measure in measures))) for key, row in _kept(found)
    ]
    last = Row((terms.TOTAL, None, *(_cell(totals, measure, currency) for measure in measures)), Role.TOTAL)
    return Table(
        name=f"{part}-{currency}",
        title=title.format(currency=currency),
        columns=(
            Column(key_name, key_title),
            Column("name", terms.NAME, wide=True),
            *(_column(measure) for measure in measures),
        ),
        rows=(*rows, last),
    )


def _held(book: IndexedBook, policy: Policy, period: Period) -> list[Table]:
    """What each rep holds of customers' money on the last day."""
    held: dict[tuple[str, str], int] = {}
    for movement in held_movements(book.connection, policy):
        if movement.date <= period.last:
            key = (movement.rep, movement.currency)
            held[key] = held.get(key, 0) + movement.amount
    name = _rep_name(book)
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


def _flat(
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
            ("rep", _kept(figures[currency].by_rep), _rep_name(book)),
            ("customer", _kept(figures[currency].by_customer), book.customers.name),
            ("product", _kept(figures[currency].by_product), _product_name(book)),
        ]
        for part, found, name in parts:
            measures = PRODUCT_MEASURES if part == "product" else (*MEASURES, *_RATES)
            for key, row in found:
                cells = [
                    _cell(row, measure, currency) if measure in measures else None for measure in (*MEASURES, *_RATES)
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
            *(_column(measure) for measure in (*MEASURES, *_RATES)),
        ),
        rows=tuple(rows),
    )


def _definitions(policy: Policy) -> tuple[Text, ...]:
    owed = {
        Basis.DELIVERED: Text("what is delivered is owed", "发货即形成应收"),
        Basis.INVOICED: Text("what is invoiced is owed", "开票即形成应收"),
        Basis.ORDERED: Text("what is ordered is owed", "下单即形成应收"),
    }[policy.receivable_basis]
    sold = {
        Basis.DELIVERED: Text("sales are deliveries less returns", "销售额为发货减退货折让"),
        Basis.INVOICED: Text("sales are invoices, red ones taken off", "销售额为开票（已减红字）"),
        Basis.ORDERED: Text("sales are orders less returns", "销售额为订购减退货折让"),
    }[policy.sales_basis]
    return (
        Text("{owed}; {sold}; amounts include tax.", "{owed}；{sold}；金额含税。").format(owed=owed, sold=sold),
        Text(
            "Collection rate is collected ÷ sales; due collection rate is collected ÷ what was due by the period's "
            "end; DSO is closing receivable × days ÷ charged over the last three months.",
            "回款率 = 回款 ÷ 销售额；到期回款率 = 回款 ÷ 本期末前到期的应收；"
            "应收周转天数 = 期末应收 × 天数 ÷ 近三个月应收发生额。",
        ),
    )
