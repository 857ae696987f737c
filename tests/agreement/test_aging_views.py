"""Agings by document date, by product and between two days agree with the plain implementation, and foot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from salesbook.model.money import to_minor
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingBasis, AgingBy, AgingView
from tests.agreement.conftest import Figures, RandomBook, printed
from tests.oracle.aging_views import by_document, by_product, movement

RAISING = ("opening_receivable", "openings", "charged", "advances_change")
LOWERING = ("collected", "returns", "written_off", "other_settled", "elsewhere")


def seen(book: RandomBook, view: AgingView, **more: Any) -> Figures:
    """What ``aging --format json`` prints."""
    figures: Figures = printed(aging(book.indexed, book.policy, view, **more).data)
    return figures


def currencies(figures: Figures) -> list[Figures]:
    return [figures, *figures["others"]]


def minor(text: str, currency: str) -> int:
    return to_minor(Decimal(text), currency)


def test_by_document_date_agrees_and_totals_are_those_by_due_date(random_book: RandomBook) -> None:
    for day in random_book.days:
        figures = seen(random_book, AgingView(day, basis=AgingBasis.DOCUMENT))
        found = {
            (row["customer"], each["currency"]): {
                name: amount for name in each["buckets"] if (amount := minor(row[name], each["currency"]))
            }
            for each in currencies(figures)
            for row in each["rows"]
        }
        assert {whose: row for whose, row in found.items() if row} == by_document(random_book.plain, day)
        for one, other in zip(currencies(figures), currencies(random_book.aging(day)), strict=True):
            for total in ("receivable", "advances", "net", "deposits_due"):
                assert one["totals"][total] == other["totals"][total]


def test_by_product_agrees_and_sums_to_by_customer(random_book: RandomBook) -> None:
    edges = random_book.policy.aging
    for day in random_book.days:
        figures = seen(random_book, AgingView(day, AgingBy.PRODUCT))
        expected: dict[tuple[str | None, str, str], int] = defaultdict(int)
        for (product, currency), row in by_product(random_book.plain, day).items():
            for days, amount in row.items():
                place = days + 1 if days <= 0 else 2 + sum(days > edge for edge in edges)
                expected[product, currency, figures["buckets"][place]] += amount
        found = {
            (row["product"], each["currency"], name): minor(row[name], each["currency"])
            for each in currencies(figures)
            for row in each["rows"]
            for name in each["buckets"]
        }
        assert {key: amount for key, amount in found.items() if amount} == {
            key: amount for key, amount in expected.items() if amount
        }
        for one, other in zip(currencies(figures), currencies(random_book.aging(day)), strict=True):
            assert one["totals"] == other["totals"]


def spans(book: RandomBook) -> Iterator[tuple[date, date]]:
    first = book.first - timedelta(days=1)
    yield first, book.days[-1]
    yield book.days[0] + timedelta(days=1), book.days[-1]
    yield book.days[1], book.days[1]


def test_movements_agree_and_foot(random_book: RandomBook) -> None:
    for first, last in spans(random_book):
        figures = seen(random_book, AgingView(last), since=first)
        found = {
            (row["customer"], each["currency"]): {
                name: minor(row[name], each["currency"])
                for name in (*RAISING, *LOWERING, "closing_receivable")
                if minor(row[name], each["currency"])
            }
            for each in currencies(figures)
            for row in each["movement"]["rows"]
        }
        expected = {
            whose: {name: amount for name, amount in row.items() if amount}
            for whose, row in movement(random_book.plain, first, last).items()
        }
        assert {whose: row for whose, row in found.items() if row} == {
            whose: row for whose, row in expected.items() if row
        }


def test_movements_of_reps_and_teams_foot_and_lead_to_their_agings(random_book: RandomBook) -> None:
    for first, last in spans(random_book):
        for by in (AgingBy.CUSTOMER, AgingBy.REP, AgingBy.TEAM):
            for each in currencies(seen(random_book, AgingView(last, by), since=first)):
                currency = each["currency"]
                for row in (*each["movement"]["rows"], each["movement"]["totals"]):
                    raised = sum(minor(row[name], currency) for name in RAISING)
                    lowered = sum(minor(row[name], currency) for name in LOWERING)
                    assert raised - lowered == minor(row["closing_receivable"], currency)
                for name, aged in (("opening_receivable", each["opening"]), ("closing_receivable", each)):
                    moved = {row[by.value]: row[name] for row in each["movement"]["rows"] if Decimal(row[name])}
                    there = {row[by.value]: row["receivable"] for row in aged["rows"] if Decimal(row["receivable"])}
                    assert moved == there
                    assert each["movement"]["totals"][name] == aged["totals"]["receivable"]


def test_what_was_settled_of_an_item_and_what_is_owed_come_to_it_but_for_deposits(random_book: RandomBook) -> None:
    for day in random_book.days:
        figures = seen(random_book, AgingView(day), detail=True)
        without_deposits = {
            (row["customer"], each["currency"])
            for each in currencies(figures)
            for row in each["rows"]
            if not Decimal(row["deposits_due"])
        }
        owed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for item in figures["items"]:
            settled = sum((Decimal(paid["amount"]) for paid in item["settled"]), Decimal(0))
            owed[item["customer"], item["currency"]] += Decimal(item["amount"])
            if item["of"] is None:
                assert item["bucket"] == "unbilled"
            elif (item["customer"], item["currency"]) in without_deposits:
                assert settled + Decimal(item["amount"]) == Decimal(item["of"])
            else:
                assert settled + Decimal(item["amount"]) <= Decimal(item["of"])
            assert all(date.fromisoformat(paid["date"]) <= day for paid in item["settled"])
        rows = {
            (row["customer"], each["currency"]): Decimal(row["receivable"])
            for each in currencies(figures)
            for row in each["rows"]
        }
        assert dict(owed) == {whose: amount for whose, amount in rows.items() if amount}


def test_the_filters_part_the_whole(random_book: RandomBook) -> None:
    day = random_book.days[-1]
    whole = currencies(random_book.aging(day))[0]["totals"]["receivable"]
    teams = {team for rep in random_book.indexed.reps.values() if (team := rep.team_on(day))}
    for some in (
        ({"reps": (rep,)} for rep in (*random_book.indexed.reps, None)),
        ({"teams": (t,)} for t in (*teams, None)),
    ):
        parts = [seen(random_book, AgingView(day, **one))["totals"]["receivable"] for one in some]  # type: ignore[arg-type]
        assert sum(map(Decimal, parts)) == Decimal(whole)
