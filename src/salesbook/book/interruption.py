"""The mark of a change that a crash interrupted; every command looks for it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from salesbook.book.state_folder import STATE_FOLDER

JOURNAL = PurePosixPath(STATE_FOLDER, "journal")
"""Says what was to happen to several files, from when they are written until all stand in their places."""


def is_interrupted(root: Path) -> bool:
    """Whether files may be half changed, so that ``atomic_commit.recover`` should run before anything is read."""
    return (root / JOURNAL).exists()
