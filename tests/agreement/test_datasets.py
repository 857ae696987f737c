"""What SQL, data frames and exports hold adds up to what the reports say, over random books."""

from __future__ import annotations

from collections import defaultdict

from salesbook.datasets.dataset import Source
from salesbook.datasets.registry import DATASETS
from salesbook.model.money import Money, plain
from tests.agreement.conftest import RandomBook, span


def summed(source: Source, name: str, amount: str, by: str, **only: str) -> dict[tuple[object, str], int]:
    """Sums of a dataset's amount by one of its fields and currency, without those that are 0."""
    keys = [field.key for field in DATASETS[name].fields]
    sums: dict[tuple[object, str], int] = defaultdict(int)
    for record in DATASETS[name].records(source):
        found = dict(zip(keys, record, strict=True))
        money = found[amount]
        if isinstance(money, Money) and all(found[key] == value for key, value in only.items()):
            sums[found[by], money.currency] += money.minor
    return {key: value for key, value in sums.items() if value}


def test_items_and_balances_are_those_of_the_aging(random_book: RandomBook) -> None:
    for day in random_book.days:
        source = Source(random_book.indexed, random_book.policy, day)
        figures = random_book.aging(day)
        rows = [(row, each["currency"]) for each in (figures, *figures["others"]) for row in each["rows"]]
        for name, amount, column in (
            ("items", "amount", "receivable"),
            ("balances", "net", "net"),
            ("balances", "deposits_due", "deposits_due"),
        ):
            reported = {(row["customer"], currency): row[column] for row, currency in rows}
            found = summed(source, name, amount, "customer")
            assert {key: plain(value, key[1]) for key, value in found.items()} == {
                key: value for key, value in reported.items() if value.strip("0.")
            }


def test_movements_of_either_axis_are_those_of_the_report(random_book: RandomBook) -> None:
    day = random_book.days[-1]
    source = Source(random_book.indexed, random_book.policy, day)
    figures = random_book.report(span(random_book.first, day))
    for each in (figures, *figures["others"]):
        for measure in ("ordered", "delivered", "invoiced", "returns", "collected", "written_off"):
            by_rep = summed(source, "movements", "amount", "currency", axis="rep", measure=measure)
            total = by_rep.get((each["currency"], each["currency"]), 0)
            assert plain(total, each["currency"]) == each["totals"][measure]
        by_product = summed(source, "movements", "amount", "key", axis="product", measure="delivered")
        assert {
            key: plain(value, each["currency"]) for (key, of), value in by_product.items() if of == each["currency"]
        } == {row["product"]: row["delivered"] for row in each["by_product"] if row["delivered"].strip("0.")}


def test_lines_of_unchanged_orders_sum_to_the_order(random_book: RandomBook) -> None:
    source = Source(random_book.indexed, random_book.policy, random_book.days[-1])
    lines = summed(source, "order_lines", "gross", "order")
    totals = summed(source, "orders", "total", "id")
    assert totals
    assert all(lines[order] == total for order, total in totals.items())
