"""What would be wrong with a book if some of its files had other content: tried in the index, and taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from salesbook.index import problems
from salesbook.index.book import IndexedBook
from salesbook.index.changes import Changes
from salesbook.index.checks import check_book
from salesbook.index.entries import read_entries
from salesbook.index.units import recompute
from salesbook.index.work import Work
from salesbook.model.problem import Problem


def new_problems(book: IndexedBook, contents: Mapping[PurePosixPath, bytes], entries: frozenset[str]) -> list[Problem]:
    """The errors and warnings that ``contents`` (of ledger files) would bring, beyond those that the book has.

    ``entries`` are the ids of what is about to be written: their problems have no place in a file yet. The index is
    left as it was.
    """
    connection = book.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = Counter(_essence(problem) for problem in problems.load(connection))
        changes = Changes()
        for path, data in contents.items():
            read_entries(connection, path, data, changes, Work())
        units = recompute(connection, changes, trial=True)
        check_book(connection, changes, units)
        after = problems.load(connection)
    finally:
        connection.execute("ROLLBACK")
    return [each if each.entry in entries else book.placed(each) for each in _added(before, after)]


_Essence = tuple[object, ...]


def _essence(problem: Problem) -> _Essence:
    """What makes a problem the same one, wherever lines have moved to and whatever its figures are by now."""
    if problem.entry is not None:
        return (problem.code.id, problem.entry, problem.field)
    path = problem.source.path if problem.source else None
    return (problem.code.id, path, tuple(sorted(map(str, problem.values.values()))))


def _added(before: Counter[_Essence], after: list[Problem]) -> list[Problem]:
    left = before.copy()
    added = []
    for problem in after:
        essence = _essence(problem)
        if left[essence]:
            left[essence] -= 1
        else:
            added.append(problem)
    return added
