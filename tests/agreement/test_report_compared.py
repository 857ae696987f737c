"""Parts of a report say the same of the same figure, however each came by it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from salesbook.model.dates import Period, month, months_from, period_before, quarter, year, year_before
from salesbook.reports.period import period_report
from salesbook.reports.period_figures import MEASURES, period_figures, period_totals
from tests.agreement.conftest import Figures, RandomBook, printed

SHARED = ("invoiced", "sales", "collected", "closing_receivable", "overdue", "advances")
"""What teams add up to, besides orders, which may be several teams' at once."""


def last_periods(book: RandomBook) -> list[Period]:
    last = book.days[-1]
    return [month(last.year, last.month), quarter(last.year, (last.month + 2) // 3), year(last.year)]


def currencies(figures: Figures) -> list[Figures]:
    return [figures, *figures["others"]]


def summed(rows: list[dict[str, Any]], measure: str) -> Decimal:
    return sum((Decimal(row[measure]) for row in rows), Decimal(0))


def test_totals_are_the_same_without_a_look_at_each_customer(random_book: RandomBook) -> None:
    book, policy = random_book.indexed, random_book.policy
    for period in last_periods(random_book):
        figures, totals = period_figures(book, policy, period), period_totals(book, policy, period)
        for currency, each in figures.items():
            for measure in (*MEASURES, "due_divisor", "dso_charged"):
                found = totals[currency][measure] if currency in totals else 0
                assert found == each.totals[measure], (period.name, currency, measure)


def test_a_report_compares_with_what_the_other_reports_say(random_book: RandomBook) -> None:
    for period in last_periods(random_book):
        report = random_book.report(period)
        for key, other in (("before", period_before(period)), ("year_before", year_before(period))):
            then = {each["currency"]: each["totals"] for each in currencies(random_book.report(other))}
            for each in currencies(report):
                if each["currency"] in then:
                    found = {name: value for name, value in each[key].items() if name not in ("from", "to")}
                    assert found == then[each["currency"]], (period.name, key)


def test_a_trend_ends_with_the_period_and_goes_back_a_year(random_book: RandomBook) -> None:
    period = last_periods(random_book)[0]
    for each in currencies(random_book.report(period)):
        months = [row["month"] for row in each["trend"]]
        assert months == [
            month(*months_from(period.last.year, period.last.month, -back)).name for back in range(12, -1, -1)
        ]
        last = {name: value for name, value in each["trend"][-1].items() if name != "month"}
        assert last == {name: each["totals"][name] for name in last}
        assert each["trend"][0]["sales"] == each["year_before"]["sales"]


def test_teams_add_up_to_the_totals(random_book: RandomBook) -> None:
    for period in last_periods(random_book):
        for each in currencies(random_book.report(period)):
            for measure in SHARED:
                assert summed(each["by_team"], measure) == Decimal(each["totals"][measure]), (period.name, measure)
            orders = [row["orders"] for row in each["by_team"]]
            assert max(orders, default=0) <= each["totals"]["orders"] <= sum(orders)


def test_a_pace_is_told_only_while_a_period_runs(random_book: RandomBook) -> None:
    book, policy = random_book.indexed, random_book.policy
    period = last_periods(random_book)[0]
    for day, running in (
        (period.opening_day, False),
        (period.first, True),
        (period.last - timedelta(days=1), True),
        (period.last, False),
        (period.last + timedelta(days=40), False),
    ):
        figures = printed(period_report(book, policy, period, day).data)
        assert all(("pace" in each) is running for each in currencies(figures)), day
        if not running:
            assert figures == random_book.report(period), "it does not depend on the day"
