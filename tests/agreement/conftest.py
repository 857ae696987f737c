"""Random books, each written, indexed, and read by the plain implementation, with a few days to look at."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from salesbook.index.book import IndexedBook, open_book
from salesbook.model.dates import Period
from salesbook.model.policy import Policy
from salesbook.render.targets.json import dumps
from salesbook.reports.aging import aging
from salesbook.reports.aging_view import AgingBy, AgingView
from salesbook.reports.period import period_report
from tests.oracle.plain import read_book
from tests.oracle.random_books import write_random_book
from tests.oracle.reading import DOCUMENTS, Book

COUNT = int(os.environ.get("SALESBOOK_RANDOM_BOOKS", "16"))
"""How many books; set it higher to search for long."""

DAYS_OF_EACH = 3
ORDERS = 10

Figures = dict[str, Any]


@dataclass(frozen=True)
class RandomBook:
    """A valid random book as both implementations see it; ``days`` lie within it, in order."""

    root: Path
    indexed: IndexedBook
    policy: Policy
    plain: Book
    days: tuple[date, ...]
    first: date

    def aging(self, day: date, by: AgingBy = AgingBy.CUSTOMER) -> Figures:
        """What ``aging --format json`` prints."""
        figures: Figures = printed(aging(self.indexed, self.policy, AgingView(day, by)).data)
        return figures

    def report(self, period: Period, today: date | None = None) -> Figures:
        """What ``report --format json`` prints on a day."""
        figures: Figures = printed(period_report(self.indexed, self.policy, period, today).data)
        return figures


def printed(data: Any) -> Any:
    """The data of a document as it comes out of JSON."""
    return json.loads(dumps(data))


def currencies(figures: Figures) -> list[Figures]:
    """The figures of each currency of a report or an aging."""
    return [figures, *figures["others"]]


def span(first: date, last: date) -> Period:
    """Any days, both ends included."""
    return Period(first, last, f"{first}..{last}")


@pytest.fixture(scope="session", params=range(COUNT), ids=lambda seed: f"seed {seed}")
def random_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RandomBook]:
    seed: int = request.param
    root = tmp_path_factory.mktemp("book")
    write_random_book(root, seed, ORDERS)
    plain, indexed = read_book(root), open_book(root)
    dates = sorted({entry["date"] for kind in DOCUMENTS for entry in plain[kind]})
    chosen = {*random.Random(seed).sample(dates, DAYS_OF_EACH), dates[-1] + timedelta(days=seed % 40)}
    assert indexed.policy is not None
    yield RandomBook(root, indexed, indexed.policy, plain, tuple(sorted(chosen)), dates[0])
    indexed.connection.close()
