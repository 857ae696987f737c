"""Reps who hand in more than they hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import HELD_BELOW_ZERO
from salesbook.index.held import held_movements
from salesbook.index.touched import Touched
from salesbook.model.money import plain
from salesbook.model.policy import Policy


def find(connection: sqlite3.Connection, policy: Policy, reps: Subjects) -> Iterator[Finding]:
    """One problem for each day on which what a rep holds falls below zero, on that day's last hand-in."""
    movements = sorted(
        held_movements(connection, policy, reps=reps.some),
        key=lambda each: (each.rep, each.currency, each.date, each.amount < 0, each.entry),
    )
    for (rep, currency), of_rep in groupby(movements, key=lambda each: (each.rep, each.currency)):
        held = 0
        for day, of_day in groupby(of_rep, key=lambda each: each.date):
            moved = list(of_day)
            held += sum(each.amount for each in moved)
            if held < 0 and moved[-1].amount < 0:
                problem = HELD_BELOW_ZERO.problem(
                    entry=moved[-1].entry,
                    field="amount",
                    rep=rep,
                    held=plain(held, currency),
                    currency=currency,
                    date=day,
                )
                yield Finding(rep, problem)


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """The reps of touched payments and hand-ins, and of those that these reverse.

    A payment in no currency of its own is in its order's: units worked out again count too.
    """
    payments, handins = list(touched.data("payments")), list(touched.data("handins"))
    reps = {each["received_by"] for each in payments if each.get("received_by")} | {each["rep"] for each in handins}
    reversed_handins = [each["reverses"] for each in handins if each.get("reverses")]
    rows = connection.execute(
        "SELECT coalesce(json_extract(data, '$.received_by'), json_extract(data, '$.rep')) AS rep "
        "FROM entry INDEXED BY entry_id WHERE id IN (SELECT value FROM json_each(?)) "
        "AND kind IN ('payments', 'handins') AND facts <> ''",
        (json.dumps([*reversed_handins, *touched.units]),),
    )
    return reps | {rep for (rep,) in rows if rep is not None}
