"""Commission agrees with the plain implementation, its parts add up, and what is settled comes to what was earned."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from salesbook.index.book import open_book
from salesbook.model.dates import Period, month, months_from
from salesbook.model.money import to_minor
from salesbook.reports.commission import commission_report
from salesbook.reports.commission_figures import earned_commissions, month_commissions
from salesbook.reports.commission_settlement import settlement_entries
from tests.agreement.conftest import Figures, RandomBook, printed
from tests.oracle.compare import differences
from tests.oracle.money import as_text
from tests.oracle.plain import commission as plain_commission
from tests.oracle.writing import Raw, block

SETTLED_MONTHS = 3


def months_of(random_book: RandomBook) -> list[Period]:
    """The months of the days, the last of the quarter and of the year: those with which plans pay."""
    last = random_book.days[-1]
    numbers = {(day.year, day.month) for day in random_book.days}
    numbers |= {(last.year, (last.month + 2) // 3 * 3), (last.year, 12)}
    return [month(*number) for number in sorted(numbers)]


def commissions(random_book: RandomBook, period: Period, explained: list[str] | None = None) -> Figures:
    """What ``commission --format json`` prints, with ``--explain`` for some reps."""
    document = commission_report(random_book.indexed, random_book.policy, period, explained)
    figures: Figures = printed(document.data)
    return figures


def plans(figures: Figures) -> Iterator[tuple[Figures, Figures]]:
    """Each plan of each rep."""
    return ((rep, plan) for rep in figures["reps"] for plan in rep["plans"])


def by_whom(rows: list[Any], key: str) -> dict[tuple[str, str], Decimal]:
    """A figure by rep and currency, those of zero left out."""
    found = {(row["rep"], row["currency"]): Decimal(row[key]) for row in rows}
    return {whose: amount for whose, amount in found.items() if amount}


def test_commissions_agree(random_book: RandomBook) -> None:
    for period in months_of(random_book):
        found = list(differences(plain_commission(random_book.plain, period.name), plan_rows(random_book, period)))
        assert not found, (period.name, random_book.root)


def plan_rows(random_book: RandomBook, period: Period) -> list[Figures]:
    """What each plan pays each rep: the base, what each rate pays in all, the bonuses, and what is earned."""
    rows = []
    for rep, plan in plans(commissions(random_book, period)):
        by_rate: Counter[str] = Counter()
        for paid in plan["paid"]:
            by_rate[f"{paid['rate']:g}"] += to_minor(Decimal(paid["amount"]), rep["currency"])
        bonuses = sum(to_minor(Decimal(bonus["amount"]), rep["currency"]) for bonus in plan["bonuses"])
        paid_by_rate = {rate: amount for rate, amount in by_rate.items() if amount}
        figures = {"base": plan["base"], "paid": paid_by_rate, "bonuses": bonuses, "earned": plan["earned"]}
        rows.append({"plan": f"{rep['rep']}/{rep['currency']}/{plan['plan']}", **figures})
    return sorted(rows, key=lambda row: str(row["plan"]))


def test_what_counted_is_the_base_and_what_was_paid_is_what_was_earned(random_book: RandomBook) -> None:
    reps = list(random_book.plain["reps"])
    for period in months_of(random_book):
        for rep, plan in plans(commissions(random_book, period, reps)):
            assert sum(Decimal(row["base"]) for row in plan["counted"]) == Decimal(plan["base"])
            pays = sum(Decimal(row["amount"]) for row in (*plan["paid"], *plan["bonuses"]))
            assert Decimal(plan["earned"]) == (pays if plan["cap"] is None else min(pays, Decimal(plan["cap"])))
            assert rep["rep"] in reps


def test_the_report_has_what_was_earned(random_book: RandomBook) -> None:
    for period in months_of(random_book):
        report = random_book.report(period)
        rows = [
            {**row, "currency": figures["currency"]}
            for figures in (report, *report["others"])
            for row in figures["by_rep"]
            if row["commission"] is not None
        ]
        assert by_whom(rows, "commission") == by_whom(commissions(random_book, period)["reps"], "earned")


def test_all_that_is_settled_comes_to_what_was_earned_whatever_was_corrected(
    random_book: RandomBook, tmp_path: Path
) -> None:
    """What a month was settled at differs from what it comes to now, as it does after corrections."""
    root = tmp_path / "book"
    shutil.copytree(random_book.root, root)
    rng = random.Random(str(random_book.first))
    earned: Counter[tuple[str, str]] = Counter()
    paid: Counter[tuple[str, str]] = Counter()
    for number in range(SETTLED_MONTHS):
        period = month(*months_from(random_book.first.year, random_book.first.month, number))
        book = open_book(root)
        found = month_commissions(book, random_book.policy, period)
        for each in found:
            whose = (each.rep, each.currency)
            earned[whose] += each.earned
            assert each.due.amount == max(0, earned[whose] - paid[whose]), (period.name, whose)
        entries = settlement_entries(book, random_book.policy, period, period.last + timedelta(days=1))
        book.connection.close()
        for entry in entries if isinstance(entries, list) else ():
            currency = str(entry.get("currency") or random_book.policy.currency)
            paid[str(entry["rep"]), currency] += write_corrected(root, entry, currency, rng)
    settled_months_stay(root, random_book)


def settled_months_stay(root: Path, random_book: RandomBook) -> None:
    """The report of a settled month has what was settled, as its commission has, whatever it comes to today."""
    book = open_book(root)
    for number in range(SETTLED_MONTHS):
        period = month(*months_from(random_book.first.year, random_book.first.month, number))
        commission = {
            (each.rep, each.currency): each.due.earned for each in month_commissions(book, random_book.policy, period)
        }
        report = earned_commissions(book, random_book.policy, period)
        assert {whose: amount for whose, amount in report.items() if amount} == {
            whose: amount for whose, amount in commission.items() if amount
        }
    book.connection.close()


def write_corrected(root: Path, entry: dict[str, object], currency: str, rng: random.Random) -> int:
    """Writes an entry of a settlement as it was when the month came to something else; gives what it paid."""
    parts = {key: to_minor(Decimal(str(entry.get(key, 0))), currency) for key in ("earned", "differences", "carried")}
    parts["earned"] += rng.choice([0, 1, -1, rng.randint(-100_000, 100_000)])
    amounts = {**parts, "amount": max(0, sum(parts.values()))}
    texts = {key: str(value) for key, value in entry.items() if value is not None and key not in amounts}
    path = root / "ledgers" / "commissions" / f"{entry['month']}.yaml"
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    written = {key: Raw(as_text(amount, currency)) for key, amount in amounts.items()}
    settled = {
        "id": f"CM-{entry['month']}-{before.count('- id') + 1}",
        "date": Raw(texts.pop("date")),
        **texts,
        **written,
    }
    path.write_text(before + block(settled), encoding="utf-8")
    return amounts["amount"]
