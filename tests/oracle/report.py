"""The figures of a period, in the shape of `report --format json`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from .flows import Flow, all_flows, customer_rep, shares_of
from .items import Item, opening_items, order_items
from .money import as_text, minor, rate, spread
from .orders import currency_of, customer_of, earned
from .reading import Book, Entry
from .settling import positions

Whose = str | None
Sums = dict[str, int]
FLOW_MEASURES = ["ordered", "delivered", "invoiced", "returns", "collected", "written_off", "other_settled"]
MEASURES = [
    "orders", "ordered", "delivered", "invoiced", "returns", "sales", "sales_net", "charged", "collected",
    "written_off", "other_settled", "opening_receivable", "closing_receivable", "overdue", "advances", "deposits_due",
]  # fmt: skip
PRODUCT_MEASURES = ["ordered", "delivered", "returns", "sales"]


@dataclass(frozen=True)
class Period:
    """The days of a report."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last

    @property
    def opening_day(self) -> date:
        """The day before the period."""
        return self.first - timedelta(days=1)

    @property
    def dso_first(self) -> date:
        """The 1st of the month two before the period's last month."""
        months = self.last.year * 12 + self.last.month - 1 - 2
        return date(months // 12, months % 12 + 1, 1)


class Tally:
    """Sums of measures of one currency: in all, by rep, by customer and by product."""

    def __init__(self) -> None:
        self.totals: Sums = {}
        self.by_rep: dict[Whose, Sums] = {}
        self.by_customer: dict[Whose, Sums] = {}
        self.by_product: dict[Whose, Sums] = {}

    @staticmethod
    def add(sums: Sums, measure: str, amount: int) -> None:
        """Adds an amount to a sum."""
        sums[measure] = sums.get(measure, 0) + amount

    def add_to(self, rows: dict[Whose, Sums], whose: Whose, measure: str, amount: int) -> None:
        """Adds an amount to a row's sum."""
        self.add(rows.setdefault(whose, {}), measure, amount)

    def add_position(self, customer: str, rep: Whose, measure: str, amount: int) -> None:
        """Adds an amount that is the customer's, and so its rep's."""
        self.add(self.totals, measure, amount)
        self.add_to(self.by_customer, customer, measure, amount)
        self.add_to(self.by_rep, rep, measure, amount)

    def add_flow(self, flow: Flow) -> None:
        """Adds a document's amount and net."""
        for measure, pick in ((flow.measure, "amount"), (flow.measure + "_net", "net")):
            self.add(self.totals, measure, getattr(flow, pick))
            self.add_to(self.by_customer, flow.customer, measure, getattr(flow, pick))
            for portion in flow.reps:
                self.add_to(self.by_rep, portion.whose, measure, getattr(portion, pick))
            for portion in flow.products:
                self.add_to(self.by_product, portion.whose, measure, getattr(portion, pick))


class Tallies(dict[str, Tally]):
    """The tally of each currency."""

    def __missing__(self, currency: str) -> Tally:
        self[currency] = Tally()
        return self[currency]


# --- counting ---------------------------------------------------------------------------------------------------------


def count_orders(book: Book, period: Period, tallies: Tallies) -> None:
    """Orders of the period, once for each rep."""
    for order in book["orders"]:
        if period.has(order["date"]):
            tally = tallies[currency_of(book, order)]
            tally.add(tally.totals, "orders", 1)
            tally.add_to(tally.by_customer, customer_of(book, order["customer"]), "orders", 1)
            for rep in dict.fromkeys(rep for rep, _ in shares_of(book, order)):
                tally.add_to(tally.by_rep, rep, "orders", 1)


def count_flows(book: Book, period: Period, tallies: Tallies) -> None:
    """What the documents of the period say."""
    for flow in all_flows(book):
        if period.has(flow.day):
            tallies[flow.currency].add_flow(flow)


def count_charged(book: Book, period: Period, tallies: Tallies) -> None:
    """E at the end less E at the start, of the period and of the days of DSO."""
    for order in book["orders"]:
        customer, tally = customer_of(book, order["customer"]), tallies[currency_of(book, order)]
        rep = customer_rep(book, customer, period.last)
        at_end = earned(book, order, period.last)
        before_dso = period.dso_first - timedelta(days=1)
        tally.add_position(customer, rep, "charged", at_end - earned(book, order, period.opening_day))
        tally.add_position(customer, rep, "dso_charged", at_end - earned(book, order, before_dso))


def count_opening_day(book: Book, period: Period, tallies: Tallies) -> None:
    """What was owed on the opening day, and of it what is due by the period's end."""
    for (customer, currency), position in positions(book, period.opening_day).items():
        tally = tallies[currency]
        then, now = customer_rep(book, customer, period.opening_day), customer_rep(book, customer, period.last)
        tally.add_position(customer, then, "opening_receivable", position.receivable)
        due = sum(part.amount for part in position.owed if part.due and part.due <= period.last)
        tally.add_position(customer, now, "due_divisor", due)


def count_last_day(book: Book, period: Period, tallies: Tallies) -> None:
    """Where customers stand on the last day."""
    for (customer, currency), position in positions(book, period.last).items():
        rep = customer_rep(book, customer, period.last)
        overdue = sum(part.amount for part in position.owed if part.due and part.due < period.last)
        for measure, amount in (
            ("closing_receivable", position.receivable),
            ("overdue", overdue),
            ("advances", position.advances),
            ("deposits_due", position.deposits_due),
        ):
            tallies[currency].add_position(customer, rep, measure, amount)


def all_items(book: Book, day: date) -> Iterator[tuple[Entry, Item]]:
    """The items of every order and opening as of a day."""
    for order in book["orders"]:
        yield from ((order, item) for item in order_items(book, order, day))
    for opening in book["openings"]:
        yield from ((opening, item) for item in opening_items(book, opening))


def count_new_items(book: Book, period: Period, tallies: Tallies) -> None:
    """Items that arose in the period and are due in it."""
    for target, item in all_items(book, period.last):
        if period.has(item.event_date) and period.has(item.due):
            customer = customer_of(book, target["customer"])
            rep = customer_rep(book, customer, period.last)
            tallies[currency_of(book, target)].add_position(customer, rep, "due_divisor", item.amount)


def tallied(book: Book, period: Period) -> Tallies:
    """All sums of a period."""
    tallies = Tallies()
    for count in (count_orders, count_flows, count_charged, count_opening_day, count_last_day, count_new_items):
        count(book, period, tallies)
    return tallies


# --- rows -------------------------------------------------------------------------------------------------------------


def with_sales(sums: Sums, basis: str) -> Sums:
    """Sums with sales and their net, as `sales_basis` says."""
    off = 0 if basis == "invoiced" else 1
    return {
        **sums,
        "sales": sums.get(basis, 0) - off * sums.get("returns", 0),
        "sales_net": sums.get(f"{basis}_net", 0) - off * sums.get("returns_net", 0),
    }


def shown(sums: Sums, measures: list[str], currency: str) -> dict[str, Any]:
    """Measures as JSON shows them; `orders` is a count."""
    return {
        measure: sums.get(measure, 0) if measure == "orders" else as_text(sums.get(measure, 0), currency)
        for measure in measures
    }


def measures_shown(sums: Sums, period: Period, currency: str) -> dict[str, Any]:
    """All measures of a row, and its rates."""
    days = (period.last - period.dso_first).days + 1
    return {
        **shown(sums, MEASURES, currency),
        "collection_rate": rate(sums.get("collected", 0), sums["sales"]),
        "due_collection_rate": rate(sums.get("collected", 0), sums.get("due_divisor", 0)),
        "dso": rate(sums.get("closing_receivable", 0) * days, sums.get("dso_charged", 0)),
    }


def null_last(whose: Whose) -> tuple[bool, str]:
    """Rows stand by id, null last."""
    return whose is None, whose or ""


def name_in(book: Book, kind: str, whose: Whose) -> str | None:
    """The name of a master entry."""
    return book[kind][whose]["name"] if whose is not None else None


def rows_of(rows: dict[Whose, Sums], basis: str, measures: list[str], show: Callable[[Whose, Sums], Any]) -> list[Any]:
    """Rows in order, without those of nothing but zeros."""
    full = {whose: with_sales(sums, basis) for whose, sums in rows.items()}
    kept = [whose for whose in sorted(full, key=null_last) if any(full[whose].get(name) for name in measures)]
    return [show(whose, full[whose]) for whose in kept]


# --- targets ----------------------------------------------------------------------------------------------------------


def months_of(period: Period) -> list[str]:
    """The months of a period of whole months, else none."""
    if period.first.day != 1 or (period.last + timedelta(days=1)).day != 1:
        return []
    first, last = (day.year * 12 + day.month - 1 for day in (period.first, period.last))
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def own_name(months: list[str]) -> tuple[str, str] | None:
    """How a target names a period: as a month, a quarter or a year."""
    if not months:
        return None
    year, month = months[0].split("-")
    if len(months) == 1:
        return "month", months[0]
    if len(months) == 3 and int(month) % 3 == 1:
        return "quarter", f"{year}-Q{(int(month) + 2) // 3}"
    if len(months) == 12 and month == "01":
        return "year", year
    return None


def target_of(book: Book, owner: Entry, period: Period, field: str) -> int | None:
    """The target of a rep, a team or the company: the period's own entry, else the sum of its months'."""
    months = months_of(period)
    own = own_name(months)
    entries = [target for target in book["targets"] if field in target and owner_of(target) == owner]
    for target in entries:
        if own and target.get(own[0]) == own[1]:
            return target_amount(book, target, field)
    found = [amount for amount in (month_target(book, entries, month, field) for month in months) if amount is not None]
    return sum(found) if found else None


def owner_of(target: Entry) -> Entry:
    """Whose a target is."""
    return {key: target[key] for key in ("rep", "team") if key in target}


def target_amount(book: Book, target: Entry, field: str) -> int:
    """What an entry sets of a measure: minor units, or a count."""
    if field in ("orders", "new_customers"):
        return int(target[field])
    return minor(target[field], book["settings"]["currency"])


def month_target(book: Book, entries: list[Entry], month: str, field: str) -> int | None:
    """A month's target: its own entry's, else its share of its quarter's by weights, else of its year's."""
    number_ = int(month[5:])
    for key, name, begins in (
        ("month", month, number_),
        ("quarter", f"{month[:4]}-Q{(number_ + 2) // 3}", (number_ - 1) // 3 * 3 + 1),
        ("year", month[:4], 1),
    ):
        for target in entries:
            if target.get(key) != name:
                continue
            amount = target_amount(book, target, field)
            if key == "month":
                return amount
            by_year = book["settings"]["target_weights"][begins - 1 :][: 3 if key == "quarter" else 12]
            weights = [int(Fraction(weight) * 10**6) for weight in target.get("weights") or by_year]
            if weights:
                return spread(amount, weights)[number_ - begins]
    return None


def with_targets(book: Book, rep: Whose, sums: Sums, period: Period, currency: str) -> dict[str, Any]:
    """A rep's targets and how far they were attained; targets are in the book's currency."""
    found: dict[str, Any] = {}
    for field in ("sales", "collected"):
        own = currency == book["settings"]["currency"]
        target = target_of(book, {"rep": rep}, period, field) if own and rep is not None else None
        found[f"target_{field}"] = None if target is None else as_text(target, currency)
        found[f"{field}_attainment"] = None if target is None else rate(sums.get(field, 0), target)
    return found


def reps_with_target(book: Book, period: Period) -> list[str]:
    """The reps that have a target of the period."""
    return [
        rep
        for rep in book["reps"]
        if any(target_of(book, {"rep": rep}, period, field) is not None for field in ("sales", "collected"))
    ]


# --- the report -------------------------------------------------------------------------------------------------------


def rep_rows(book: Book, period: Period, currency: str, rows: dict[Whose, Sums]) -> list[Any]:
    """The rows by rep, those with a target among them whatever they did."""
    basis = book["settings"]["sales_basis"]
    targeted = reps_with_target(book, period) if currency == book["settings"]["currency"] else []
    full = {whose: with_sales(rows.get(whose, {}), basis) for whose in [*rows, *targeted]}
    shown_rows = []
    for rep in sorted(full, key=null_last):
        sums = full[rep]
        if rep in targeted or any(sums.get(name) for name in MEASURES):
            shown_rows.append({
                "rep": rep, "name": name_in(book, "reps", rep), **measures_shown(sums, period, currency),
                **with_targets(book, rep, sums, period, currency), "commission": None,
            })  # fmt: skip
    return shown_rows


def report_of_currency(book: Book, period: Period, currency: str, tally: Tally) -> dict[str, Any]:
    """The figures of one currency."""
    basis = book["settings"]["sales_basis"]

    def customer_row(customer: Whose, sums: Sums) -> dict[str, Any]:
        name = name_in(book, "customers", customer)
        return {"customer": customer, "name": name, **measures_shown(sums, period, currency)}

    def product_row(product: Whose, sums: Sums) -> dict[str, Any]:
        name = name_in(book, "products", product)
        return {"product": product, "name": name, **shown(sums, PRODUCT_MEASURES, currency)}

    return {
        "currency": currency,
        "totals": measures_shown(with_sales(tally.totals, basis), period, currency),
        "by_rep": rep_rows(book, period, currency, tally.by_rep),
        "by_customer": rows_of(tally.by_customer, basis, MEASURES, customer_row),
        "by_product": rows_of(tally.by_product, basis, PRODUCT_MEASURES, product_row),
    }


def report(book: Book, first: date, last: date) -> dict[str, Any]:
    """The figures of the days from `first` to `last`."""
    period = Period(first, last)
    tallies = tallied(book, period)
    own = book["settings"]["currency"]
    others = [
        report_of_currency(book, period, currency, tallies[currency]) for currency in sorted(set(tallies) - {own})
    ]
    return {
        "period": {"from": first.isoformat(), "to": last.isoformat()},
        **report_of_currency(book, period, own, tallies[own]),
        "others": [other for other in others if any(other[part] for part in ("by_rep", "by_customer", "by_product"))],
    }
