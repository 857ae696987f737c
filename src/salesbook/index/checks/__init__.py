"""Checks over the whole book, by name; each module finds one kind of problem. Add a line for a new one."""

from __future__ import annotations

import json
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


NEAR: dict[str, Callable[[sqlite3.Connection, Policy, str], Iterable[Problem]]] = {
    "duplicate-ids": duplicate_ids.find,
    "references": references.find,
}
"""Those that judge each entry by itself and what it names: where nothing was wrong, only what changed can be."""

_MANY = 10_000
"""From so many touched entries on, looking at all is faster."""


def check_book(
    connection: sqlite3.Connection, changed: Collection[str] | None = None, touched: Collection[tuple[str, str]] = ()
) -> None:
    """Run the checks and keep what they find; without usable settings there is nothing to check against.

    ``changed`` are the kinds whose files changed since: what depends on none of them stays as it was found. None: all.
    ``touched`` are the entries (kind, id) that came, went or changed with them.
    """
    policy = load_policy(connection)
    near = None if changed is None or len(touched) > _MANY else _touched_and_naming(connection, touched)
    for name, (find, kinds) in CHECKS.items():
        if changed is not None and kinds is not None and kinds.isdisjoint(changed):
            continue
        if (
            near is not None
            and policy is not None
            and name in NEAR
            and not problems.any_in(connection, f"check:{name}")
        ):
            problems.store(connection, f"check:{name}", NEAR[name](connection, policy, near))
            continue
        problems.forget(connection, f"check:{name}")
        if policy is not None:
            problems.store(connection, f"check:{name}", find(connection, policy))


def _touched_and_naming(connection: sqlite3.Connection, touched: Collection[tuple[str, str]]) -> str:
    ids = {id for _, id in touched}
    naming = connection.execute(
        "SELECT id FROM reference WHERE target IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
    )
    return json.dumps(sorted(ids | {row[0] for row in naming}))
