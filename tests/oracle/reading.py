"""Reading a book: YAML texts into plain dicts with exact numbers and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Book = dict[str, Any]
Entry = dict[str, Any]

MASTERS = ["customers", "products", "reps"]
DOCUMENTS = [
    "orders", "changes", "deliveries", "invoices", "openings",
    "payments", "credits", "allocations", "handins", "bills",
]  # fmt: skip
LEFT_AS_TEXT = {"fields", "tags", "note", "contacts", "payers", "bill"}


def number(text: str) -> Fraction:
    """A number as written; a percentage is a hundredth of what stands before the sign."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def truth(text: str) -> bool:
    """A YAML 1.2 boolean."""
    return text in ("true", "True", "TRUE")


CONVERTERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(["date", "due", "from", "matures"], date.fromisoformat),
    **dict.fromkeys(["amount", "paid", "qty", "price", "total", "sales", "collected", "fee", "net"], number),
    **dict.fromkeys(["cost", "credit_limit", "share", "discount", "tax", "rate"], number),
    **dict.fromkeys(["line", "days", "statement_day", "pay_day", "discount_days", "new_customers"], int),
    **dict.fromkeys(["cancel", "accept", "retention", "active"], truth),
}


def converted(value: Any, name: str = "") -> Any:
    """A value of a field, and of the fields within it, as what the field holds."""
    if name in LEFT_AS_TEXT:
        return value
    if name == "reps" and isinstance(value, dict):
        return {rep: number(share) for rep, share in value.items()}
    if isinstance(value, dict):
        return {key: converted(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [converted(inner, "" if isinstance(inner, dict) else name) for inner in value]
    return CONVERTERS[name](value) if name in CONVERTERS else value


def load(path: Path) -> Any:
    """A YAML file in which every scalar is text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def read_settings(path: Path) -> Entry:
    """salesbook.yaml with its defaults."""
    raw = load(path)
    return {
        "currency": raw["currency"],
        "prices": raw.get("prices", "gross"),
        "tax": number(raw.get("tax", "0%")),
        "receivable_basis": raw.get("receivable_basis", "delivered"),
        "sales_basis": raw.get("sales_basis", "delivered"),
        "settle": raw.get("settle", "oldest"),
        "aging": [int(edge) for edge in raw.get("aging", ["30", "60", "90"])],
        "terms": converted(raw.get("terms") or {}),
        "commission": raw.get("commission") or {},
        "provision": dated_rates(raw.get("provision") or {}),
        "target_weights": (raw.get("targets") or {}).get("weights") or [],
        "accounts": {
            key: account.get("currency", raw["currency"]) for key, account in (raw.get("accounts") or {}).items()
        },
    }


def dated_rates(provision: Any) -> list[tuple[date, dict[str, Fraction]]]:
    """Rates of the provision by bucket, each with the day it begins; of all days where none is named."""
    dated = provision if isinstance(provision, list) else [{"from": "0001-01-01", "rates": provision}]
    return [
        (date.fromisoformat(each["from"]), {bucket: number(rate) for bucket, rate in each["rates"].items()})
        for each in dated
    ]


def kind_of(path: Path, ledgers: Path) -> str:
    """The kind of a ledger file's entries: its folder's name, or its own for master data."""
    inside = path.relative_to(ledgers)
    return inside.parts[0] if len(inside.parts) > 1 else inside.name.split(".")[0]


def book_of(settings: Entry, entries: dict[str, list[Entry]]) -> Book:
    """A book of converted entries: lists by kind, master data by id."""
    book: Book = {
        "settings": settings,
        "targets": entries.get("targets", []),
        "commissions": entries.get("commissions", []),
    }
    for kind in MASTERS:
        book[kind] = {entry["id"]: entry for entry in entries.get(kind, [])}
    for kind in DOCUMENTS:
        book[kind] = sorted(entries.get(kind, []), key=lambda entry: (entry["date"], entry["id"]))
    return book


NOT_FIGURES = {"bank", "matches"}
"""What the bank says, and what it was taken for, moves no figure."""


def read_book(root: Path) -> Book:
    """A book on disk."""
    ledgers = root / "ledgers"
    entries: dict[str, list[Entry]] = {}
    for path in sorted(ledgers.rglob("*.yaml")):
        if kind_of(path, ledgers) in NOT_FIGURES:
            continue
        entries.setdefault(kind_of(path, ledgers), []).extend(converted(load(path) or []))
    return book_of(read_settings(root / "salesbook.yaml"), entries)
