"""The company's money is given out once, to whom it belongs, and no more than there is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from salesbook.demo.company import Company

from .ledger import by_id, given, of, order_books, sums_by_day


def test_no_order_or_opening_has_received_less_than_nothing_or_more_than_it_can_take(company: Company) -> None:
    books, openings = order_books(company), by_id(company, "openings")
    moves: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    gives: dict[str, set[date]] = defaultdict(set)
    for each in given(company):
        moves[each.target].append((each.day, each.amount))
        if each.amount > 0:
            gives[each.target].add(each.day)
    for target, moved in moves.items():
        for day, amount in sums_by_day(moved):
            total = openings[target]["amount"] if target in openings else books[target].total(day)
            assert amount >= 0, target
            if day in gives[target]:
                assert amount <= total, (target, day)


def test_an_order_stands_once_in_an_entry(company: Company) -> None:
    for kind in ("payments", "credits", "allocations"):
        for entry in of(company, kind):
            targets = [piece.get("order") or piece["opening"] for piece in entry.get("orders", [])]
            assert len(targets) == len(set(targets)), entry["id"]


def test_money_is_given_to_orders_of_the_payer_or_its_group(company: Company) -> None:
    customers = by_id(company, "customers")
    sources = by_id(company, "payments") | by_id(company, "credits")
    targets = by_id(company, "orders") | by_id(company, "openings")
    others = 0
    for each in given(company):
        payer, owner = sources[each.source]["customer"], targets[each.target]["customer"]
        assert each.day >= max(sources[each.source]["date"], targets[each.target]["date"])
        if payer != owner:
            others += 1
            assert customers[payer]["group"] == customers[owner]["group"]
    assert others, "no payment for another customer of the group"


def test_no_payment_or_credit_gives_out_more_than_it_has_on_any_day(company: Company) -> None:
    amounts = {entry["id"]: entry["amount"] for kind in ("payments", "credits") for entry in of(company, kind)}
    moves: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for each in given(company):
        moves[each.source].append((each.day, each.amount))
    for source, moved in moves.items():
        for day, amount in sums_by_day(moved):
            assert min(amounts[source], 0) <= amount <= max(amounts[source], 0), (source, day)


def test_no_customers_money_not_given_out_falls_below_zero(company: Company) -> None:
    dishonoured = {bill["payment"]: bill["date"] for bill in of(company, "bills") if bill["event"] == "dishonoured"}
    sources = by_id(company, "payments") | by_id(company, "credits")
    moves: dict[tuple[str, str], list[tuple[date, Decimal]]] = defaultdict(list)
    currencies = {
        order["id"]: order.get("currency", "CNY") for kind in ("orders", "openings") for order in of(company, kind)
    }
    source_currency: dict[str, str] = defaultdict(lambda: "CNY")
    for each in given(company):
        source_currency[each.source] = currencies[each.target]
    for opening in of(company, "openings"):
        if opening["amount"] < 0:
            moves[opening["customer"], "CNY"].append((opening["date"], -opening["amount"]))
    for id, source in sources.items():
        key = source["customer"], source_currency[id]
        moves[key].append((source["date"], source["amount"]))
        if id in dishonoured:
            moves[key].append((dishonoured[id], -source["amount"]))
    for each in given(company):
        moves[sources[each.source]["customer"], source_currency[each.source]].append((each.day, -each.amount))
    for key, moved in moves.items():
        for day, free in sums_by_day(moved):
            assert free >= 0, (key, day)


def test_reps_hand_in_each_payment_once_and_never_more_than_they_hold(company: Company) -> None:
    payments = by_id(company, "payments")
    handed: set[str] = set()
    for handin in of(company, "handins"):
        paid = [payments[id] for id in handin["payments"]]
        assert handin["amount"] == sum(payment["amount"] for payment in paid)
        assert all(payment["received_by"] == handin["rep"] for payment in paid)
        assert all(payment["date"] <= handin["date"] for payment in paid)
        assert handed.isdisjoint(handin["payments"])
        handed.update(handin["payments"])


def test_a_rep_hands_in_late_and_some_money_is_still_held(shown: Company) -> None:
    payments = by_id(shown, "payments")
    waits = [
        (handin["date"] - payments[id]["date"]).days for handin in of(shown, "handins") for id in handin["payments"]
    ]
    assert max(waits) > 20
    handed = {id for handin in of(shown, "handins") for id in handin["payments"]}
    held = [payment for id, payment in payments.items() if "received_by" in payment and id not in handed]
    assert 2 <= len(held) <= 12


def test_bills_end_once_at_their_value(company: Company) -> None:
    payments = by_id(company, "payments")
    ended = [bill["payment"] for bill in of(company, "bills")]
    assert len(ended) == len(set(ended))
    for bill in of(company, "bills"):
        payment = payments[bill["payment"]]
        assert payment["method"] == "bill"
        assert bill["amount"] == payment["amount"]
        assert bill["date"] >= (payment["bill"]["matures"] if bill["event"] == "collected" else payment["date"])


def test_customers_pay_most_of_what_they_get(company: Company) -> None:
    books = order_books(company)
    last_day = date(2026, 9, 30)
    owed = sum(
        line["price"] * books[id].delivered(last_day).get(number, 0)
        for id, book in books.items()
        if book.order.get("currency") is None
        for number, line in book.lines(last_day).items()
    )
    paid = sum(payment["amount"] for payment in of(company, "payments") if payment["date"] <= last_day)
    assert Decimal("0.85") < paid / owed < Decimal("1.05")


def test_some_customers_are_over_their_credit_limit_and_most_are_not(shown: Company) -> None:
    books = order_books(shown)
    last_day = date(2026, 10, 31)
    exposure: dict[str, Decimal] = defaultdict(Decimal)
    for book in books.values():
        exposure[book.order["customer"]] += book.total(last_day)
    for opening in of(shown, "openings"):
        exposure[opening["customer"]] += opening["amount"]
    dishonoured = {bill["payment"] for bill in of(shown, "bills") if bill["event"] == "dishonoured"}
    for entry in (*of(shown, "payments"), *of(shown, "credits")):
        if entry["id"] not in dishonoured:
            exposure[entry["customer"]] -= entry["amount"]
    limits = {each["id"]: each["credit_limit"] for each in of(shown, "customers") if "credit_limit" in each}
    over = [customer for customer, limit in limits.items() if exposure[customer] > limit]
    assert 2 <= len(over) <= 8
