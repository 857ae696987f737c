"""The figures of a period that is over are the same whenever they are asked for, whatever master data says later."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from salesbook.index.book import open_book
from salesbook.model.dates import Period, month, months_from
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingBy, AgingView
from salesbook.reports.commission import commission_report
from salesbook.reports.commission_settlement import settlement_entries
from salesbook.reports.period import period_report
from salesbook.reports.statement import statements
from tests.agreement.conftest import printed, span
from tests.oracle.later_masters import change_masters
from tests.oracle.random_books import RandomBook
from tests.oracle.writing import Raw, block

COUNT = int(os.environ.get("SALESBOOK_RANDOM_BOOKS", "12"))
ORDERS = 8
SAID_TODAY = {"name", "settled", "warnings_now"}
"""No figures of a period: what customers, reps and products are called now, by which entry it was settled, and what is
to be looked into by the credit limits, answers and findings of today."""

Figures = dict[str, Any]


def figures(root: Path, period: Period, today: date) -> Figures:
    """All that can be asked for about a period that is over, and the month in which it ends."""
    book = open_book(root)
    policy = book.policy
    assert policy is not None
    assert not book.errors, book.problems()
    last_month = month(period.last.year, period.last.month)
    reps = sorted(book.reps)
    found = {
        "report": period_report(book, policy, period, today).data,
        "month": period_report(book, policy, last_month, today).data,
        "commission": commission_report(book, policy, last_month, reps).data,
        "statements": statements(book, policy, period).data,
        **{f"aging by {by}": aging(book, policy, AgingView(period.last, by), detail=False).data for by in AgingBy},
    }
    book.connection.close()
    return {name: unnamed(printed(data)) for name, data in found.items()}


def unnamed(data: Any) -> Any:
    """Data without what may well change."""
    if isinstance(data, dict):
        return {key: unnamed(value) for key, value in data.items() if key not in SAID_TODAY}
    if isinstance(data, list):
        return [unnamed(each) for each in data]
    return data


def last_day_of_month_in(book: RandomBook) -> date:
    """The end of a month within the life of a book."""
    days = sorted({date.fromisoformat(entry["date"]) for entries in book.entries.values() for entry in entries})
    middle = days[len(days) // 2]
    return month(middle.year, middle.month).last


def settle(root: Path, period: Period) -> None:
    """Records the commission of a month as it is paid out."""
    book = open_book(root)
    assert book.policy is not None
    entries = settlement_entries(book, book.policy, period, period.last + timedelta(days=5))
    book.connection.close()
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        path = root / "ledgers" / "commissions" / f"{period.name}.yaml"
        path.parent.mkdir(exist_ok=True)
        fields = {key: Raw(str(value)) for key, value in entry.items() if value is not None}
        with path.open("a", encoding="utf-8") as file:
            file.write(block({"id": f"CM-{period.name}-{number}", **fields}))


@pytest.mark.parametrize("seed", range(COUNT))
def test_figures_of_a_past_period_stay(seed: int, tmp_path: Path) -> None:
    book = RandomBook(seed, ORDERS)
    first = book.today
    book.grow()
    last = last_day_of_month_in(book)
    book.write(tmp_path, until=last)
    period = span(first, last)
    before = figures(tmp_path, period, last + timedelta(days=1))
    for back in (-1, 0):
        settle(tmp_path, month(*months_from(last.year, last.month, back)))
    change_masters(book, last, random.Random(seed))
    book.write(tmp_path)
    after = figures(tmp_path, period, last + timedelta(days=400))
    for name, data in before.items():
        assert after[name] == data, (name, seed)
