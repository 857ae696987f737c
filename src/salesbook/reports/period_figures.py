"""The figures of a period: every measure in total, by rep, by customer and by product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from salesbook.index.book import IndexedBook
from salesbook.index.flows import flow_sums, orders_in
from salesbook.index.standing import CustomerStanding, Whose, arisen_due, charged, standings
from salesbook.model.dates import Period, months_from
from salesbook.model.policy import Basis, Policy
from salesbook.rules.movement import Axis, Measure

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


@dataclass(slots=True)
class Figures:
    """The measures of one row (or of the whole), and what its rates divide by."""

    amounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    dso_days: int = 0

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


@dataclass(slots=True)
class CurrencyFigures:
    """All figures of one currency; rows by id, None for what belongs to none."""

    totals: Figures
    by_rep: dict[Key, Figures]
    by_customer: dict[Key, Figures]
    by_product: dict[Key, Figures]


class _Collector:
    """Adds amounts up in total and by rep, customer and product, per currency."""

    def __init__(self, dso_days: int) -> None:
        self._dso_days = dso_days
        self.currencies: dict[str, CurrencyFigures] = {}

    def of(self, currency: str) -> CurrencyFigures:
        if currency not in self.currencies:
            self.currencies[currency] = CurrencyFigures(self._new(), {}, {}, {})
        return self.currencies[currency]

    def add(self, rows: dict[Key, Figures], key: Key, measure: str, amount: int) -> None:
        rows.setdefault(key, self._new()).amounts[measure] += amount

    def add_standing(self, currency: str, customer: str, rep: Key, measure: str, amount: int) -> None:
        """What is the customer's, and so its rep's."""
        figures = self.of(currency)
        figures.totals.amounts[measure] += amount
        self.add(figures.by_customer, customer, measure, amount)
        self.add(figures.by_rep, rep, measure, amount)

    def _new(self) -> Figures:
        return Figures(dso_days=self._dso_days)


StandingsOn = Callable[[date], Mapping[Whose, CustomerStanding]]
"""Where customers stand at the end of a day."""


def period_figures(
    book: IndexedBook, policy: Policy, period: Period, standings_on: StandingsOn | None = None
) -> dict[str, CurrencyFigures]:
    """The figures of a period by currency; the book's own is always there.

    ``standings_on`` saves working out again what is known of a day already.
    """
    dso_first = date(*months_from(period.last.year, period.last.month, -2), 1)
    collector = _Collector(dso_days=(period.last - dso_first).days + 1)
    collector.of(policy.currency)
    _count_orders(book, period, collector)
    _add_flows(book, period, collector)
    _add_standings(book, period, collector, standings_on or partial(standings, book, policy))
    on_last_day = _rep_on(book, period.last)
    for measure, sums in (
        ("charged", charged(book, period.first, period.last)),
        (_DSO_CHARGED, charged(book, dso_first, period.last)),
        (_DUE_DIVISOR, arisen_due(book, period.first, period.last)),
    ):
        for (customer, currency), amount in sums.items():
            collector.add_standing(currency, customer, on_last_day(customer), measure, amount)
    for figures in collector.currencies.values():
        _add_sales(figures, policy)
    return collector.currencies


def _count_orders(book: IndexedBook, period: Period, collector: _Collector) -> None:
    counted: set[str] = set()
    for order in orders_in(book, period.first, period.last):
        figures = collector.of(order.currency)
        collector.add(figures.by_rep, order.rep, "orders", 1)
        if order.order not in counted:
            counted.add(order.order)
            figures.totals.amounts["orders"] += 1
            collector.add(figures.by_customer, order.customer, "orders", 1)


def _add_flows(book: IndexedBook, period: Period, collector: _Collector) -> None:
    for flow in flow_sums(book, period.first, period.last, Axis.REP):
        collector.add_standing(flow.currency, flow.customer, flow.key, flow.measure, flow.amount)
    for flow in flow_sums(book, period.first, period.last, Axis.PRODUCT):
        collector.add(collector.of(flow.currency).by_product, flow.key, flow.measure, flow.amount)


def _add_standings(book: IndexedBook, period: Period, collector: _Collector, standings_on: StandingsOn) -> None:
    at_opening, at_closing = _rep_on(book, period.opening_day), _rep_on(book, period.last)
    for (customer, currency), standing in standings_on(period.opening_day).items():
        rep = at_opening(customer)
        collector.add_standing(currency, customer, rep, "opening_receivable", standing.receivable)
        due = sum(item.amount for item in standing.items if item.due is not None and item.due <= period.last)
        collector.add_standing(currency, customer, at_closing(customer), _DUE_DIVISOR, due)
    for (customer, currency), standing in standings_on(period.last).items():
        for measure, amount in (
            ("closing_receivable", standing.receivable),
            ("overdue", standing.overdue(period.last)),
            ("advances", standing.advances),
            ("deposits_due", standing.deposits_due),
        ):
            collector.add_standing(currency, customer, at_closing(customer), measure, amount)


def _rep_on(book: IndexedBook, day: date) -> Callable[[str], Key]:
    iso = day.isoformat()
    return lambda customer: book.customers.rep_on(customer, iso)


def _add_sales(figures: CurrencyFigures, policy: Policy) -> None:
    """Sales are what ``sales_basis`` says, less returns; red invoices carry returns where invoices decide."""
    basis = Measure(policy.sales_basis.value)
    rows: Iterable[Figures] = (
        figures.totals,
        *figures.by_rep.values(),
        *figures.by_customer.values(),
        *figures.by_product.values(),
    )
    for row in rows:
        less = 0 if policy.sales_basis is Basis.INVOICED else row["returns"]
        row.amounts["sales"] = row[basis] - less
