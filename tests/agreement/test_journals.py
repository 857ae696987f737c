"""Real hledger and beancount, over the journals of random books, find what salesbook's own reports say."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesbook.bank.account_money import account_states
from salesbook.datasets.dataset import Source
from salesbook.exports.journal import beancount as beancount_form
from salesbook.exports.journal import hledger as hledger_form
from salesbook.exports.journal.file import write_journal
from salesbook.exports.journal.journal import journal
from salesbook.i18n import Language
from salesbook.model.dates import month
from salesbook.model.money import plain
from tests.agreement.conftest import RandomBook

HLEDGER = shutil.which("hledger")

Balances = dict[tuple[str, str], Decimal]
"""By account (its last part) and currency."""


def source(random_book: RandomBook) -> Source:
    return Source(random_book.indexed, random_book.policy, random_book.days[-1])


@pytest.fixture
def journal_file(random_book: RandomBook, tmp_path: Path) -> Path:
    if HLEDGER is None:
        pytest.skip("hledger is not installed")
    write_journal(source(random_book), tmp_path / hledger_form.FILE_NAME, Language.ZH, hledger_form.written)
    return tmp_path / hledger_form.FILE_NAME


@pytest.fixture
def beancount_entries(random_book: RandomBook, tmp_path: Path) -> Any:
    loader = pytest.importorskip("beancount.loader", reason="beancount is not installed")
    path = tmp_path / beancount_form.FILE_NAME
    write_journal(source(random_book), path, Language.EN, beancount_form.written)
    entries, errors, options = loader.load_file(str(path))
    assert not errors
    return entries, options


def hledger(path: Path, *arguments: str) -> str:
    assert HLEDGER is not None
    found = subprocess.run(
        [HLEDGER, "-f", str(path), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"LC_ALL": "C.UTF-8"},
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def hledger_balances(path: Path, account: str, *options: str) -> Balances:
    lines = csv.DictReader(io.StringIO(hledger(path, "balance", account, "--flat", "-N", "-O", "csv", *options)))
    return {
        (line["account"].rpartition(":")[2], currency): amount
        for line in lines
        for amount, currency in amounts(line["balance"])
    }


def amounts(cell: str) -> Iterator[tuple[Decimal, str]]:
    for each in cell.split(", "):
        number, _, currency = each.partition(" ")
        if Decimal(number):
            yield Decimal(number), currency


def beancount_balances(loaded: Any, account: str, until: date | None = None) -> Balances:
    from beanquery.query import run_query

    entries, options = loaded
    where = f"account ~ '^{account}:'" + (f" AND date <= {until}" if until else "")
    _, rows = run_query(entries, options, f"SELECT account, sum(position) AS balance WHERE {where} GROUP BY account")
    return {
        (name.rpartition(":")[2], position.units.currency): position.units.number
        for name, inventory in rows
        for position in inventory
        if position.units.number
    }


def of_aging(random_book: RandomBook, day: date, column: str, sign: int = 1) -> Balances:
    figures = random_book.aging(day)
    rows = [(row, each["currency"]) for each in (figures, *figures["others"]) for row in each["rows"]]
    found = {(row["customer"], currency): sign * Decimal(row[column]) for row, currency in rows}
    return {key: amount for key, amount in found.items() if amount}


def test_every_transaction_balances(random_book: RandomBook) -> None:
    transactions = journal(random_book.indexed, random_book.policy)
    assert transactions
    assert not [each for each in transactions if each.imbalance]


def test_hledger_finds_the_aging_of_every_day(random_book: RandomBook, journal_file: Path) -> None:
    hledger(journal_file, "check", "--strict", "ordereddates")
    for day in random_book.days:
        until = ("-e", (day + timedelta(days=1)).isoformat())
        assert hledger_balances(journal_file, "Assets:Receivable", *until) == of_aging(random_book, day, "receivable")
        assert hledger_balances(journal_file, "Liabilities:Advances", *until) == of_aging(
            random_book, day, "advances", sign=-1
        )


def test_hledger_finds_the_sales_of_each_month_by_rep(random_book: RandomBook, journal_file: Path) -> None:
    for day in random_book.days:
        period = month(day.year, day.month)
        found = hledger_balances(journal_file, "Income:Sales", "-p", f"{day:%Y-%m}")
        figures = random_book.report(period)
        sales: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for each in (figures, *figures["others"]):
            for row in each["by_rep"]:
                sales[row["rep"] or "Unassigned", each["currency"]] -= Decimal(row["sales_net"])
        assert found == {key: amount for key, amount in sales.items() if amount}


def test_hledger_finds_what_the_book_has_of_each_bank_account(random_book: RandomBook, journal_file: Path) -> None:
    states = account_states(random_book.indexed, random_book.policy, date.max)
    booked = {(each.id, each.currency): Decimal(plain(each.proof.book, each.currency)) for each in states}
    assert hledger_balances(journal_file, "Assets:Bank") == {key: amount for key, amount in booked.items() if amount}


def test_beancount_finds_the_same(random_book: RandomBook, beancount_entries: Any) -> None:
    day = random_book.days[-1]

    def renamed(balances: Balances) -> dict[tuple[str, str], Decimal]:
        """Ids as beancount allows them."""
        return {(beancount_form.account_part(name), currency): amount for (name, currency), amount in balances.items()}

    assert beancount_balances(beancount_entries, "Assets:Receivable", day) == renamed(
        of_aging(random_book, day, "receivable")
    )
    assert beancount_balances(beancount_entries, "Liabilities:Advances", day) == renamed(
        of_aging(random_book, day, "advances", sign=-1)
    )
    states = account_states(random_book.indexed, random_book.policy, date.max)
    booked = {(each.id, each.currency): Decimal(plain(each.proof.book, each.currency)) for each in states}
    assert beancount_balances(beancount_entries, "Assets:Bank") == renamed(
        {key: amount for key, amount in booked.items() if amount}
    )
