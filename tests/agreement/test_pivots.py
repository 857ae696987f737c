"""Cross tables of random books sum to the sales of their reps, customers and products."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from salesbook.model.dates import month
from salesbook.reports.period import period_report
from tests.agreement.conftest import Figures, RandomBook, printed


def sums(rows: list[Figures], by: str) -> dict[str | None, Decimal]:
    found: dict[str | None, Decimal] = defaultdict(Decimal)
    for row in rows:
        found[row[by]] += Decimal(row["sales"])
    return {key: amount for key, amount in found.items() if amount}


def test_each_side_of_a_cross_table_is_that_of_the_report(random_book: RandomBook) -> None:
    day = random_book.days[-1]
    period = month(day.year, day.month)
    names = ("reps", "customers", "products", "pivots")
    figures = printed(period_report(random_book.indexed, random_book.policy, period, None, names).data)
    for each in (figures, *figures["others"]):
        goods, months = each["sales_by_customer_and_product"], each["sales_by_rep_and_month"]
        of_month = [row for row in months if row["month"] == period.name]
        for rows, by, part in (
            (goods, "product", "by_product"),
            (goods, "customer", "by_customer"),
            (of_month, "rep", "by_rep"),
        ):
            assert sums(rows, by) == sums(each[part], by)
