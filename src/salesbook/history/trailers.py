"""What earlier commands entered, as their commits' trailers tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from salesbook.history.git import find_repository

_COMMAND = "%(trailers:key=Salesbook-Command,valueonly,separator=%x1f)"
_ENTRIES = "%(trailers:key=Salesbook-Entry,valueonly,separator=%x1f)"


def entries_entered_by(root: Path, command: str) -> Iterator[tuple[str, ...]]:
    """The ids of what each run of ``command`` entered in the book in ``root``, the last run first.

    None outside git, and of runs that committed nothing.
    """
    repository = find_repository(root)
    if repository is None:
        return
    grep = f"--grep=^Salesbook-Command: {command}$"
    log = repository.run("log", grep, f"--format=%x1e{_COMMAND}%x1d{_ENTRIES}", "--", "ledgers").out.decode(
        "utf-8", "replace"
    )
    for each in log.split("\x1e"):
        told, _, entries = each.strip("\n").partition("\x1d")
        if told == command and entries:
            yield tuple(entries.split("\x1f"))
