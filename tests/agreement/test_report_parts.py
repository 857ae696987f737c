"""The parts of a period's report add up to its other figures, and say rightly how long something waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from salesbook.index.backlogs import Whom
from salesbook.index.exposure import exposure
from salesbook.index.histories import order_history
from salesbook.model.dates import Period
from salesbook.model.money import to_minor
from salesbook.reports.open_items import open_report
from salesbook.reports.open_orders import open_order
from salesbook.reports.parts.part import Scope
from tests.agreement.conftest import Figures, RandomBook, printed, span
from tests.agreement.test_invariants import currencies
from tests.oracle.money import minor as plain_minor
from tests.oracle.parts import invoiced_ahead, uninvoiced
from tests.oracle.reading import DOCUMENTS, Book
from tests.oracle.settling import source_currency


def reports(random_book: RandomBook) -> Iterator[tuple[Period, Figures]]:
    """Reports of spans that follow each other through the book."""
    first = random_book.first - timedelta(days=1)
    for last in random_book.days:
        yield span(first, last), random_book.report(span(first, last))
        first = last + timedelta(days=1)


def minor(text: str, currency: str) -> int:
    return to_minor(Decimal(text), currency)


def totals(figures: Figures, measure: str) -> dict[str, int]:
    """A measure of the report by currency."""
    found = {each["currency"]: minor(each["totals"][measure], each["currency"]) for each in currencies(figures)}
    return {currency: amount for currency, amount in found.items() if amount}


def summed(members: list[dict[str, Any]], key: str = "total") -> dict[str, int]:
    """A figure of a part by currency."""
    found = {each["currency"]: minor(each[key], each["currency"]) for each in members}
    return {currency: amount for currency, amount in found.items() if amount}


def test_totals_of_parts_are_the_measures(random_book: RandomBook) -> None:
    for _, report in reports(random_book):
        assert summed(report["by_method"]) == totals(report, "collected")
        assert summed(report["advances_by_order"]) == totals(report, "advances")
        assert summed(report["deposits_by_order"]) == totals(report, "deposits_due")
        assert summed(report["write_offs"]) == totals(report, "written_off")
        assert summed(report["output_tax"], "invoiced") == totals(report, "invoiced")
        aged = [{"currency": part["currency"], **part["totals"]} for part in report["aging"]]
        assert summed(aged, "receivable") == totals(report, "closing_receivable")
        for part in report["provision"]:
            owed = sum(minor(row["receivable"], part["currency"]) for row in part["buckets"])
            assert owed == totals(report, "closing_receivable").get(part["currency"], 0)


def test_totals_of_parts_are_the_sums_of_their_rows(random_book: RandomBook) -> None:
    for _, report in reports(random_book):
        for key in ("undelivered", "uninvoiced", "invoiced_ahead", "advances_by_order", "deposits_by_order"):
            for part in report[key]:
                assert sum(Decimal(row["amount"]) for row in part["orders"]) == Decimal(part["total"])
        for part in report["retention"]:
            by_state: Counter[str] = Counter()
            for row in part["items"]:
                by_state[row["state"]] += minor(row["amount"], part["currency"])
            for state in ("not_due", "due", "overdue"):
                assert minor(part[state], part["currency"]) == by_state[state]
        for part in report["aging"]:
            for column in (*part["buckets"], "receivable"):
                assert sum(Decimal(row[column]) for row in part["rows"]) == Decimal(part["totals"][column])


def test_what_bills_became_leads_from_opening_to_closing(random_book: RandomBook) -> None:
    for _, report in reports(random_book):
        for part in report["bills"]:
            left = ("collected", "discounted", "endorsed", "dishonoured", "given_back")
            came = Decimal(part["opening"]) + Decimal(part["received"])
            assert came - sum(Decimal(part[state]) for state in left) == Decimal(part["closing"])


def test_the_order_backlog_moves_by_what_is_ordered_and_delivered(random_book: RandomBook) -> None:
    """But for minor units that the lines of a changed order round anew."""
    before: dict[str, int] = {}
    rounded = 3 * len(random_book.plain["changes"])
    for _, report in reports(random_book):
        now, ordered, delivered = summed(report["undelivered"]), totals(report, "ordered"), totals(report, "delivered")
        for currency in {*before, *now, *ordered, *delivered}:
            moved = ordered.get(currency, 0) - delivered.get(currency, 0)
            assert abs(before.get(currency, 0) + moved - now.get(currency, 0)) <= rounded
        before = now


def test_how_long_orders_wait(random_book: RandomBook) -> None:
    """Since they were placed; to be invoiced, or delivered after their invoice, since there was anything of it.

    The plain implementation says nothing of the days before the first invoice of all.
    """
    days = sorted({entry["date"] for kind in DOCUMENTS for entry in random_book.plain[kind]})
    begun = min((invoice["date"] for invoice in random_book.plain["invoices"]), default=date.max)
    for period, report in reports(random_book):
        ordered = {order["id"]: order["date"] for order in random_book.plain["orders"]}
        for row in (row for part in report["undelivered"] for row in part["orders"]):
            assert row["days"] == (period.last - ordered[row["order"]]).days
        for key, restated in (("uninvoiced", uninvoiced), ("invoiced_ahead", invoiced_ahead)):
            waiting = {row["order"]: row["days"] for part in report[key] for row in part["orders"]}
            since = dict.fromkeys(waiting, period.last)
            still = set(waiting)
            for day in sorted((day for day in days if begun <= day <= period.last), reverse=True):
                still &= restated(random_book.plain, day).keys()
                since |= dict.fromkeys(still, day)
            for order, day in since.items():
                days_of_it = (period.last - day).days
                assert waiting[order] == days_of_it or (order in still and waiting[order] > days_of_it), (key, order)


def in_force(book: Book, day: date) -> list[dict[str, Any]]:
    """Hand-ins until a day without those that are reversed by then, and without what reverses them."""
    until = [entry for entry in book["handins"] if entry["date"] <= day]
    mistaken = {entry.get("reverses") for entry in until}
    return [entry for entry in until if "reverses" not in entry and entry["id"] not in mistaken]


def test_how_what_reps_hold_moved(random_book: RandomBook) -> None:
    """In these books a hand-in is of all that a rep holds, but for a little; it may name the payments."""
    book = random_book.plain
    for period, report in reports(random_book):
        received: Counter[tuple[str, str]] = Counter()
        handed_in: Counter[tuple[str, str]] = Counter()
        value = {each["id"]: plain_minor(each["amount"], source_currency(book, each)) for each in book["payments"]}
        for payment in book["payments"]:
            if payment.get("received_by") and period.first <= payment["date"] <= period.last:
                received[payment["received_by"], source_currency(book, payment)] += value[payment["id"]]
        for handin in in_force(book, period.last):
            currency = source_currency(book, handin)
            amount = plain_minor(handin["amount"], currency)
            if handin["date"] >= period.first:
                handed_in[handin["rep"], currency] += amount
        for row in report["held_by_rep"]:
            whose, currency = (row["rep"], row["currency"]), row["currency"]
            assert minor(row["received"], currency) == received.pop(whose, 0)
            assert minor(row["handed_in"], currency) == handed_in.pop(whose, 0)
            assert 0 <= minor(row["short"], currency) <= minor(row["held"], currency)
            moved = Decimal(row["opening"]) + Decimal(row["received"]) - Decimal(row["handed_in"])
            assert moved == Decimal(row["held"])
            assert (row["oldest"] is not None) == (Decimal(row["held"]) > 0)
        assert not any(received.values())
        assert not any(handed_in.values())


def test_warnings_are_what_the_parts_show(random_book: RandomBook) -> None:
    for _, report in reports(random_book):
        found: dict[str, Counter[str]] = {}
        for each in report["warnings"]:
            found.setdefault(each["warning"], Counter())[each["currency"]] += minor(each["amount"], each["currency"])
        assert found.get("bills_matured", {}) == summed(report["bills"], "matured")
        overdue = summed(report["retention"], "overdue"), summed(report["retention"], "due")
        assert found.get("retention_overdue", Counter()) == Counter(overdue[0]) + Counter(overdue[1])
        held: Counter[str] = Counter()
        for row in report["held_by_rep"]:
            if (row["days"] or 0) > 7:
                held[row["currency"]] += minor(row["held"], row["currency"])
        assert found.get("held_too_long", Counter()) == held
        waiting: Counter[str] = Counter()
        for part in report["undelivered"]:
            rows = [minor(row["amount"], part["currency"]) for row in part["orders"] if row["days"] > 30]
            waiting[part["currency"]] += sum(rows)
        late = found.get("undelivered_for_long", Counter())
        assert {currency for currency in late if late[currency]} == {each for each in waiting if waiting[each]}


def test_what_is_open_are_the_backlogs(random_book: RandomBook) -> None:
    """The orders of `open` wait for what their own histories say, and for what the backlogs of the report do."""
    book, policy = random_book.indexed, random_book.policy
    for period, report in reports(random_book):
        dated = [order["id"] for order in random_book.plain["orders"] if order["date"] <= period.last]
        histories = (order_history(book.connection, policy, id) for id in dated)
        stands = [open_order(book, history, period.last) for history in histories if history]
        shown = printed(open_report(book, policy, Whom(), period.last).data)
        for key, part, amounts in (
            ("undelivered", "to_deliver", {order.id: order.undelivered for order in stands if order.lines}),
            ("uninvoiced", "to_invoice", {order.id: order.uninvoiced for order in stands if order.uninvoiced}),
        ):
            if part == "to_deliver" or random_book.plain["invoices"]:
                assert {row["order"]: minor(row["amount"], row["currency"]) for row in shown[part]} == amounts
            rows = [(row, each["currency"]) for each in report[key] for row in each["orders"]]
            waiting = {row["order"]: minor(row["amount"], currency) for row, currency in rows}
            if waiting:
                assert waiting == {id: amount for id, amount in amounts.items() if amount}, key


def test_what_is_not_charged_leads_to_the_exposure(random_book: RandomBook) -> None:
    """Receivable less advances with what was ordered and not charged: by all customers at once, as by each alone."""
    book, policy = random_book.indexed, random_book.policy
    moved = (
        "SELECT customer, currency, amount FROM flow WHERE measure = 'ordered' AND axis = 'rep' AND date <= :day "
        "UNION ALL SELECT customer, currency, -amount FROM balance WHERE standing = 'charged' AND date <= :day"
    )
    for day in random_book.days:
        scope = Scope(book, policy, span(day, day))
        uncharged: Counter[tuple[str, str]] = Counter()
        for customer, currency, amount in book.connection.execute(moved, {"day": day.isoformat()}):
            uncharged[book.customers.canonical(customer), currency] += amount
        of_backlogs: Counter[tuple[str, str]] = Counter()
        for order in scope.backlogs:
            of_backlogs[order.customer, order.currency] += order.uncharged
        for customer in book.customers.by_id:
            for currency in ("CNY", "USD", "JPY") if book.customers.canonical(customer) == customer else ():
                aged = scope.aged_on(day).get((customer, currency))
                net = aged.net if aged else 0
                assert uncharged[customer, currency] == of_backlogs[customer, currency]
                assert net + uncharged[customer, currency] == exposure(book, customer, day, currency)
