"""Checks over the whole book, by name; each module finds one kind of problem. Add a line for a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable

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
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

Find = Callable[[sqlite3.Connection, Policy], Iterable[Problem]]
"""What a check finds in a book."""

_MONEY = frozenset({"orders", "openings", "payments", "credits", "allocations"})
_HELD = frozenset({"orders", "openings", "payments", "handins"})  # a payment's currency may be that of its order

CHECKS: dict[str, tuple[Find, frozenset[str] | None]] = {
    "duplicate-ids": (duplicate_ids.find, None),
    "duplicate-numbers": (duplicate_numbers.find, frozenset({"invoices"})),
    "duplicate-targets": (duplicate_targets.find, frozenset({"targets"})),
    "references": (references.find, None),
    "owners": (owners.find, _MONEY | {"invoices", "customers"}),
    "merged-customers": (merged_customers.find, frozenset({"customers"})),
    "held-money": (held_money.find, _HELD),
    "free-money": (free_money.find, None),
    "matched-twice": (matched_twice.find, frozenset({"matches"})),
    "settled-twice": (settled_twice.find, frozenset({"commissions"})),
    "invoice-taxes": (invoice_taxes.find, frozenset({"invoices"})),
    "bill-events": (bill_events.find, frozenset({"bills", "payments"})),
    "handed-in": (handed_in.find, _HELD),
}
"""Each with the kinds of entries that it depends on, beside the settings; None: on all."""


def check_book(connection: sqlite3.Connection, changed: Collection[str] | None = None) -> None:
    """Run the checks and keep what they find; without usable settings there is nothing to check against.

    ``changed`` are the kinds whose files changed since: what depends on none of them stays as it was found. None: all.
    """
    policy = load_policy(connection)
    for name, (find, kinds) in CHECKS.items():
        if changed is not None and kinds is not None and kinds.isdisjoint(changed):
            continue
        problems.forget(connection, f"check:{name}")
        if policy is not None:
            problems.store(connection, f"check:{name}", find(connection, policy))
