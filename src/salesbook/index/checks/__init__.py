"""Checks of the book, by name; each module finds one kind of problem. Add a line for a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator

from salesbook.index import problems
from salesbook.index.changes import Changes
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
    plan_names,
    references,
    settled_twice,
)
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.settings import load_policy
from salesbook.index.touched import Touched
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

Find = Callable[[sqlite3.Connection, Policy, Subjects], Iterable[Finding]]
"""What a check finds wrong with some of its subjects, or with all. What it finds with one does not depend on which
others it is asked for."""

Reached = Callable[[sqlite3.Connection, Touched], set[str]]
"""The subjects of a check with which something may be wrong, or no longer wrong, after a change."""


class Check(NamedTuple):
    """A check: what it finds, and what of its subjects a change reaches.

    ``tells_of_others``: its problems also tell of what their subjects do not depend on, as places or suggestions; where
    it found anything, that is found anew whenever a file changes.
    """

    find: Find
    reached: Reached
    tells_of_others: bool = False


def _of_few(find: Callable[[sqlite3.Connection, Policy], Iterable[Problem]], kind: str) -> Check:
    """A check that judges all entries of a kind together, of which a book has few."""

    def find_together(connection: sqlite3.Connection, policy: Policy, together: Subjects) -> Iterator[Finding]:
        del together
        return (Finding(kind, problem) for problem in find(connection, policy))

    def reached_together(connection: sqlite3.Connection, touched: Touched) -> set[str]:
        del connection
        return {kind} if touched.ids(kind) else set()

    return Check(find_together, reached_together, tells_of_others=True)


CHECKS: dict[str, Check] = {
    "duplicate-ids": Check(duplicate_ids.find, duplicate_ids.reached, tells_of_others=True),
    "duplicate-numbers": Check(duplicate_numbers.find, duplicate_numbers.reached),
    "duplicate-targets": _of_few(duplicate_targets.find, "targets"),
    "references": Check(references.find, references.reached, tells_of_others=True),
    "owners": Check(owners.find, owners.reached),
    "merged-customers": _of_few(merged_customers.find, "customers"),
    "plan-names": Check(plan_names.find, plan_names.reached, tells_of_others=True),
    "held-money": Check(held_money.find, held_money.reached),
    "free-money": Check(free_money.find, free_money.reached),
    "matched-twice": Check(matched_twice.find, matched_twice.reached),
    "settled-twice": _of_few(settled_twice.find, "commissions"),
    "invoice-taxes": Check(invoice_taxes.find, invoice_taxes.reached),
    "bill-events": Check(bill_events.find, bill_events.reached),
    "handed-in": Check(handed_in.find, held_money.reached),
}


def check_book(connection: sqlite3.Connection, changes: Changes, units: Collection[str]) -> None:
    """Judge what changes reach, and keep what is found; without usable settings there is nothing to check against.

    ``units`` are those that were worked out again for these changes.
    """
    policy = load_policy(connection)
    if policy is None:
        for name in CHECKS:
            problems.forget_check(connection, name)
    elif changes.settings or changes.first or max(len(changes.ids), len(units)) > changes.many:
        for name, check in CHECKS.items():
            problems.forget_check(connection, name)
            problems.store_found(connection, name, check.find(connection, policy, Subjects()))
    else:
        touched = Touched.now_and_before(connection, changes.ids, changes.went, units)
        for name, check in CHECKS.items():
            reached = check.reached(connection, touched)
            if check.tells_of_others:
                reached |= problems.subjects_of_check(connection, name)
            if reached:
                problems.forget_check(connection, name, reached)
                found = check.find(connection, policy, Subjects(frozenset(reached)))
                problems.store_found(connection, name, found)
