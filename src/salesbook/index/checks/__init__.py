"""Checks over the whole book, by name; each module finds one kind of problem. Add a line for a new one."""

from __future__ import annotations

import sqlite3

from salesbook.index import problems
from salesbook.index.checks import (
    bill_events,
    duplicate_ids,
    duplicate_numbers,
    duplicate_targets,
    free_money,
    handed_in,
    held_money,
    invoice_taxes,
    matched_twice,
    merged_customers,
    owners,
    references,
    settled_twice,
)
from salesbook.index.settings import load_policy

CHECKS = {
    "duplicate-ids": duplicate_ids.find,
    "duplicate-numbers": duplicate_numbers.find,
    "duplicate-targets": duplicate_targets.find,
    "references": references.find,
    "owners": owners.find,
    "merged-customers": merged_customers.find,
    "held-money": held_money.find,
    "free-money": free_money.find,
    "matched-twice": matched_twice.find,
    "settled-twice": settled_twice.find,
    "invoice-taxes": invoice_taxes.find,
    "bill-events": bill_events.find,
    "handed-in": handed_in.find,
}


def check_book(connection: sqlite3.Connection) -> None:
    """Run all of them and keep what they find; without usable settings there is nothing to check against."""
    policy = load_policy(connection)
    for name, find in CHECKS.items():
        problems.forget(connection, f"check:{name}")
        if policy is not None:
            problems.store(connection, f"check:{name}", find(connection, policy))
