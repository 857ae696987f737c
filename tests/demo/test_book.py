"""The company is a valid book of the promised extent, and the same from the same seed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from salesbook.book.entry_files import MAX_ENTRIES
from salesbook.demo.company import SEED, Company, make_company
from salesbook.demo.write import book_files, write_book
from salesbook.model.kinds import KINDS, kind_named
from salesbook.model.part import validate
from salesbook.model.settings import Settings

from .ledger import by_id, of

PREFIXES = {
    **{"orders": "SO", "changes": "CH", "deliveries": "DN", "invoices": "IV", "openings": "OB", "payments": "PY"},
    **{"credits": "CR", "allocations": "AL", "handins": "HI", "bills": "BE", "matches": "BM"},
}


def raw(value: Any) -> Any:
    """A value as the book's parser gives it."""
    if isinstance(value, dict):
        return {name: raw(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [raw(inner) for inner in value]
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_the_same_seed_gives_the_same_company(shown: Company) -> None:
    assert make_company(SEED) == shown


ANSWERS_AND_PAYOUTS = {"confirmations", "commissions"}
"""What the company has yet to do: no statement was answered, no commission paid out."""


def test_every_kind_of_entry_is_there_and_valid(company: Company) -> None:
    assert set(company.entries) == {kind.name for kind in KINDS} - ANSWERS_AND_PAYOUTS
    for name, entries in company.entries.items():
        kind = kind_named(name)
        assert kind is not None
        model = kind.model()
        for entry in entries:
            valid, problems = validate(model, raw(dict(entry)))
            assert valid is not None, (entry, problems)
            assert not problems, (entry, problems)
    settings, problems = validate(Settings, raw(dict(company.settings)))
    assert settings is not None
    assert not problems


def test_references_exist(company: Company) -> None:
    accounts, terms = company.settings["accounts"], company.settings["terms"]
    assert isinstance(accounts, dict)
    assert isinstance(terms, dict)
    known = {name: set(by_id(company, name)) for name in company.entries if name != "targets"}
    known |= {"accounts": set(accounts), "terms": set(terms)}
    for name, entries in company.entries.items():
        kind = kind_named(name)
        assert kind is not None
        for entry in entries:
            valid, _ = validate(kind.model(), raw(dict(entry)))
            assert valid is not None
            for reference in valid.references():
                assert reference.id in known[reference.kind], (entry["id"], reference)


def test_documents_are_numbered_by_month_without_gaps(company: Company) -> None:
    for kind, prefix in PREFIXES.items():
        counts: Counter[str] = Counter()
        for entry in of(company, kind):
            month = f"{entry['date']:%y%m}"
            counts[month] += 1
            assert entry["id"] == f"{prefix}-{month}-{counts[month]:04}"
            assert date(2024, 11, 1) <= entry["date"] <= date(2026, 10, 31)
    lines = [line["id"] for line in of(company, "bank")]
    assert len(lines) == len(set(lines))
    assert all(re.fullmatch(r"BL-[a-z\-]+-\d{8}-[0-9a-f]{6}", line) for line in lines)


def test_the_company_has_the_promised_extent(company: Company) -> None:
    assert len(company.entries["customers"]) == 40
    assert len(company.entries["products"]) == 60
    assert {(rep["team"], rep["active"]) for rep in of(company, "reps")} == {
        ("华东", True),
        ("华东", False),
        ("华南", True),
    }
    assert 850 <= len(company.entries["orders"]) <= 950
    months = {f"{order['date']:%Y-%m}" for order in of(company, "orders")}
    assert len(months) == 24


def test_nothing_that_a_sales_office_meets_is_missing(company: Company) -> None:
    orders, payments = of(company, "orders"), of(company, "payments")
    terms = company.settings["terms"]
    assert isinstance(terms, dict)
    assert {order["terms"] for order in orders if isinstance(order["terms"], str)} == set(terms)
    assert any(isinstance(order["terms"], list) for order in orders)
    assert any("reps" in order for order in orders)
    assert any(order.get("currency") == "USD" for order in orders)
    changes = of(company, "changes")
    assert any("line" in line for change in changes for line in change.get("lines", []))
    assert any("product" in line for change in changes for line in change.get("lines", []))
    assert any(change.get("cancel") for change in changes)
    assert any(change.get("accept") for change in changes)
    assert {credit["reason"] for credit in of(company, "credits")} == {
        *("return", "exchange", "allowance", "rebate", "discount", "fee", "rounding", "write-off", "recovery", "offset")
    }
    assert {bill["event"] for bill in of(company, "bills")} == {"collected", "endorsed", "discounted", "dishonoured"}
    assert {payment["method"] for payment in payments} >= {"bank", "cash", "wechat", "alipay", "cheque", "bill"}
    assert any(payment["amount"] < 0 for payment in payments)
    assert any("orders" not in payment for payment in payments)
    assert any(len(payment.get("orders", [])) > 2 for payment in payments)
    invoices = of(company, "invoices")
    assert any(len(invoice["orders"]) > 1 for invoice in invoices)
    assert any("reverses" in invoice for invoice in invoices)
    assert any("replaces" in invoice for invoice in invoices)
    assert any(opening["amount"] < 0 for opening in of(company, "openings"))
    customers = of(company, "customers")
    assert any(len(customer.get("reps", [])) > 1 for customer in customers)
    assert {"rep", "team", "year"} <= {name for target in of(company, "targets") for name in target}


def test_customers_pass_to_another_rep_when_theirs_leaves(company: Company) -> None:
    (gone,) = [rep["id"] for rep in of(company, "reps") if not rep["active"]]
    theirs = [customer for customer in of(company, "customers") if "reps" in customer]
    assert theirs
    left = {customer["reps"][1]["from"] for customer in theirs}
    assert len(left) == 1
    for order in of(company, "orders"):
        if gone in (order.get("rep"), *order.get("reps", {})):
            assert order["date"] < min(left)


def test_the_files_hold_every_entry_once_in_files_of_bounded_length(shown: Company, tmp_path: Path) -> None:
    write_book(shown, tmp_path)
    read: Counter[str] = Counter()
    for path, text in book_files(shown).items():
        assert (tmp_path / path).read_bytes() == text.encode()
        if path.parts[0] == "ledgers":
            starts = text.count("\n- ") + text.startswith("- ")
            assert 0 < starts <= MAX_ENTRIES
            read[path.parts[1].removesuffix(".yaml")] += starts
    assert read == {name: len(entries) for name, entries in shown.entries.items()}
    assert yaml.safe_load((tmp_path / "salesbook.yaml").read_text(encoding="utf-8"))["currency"] == "CNY"
