"""The registers of bills and of hand-ins say what the entries say, on every day."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from salesbook.index.book import IndexedBook, open_book
from salesbook.model.policy import Policy
from salesbook.render.targets.json import dumps
from salesbook.reports.bill_register import WhichBills, bill_register
from salesbook.reports.handin_register import handin_register
from salesbook.table import Document
from tests.oracle.orders import customer_of
from tests.oracle.random_books import write_random_book
from tests.oracle.reading import Book, read_book


def data_of(document: Document) -> Any:
    return json.loads(dumps(document.data))


@pytest.fixture(scope="module", params=[1, 5, 9])
def books(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, IndexedBook, Policy]:
    root: Path = tmp_path_factory.mktemp("book")
    write_random_book(root, request.param, orders=14)
    indexed = open_book(root)
    assert indexed.policy is not None
    return read_book(root), indexed, indexed.policy


def days_of(book: Book) -> list[date]:
    last = max(payment["date"] for payment in book["payments"])
    return [last - timedelta(days=30), last + timedelta(days=400)]


def in_force(book: Book, kind: str, day: date) -> list[dict[str, Any]]:
    """The entries of a kind until a day that are neither reversed by then nor reversals."""
    until = [entry for entry in book[kind] if entry["date"] <= day]
    mistaken = {entry.get("reverses") for entry in until}
    return [entry for entry in until if entry["id"] not in mistaken and not entry.get("reverses")]


def test_each_bill_stands_where_its_last_event_left_it(books: tuple[Book, IndexedBook, Policy]) -> None:
    book, indexed, policy = books
    for day in days_of(book):
        taken = [each for each in book["payments"] if each.get("method") == "bill" and each["amount"] > 0]
        given_back = {each.get("reverses") for each in book["payments"] if each["date"] <= day}
        events = sorted(in_force(book, "bills", day), key=lambda each: (each["date"], each["id"]))
        expected = {}
        for payment in (each for each in taken if each["date"] <= day):
            of_bill = [event["event"] for event in events if event["payment"] == payment["id"]]
            state = "given_back" if payment["id"] in given_back else [*["in_hand"], *of_bill][-1]
            expected[payment["id"]] = (state, payment["amount"], customer_of(book, payment["customer"]))
        shown = data_of(bill_register(indexed, policy, WhichBills(), day))["bills"]
        assert {
            each["payment"]: (each["state"], Fraction(each["amount"]), each["customer"]) for each in shown
        } == expected


def test_what_reps_hold_is_received_less_handed_in(books: tuple[Book, IndexedBook, Policy]) -> None:
    book, indexed, policy = books
    for day in days_of(book):
        held: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        accounts = book["settings"]["accounts"]
        for payment in book["payments"]:
            if payment.get("received_by") and payment["date"] <= day:
                held[payment["received_by"], currency_of(indexed, payment["id"])] += payment["amount"]
        for handin in in_force(book, "handins", day):
            held[handin["rep"], accounts[handin["account"]]] -= handin["amount"]
        shown: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        register = data_of(handin_register(indexed, policy, None, day))
        for each in register["held"]:
            shown[each["rep"], each["currency"]] += Fraction(each["held"])
            assert each["days"] == (day - date.fromisoformat(each["date"])).days
        assert shown == {whose: amount for whose, amount in held.items() if amount}
        assert [each["handin"] for each in register["handins"]] == [
            each["id"] for each in sorted(in_force(book, "handins", day), key=lambda each: (each["date"], each["id"]))
        ]


def currency_of(indexed: IndexedBook, payment: str) -> str:
    currency: str = indexed.connection.execute("SELECT currency FROM unit WHERE id = ?", (payment,)).fetchone()[0]
    return currency
