"""The figures of a period: every measure in total, by rep, by customer and by product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from heapq import nsmallest
from operator import attrgetter

from salesbook.index.aged import Aged
from salesbook.index.balances import Balances, balances_by_customer, balances_in_all
from salesbook.index.book import IndexedBook
from salesbook.index.flows import By, customer_flows, flow_sums
from salesbook.index.standing import Whose
from salesbook.model.dates import Period, is_of_whole_months, months_from
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Measure

MEASURES = (
    "orders",
    "ordered",
    "delivered",
    "invoiced",
    "returns",
    "sales",
    "sales_net",
    "charged",
    "collected",
    "written_off",
    "other_settled",
    "opening_receivable",
    "closing_receivable",
    "overdue",
    "advances",
    "deposits_due",
)
"""Amounts in minor units, and ``orders``, a count."""

PRODUCT_MEASURES = ("ordered", "delivered", "returns", "sales", "sales_net")

_DUE_DIVISOR = "due_divisor"
_DSO_CHARGED = "dso_charged"

Key = str | None


class Figures:
    """The measures of one row (or of the whole), and what its rates divide by."""

    __slots__ = ("amounts", "dso_days")

    def __init__(self, amounts: dict[str, int] | None = None, dso_days: int = 0) -> None:
        self.amounts: dict[str, int] = defaultdict(int) if amounts is None else amounts
        self.dso_days = dso_days

    def __getitem__(self, measure: str) -> int:
        return self.amounts.get(measure, 0)

    @property
    def collection_rate(self) -> Decimal | None:
        """回款率: collected ÷ sales."""
        return ratio(self["collected"], self["sales"])

    @property
    def due_collection_rate(self) -> Decimal | None:
        """到期回款率: collected ÷ what was due by the period's end."""
        return ratio(self["collected"], self[_DUE_DIVISOR])

    @property
    def dso(self) -> Decimal | None:
        """Closing receivable × days ÷ charged, over the last three months of the period."""
        return ratio(self["closing_receivable"] * self.dso_days, self[_DSO_CHARGED])

    def less(self, part: Figures) -> Figures:
        """What is left of a total beside a part of it."""
        return Figures({measure: amount - part[measure] for measure, amount in self.amounts.items()}, self.dso_days)

    @property
    def is_empty(self) -> bool:
        """Nothing but zeros."""
        return not any(self[measure] for measure in MEASURES)


def added(rows: Iterable[Figures]) -> Figures:
    """The sums of several rows; their rates are those of the sums."""
    total = Figures()
    for row in rows:
        total.dso_days = row.dso_days
        for measure, amount in row.amounts.items():
            total.amounts[measure] += amount
    return total


def ratio(dividend: int, divisor: int) -> Decimal | None:
    """A rate with four decimals, half up; None where the divisor is 0 or below."""
    if divisor <= 0:
        return None
    return (Decimal(dividend) / Decimal(divisor)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def change(now: int, then: int) -> Decimal | None:
    """By what part an amount grew since then, below zero where it shrank; None where it was 0 or below."""
    return ratio(now - then, then)


class FigureColumns(Mapping[Key, Figures]):
    """The figures of many rows, measure by measure: a row is made when it is asked for, since few are shown."""

    def __init__(self, dso_days: int = 0) -> None:
        self._dso_days = dso_days
        self.columns: dict[str, dict[str, int]] = defaultdict(dict)

    def __getitem__(self, key: Key) -> Figures:
        amounts = {
            measure: column[key] for measure, column in self.columns.items() if key is not None and key in column
        }
        if not amounts:
            raise KeyError(key)
        return Figures(amounts, self._dso_days)

    def __iter__(self) -> Iterator[Key]:
        return iter(set().union(*self.columns.values()))

    def __len__(self) -> int:
        return len(set().union(*self.columns.values()))

    def largest(self, measure: str, number: int) -> list[tuple[Key, Figures]]:
        """The first rows by one measure, equal ones by id."""
        column = self.columns[measure]
        keys = nsmallest(number, self.filled, key=lambda key: (-column.get(key, 0), key))
        return [(key, self[key]) for key in keys]

    @cached_property
    def filled(self) -> set[str]:
        """The ids of rows that have not nothing but zeros."""
        return {key for measure in MEASURES for key, amount in self.columns[measure].items() if amount}


class CurrencyFigures(NamedTuple):
    """All figures of one currency; rows by id, None for what belongs to none."""

    totals: Figures
    by_rep: dict[Key, Figures]
    by_customer: FigureColumns
    by_product: dict[Key, Figures]


class _Collector:
    """Adds amounts up in total and by rep, customer and product, per currency."""

    def __init__(self, dso_days: int) -> None:
        self._dso_days = dso_days
        self.currencies: dict[str, CurrencyFigures] = {}

    def of(self, currency: str) -> CurrencyFigures:
        if currency not in self.currencies:
            self.currencies[currency] = CurrencyFigures(self._new(), {}, FigureColumns(self._dso_days), {})
        return self.currencies[currency]

    def add(self, rows: dict[Key, Figures], key: Key, measure: str, amount: int) -> None:
        row = rows.get(key)
        if row is None:
            row = rows[key] = self._new()
        row.amounts[measure] += amount

    def _new(self) -> Figures:
        return Figures(dso_days=self._dso_days)


def period_figures(
    book: IndexedBook, policy: Policy, period: Period, closing: Mapping[Whose, Aged] | None = None
) -> dict[str, CurrencyFigures]:
    """The figures of a period by currency; the book's own is always there.

    ``closing`` is the aging by due date of the period's last day, where it is known already.
    """
    collector = _Collector(dso_days=(period.last - dso_first(period)).days + 1)
    collector.of(policy.currency)
    _add_flows(book, period, collector)
    balances = balances_by_customer(book, policy, period, dso_first(period), closing)
    _add_balances(book, period, balances, collector)
    for figures in collector.currencies.values():
        _add_sales([figures.totals, *figures.by_rep.values(), *figures.by_product.values()], policy)
        _add_sales_columns(figures.by_customer, policy)
    return collector.currencies


def period_totals(book: IndexedBook, policy: Policy, period: Period) -> dict[str, Figures]:
    """The totals alone, by currency; of whole months they need no look at each customer."""
    if not is_of_whole_months(period):
        return {currency: figures.totals for currency, figures in period_figures(book, policy, period).items()}
    days = (period.last - dso_first(period)).days + 1
    found: dict[str, Figures] = defaultdict(lambda: Figures(dso_days=days))
    for flow in flow_sums(book, period, By.NOTHING):
        found[flow.currency].amounts[flow.measure.value] += flow.amount
    for currency, balances in balances_in_all(book, policy, period, dso_first(period)).items():
        found[currency].amounts.update(
            (measure, amount_of(balances)) for measure, amount_of in _MEASURES_OF_BALANCES.items()
        )
    for figures in found.values():
        _add_sales([figures], policy)
    return dict(found)


def dso_first(period: Period) -> date:
    """The first day that counts for DSO: the 1st of the month two before the period's last."""
    return date(*months_from(period.last.year, period.last.month, -2), 1)


def _add_flows(book: IndexedBook, period: Period, collector: _Collector) -> None:
    for flow in flow_sums(book, period, By.REP):
        figures = collector.of(flow.currency)
        collector.add(figures.by_rep, flow.key, flow.measure.value, flow.amount)
    for currency, columns in customer_flows(book, period).items():
        figures = collector.of(currency)
        for measure, column in columns.items():
            figures.by_customer.columns[measure] = column
            figures.totals.amounts[measure] += sum(column.values())
    for flow in flow_sums(book, period, By.PRODUCT):
        collector.add(collector.of(flow.currency).by_product, flow.key, flow.measure.value, flow.amount)


def _add_balances(
    book: IndexedBook, period: Period, balances_by_whose: Mapping[Whose, Balances], collector: _Collector
) -> None:
    """What is a customer's is its rep's too: the opening balance of who was its rep then."""
    by_currency: dict[str, list[tuple[str, Balances]]] = defaultdict(list)
    for (customer, currency), balances in balances_by_whose.items():
        by_currency[currency].append((customer, balances))
    reps_at_opening, reps_at_closing = (
        book.customers.reps_on(day.isoformat()) for day in (period.opening_day, period.last)
    )
    for currency, found in by_currency.items():
        figures = collector.of(currency)
        customers = [customer for customer, _ in found]
        opening, closing = (list(map(reps.get, customers)) for reps in (reps_at_opening, reps_at_closing))
        for measure, amount_of in _MEASURES_OF_BALANCES.items():
            amounts = [amount_of(balances) for _, balances in found]
            if not any(amounts):
                continue
            column = figures.by_customer.columns[measure]
            by_rep: dict[Key, int] = defaultdict(int)
            for customer, amount, rep in zip(
                customers, amounts, opening if measure == "opening_receivable" else closing, strict=True
            ):
                if amount:
                    column[customer] = amount
                    by_rep[rep] += amount
            figures.totals.amounts[measure] += sum(amounts)
            for rep, amount in by_rep.items():
                collector.add(figures.by_rep, rep, measure, amount)


_MEASURES_OF_BALANCES: dict[str, Callable[[Balances], int]] = {
    "opening_receivable": attrgetter("opening_receivable"),
    "closing_receivable": attrgetter("closing_receivable"),
    "overdue": attrgetter("overdue"),
    "advances": attrgetter("advances"),
    "deposits_due": attrgetter("deposits_due"),
    "charged": attrgetter("charged"),
    _DSO_CHARGED: attrgetter("recently_charged"),
    _DUE_DIVISOR: lambda balances: balances.opening_due + balances.arisen_due,
}
"""The measures that balances have, and the divisors of rates."""


def _add_sales(rows: Iterable[Figures], policy: Policy) -> None:
    """Sales are what ``sales_basis`` says, less returns; red invoices carry returns where invoices decide."""
    basis = Measure(policy.sales_basis.value)
    for row in rows:
        less = 0 if policy.sales_basis is Basis.INVOICED else row["returns"]
        row.amounts["sales"] = row[basis] - less


def _add_sales_columns(rows: FigureColumns, policy: Policy) -> None:
    basis = rows.columns[policy.sales_basis.value]
    returns = {} if policy.sales_basis is Basis.INVOICED else rows.columns["returns"]
    rows.columns["sales"] = {key: basis.get(key, 0) - returns.get(key, 0) for key in basis.keys() | returns.keys()}
