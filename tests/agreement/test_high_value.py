"""Who is of high value agrees with the plain implementation, over books of many customers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from salesbook.index.book import open_book
from salesbook.model.dates import month
from salesbook.reports.period import period_report
from tests.agreement.conftest import printed
from tests.oracle.looking_back import high_value
from tests.oracle.plain import read_book
from tests.oracle.report import Period
from tests.oracle.writing import Raw, block

ORDERS = 60


def write_book(root: Path, rng: random.Random) -> None:
    """A book of orders alone, of customers of whom some order often and much."""
    (root / "ledgers" / "orders").mkdir(parents=True)
    settings = "company: {name: 测试公司}\ncurrency: CNY\nsales_basis: ordered\n"
    (root / "salesbook.yaml").write_text(settings, encoding="utf-8")
    customers = [f"C-{number}" for number in range(rng.randint(4, 14))]
    listed = "".join(block({"id": id, "name": f"客户 {id}"}) for id in customers)
    (root / "ledgers" / "customers.yaml").write_text(listed, encoding="utf-8")
    orders = []
    for number in range(ORDERS):
        customer = customers[min(rng.randrange(len(customers)), rng.randrange(len(customers)))]
        day = date(2025, 6, 1) + timedelta(days=rng.randrange(500))
        line = {"text": "轴承", "qty": Raw("1"), "price": Raw(rng.choice(["100.00", "100.00", "2500.00", "40.00"]))}
        entry = {"id": f"SO-{number:04}", "date": Raw(day.isoformat()), "customer": customer, "lines": [line]}
        orders.append(block({**entry, "total": line["price"]}))
    (root / "ledgers" / "orders" / "2026.yaml").write_text("".join(orders), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_high_value_agrees(seed: int, tmp_path: Path) -> None:
    write_book(tmp_path, random.Random(seed))
    book = open_book(tmp_path)
    assert book.policy is not None
    for year, number in ((2025, 12), (2026, 10)):
        period = month(year, number)
        report = printed(period_report(book, book.policy, period, names=("customers",)).data)
        found = {
            row["customer"]: (row["recency"], row["frequency"], row["amount"]) for row in report["high_value_customers"]
        }
        assert found == high_value(read_book(tmp_path), Period(period.first, period.last), "CNY"), (seed, period.name)
    book.connection.close()
