"""Reps who hand in more than they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from salesbook.index.codes import HELD_BELOW_ZERO
from salesbook.index.held import held_movements
from salesbook.model.money import plain
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each day on which what a rep holds falls below zero, on that day's last hand-in."""
    held: dict[tuple[str, str], int] = {}
    movements = sorted(held_movements(connection, policy), key=lambda each: (each.date, each.amount < 0, each.entry))
    for position, movement in enumerate(movements):
        key = (movement.rep, movement.currency)
        held[key] = held.get(key, 0) + movement.amount
        day_goes_on = any(
            later.date == movement.date and (later.rep, later.currency) == key for later in movements[position + 1 :]
        )
        if held[key] < 0 and movement.amount < 0 and not day_goes_on:
            yield HELD_BELOW_ZERO.problem(
                entry=movement.entry,
                field="amount",
                rep=movement.rep,
                held=plain(held[key], movement.currency),
                currency=movement.currency,
                date=movement.date,
            )
