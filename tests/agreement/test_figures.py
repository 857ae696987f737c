"""The product's figures are those of the plain implementation, from the index and from the text alone."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.index.book import NO_INDEX_VARIABLE, open_book
from salesbook.index.database import database_path
from salesbook.model.dates import Period, month, quarter, year
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingView
from salesbook.reports.period import period_report
from tests.agreement.conftest import RandomBook, printed
from tests.oracle.compare import differences
from tests.oracle.plain import aging as plain_aging
from tests.oracle.plain import report as plain_report


def periods_around(days: tuple[date, ...]) -> list[Period]:
    """The months of the days, and the quarter and year of the last."""
    months = {month(day.year, day.month) for day in days}
    last = days[-1]
    return [*sorted(months, key=lambda each: each.first), quarter(last.year, (last.month + 2) // 3), year(last.year)]


def test_aging_agrees(random_book: RandomBook) -> None:
    for day in random_book.days:
        found = list(differences(plain_aging(random_book.plain, day), random_book.aging(day)))
        assert not found, (day, random_book.root)


def test_reports_agree(random_book: RandomBook) -> None:
    for period in periods_around(random_book.days):
        expected = plain_report(random_book.plain, period.first, period.last)
        found = list(differences(expected, random_book.report(period)))
        assert not found, (period.name, random_book.root)


def test_the_text_alone_gives_the_same(random_book: RandomBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_INDEX_VARIABLE, "1")
    kept = database_path(random_book.root).stat().st_mtime_ns
    book = open_book(random_book.root)
    policy = book.policy
    assert policy is not None
    assert book.work.files > 0, "it was read anew"
    for day in random_book.days:
        document = aging(book, policy, AgingView(day))
        assert printed(document.data) == random_book.aging(day)
    for period in periods_around(random_book.days):
        assert printed(period_report(book, policy, period).data) == random_book.report(period)
    assert book.problems() == random_book.indexed.problems()
    assert database_path(random_book.root).stat().st_mtime_ns == kept
    book.connection.close()
