"""What the report sets beside its figures (periods before, months, teams, customers, pace) is as plain reports say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from salesbook.model.dates import Period, month, quarter
from salesbook.model.money import to_minor
from tests.agreement.conftest import Figures, RandomBook, currencies
from tests.oracle import looking_back as plain
from tests.oracle.compare import differences
from tests.oracle.report import MEASURES
from tests.oracle.report import Period as Days

TREND = ("orders", "sales", "collected", "closing_receivable", "overdue")


def one_period(random_book: RandomBook) -> Period:
    """A month or quarter of each book's life."""
    day = random_book.days[len(random_book.days) // 2]
    return quarter(day.year, (day.month + 2) // 3) if day.day % 3 == 0 else month(day.year, day.month)


def days(period: Period) -> Days:
    return Days(period.first, period.last)


def same(
    expected: dict[str, Figures], actual: dict[str, Figures], measures: tuple[str, ...] | None = None
) -> list[str]:
    """The differences of figures by currency; one without any may be missing."""
    shown = {currency: {m: row[m] for m in measures or row} for currency, row in expected.items()}
    return list(differences(rows_of(shown), rows_of(actual)))


def rows_of(figures: dict[str, Figures]) -> list[Figures]:
    """Figures by currency as rows."""
    return [{"currency": currency, **row} for currency, row in figures.items()]


def test_what_is_set_beside_the_totals_is_the_report_of_those_days(random_book: RandomBook) -> None:
    period = one_period(random_book)
    report = random_book.report(period)
    for key, expected in plain.before(random_book.plain, days(period)).items():
        actual = {each["currency"]: each[key] for each in currencies(report) if each[key]}
        known = {currency: row for currency, row in expected.items() if currency in reported(report)}
        assert not same(known, actual), (key, period.name, random_book.root)


def reported(report: Figures) -> set[str]:
    return {each["currency"] for each in currencies(report)}


def test_each_month_of_the_trend_is_its_report(random_book: RandomBook) -> None:
    period = one_period(random_book)
    report = random_book.report(period)
    for name, expected in plain.trend(random_book.plain, days(period)).items():
        rows = {each["currency"]: [row for row in each["trend"] if row["month"] == name] for each in currencies(report)}
        actual = {currency: {m: found[0][m] for m in TREND} for currency, found in rows.items() if found}
        known = {currency: row for currency, row in expected.items() if currency in reported(report)}
        assert not same(known, actual, TREND), (name, period.name, random_book.root)


def test_teams_are_their_reps_together(random_book: RandomBook) -> None:
    period = one_period(random_book)
    report = random_book.report(period)
    actual = {
        (each["currency"], row["team"]): {
            measure: row[measure] if measure == "orders" else to_minor(Decimal(row[measure]), each["currency"])
            for measure in MEASURES
            if row[measure] not in {0, "0", "0.00"}
        }
        for each in currencies(report)
        for row in each["by_team"]
    }
    expected = {
        key: {measure: amount for measure, amount in sums.items() if amount}
        for key, sums in plain.teams(random_book.plain, days(period)).items()
    }
    assert {key: sums for key, sums in actual.items() if sums} == expected, (period.name, random_book.root)


def test_who_is_new_and_who_is_lost(random_book: RandomBook) -> None:
    after = random_book.days[-1] + timedelta(days=200)
    for period in (one_period(random_book), month(after.year, after.month)):
        report = random_book.report(period)
        rows = [(each["currency"], each) for each in currencies(report)]
        new = {
            (row["customer"], currency): (date.fromisoformat(row["first_order"]), row["orders"])
            for currency, each in rows
            for row in each["new_customers"]
        }
        assert new == plain.new_customers(random_book.plain, days(period)), (period.name, random_book.root)
        lost = {(row["customer"], currency): row["orders"] for currency, each in rows for row in each["lost_customers"]}
        expected = plain.lost_customers(random_book.plain, days(period))
        known = {whose: count for whose, count in expected.items() if whose[1] in reported(report)}
        assert lost == known, (period.name, random_book.root)


def test_a_running_period_ends_as_it_goes_on(random_book: RandomBook) -> None:
    period = one_period(random_book)
    today = max(period.first, min(random_book.days[len(random_book.days) // 2], period.last - timedelta(days=1)))
    report = random_book.report(period, today)
    expected = plain.pace(random_book.plain, days(period), today)
    for each in currencies(report):
        currency = each["currency"]
        for measure in ("sales", "collected", "orders"):
            found = tuple(
                value if value is None or measure == "orders" else to_minor(Decimal(value), currency)
                for value in (each["pace"][measure][key] for key in ("so_far", "projected", "target"))
            )
            if (currency, measure) in expected or any(found[:2]):
                assert found == expected[currency, measure], (measure, period.name, random_book.root)
