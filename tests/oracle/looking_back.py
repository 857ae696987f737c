"""The parts of a report that compare and group its measures: periods before, months, teams, customers, the pace.

Each is made of whole plain reports of other days.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from .flows import shares_of, team_of
from .money import half_up, minor
from .orders import currency_of, customer_of
from .reading import Book, Entry
from .report import MEASURES, Period, report, target_of

QUIET_MONTHS = 6
"""Without an order in as many months a customer is lost."""


def months_back(day: date, months: int) -> Period:
    """The calendar month so many months before that of a day."""
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def earlier(period: Period, months: int) -> Period:
    """The same months so many months earlier; a period of whole months."""
    return Period(months_back(period.first, months).first, months_back(period.last, months).last)


def by_currency(figures: Entry) -> dict[str, Entry]:
    """The figures of each currency of a report."""
    return {each["currency"]: each for each in (figures, *figures["others"])}


def totals(book: Book, period: Period) -> dict[str, Entry]:
    """The totals of a period by currency."""
    return {currency: each["totals"] for currency, each in by_currency(report(book, period.first, period.last)).items()}


def before(book: Book, period: Period) -> dict[str, dict[str, Entry]]:
    """The totals of the period before and of the same one a year before, by currency."""
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return {
        "before": totals(book, earlier(period, months)),
        "year_before": totals(book, earlier(period, 12)),
    }


def trend(book: Book, period: Period) -> dict[str, dict[str, Entry]]:
    """The totals of thirteen months until the period's last, by month and currency."""
    months = [months_back(period.last, back) for back in range(13)]
    return {f"{month.first:%Y-%m}": totals(book, month) for month in months}


def teams(book: Book, period: Period) -> dict[tuple[str, str | None], dict[str, int]]:
    """Amounts of each team, by currency: its reps', as they belong to it on the last day; an order counts once."""
    found: dict[tuple[str, str | None], dict[str, int]] = {}
    for currency, figures in by_currency(report(book, period.first, period.last)).items():
        for row in figures["by_rep"]:
            sums = found.setdefault((currency, team_of(book, row["rep"], period.last)), {})
            for measure in MEASURES:
                if measure != "orders":
                    sums[measure] = sums.get(measure, 0) + minor(Fraction(row[measure]), currency)
    for order in book["orders"]:
        if period.has(order["date"]):
            for team in {team_of(book, rep, period.last) for rep, _ in shares_of(book, order)}:
                sums = found.setdefault((currency_of(book, order), team), {})
                sums["orders"] = sums.get("orders", 0) + 1
    return {key: sums for key, sums in found.items() if any(sums.values())}


def ordering(book: Book, period: Period) -> Iterator[tuple[str, str, date]]:
    """Customer, currency and date of the orders of a period."""
    for order in book["orders"]:
        if period.has(order["date"]):
            yield customer_of(book, order["customer"]), currency_of(book, order), order["date"]


def new_customers(book: Book, period: Period) -> dict[tuple[str, str], tuple[date, int]]:
    """By customer and currency the first day and number of orders in the period, of whoever never ordered before."""
    known = {customer for customer, _, _ in ordering(book, Period(date.min, period.opening_day))}
    return bought(row for row in ordering(book, period) if row[0] not in known)


def bought(rows: Iterator[tuple[str, str, date]]) -> dict[tuple[str, str], tuple[date, int]]:
    """By customer and currency the first day and number of orders."""
    found: dict[tuple[str, str], tuple[date, int]] = {}
    for customer, currency, day in rows:
        first, count = found.get((customer, currency), (day, 0))
        found[customer, currency] = (min(first, day), count + 1)
    return found


def lost_customers(book: Book, period: Period) -> dict[tuple[str, str], int]:
    """By customer and currency how many orders in the year before the quiet months, of whoever has none since."""
    quiet = Period(months_back(period.last, QUIET_MONTHS - 1).first, period.last)
    year = Period(months_back(period.last, QUIET_MONTHS + 11).first, quiet.opening_day)
    since = {customer for customer, _, _ in ordering(book, quiet)}
    found = bought(row for row in ordering(book, year) if row[0] not in since)
    return {whose: count for whose, (_, count) in found.items()}


def pace(book: Book, period: Period, today: date) -> dict[tuple[str, str], tuple[int, int, int | None]]:
    """By currency and measure: until today, at the period's end if it goes on like this, and the target."""
    until_today = Period(period.first, today)
    days, elapsed = (period.last - period.first).days + 1, (today - period.first).days + 1
    own = book["settings"]["currency"]
    found: dict[tuple[str, str], tuple[int, int, int | None]] = {}
    for currency, row in totals(book, until_today).items():
        for measure in ("sales", "collected", "orders"):
            value: Any = row[measure]
            so_far = value if measure == "orders" else minor(Fraction(value), currency)
            reps = [target_of(book, {"rep": rep}, period, measure) for rep in book["reps"]]
            set_ones = [each for each in (target_of(book, {}, period, measure), sum_of(reps)) if each is not None]
            target = set_ones[0] if set_ones and currency == own else None
            found[currency, measure] = (so_far, half_up(Fraction(so_far * days, elapsed)), target)
    return found


def sum_of(amounts: list[int | None]) -> int | None:
    """The sum of what is known; none where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def high_value(book: Book, period: Period, currency: str) -> dict[str, tuple[int, int, int]]:
    """Scores of recency, frequency and amount over twelve months, of customers in the best two fifths in all three."""
    year = Period(months_back(period.last, 11).first, period.last)
    rows = [(customer, day) for customer, of, day in ordering(book, year) if of == currency]
    customers = sorted({customer for customer, _ in rows})
    if len(customers) < 5:
        return {}
    figures = by_currency(report(book, year.first, year.last))[currency]["by_customer"]
    sales = {row["customer"]: Fraction(row["sales"]) for row in figures}
    found = {}
    for customer in customers:
        scores = [
            fifth(customer, {each: max(day for of, day in rows if of == each).toordinal() for each in customers}),
            fifth(customer, {each: sum(of == each for of, _ in rows) for each in customers}),
            fifth(customer, {each: sales.get(each, Fraction(0)) for each in customers}),
        ]
        if min(scores) >= 4:
            found[customer] = (scores[0], scores[1], scores[2])
    return found


def fifth(customer: str, values: dict[str, Any]) -> int:
    """From 5 for the best fifth to 1 for the last; who is equal scores the same."""
    better = sum(1 for value in values.values() if value > values[customer])
    return 5 - 5 * better // len(values)
