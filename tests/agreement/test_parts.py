"""Each part of the report agrees with the plain implementation of its definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from salesbook.model.money import to_minor
from tests.agreement.conftest import Figures, RandomBook
from tests.agreement.test_figures import periods_around
from tests.oracle.plain import parts as plain_parts

Rows = dict[Any, Any]
BILL_FIGURES = (
    "opening", "received", "collected", "discounted", "endorsed", "dishonoured", "given_back", "closing",
    "passed_on_not_matured",
)  # fmt: skip
METHOD_FIGURES = ("received", "refunded", "reversed", "dishonoured")


def by_currency(report: Figures, key: str) -> Iterator[tuple[str, Figures, Callable[[str], int]]]:
    """Each currency of a part, with how its amounts are read."""
    return ((each["currency"], each, reader(each["currency"])) for each in report[key])


def reader(currency: str) -> Callable[[str], int]:
    """Reads amounts of a currency."""
    return lambda text: to_minor(Decimal(text), currency)


def reported(report: Figures) -> dict[str, Rows]:
    """The parts of a report in the shape of the plain implementation."""
    rows: dict[str, Rows] = {key: {} for key in PARTS}
    for currency, found, minor in by_currency(report, "by_method"):
        for each in found["methods"]:
            amounts = (minor(each[name]) for name in METHOD_FIGURES)
            rows["by_method"][currency, each["method"]] = (each["payments"], *amounts)
    for each in report["held_by_rep"]:
        rows["held_by_rep"][each["rep"], each["currency"]] = to_minor(Decimal(each["held"]), each["currency"])
    for currency, found, minor in by_currency(report, "bills"):
        figures = {name: minor(found[name]) for name in BILL_FIGURES}
        rows["bills"][currency] = {name: amount for name, amount in figures.items() if amount}
        assert sum(minor(each["amount"]) for each in found["in_hand"]) == figures["closing"]
    for _, found, minor in by_currency(report, "write_offs"):
        rows["write_offs"] |= {each["credit"]: minor(each["amount"]) for each in found["credits"]}
    for currency, found, minor in by_currency(report, "output_tax"):
        for each in found["rates"]:
            rate = Fraction(Decimal(str(each["rate"])))
            rows["output_tax"][currency, rate] = (minor(each["net"]), minor(each["tax"]))
        rows["output_tax"][currency, None] = (minor(found["not_stated"]), 0)
        assert minor(found["differing"]) == 0
    for key in ("undelivered", "uninvoiced", "invoiced_ahead", "deposits_by_order"):
        for _, found, minor in by_currency(report, key):
            rows[key] |= {each["order"]: minor(each["amount"]) for each in found["orders"]}
    for currency, found, minor in by_currency(report, "advances_by_order"):
        for each in found["orders"]:
            rows["advances_by_order"][each["customer"], currency, each["order"]] = minor(each["amount"])
    retained: Counter[tuple[str, str, str]] = Counter()
    for _, found, minor in by_currency(report, "retention"):
        for each in found["items"]:
            if each["due"] is not None:
                retained[each["order"], each["due"], each["state"]] += minor(each["amount"])
    rows["retention"] = dict(retained)
    for currency, found, minor in by_currency(report, "aging"):
        for each in found["rows"]:
            rows["aging"] |= {(currency, each["rep"], bucket): minor(each[bucket]) for bucket in found["buckets"]}
    for currency, found, minor in by_currency(report, "provision"):
        rows["provision"][currency] = tuple(
            minor(found[name]) for name in ("opening", "charged", "written_off", "closing")
        )
    return {key: {row: value for row, value in found.items() if says_something(value)} for key, found in rows.items()}


PARTS = (
    "by_method", "held_by_rep", "bills", "write_offs", "output_tax", "undelivered", "uninvoiced", "invoiced_ahead",
    "advances_by_order", "deposits_by_order", "retention", "aging", "provision",
)  # fmt: skip


def says_something(value: Any) -> bool:
    """Whether any figure of a row is not zero."""
    return any(value) if isinstance(value, tuple) else bool(value)


def test_parts_agree(random_book: RandomBook) -> None:
    for period in periods_around(random_book.days):
        expected = plain_parts(random_book.plain, period.first, period.last)
        actual = reported(random_book.report(period))
        for key in PARTS:
            assert actual[key] == expected[key], (key, period.name, random_book.root)
