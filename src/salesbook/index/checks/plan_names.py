"""Reps, teams, products and customers that a commission plan names and the book does not have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salesbook.book.files import SETTINGS
from salesbook.i18n import Text
from salesbook.index.checks.remedies import for_unknown_id, nearest
from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import PLAN_NAMES_NONE
from salesbook.index.settings import load_plans
from salesbook.index.touched import Touched
from salesbook.model.policy import Policy
from salesbook.model.problem import Source

if TYPE_CHECKING:
    from salesbook.model.commission import CommissionPlan

_SUBJECT = "commission"
_IDS = "SELECT id FROM entry WHERE kind = ? AND id IN (SELECT value FROM json_each(?))"
_REPS = "SELECT data FROM entry WHERE kind = 'reps' AND facts <> '' ORDER BY id"


def find(connection: sqlite3.Connection, policy: Policy, subjects: Subjects) -> Iterator[Finding]:
    """One warning for each name: whoever it was meant for is paid by another plan, or by none."""
    del policy, subjects
    for plan in load_plans(connection).plans:
        for field, names in _named(plan):
            known = _known(connection, field, names) if names else ()
            for name in dict.fromkeys(names):
                if name not in known:
                    hint, place = _hint(connection, field, name, known), Source(SETTINGS)
                    problem = PLAN_NAMES_NONE.problem(place, plan=plan.name, list=field, name=name, hint=hint)
                    yield Finding(_SUBJECT, problem)


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """All plans, where master data was touched."""
    del connection
    return {_SUBJECT} if touched.ids("reps", "products", "customers") else set()


def _named(plan: CommissionPlan) -> Iterator[tuple[str, list[str]]]:
    yield "reps", list(plan.reps or ())
    yield "teams", list(plan.teams)
    yield "products", [name for each in plan.exceptions for name in each.products]
    yield "customers", [name for each in plan.exceptions for name in each.customers]


def _known(connection: sqlite3.Connection, field: str, names: Sequence[str]) -> list[str]:
    """All teams; of entries, those that are named."""
    if field != "teams":
        return [row[0] for row in connection.execute(_IDS, (field, json.dumps(names)))]
    reps = [json.loads(row[0]) for row in connection.execute(_REPS)]
    return [each["team"] for rep in reps for each in (rep, *rep.get("teams", ())) if "team" in each]


def _hint(connection: sqlite3.Connection, field: str, name: str, known: Sequence[str]) -> Text:
    if field != "teams":
        return for_unknown_id(connection, field, name)
    return nearest(name, known) or Text("correct it, or enter it with a rep", "请改正，或在业务员中录入该团队")
