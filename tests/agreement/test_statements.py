"""Statements of all customers of random books agree with the aging, and name every payment and credit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from salesbook.reports.statement import statements
from tests.agreement.conftest import Figures, RandomBook, printed, span
from tests.oracle.money import as_text
from tests.oracle.plain import statements as plain_statements

Whose = tuple[str, str]
"""A customer and a currency."""


def nets(figures: Figures) -> dict[Whose, Decimal]:
    """Receivable less advances of each customer, where that is not 0."""
    rows = [(row, each["currency"]) for each in (figures, *figures["others"]) for row in each["rows"]]
    found = {(row["customer"], currency): Decimal(row["net"]) for row, currency in rows}
    return {whose: amount for whose, amount in found.items() if amount}


def every_statement(random_book: RandomBook, first: date, last: date) -> list[Figures]:
    """What ``statement --all --format json`` prints."""
    found: list[Figures] = printed(statements(random_book.indexed, random_book.policy, span(first, last)).data)
    return found


def comparable(found: list[Figures]) -> list[Figures]:
    """Statements of which movements and items stand in an order of their own, with the fields that both sides have."""
    return [
        {
            "customer": each["customer"],
            "name": each["name"],
            "balances": [
                {
                    **{name: value for name, value in balance.items() if name not in {"in_capitals", "pay_to"}},
                    "movements": sorted(movement_key(moved, balance["currency"]) for moved in balance["movements"]),
                    "items": sorted(item_key(item) for item in balance["items"]),
                }
                for balance in each["balances"]
            ],
        }
        for each in found
    ]


def movement_key(moved: Figures, currency: str) -> tuple[str, str, tuple[str, ...], str, str]:
    """A movement as one value; amounts are minor units in the plain implementation."""
    amount = moved["amount"] if isinstance(moved["amount"], str) else as_text(moved["amount"], currency)
    return str(moved["date"]), moved["kind"], tuple(moved["documents"]), moved["order"] or "", amount


def item_key(item: Figures) -> tuple[str, str, str, str]:
    """An open item as one value."""
    return item["order"], item["due"] or "", str(item["days_overdue"]), item["amount"]


def periods(random_book: RandomBook) -> list[tuple[date, date]]:
    """From one of the days to the next, and all of the book's life."""
    days = [random_book.first - timedelta(days=1), *random_book.days]
    return [*((first + timedelta(days=1), last) for first, last in pairwise(days)), (days[0], days[-1])]


def test_statements_agree(random_book: RandomBook) -> None:
    for first, last in periods(random_book):
        expected = comparable(plain_statements(random_book.plain, first, last))
        assert comparable(every_statement(random_book, first, last)) == expected, (first, last, random_book.root)


def test_opening_and_closing_are_the_nets_of_the_aging(random_book: RandomBook) -> None:
    first, last = random_book.days[0], random_book.days[-1]
    found = every_statement(random_book, first, last)
    for end, day in (("opening", first - timedelta(days=1)), ("closing", last)):
        stated = {
            (each["customer"], balance["currency"]): Decimal(balance[end])
            for each in found
            for balance in each["balances"]
        }
        assert {whose: amount for whose, amount in stated.items() if amount} == nets(random_book.aging(day))


def test_movements_lead_from_opening_to_closing_through_every_payment_and_credit(random_book: RandomBook) -> None:
    first, last = random_book.first - timedelta(days=1), random_book.days[-1]
    named: dict[str, Decimal] = {}
    for each in every_statement(random_book, first, last):
        for balance in each["balances"]:
            moved = sum((Decimal(movement["amount"]) for movement in balance["movements"]), Decimal(0))
            assert Decimal(balance["opening"]) + moved == Decimal(balance["closing"])
            for movement in balance["movements"]:
                if movement["kind"] in {"payment", "credit"}:
                    named[movement["documents"][0]] = -Decimal(movement["amount"])
    expected = {
        entry["id"]: entry["amount"]
        for kind in ("payments", "credits")
        for entry in random_book.plain[kind]
        if entry["date"] <= last and entry["amount"]
    }
    assert named == expected
