"""Whatever happens to the files of a book, an updated index is the one that would be made from nothing.

Entries are added, edited, moved and taken back by hand, within the same second too; git switches branches and reverts;
commands end in the middle of an update, or run at once.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.index.machine_git import BookInGit
from tests.index.machine_processes import UsedBook


class BookInUse(BookInGit, UsedBook):
    """A book to which all of it happens."""


BookInUse.TestCase.settings = settings(
    max_examples=int(os.environ.get("SALESBOOK_INDEX_EXAMPLES", "12")),
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestBookInUse = BookInUse.TestCase
