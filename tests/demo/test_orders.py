"""The company's goods and invoices contradict neither each other nor the order."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from salesbook.demo.company import Company

from .ledger import OrderBook, by_id, fraction, grouped, of, order_books, rounded, sums_by_day

LAST = date(2026, 10, 31)


@pytest.fixture(scope="session")
def books(company: Company) -> dict[str, OrderBook]:
    return order_books(company)


def test_control_totals_are_those_of_the_lines(company: Company, books: dict[str, OrderBook]) -> None:
    for order in of(company, "orders"):
        assert order["total"] == books[order["id"]].total(order["date"]), order["id"]
    for change in of(company, "changes"):
        if "total" in change:
            assert change["total"] == books[change["order"]].total(change["date"]), change["id"]


def test_orders_have_realistic_sizes(company: Company) -> None:
    for order in of(company, "orders"):
        if order.get("currency") is None:
            assert 2_000 <= order["total"] <= 300_000, order["id"]


def test_nothing_happens_to_an_order_before_its_date_or_after_its_cancellation(books: dict[str, OrderBook]) -> None:
    for book in books.values():
        moved = [entry["date"] for entry in (*book.changes, *book.deliveries)] + [day for day, _ in book.exchanges]
        assert all(day >= book.order["date"] for day in moved)
        if cancelled := book.cancelled:
            assert all(day <= cancelled for day in moved)


def test_no_more_is_delivered_than_ordered_and_no_less_ordered_than_delivered(books: dict[str, OrderBook]) -> None:
    for book in books.values():
        for entry in (*book.deliveries, *book.changes):
            lines = book.lines(entry["date"])
            for number, quantity in book.delivered(entry["date"]).items():
                assert 0 <= quantity <= lines[number]["qty"], entry["id"]


def test_goods_sent_back_had_been_delivered(company: Company, books: dict[str, OrderBook]) -> None:
    for credit in of(company, "credits"):
        for piece in credit.get("orders", []):
            for line in piece.get("lines", []):
                assert line["qty"] <= books[piece["order"]].delivered(credit["date"])[line["line"]] + (
                    line["qty"] if credit["reason"] == "exchange" else 0
                ), credit["id"]


def test_invoices_never_exceed_the_order(company: Company, books: dict[str, OrderBook]) -> None:
    invoiced: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for invoice in of(company, "invoices"):
        for piece in invoice["orders"]:
            assert books[piece["order"]].order["customer"] == invoice["customer"]
            invoiced[piece["order"]].append((invoice["date"], piece["amount"]))
    for order, moves in invoiced.items():
        for day, amount in sums_by_day(moves):
            assert 0 <= amount <= books[order].total(day), order


def test_invoices_print_the_tax_of_what_they_bill(company: Company) -> None:
    for invoice in of(company, "invoices"):
        assert sum(row["net"] + row["tax"] for row in invoice["taxes"]) == sum(
            piece["amount"] for piece in invoice["orders"]
        )
        for row in invoice["taxes"]:
            assert row["net"] == rounded((row["net"] + row["tax"]) / (1 + fraction(row["rate"]))), invoice["id"]


def test_invoice_numbers_are_unique_and_rise(company: Company) -> None:
    numbers = [invoice["number"] for invoice in of(company, "invoices")]
    assert numbers == sorted(set(numbers))
    assert all(len(number) == 20 for number in numbers)


def test_red_invoices_take_back_at_most_what_was_billed(company: Company) -> None:
    invoices = by_id(company, "invoices")
    for reversed_id, reds in grouped((each for each in invoices.values() if "reverses" in each), "reverses").items():
        billed = {piece["order"]: piece["amount"] for piece in invoices[reversed_id]["orders"]}
        for red in reds:
            assert red["date"] >= invoices[reversed_id]["date"]
            for piece in red["orders"]:
                assert piece["amount"] < 0
                billed[piece["order"]] += piece["amount"]
        assert min(billed.values()) >= 0
    for reissued in (each for each in invoices.values() if "replaces" in each):
        assert reissued["orders"] == invoices[reissued["replaces"]]["orders"]
        assert any(each.get("reverses") == reissued["replaces"] for each in invoices.values())
