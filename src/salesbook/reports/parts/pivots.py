"""Sales crosswise: by rep and month over thirteen months, and by customer and product in the period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from salesbook.i18n import Text
from salesbook.i18n import glossary as terms
from salesbook.i18n.text import verbatim
from salesbook.index.flows import By, flow_sums, sales_by_customer_and_product, sales_signs
from salesbook.model.dates import Period, month, months_from
from salesbook.model.money import Money, plain
from salesbook.reports.parts.listing import Cells, totalled
from salesbook.reports.parts.part import Part, Scope, Section
from salesbook.table import CellType, Column, JsonValue, Table

_MONTHS = 13
_PRODUCTS = 12
"""Products with a column of their own, the best first; the rest stand in one."""

Key = str | None
Crossed = Mapping[Key, Mapping[Key, int]]
"""Sales by row and column, in minor units."""


def _build(scope: Scope) -> Section:
    last = scope.period.last
    months = [month(*months_from(last.year, last.month, -back)) for back in reversed(range(_MONTHS))]
    by_rep = _by_rep_and_month(scope, months)
    by_customer = _by_customer_and_product(scope)
    tables: list[Table] = []
    data: dict[str, dict[str, JsonValue]] = {}
    for currency in scope.currencies:
        reps, customers = by_rep.get(currency, {}), by_customer.get(currency, {})
        if _largest_first(reps):
            tables.append(_reps_table(scope, currency, months, reps))
        if _largest_first(customers):
            tables.append(_customers_table(scope, currency, customers))
        data[currency] = {
            "sales_by_rep_and_month": _data(reps, ("rep", "month"), currency),
            "sales_by_customer_and_product": _data(customers, ("customer", "product"), currency),
        }
    return Section(tables=tables, by_currency=data)


def _by_rep_and_month(scope: Scope, months: Sequence[Period]) -> Mapping[str, Crossed]:
    found = _nothing()
    signs = sales_signs(scope.policy)
    for one in months:
        for flow in flow_sums(scope.book, one, By.REP, tuple(signs)):
            found[flow.currency][flow.key][one.name] += signs[flow.measure] * flow.amount
    return found


def _by_customer_and_product(scope: Scope) -> Mapping[str, Crossed]:
    found = _nothing()
    sales = sales_by_customer_and_product(scope.book, scope.policy, scope.period)
    for (currency, customer, product), amount in sales.items():
        found[currency][customer][product] += amount
    return found


def _nothing() -> dict[str, dict[Key, dict[Key, int]]]:
    return defaultdict(lambda: defaultdict(lambda: defaultdict(int)))


def _reps_table(scope: Scope, currency: str, months: Sequence[Period], crossed: Crossed) -> Table:
    reps = scope.book.reps
    rows = [
        (
            terms.NONE if rep is None else reps[rep].name if rep in reps else rep,
            *(_amount(crossed[rep].get(one.name, 0), currency) for one in months),
            Money(sum(crossed[rep].values()), currency),
        )
        for rep in _largest_first(crossed)
    ]
    return totalled(
        f"rep-months-{currency}",
        Text("Sales by rep and month ({currency})", "销售额：业务员 × 月份（{currency}）").format(currency=currency),
        (
            Column("name", terms.REP),
            *(Column(one.name, verbatim(one.name), CellType.MONEY) for one in months),
            Column("total", terms.TOTAL, CellType.MONEY),
        ),
        rows,
    )


def _customers_table(scope: Scope, currency: str, crossed: Crossed) -> Table:
    best = _best_products(crossed)
    rows: list[Cells] = []
    for customer in _largest_first(crossed):
        total = sum(crossed[customer].values())
        own = [crossed[customer].get(product, 0) for product in best]
        cells = (_amount(amount, currency) for amount in (*own, total - sum(own)))
        rows.append((scope.book.customers.name(customer or ""), *cells, Money(total, currency)))
    products = scope.book.products
    titles = [verbatim(products[each].name if each in products else each) for each in best]
    return totalled(
        f"customer-products-{currency}",
        Text("Sales by customer and product ({currency})", "销售额：客户 × 产品（{currency}）").format(
            currency=currency
        ),
        (
            Column("name", terms.CUSTOMER, wide=True),
            *(Column(each, title, CellType.MONEY) for each, title in zip(best, titles, strict=True)),
            Column("others", Text("All else", "其他"), CellType.MONEY),
            Column("total", terms.TOTAL, CellType.MONEY),
        ),
        rows,
    )


def _best_products(crossed: Crossed) -> list[str]:
    sales: dict[str, int] = defaultdict(int)
    for row in crossed.values():
        for product, amount in row.items():
            if product is not None:
                sales[product] += amount
    return sorted(sales, key=lambda product: (-sales[product], product))[:_PRODUCTS]


def _largest_first(crossed: Crossed) -> list[Key]:
    """The rows that have anything, by what they come to, nobody's last."""
    sums = {row: sum(columns.values()) for row, columns in crossed.items() if any(columns.values())}
    return sorted(sums, key=lambda row: (row is None, -sums[row], row or ""))


def _amount(amount: int, currency: str) -> Money | None:
    """What is nothing stays empty: most of a cross table is."""
    return Money(amount, currency) if amount else None


def _data(crossed: Crossed, names: tuple[str, str], currency: str) -> list[JsonValue]:
    rows = sorted(crossed.items(), key=lambda row: (row[0] is None, row[0] or ""))
    return [
        {names[0]: one, names[1]: other, "sales": plain(amount, currency)}
        for one, columns in rows
        for other, amount in sorted(columns.items(), key=lambda column: (column[0] is None, column[0] or ""))
        if amount
    ]


PART = Part("pivots", Text("Sales crosswise", "销售交叉表"), _build)
