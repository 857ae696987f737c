"""What a matcher sees of a book agrees with the plain implementation: nothing open is missing or there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from salesbook.bank.receivables import OpenOrder, Receivables
from salesbook.bank.view import BookView
from salesbook.index.held import held_movements
from tests.agreement.conftest import RandomBook
from tests.oracle.money import minor
from tests.oracle.orders import currency_of, customer_of
from tests.oracle.settling import (
    Position,
    given_until,
    opening_debt,
    order_debt,
    positions,
    source_currency,
    sources,
)

Key = tuple[str, str]
"""A customer and a currency."""


def seen_on(book: RandomBook, day: date) -> Iterator[tuple[str, Receivables]]:
    """What is seen of each account, with its currency."""
    view = BookView(book.indexed, book.policy, day)
    for account, currency in book.policy.account_currency.items():
        yield currency, view.of_account(account, day, day)


def positions_on(book: RandomBook, day: date, currency: str) -> dict[str, Position]:
    return {customer: found for (customer, of), found in positions(book.plain, day).items() if of == currency}


def test_items_are_the_aging_and_the_deposits(random_book: RandomBook) -> None:
    for day in random_book.days:
        for currency, seen in seen_on(random_book, day):
            items: Counter[tuple[str, str, date | None]] = Counter()
            due: Counter[str] = Counter()
            for order in seen.orders.values():
                due[order.customer] += order.due
                for item in order.items:
                    items[order.customer, order.id, item.due] += item.amount
            expected = positions_on(random_book, day, currency)
            owing = {customer: each.receivable + each.deposits_due for customer, each in expected.items()}
            assert {customer: sum_ for customer, sum_ in due.items() if sum_} == {
                customer: sum_ for customer, sum_ in owing.items() if sum_
            }
            for customer, position in expected.items():
                owed: Counter[tuple[str, str, date | None]] = Counter()
                for part in position.owed:
                    owed[customer, part.target, part.due] += part.amount
                assert all(items[key] >= amount for key, amount in owed.items()), (day, owed - items)


def test_each_order_can_take_what_it_was_not_given(random_book: RandomBook) -> None:
    plain = random_book.plain
    for day in random_book.days:
        given = given_until(plain, day)
        debts = {each["id"]: order_debt(plain, each, day, given) for each in plain["orders"] if each["date"] <= day}
        debts |= {each["id"]: opening_debt(plain, each, given) for each in plain["openings"] if each["date"] <= day}
        able = {id: debt.total - debt.settled for id, debt in debts.items() if debt.total > debt.settled}
        entries = {each["id"]: each for each in (*plain["orders"], *plain["openings"])}
        for currency, seen in seen_on(random_book, day):
            of_currency = {id: left for id, left in able.items() if currency_of(plain, entries[id]) == currency}
            later = {each["id"] for each in plain["openings"] if each["date"] > day}
            assert {id: order.unsettled for id, order in seen.orders.items() if id not in later} == of_currency
            for id, order in seen.orders.items():
                assert order.customer == customer_of(plain, entries[id]["customer"])
            assert {order.id for order in seen.foreign} >= able.keys() - of_currency.keys()
            assert not {order.id for order in seen.foreign} & seen.orders.keys()


def test_invoices_ask_for_no_more_than_was_invoiced_and_is_not_paid(random_book: RandomBook) -> None:
    plain = random_book.plain
    for day in random_book.days:
        given = given_until(plain, day)
        for _, seen in seen_on(random_book, day):
            for order in (*seen.orders.values(), *seen.foreign):
                if order.opening:
                    assert order.invoices == ()
                    continue
                entry = next(each for each in plain["orders"] if each["id"] == order.id)
                debt = order_debt(plain, entry, day, given)
                asked = sum(invoice.amount for invoice in order.invoices)
                invoiced = max(0, net_invoiced(random_book, order))
                assert all(invoice.amount > 0 for invoice in order.invoices)
                assert asked <= invoiced
                assert asked <= max(order.unsettled, invoiced - debt.settled)
                untouched = order.due >= max(debt.earned, sum(item.amount for item in debt.items))
                if debt.settled <= 0 and untouched:  # by free money too
                    assert asked == invoiced


def net_invoiced(book: RandomBook, order: OpenOrder) -> int:
    return sum(
        minor(piece["amount"], order.currency)
        for invoice in book.plain["invoices"]
        for piece in invoice["orders"]
        if piece["order"] == order.id
    )


def test_free_money_is_what_is_left_of_it(random_book: RandomBook) -> None:
    plain = random_book.plain
    for day in random_book.days:
        of = sources(plain)
        for currency, seen in seen_on(random_book, day):
            free: Counter[str] = Counter()
            for each in seen.free:
                source = of[each.id]
                given = [piece for piece in given_until(plain, day) if piece.source == each.id]
                assert source_currency(plain, source) == currency
                assert 0 < each.amount <= minor(source["amount"], currency) - sum(piece.paid for piece in given)
                assert each.customer == customer_of(plain, source["customer"])
                assert each.credit == (each.id in {credit["id"] for credit in plain["credits"]})
                free[each.customer] += each.amount
            expected = positions_on(random_book, day, currency)
            assert all(amount <= expected[customer].advances for customer, amount in free.items())


def test_reps_hold_what_they_received_and_did_not_hand_in(random_book: RandomBook) -> None:
    for day in random_book.days:
        for currency, seen in seen_on(random_book, day):
            holding: Counter[str] = Counter()
            for movement in held_movements(random_book.indexed.connection, random_book.policy):
                if movement.currency == currency and movement.date <= day:
                    holding[movement.rep] += movement.amount
            held: Counter[str] = Counter()
            for each in seen.held:
                held[each.rep] += each.amount
            assert held == +holding


def test_what_was_paid_is_remembered_once(random_book: RandomBook) -> None:
    day = random_book.days[-1]
    payments = {each["id"]: each for each in random_book.plain["payments"]}
    reversed_ones = {each.get("reverses") for each in payments.values()}
    for currency, seen in seen_on(random_book, day):
        expected = sorted(
            (each["date"], minor(each["amount"], currency))
            for id, each in payments.items()
            if each["amount"] > 0 and id not in reversed_ones and source_currency(random_book.plain, each) == currency
        )
        assert sorted((each.date, each.amount) for found in seen.past_payments.values() for each in found) == expected
