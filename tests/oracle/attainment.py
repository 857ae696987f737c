"""What was reached of targets, by rep, by team and of the company, in the shape of `targets --format json`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from .flows import shares_of, team_of
from .money import as_text, half_up, rate
from .orders import currency_of, customer_of
from .reading import Book, Entry
from .report import Period, tallied, target_of, with_sales

FIELDS = ["sales", "collected", "orders", "new_customers"]


def first_orders(book: Book) -> dict[str, Entry]:
    """The first order of each customer."""
    first: dict[str, Entry] = {}
    for order in book["orders"]:
        first.setdefault(customer_of(book, order["customer"]), order)
    return first


def reached(book: Book, period: Period, reps: set[str | None], field: str, currency: str) -> int:
    """A measure of some reps together: amounts are theirs, an order counts once."""
    if field in ("sales", "collected"):
        by_rep = tallied(book, period)[currency].by_rep
        basis = book["settings"]["sales_basis"]
        return sum(with_sales(sums, basis).get(field, 0) for rep, sums in by_rep.items() if rep in reps)
    orders = book["orders"] if field == "orders" else first_orders(book).values()
    return sum(
        period.has(order["date"])
        and currency_of(book, order) == currency
        and any(rep in reps for rep, _ in shares_of(book, order))
        for order in orders
    )


def measure(book: Book, owner: Entry, reps: set[str | None], period: Period, day: date, field: str) -> dict[str, Any]:
    """One measure of somebody: target, reached, rates, what is left and where it leads."""
    currency = book["settings"]["currency"]
    target = target_of(book, owner, period, field)
    done = reached(book, Period(period.first, min(period.last, day)), reps, field, currency)
    whole, gone = (period.last - period.first).days + 1, (day - period.first).days + 1
    running = 0 < gone < whole
    rest = None if target is None else max(0, target - done)
    projected = half_up(Fraction(done * whole, gone)) if running else None
    shown = str if field in ("orders", "new_customers") else lambda amount: as_text(amount, currency)
    return {
        "target": None if target is None else shown(target),
        "reached": shown(done),
        "rest": None if rest is None else shown(rest),
        "attainment": None if target is None else rate(done, target),
        "projection": None if projected is None else shown(projected),
        "projected_attainment": None if target is None or projected is None else rate(projected, target),
    }


def measures(book: Book, owner: Entry, reps: set[str | None], period: Period, day: date) -> dict[str, Any]:
    """All measures of somebody."""
    return {field: measure(book, owner, reps, period, day, field) for field in FIELDS}


def attainment(book: Book, first: date, last: date, day: date) -> dict[str, Any]:
    """Everybody's, in the book's currency; whoever has no target and reached nothing is there too."""
    period = Period(first, last)
    everybody: set[str | None] = {*book["reps"], None}
    team = {rep: team_of(book, rep, last) for rep in everybody}
    teams = {*team.values(), *(target["team"] for target in book["targets"] if "team" in target), None}
    return {
        "by_rep": {
            rep: measures(book, {"rep": rep} if rep else {"rep": ""}, {rep}, period, day) for rep in everybody
        },
        "by_team": {
            name: measures(
                book, {"team": name} if name else {"team": ""}, {rep for rep in everybody if team[rep] == name},
                period, day,
            )
            for name in teams
        },
        "company": measures(book, {}, everybody, period, day),
    }  # fmt: skip
