"""Combined invoices over random books: all that went out until a day, once, with its taxes to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.entering.conftest import Run
from tests.oracle.money import minor
from tests.oracle.orders import (
    credits_as_invoiced,
    currency_of,
    customer_of,
    gross_of,
    invoice_pieces,
    lines_on,
    net_delivered,
)
from tests.oracle.random_books import write_random_book
from tests.oracle.reading import Book, read_book


def not_invoiced(book: Book, order: dict[str, Any], day: date) -> int:
    """Delivered net of exchanges, less credits that count as invoiced, less invoices; never below zero."""
    delivered = max(0, gross_of(lines_on(book, order, day), net_delivered(book, order, day)))
    credited = sum(amount for _, _, amount in credits_as_invoiced(book, order, day))
    return max(0, delivered - credited - sum(amount for _, amount in invoice_pieces(book, order, day)))


def waiting(book: Book, day: date) -> dict[str, dict[str, dict[str, int]]]:
    """What is delivered and not invoiced, by customer, currency and order."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for order in book["orders"]:
        if amount := not_invoiced(book, order, day):
            of_customer = found.setdefault(customer_of(book, order["customer"]), {})
            of_customer.setdefault(currency_of(book, order), {})[order["id"]] = amount
    return found


def last_day(book: Book) -> date:
    kinds = ("orders", "changes", "deliveries", "invoices", "credits", "allocations", "payments", "bills", "handins")
    days: list[date] = [entry["date"] for kind in kinds for entry in book[kind]]
    return max(days)


def new_invoices(root: Path, known: set[str]) -> Iterator[dict[str, Any]]:
    return (invoice for invoice in read_book(root)["invoices"] if invoice["id"] not in known)


@pytest.mark.parametrize("seed", range(4))
def test_what_went_out_until_a_day_is_invoiced_once(seed: int, home: Path, tmp_path: Path, run: Run) -> None:
    root = tmp_path / "book"
    write_random_book(root, seed, orders=10)
    before = read_book(root)
    day = last_day(before)
    until = ("--book", str(root), "--until", day.isoformat(), "--date", day.isoformat())
    expected = waiting(before, day)
    assert expected, "a book in which something waits to be invoiced"
    known = {invoice["id"] for invoice in before["invoices"]}
    for customer, by_currency in expected.items():
        outcome = run("add-invoice", customer, *until)
        assert outcome.code == 0, outcome
        made = list(new_invoices(root, known))
        known |= {invoice["id"] for invoice in made}
        assert len(made) == len(by_currency)
        for invoice in made:
            (currency,) = {currency_of(before, order) for order in before["orders"] if order["id"] in _on(invoice)}
            assert {piece["order"]: minor(piece["amount"], currency) for piece in invoice["orders"]} == by_currency[
                currency
            ]
            taxes = sum(minor(each["net"], currency) + minor(each["tax"], currency) for each in invoice["taxes"])
            assert taxes == sum(by_currency[currency].values())
        again = run("add-invoice", customer, *until)
        assert again.code == 2, again
    assert waiting(read_book(root), day) == {}
    assert run("check", "--book", str(root)).code == 0


def _on(invoice: dict[str, Any]) -> set[str]:
    return {piece["order"] for piece in invoice["orders"]}


@pytest.mark.parametrize("seed", range(4, 7))
def test_an_invoice_taken_back_in_two_parts_leaves_nothing_of_any_rate(
    seed: int, home: Path, tmp_path: Path, run: Run
) -> None:
    root = tmp_path / "book"
    write_random_book(root, seed, orders=8)
    book = read_book(root)
    day = last_day(book).isoformat()
    at = ("--book", str(root), "--date", day)
    customer = next(iter(waiting(book, last_day(book))))
    known = {invoice["id"] for invoice in book["invoices"]}
    assert run("add-invoice", customer, *at).code == 0
    blue = next(new_invoices(root, known))
    order = blue["orders"][0]
    (currency,) = {currency_of(book, each) for each in book["orders"] if each["id"] in _on(blue)}
    decimals = "0" if currency == "JPY" else "2"
    part = f"{order['order']}={float(order['amount'] / 3):.{decimals}f}"
    assert run("add-invoice", "--red", blue["id"], "--order", part, *at).code == 0
    assert run("add-invoice", "--red", blue["id"], *at).code == 0
    assert run("add-invoice", "--red", blue["id"], *at).code == 2
    sums: dict[tuple[str, str], Any] = {}
    for invoice in new_invoices(root, known):
        if invoice["id"] == blue["id"] or invoice.get("reverses") == blue["id"]:
            for tax in invoice["taxes"]:
                for field in ("net", "tax"):
                    key = (str(tax["rate"]), field)
                    sums[key] = sums.get(key, 0) + tax[field]
            for piece in invoice["orders"]:
                sums[piece["order"], "amount"] = sums.get((piece["order"], "amount"), 0) + piece["amount"]
    assert set(sums.values()) == {0}
    warned = run("check", "--book", str(root))
    assert "W0421" not in warned.out
    assert "W0422" not in warned.out
