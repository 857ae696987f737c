"""The measures of a period: sums of flows, of whole months from the sums that are kept by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any

from salesbook.index.book import IndexedBook
from salesbook.index.customer_months import month_sums
from salesbook.index.months import WHOLE_AXIS
from salesbook.model.dates import Period, is_of_whole_months
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Measure


class By(Enum):
    """By what flows are summed, if by anything. By rep, an order counts once for each of its reps."""

    REP = Axis.REP.value
    PRODUCT = Axis.PRODUCT.value
    CUSTOMER = "customer"
    NOTHING = WHOLE_AXIS


class FlowSum(NamedTuple):
    """A sum of one measure; minor units, ``orders`` a count. ``key`` is a rep, product or customer, None for none."""

    currency: str
    measure: Measure
    key: str | None
    amount: int


def flow_sums(
    book: IndexedBook, period: Period, by: By, measures: Collection[Measure] = tuple(Measure)
) -> list[FlowSum]:
    """Sums of ``measures`` (all by default) over a period; customers after merging.

    Orders count for no product. Money that was given to no order belongs to the rep whom its customer had on the day
    it came.
    """
    if by is By.CUSTOMER:
        return [
            FlowSum(currency, _MEASURES[measure], customer, amount)
            for currency, columns in customer_flows(book, period, measures).items()
            for measure, column in columns.items()
            for customer, amount in column.items()
        ]
    read = _rows_of_months if is_of_whole_months(period) else _rows_of_days
    sums: dict[tuple[str, str, str | None], int] = defaultdict(int)
    for currency, measure, key, rep_of, rep_on, amount in read(book, period, by, measures):
        sums[currency, measure, book.customers.rep_on(rep_of, rep_on) if rep_of else key or None] += amount
    return [FlowSum(currency, _MEASURES[measure], key, amount) for (currency, measure, key), amount in sums.items()]


_MEASURES = {measure.value: measure for measure in Measure}


def customer_flows(
    book: IndexedBook, period: Period, measures: Collection[Measure] = tuple(Measure)
) -> dict[str, dict[str, dict[str, int]]]:
    """Sums of ``measures`` (all by default) by currency, measure and customer (after merging); of what moved."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    meanings = book.customers.meanings
    for customer, currency, amounts in _amounts_of_customers(book, period, [measure.value for measure in measures]):
        whose = meanings.get(customer) or customer
        for measure, amount in amounts:
            if amount:
                of_measure = found[currency][measure]
                of_measure[whose] = of_measure.get(whose, 0) + amount
    return found


def _amounts_of_customers(
    book: IndexedBook, period: Period, measures: Sequence[str]
) -> Iterator[tuple[str, str, Iterable[tuple[str, int]]]]:
    """Customer as entries name it, currency, and measures with their sums."""
    if is_of_whole_months(period):
        for customer, currency, *amounts in month_sums(book.connection, period, measures):
            yield customer, currency, zip(measures, amounts, strict=True)
        return
    rows = book.connection.execute(
        "SELECT customer, currency, measure, CASE measure WHEN 'orders' THEN count(DISTINCT unit) ELSE sum(amount) END "
        f"FROM flow WHERE date BETWEEN ? AND ? AND axis = 'rep' AND measure IN ({_marks(measures)}) "
        "GROUP BY currency, measure, customer",
        (period.first.isoformat(), period.last.isoformat(), *measures),
    )
    for customer, currency, measure, amount in rows:
        yield customer, currency, [(measure, amount)]


def _rows_of_months(book: IndexedBook, period: Period, by: By, measures: Collection[Measure]) -> Iterable[Any]:
    """Of one month each sum is a row, which need not be grouped."""
    one_month = (period.first.year, period.first.month) == (period.last.year, period.last.month)
    amount = "amount" if one_month else "sum(amount)"
    grouped = "" if one_month else "GROUP BY currency, measure, key, rep_of, rep_on"
    return book.connection.execute(
        f"SELECT currency, measure, key, rep_of, rep_on, {amount} FROM flow_month "
        f"WHERE axis = ? AND measure IN ({_marks(measures)}) AND date BETWEEN ? AND ? {grouped}",
        (by.value, *measures, period.first.isoformat(), period.last.isoformat()),
    )


def _rows_of_days(book: IndexedBook, period: Period, by: By, measures: Collection[Measure]) -> Iterable[Any]:
    span = (period.first.isoformat(), period.last.isoformat())
    if by in (By.REP, By.PRODUCT):
        return book.connection.execute(
            "SELECT currency, measure, key, rep_of, rep_on, sum(amount) FROM flow WHERE date BETWEEN ? AND ? "
            f"AND axis = ? AND measure IN ({_marks(measures)}) GROUP BY currency, measure, key, rep_of, rep_on",
            (*span, by.value, *measures),
        )
    return book.connection.execute(
        "SELECT currency, measure, NULL, NULL, NULL, "
        "CASE measure WHEN 'orders' THEN count(DISTINCT unit) ELSE sum(amount) END FROM flow "
        f"WHERE date BETWEEN ? AND ? AND axis = 'rep' AND measure IN ({_marks(measures)}) "
        "GROUP BY currency, measure",
        (*span, *measures),
    )


def _marks(measures: Collection[str]) -> str:
    return ", ".join("?" * len(measures))


class OrderCount(NamedTuple):
    """An order, its customer and one of its reps (None: it has none)."""

    currency: str
    order: str
    customer: str
    rep: str | None


def orders_in(book: IndexedBook, first: date, last: date) -> list[OrderCount]:
    """The orders of a period, once for each of their reps."""
    rows = book.connection.execute(
        "SELECT currency, unit, customer, key, rep_of, rep_on FROM flow "
        "WHERE date BETWEEN ? AND ? AND measure = 'orders'",
        (first.isoformat(), last.isoformat()),
    )
    return [
        OrderCount(
            currency,
            unit,
            book.customers.canonical(customer),
            book.customers.rep_on(rep_of, rep_on) if rep_of else key,
        )
        for currency, unit, customer, key, rep_of, rep_on in rows
    ]


def sales_signs(policy: Policy) -> dict[Measure, int]:
    """How measures count in sales: what ``sales_basis`` says, less returns, which red invoices carry themselves."""
    signs = {Measure(policy.sales_basis.value): 1}
    if policy.sales_basis is not Basis.INVOICED:
        signs[Measure.RETURNS] = -1
    return signs


def sales_by_customer(
    book: IndexedBook, policy: Policy, period: Period, customers: Collection[str] | None = None
) -> dict[tuple[str, str], int]:
    """Sales of a period of whole months by customer (after merging) and currency, in minor units; of some, or of all
    customers.
    """
    among = None if customers is None else book.customers.with_merged(customers)
    sales: dict[tuple[str, str], int] = defaultdict(int)
    canonical = book.customers.canonical
    for customer, currency, amount in month_sums(book.connection, period, [sales_column(policy)], among):
        sales[canonical(customer), currency] += amount
    return dict(sales)


def sales_column(policy: Policy) -> str:
    """Sales, in SQL about rows that have the measures in columns."""
    return " ".join(f"{'+' if sign > 0 else '-'} {measure.value}" for measure, sign in sales_signs(policy).items())


def sales_by_customer_and_product(
    book: IndexedBook, policy: Policy, period: Period
) -> dict[tuple[str, str, str | None], int]:
    """Sales of a period by currency, customer (after merging) and product (None: none), in minor units."""
    signs = sales_signs(policy)
    rows = book.connection.execute(
        "SELECT currency, customer, key, measure, sum(amount) FROM flow WHERE date BETWEEN ? AND ? AND axis = ? "
        f"AND measure IN ({_marks(signs)}) GROUP BY currency, customer, key, measure",
        (period.first.isoformat(), period.last.isoformat(), Axis.PRODUCT, *signs),
    )
    sales: dict[tuple[str, str, str | None], int] = defaultdict(int)
    for currency, customer, product, measure, amount in rows:
        sales[currency, book.customers.canonical(customer), product] += signs[Measure(measure)] * amount
    return dict(sales)
