"""A book as reading commands see it: its index, brought up to date."""

from __future__ import annotations

import json
import os
import sqlite3
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from salesbook.book.files import SETTINGS
from salesbook.index import problems
from salesbook.index.database import open_database, remove_damaged
from salesbook.index.masters import Customers, Product, Rep, load_products, load_reps
from salesbook.index.settings import load_plans, load_policy
from salesbook.index.sync import synchronise
from salesbook.index.work import ALONE, Means, Work
from salesbook.model.policy import Policy

if TYPE_CHECKING:
    from salesbook.model.commission import CommissionPlans
    from salesbook.model.problem import Problem

NO_INDEX_VARIABLE = "SALESBOOK_NO_INDEX"
"""Set to 1: everything is worked out from the text alone, nothing is kept."""


class IndexedBook:
    """A book whose index agrees with its text. ``work`` tells what that took."""

    def __init__(self, root: Path, connection: sqlite3.Connection, work: Work) -> None:
        self.root = root
        self.connection = connection
        self.work = work

    @cached_property
    def policy(self) -> Policy | None:
        """The settings that decide figures; None where ``salesbook.yaml`` has errors."""
        return load_policy(self.connection)

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What ``salesbook.yaml`` says, as plain data; empty where it has errors."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
        settings: dict[str, Any] = json.loads(row[0]) if row else {}
        return settings

    @cached_property
    def plans(self) -> CommissionPlans:
        """How commission is figured."""
        return load_plans(self.connection)

    @cached_property
    def customers(self) -> Customers:
        """All customers."""
        return Customers.load(self.connection)

    @cached_property
    def reps(self) -> dict[str, Rep]:
        """All reps by id."""
        return load_reps(self.connection)

    @cached_property
    def products(self) -> dict[str, Product]:
        """All products by id."""
        return load_products(self.connection)

    @property
    def errors(self) -> int:
        """How many errors it has; figures of a book with errors are not to be trusted."""
        return problems.count_errors(self.connection)

    def problems(self) -> list[Problem]:
        """All errors and warnings, each with its place, in the order of the files."""
        found = [self.placed(problem) for problem in problems.load(self.connection)]
        return sorted(found, key=_by_place)

    def placed(self, problem: Problem) -> Problem:
        """A problem that names only its entry, with the place where that stands."""
        if problem.source is not None or problem.entry is None:
            return problem
        row = self.connection.execute(
            "SELECT path, line, start, stop FROM entry WHERE id = ? ORDER BY path, ordinal LIMIT 1", (problem.entry,)
        ).fetchone()
        if row is None:
            from salesbook.model.problem import Source

            return problem.at(Source(SETTINGS))
        from salesbook.book.entries import placed as placed_in_text

        path, line, start, stop = row
        return placed_in_text((self.root / path).read_bytes()[start:stop], PurePosixPath(path), line, problem)


def open_book(root: Path, means: Means = ALONE) -> IndexedBook:
    """Open the index of the book in ``root`` and bring it up to date with the means given.

    Raises ``OSError`` where a file of the book cannot be read.
    """
    in_memory = os.environ.get(NO_INDEX_VARIABLE) == "1"
    connection = open_database(root, in_memory=in_memory)
    try:
        return IndexedBook(root, connection, synchronise(connection, root, means))
    except sqlite3.DatabaseError:
        # Damaged, or locked for too long: it is derived, so it can be left alone or made again.
        connection.close()
    if not in_memory:
        remove_damaged(root)
    connection = open_database(root, in_memory=True)
    return IndexedBook(root, connection, synchronise(connection, root, means))


def _by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    """Their order does not depend on when they were found."""
    source = problem.source
    where = (str(source.path), source.line, source.column) if source else (str(SETTINGS), 0, 0)
    return *where, problem.code.id, problem.message.en
