"""What must hold in every valid book, seen in what the product prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from salesbook.model.money import to_minor
from salesbook.model.problem import Severity
from salesbook.reports.aging_view import AgingBy
from tests.agreement.conftest import Figures, RandomBook, span
from tests.oracle.orders import currency_of, customer_of
from tests.oracle.settling import free_by_customer, given_until, opening_amount, target_of

Whose = tuple[str, str]
"""A customer and a currency."""

AMOUNTS_BY_ALL = ("ordered", "delivered", "returns", "sales", "sales_net")
AMOUNTS_BY_OWNER = (
    *AMOUNTS_BY_ALL,
    "invoiced",
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
ADDITIVE = (*AMOUNTS_BY_ALL, "invoiced", "charged", "collected", "written_off", "other_settled")


def currencies(figures: Figures) -> list[Figures]:
    """The figures of each currency."""
    return [figures, *figures["others"]]


def amount(text: str | None) -> Decimal:
    assert text is not None
    return Decimal(text)


def summed(rows: list[dict[str, Any]], measure: str) -> Decimal:
    return sum((amount(row[measure]) for row in rows), Decimal(0))


def test_a_valid_book_has_no_errors(random_book: RandomBook) -> None:
    errors = [each for each in random_book.indexed.problems() if each.severity is Severity.ERROR]
    assert not errors
    assert random_book.indexed.errors == 0


def test_buckets_sum_to_the_receivable(random_book: RandomBook) -> None:
    for day in random_book.days:
        for figures in currencies(random_book.aging(day)):
            for row in (*figures["rows"], figures["totals"]):
                receivable = sum((amount(row[bucket]) for bucket in figures["buckets"]), Decimal(0))
                assert receivable == amount(row["receivable"])
                assert receivable - amount(row["advances"]) == amount(row["net"])
            for column in figures["totals"]:
                assert summed(figures["rows"], column) == amount(figures["totals"][column])


def test_aging_by_rep_and_team_holds_the_same(random_book: RandomBook) -> None:
    for day in random_book.days:
        totals = [[each["totals"] for each in currencies(random_book.aging(day, by))] for by in AgingBy]
        assert all(each == totals[0] for each in totals)


def nets(figures: Figures) -> dict[Whose, Decimal]:
    """Receivable less advances."""
    return {
        (row["customer"], each["currency"]): amount(row["net"])
        for each in currencies(figures)
        for row in each["rows"]
        if amount(row["net"])
    }


def charged_less_settled(random_book: RandomBook, day: date) -> dict[Whose, Decimal]:
    """What the product charged from the beginning, with what was open then, less what the entries settle."""
    book = random_book.plain
    sums: dict[Whose, Decimal] = defaultdict(Decimal)
    for each in currencies(random_book.report(span(random_book.first, day))):
        for row in each["by_customer"]:
            sums[row["customer"], each["currency"]] += amount(row["charged"])
    minor: dict[Whose, int] = defaultdict(int)
    for opening in book["openings"]:
        if opening["date"] - timedelta(days=1) <= day:
            minor[customer_of(book, opening["customer"]), currency_of(book, opening)] += max(
                0, opening_amount(book, opening)
            )
    given = given_until(book, day)
    for piece in given:
        target = target_of(book, {"order" if piece.target.startswith("SO") else "opening": piece.target})
        minor[customer_of(book, target["customer"]), currency_of(book, target)] -= piece.amount
    for whose, left in free_by_customer(book, day, given).items():
        minor[whose] -= left
    for whose, units in minor.items():
        sums[whose] += Decimal(units) / to_minor(Decimal(1), whose[1])
    return {whose: net for whose, net in sums.items() if net}


def test_receivable_less_advances_is_charged_less_settled(random_book: RandomBook) -> None:
    for day in random_book.days:
        assert nets(random_book.aging(day)) == charged_less_settled(random_book, day)


def reports(random_book: RandomBook) -> Iterator[Figures]:
    days = (random_book.first - timedelta(days=2), *random_book.days)
    for before, day in pairwise(days):
        yield random_book.report(span(before + timedelta(days=1), day))


def test_parts_sum_to_totals(random_book: RandomBook) -> None:
    for report in reports(random_book):
        for figures in currencies(report):
            for measure in AMOUNTS_BY_OWNER:
                total = amount(figures["totals"][measure])
                assert summed(figures["by_customer"], measure) == total, measure
                assert summed(figures["by_rep"], measure) == total, measure
            for measure in AMOUNTS_BY_ALL:
                assert summed(figures["by_product"], measure) == amount(figures["totals"][measure]), measure


def test_periods_in_a_row_add_up(random_book: RandomBook) -> None:
    whole = random_book.report(span(random_book.first - timedelta(days=1), random_book.days[-1]))
    added: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    closing: dict[str, str] = {}
    for report in reports(random_book):
        for figures in currencies(report):
            totals, currency = figures["totals"], figures["currency"]
            assert closing.get(currency, totals["opening_receivable"]) == totals["opening_receivable"]
            closing[currency] = totals["closing_receivable"]
            for measure in ADDITIVE:
                added[currency, measure] += amount(totals[measure])
    for figures in currencies(whole):
        for measure in ADDITIVE:
            assert added[figures["currency"], measure] == amount(figures["totals"][measure]), measure


def test_reports_and_aging_tell_the_same_receivable(random_book: RandomBook) -> None:
    for day in random_book.days:
        aged = {each["currency"]: each["totals"] for each in currencies(random_book.aging(day))}
        for figures in currencies(random_book.report(span(day, day))):
            totals = figures["totals"]
            standing = aged.get(figures["currency"], {})
            for measure, column in (
                ("closing_receivable", "receivable"),
                ("advances", "advances"),
                ("deposits_due", "deposits_due"),
            ):
                assert amount(totals[measure]) == amount(standing.get(column, "0")), measure
