"""Looking at what is about to be written, before it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.model.problem import Problem
from salesbook.recording.codes import ALREADY_THERE, BOOK_CHANGED
from salesbook.recording.draft import Plan
from salesbook.recording.masters import find_exactly

if TYPE_CHECKING:
    from salesbook.index.seen import Seen

Verify = Callable[[Path, Plan], list[Problem]]
"""What a book (its folder) would have wrong with a plan."""


def in_the_index(root: Path, plan: Plan) -> list[Problem]:
    """All errors and warnings that the whole book would get: the entries are tried in the index."""
    from salesbook.index.book import open_book
    from salesbook.index.trial import new_problems

    contents = {path: after for path, (_, after) in plan.files.items()}
    return new_problems(open_book(root), contents, frozenset(plan.ids))


def in_the_index_if_unchanged(seen: Seen) -> Verify:
    """As ``in_the_index``, where the book still says what was ``seen`` of it; else just that it does not."""

    def verify(root: Path, plan: Plan) -> list[Problem]:
        from salesbook.index.book import open_book

        if changed := seen.changed(open_book(root)):
            return [BOOK_CHANGED.problem(files=", ".join(map(str, changed)))]
        return in_the_index(root, plan)

    return verify


def new_among_masters(root: Path, plan: Plan) -> list[Problem]:
    """Ids of customers, products and reps that are taken; the book is not loaded."""
    problems = []
    for entry in plan.entries:
        located = find_exactly(root, entry.kind, entry.id)
        if located is not None:
            name = located.node.find(("name",)).text if located.node else entry.id
            source = located.node.source if located.node else None
            problems.append(ALREADY_THERE.problem(source, id=entry.id, name=name, path=located.path))
    return problems


def nothing_more(root: Path, plan: Plan) -> list[Problem]:
    """For entries whose references were looked up when they were drafted."""
    del root, plan
    return []
