"""Sums by customer and month are what the units move, and say of whole months what a look at each order says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from salesbook.index.book import IndexedBook
from salesbook.index.buying import bought, buying
from salesbook.index.customer_months import AMOUNTS, MEASURES, STANDINGS, month_sums
from salesbook.index.flows import By, customer_flows, flow_sums
from salesbook.model.dates import Period, month
from tests.index.comparing import fresh
from tests.oracle.random_books import write_random_book

SEEDS = range(500, 506)


@pytest.fixture(params=SEEDS, scope="module")
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexedBook]:
    path = tmp_path_factory.mktemp("book")
    write_random_book(path, seed=request.param, orders=14)
    found = fresh(path)
    yield found
    found.connection.close()


def days_of(connection: sqlite3.Connection) -> list[date]:
    rows = connection.execute("SELECT date FROM flow UNION SELECT date FROM balance")
    return sorted(date.fromisoformat(day) for (day,) in rows)


def months_of(book: IndexedBook) -> list[Period]:
    found = sorted({(day.year, day.month) for day in days_of(book.connection)})
    assert len(found) > 3
    return [month(*each) for each in found]


def test_each_amount_is_what_moved(book: IndexedBook) -> None:
    moved = {
        "orders": "SELECT count(DISTINCT unit) FROM flow WHERE measure = 'orders'",
        **{name: f"SELECT sum(amount) FROM flow WHERE axis = 'rep' AND measure = '{name}'" for name in MEASURES[1:]},
        **{name: f"SELECT sum(amount) FROM balance WHERE standing = '{name}'" for name in STANDINGS},
    }
    assert tuple(moved) == AMOUNTS
    for each in months_of(book):
        rows = list(month_sums(book.connection, each, AMOUNTS))
        assert all(any(amounts) for _, _, *amounts in rows)
        days = (each.first.isoformat(), each.last.isoformat())
        for at, name in enumerate(AMOUNTS):
            (expected,) = book.connection.execute(f"{moved[name]} AND date BETWEEN ? AND ?", days).fetchone()
            assert sum(row[2 + at] for row in rows) == (expected or 0), name


def test_sums_of_some_customers_are_those_of_all(book: IndexedBook) -> None:
    first, *_, last = months_of(book)
    whole = Period(first.first, last.last, "all")
    for columns in (("orders", "charged"), ("open",)):
        everybody = sorted(map(tuple, month_sums(book.connection, whole, columns)))
        some = {customer for customer, *_ in everybody[::2]}
        found = month_sums(book.connection, whole, columns, sorted(some))
        assert sorted(map(tuple, found)) == [row for row in everybody if row[0] in some]


def test_whole_months_say_what_a_look_at_each_order_says(book: IndexedBook) -> None:
    assert book.policy is not None
    first, *_, last = months_of(book)
    for period in (first, last, Period(first.first, last.last, "all")):
        ordered, looked_up = bought(book, book.policy, period), buying(book, period)
        assert ordered.keys() == looked_up.keys()
        for whose, each in ordered.items():
            assert (each.orders, each.last) == (looked_up[whose].orders, looked_up[whose].last.isoformat())
            assert each.since == looked_up[whose].first.replace(day=1).isoformat()


def test_a_part_of_a_month_is_what_its_days_are(book: IndexedBook) -> None:
    assert book.policy is not None
    for each in months_of(book)[-3:]:
        day, one = each.first, timedelta(days=1)
        by_day: dict[tuple[str, object, str | None], int] = {}
        while day <= each.last:
            for flow in flow_sums(book, Period(day, day, str(day)), By.CUSTOMER):
                key = (flow.currency, flow.measure, flow.key)
                by_day[key] = by_day.get(key, 0) + flow.amount
            day += one
        whole = {(flow.currency, flow.measure, flow.key): flow.amount for flow in flow_sums(book, each, By.CUSTOMER)}
        assert whole == {key: amount for key, amount in by_day.items() if amount}
        amounts = [
            amount
            for columns in customer_flows(book, each).values()
            for of in columns.values()
            for amount in of.values()
        ]
        assert all(amounts)
