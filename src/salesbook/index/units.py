"""Working out again what entries that came or went touch: orders, openings, payments and credits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

from salesbook.index import customer_months, months, outstanding_sums
from salesbook.index import problems as problem_rows
from salesbook.index.bulk import without_indexes
from salesbook.index.changes import Changes
from salesbook.index.links import linked_subjects, of_products, on_customers_terms, reached_by_money, relink
from salesbook.index.outstanding import Row
from salesbook.index.settings import renew_policy
from salesbook.index.unit_rows import UnitRows, unit_rows
from salesbook.index.unit_sources import UNIT_KINDS, load_sources
from salesbook.index.work import Stage, Tell, untold
from salesbook.index.workers import Workers
from salesbook.model.policy import Policy

MOVED = ("flow", "balance", "outstanding", "backlog", "order_standing", "receipt", "earning")
"""The tables that hold what units move."""

CHECKED = ("balance",)
"""Those of them that checks look into: what is only tried needs no others."""

SUMMED = ("flow_month", "customer_month", "balance_month", "outstanding_sum")
"""The tables that hold sums of it."""

MUCH = 2000
"""Units that one process works out in about the time that starting more of them takes."""

_AT_ONCE = 1000
"""How many units are worked out together: their sources and rows are held in memory."""

_SUMMED_AT_ONCE = 20
"""Of how many such blocks sums are held in memory."""

_ALL_UNITS = (
    f"SELECT id FROM (SELECT DISTINCT id FROM entry INDEXED BY entry_id WHERE kind IN {UNIT_KINDS} AND id IS NOT NULL) "
    "AS unit ORDER BY coalesce((SELECT min(subject) FROM link WHERE link.id = unit.id AND subject <> unit.id), id), id"
)
"""Payments and credits beside the first order that they give to: what they share is read and worked out once."""


def recompute(
    connection: sqlite3.Connection,
    changes: Changes,
    tell: Tell = untold,
    workers: Workers | None = None,
    *,
    trial: bool = False,
) -> Collection[str]:
    """Bring links, references and units up to date after entries changed; returns which units.

    Where the settings changed, any figure may mean something else; where a product's tax did, those of its lines. A
    ``trial`` is to be taken back: it is enough for checks, and leaves tables that none of them looks into as they were.
    """
    touched = changes.ids
    units: set[str] = set()
    if not changes.first:
        units = linked_subjects(connection, touched)
        relink(connection, changes.named, changes.references)
        units |= linked_subjects(connection, changes.named)
    policy, throughout, products = renew_policy(connection)
    if policy is None:
        _forget_all(connection)
        return ()
    if products and problem_rows.subjects_of_check(connection, "duplicate-ids"):
        throughout = True  # of entries with one id only the first one's lines are found by their products
    if changes.settings or throughout or changes.first:
        return _renew_all(connection, policy, tell, workers or Workers(1))
    units |= of_products(connection, products)
    units |= reached_by_money(connection, units, changes)
    units |= on_customers_terms(connection, touched)
    for block in _blocks(sorted(units), tell):
        ordered: list[customer_months.Key] = []
        if not trial:
            ordered = _withdraw_sums(connection, json.dumps(block))
        _forget(connection, block, CHECKED if trial else MOVED)
        customer_months.renew_last_orders(connection, ordered)
        rows = unit_rows(policy, load_sources(connection, block), trial=trial)
        _store(connection, rows)
        if not trial:
            moved = _Sums(connection)
            moved.include(rows)
            moved.put_in()
            outstanding_sums.add(connection, json.dumps(block))
    for sums in (months, customer_months, outstanding_sums):
        sums.leave_out_nothing(connection)
    return units


def _renew_all(connection: sqlite3.Connection, policy: Policy, tell: Tell, workers: Workers) -> Collection[str]:
    _forget_all(connection)
    units = [row[0] for row in connection.execute(_ALL_UNITS)]
    sums = _Sums(connection)
    with without_indexes(connection, ("unit", *MOVED)):
        sources = (load_sources(connection, block) for block in _blocks(units, tell))
        for rows in workers.in_order(partial(unit_rows, policy), sources, much=len(units) >= MUCH):
            _store(connection, rows)
            sums.include(rows)
    sums.put_in()
    months.leave_out_nothing(connection)
    customer_months.leave_out_nothing(connection)
    outstanding_sums.sum_all(connection)
    return units


def _withdraw_sums(connection: sqlite3.Connection, units: str) -> list[customer_months.Key]:
    """Take what units moved until now out of all sums; ``units`` is JSON of their ids. Returns where orders were."""
    said, flows, balances = (
        connection.execute(f"SELECT * FROM {table} WHERE {id} IN (SELECT value FROM json_each(?))", (units,)).fetchall()
        for table, id in (("unit", "id"), ("flow", "unit"), ("balance", "unit"))
    )
    months.withdraw(connection, months.summed(flows, balances))
    outstanding_sums.withdraw(connection, units)
    return customer_months.withdraw(connection, customer_months.customer_sums(said, flows, balances))


def _blocks(units: Sequence[str], tell: Tell) -> Iterator[Sequence[str]]:
    for first in range(0, len(units), _AT_ONCE):
        tell(Stage.WORKING_OUT, first, len(units))
        yield units[first : first + _AT_ONCE]


def _forget_all(connection: sqlite3.Connection) -> None:
    for table in ("unit", *MOVED, *SUMMED):
        connection.execute(f"DELETE FROM {table}")
    problem_rows.forget_units(connection)


def _forget(connection: sqlite3.Connection, units: Sequence[str], tables: Iterable[str]) -> None:
    """Take out what the index holds of units: what is wrong with them, and their rows of ``tables``."""
    ids = json.dumps(units)
    connection.execute("DELETE FROM unit WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for table in tables:
        connection.execute(f"DELETE FROM {table} WHERE unit IN (SELECT value FROM json_each(?))", (ids,))
    connection.execute("DELETE FROM problem WHERE scope IN (SELECT 'unit:' || value FROM json_each(?))", (ids,))


def _store(connection: sqlite3.Connection, rows: UnitRows) -> None:
    for table in ("unit", *MOVED, "problem"):
        found: list[Row] = getattr(rows, table)
        if found:
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)


class _Sums:
    """Sums by month of what units move, added up before they are put in: nearly every order changes the same rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._start()

    def _start(self) -> None:
        self._blocks = 0
        self._months = months.MonthSums({}, {})
        self._of_customers = customer_months.CustomerSums({}, {})

    def include(self, rows: UnitRows) -> None:
        """Add those of a block of units."""
        months.include(self._months, rows.sums)
        customer_months.include(self._of_customers, rows.of_customers)
        self._blocks += 1
        if self._blocks == _SUMMED_AT_ONCE:
            self.put_in()

    def put_in(self) -> None:
        """Put what was added up into the tables."""
        months.add(self._connection, self._months)
        customer_months.add(self._connection, self._of_customers)
        self._start()
