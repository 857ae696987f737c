"""What was reached of targets, by rep, by team and of the company, in the shape of `targets --format json`."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Done:
    """What was done in a period, worked out once: sales and collections by rep, in the book's currency."""

    book: Book
    period: Period
    by_rep: dict[str | None, dict[str, int]]

    def reached(self, reps: set[str | None], field: str) -> int:
        """A measure of some reps together: amounts are theirs, an order counts once."""
        book = self.book
        if field in ("sales", "collected"):
            return sum(sums.get(field, 0) for rep, sums in self.by_rep.items() if rep in reps)
        orders = book["orders"] if field == "orders" else first_orders(book).values()
        return sum(
            self.period.has(order["date"])
            and currency_of(book, order) == book["settings"]["currency"]
            and any(rep in reps for rep, _ in shares_of(book, order))
            for order in orders
        )


def measure(done: Done, owner: Entry, reps: set[str | None], period: Period, day: date, field: str) -> dict[str, Any]:
    """One measure of somebody: target, reached, rates, what is left and where it leads."""
    currency = done.book["settings"]["currency"]
    target = target_of(done.book, owner, period, field)
    reached = done.reached(reps, field)
    whole, gone = (period.last - period.first).days + 1, (day - period.first).days + 1
    running = 0 < gone < whole
    rest = None if target is None else max(0, target - reached)
    projected = half_up(Fraction(reached * whole, gone)) if running else None
    shown = str if field in ("orders", "new_customers") else lambda amount: as_text(amount, currency)
    return {
        "target": None if target is None else shown(target),
        "reached": shown(reached),
        "rest": None if rest is None else shown(rest),
        "attainment": None if target is None else rate(reached, target),
        "projection": None if projected is None else shown(projected),
        "projected_attainment": None if target is None or projected is None else rate(projected, target),
    }


def attainment(book: Book, first: date, last: date, day: date) -> dict[str, Any]:
    """Everybody's, in the book's currency; whoever has no target and reached nothing is there too."""
    period, until = Period(first, last), Period(first, min(last, day))
    basis = book["settings"]["sales_basis"]
    by_rep = tallied(book, until)[book["settings"]["currency"]].by_rep
    done = Done(book, until, {rep: with_sales(sums, basis) for rep, sums in by_rep.items()})

    def measures(owner: Entry, reps: set[str | None]) -> dict[str, Any]:
        return {field: measure(done, owner, reps, period, day, field) for field in FIELDS}

    everybody: set[str | None] = {*book["reps"], None}
    team = {rep: team_of(book, rep, last) for rep in everybody}
    teams = {*team.values(), *(target["team"] for target in book["targets"] if "team" in target), None}
    members = {name: {rep for rep in everybody if team[rep] == name} for name in teams}
    return {
        "by_rep": {rep: measures({"rep": rep or ""}, {rep}) for rep in everybody},
        "by_team": {name: measures({"team": name or ""}, reps) for name, reps in members.items()},
        "company": measures({}, everybody),
    }
