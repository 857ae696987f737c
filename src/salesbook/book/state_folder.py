"""The folder of a book for what can be derived again, and for what holds only a while."""

from __future__ import annotations

from pathlib import Path

STATE_FOLDER = ".salesbook"
"""The folder of a book for what can be derived again: index, lock, journal."""


def state_folder(root: Path) -> Path:
    """The book's ``.salesbook/``, made if need be, with a ``.gitignore`` that keeps all of it out of git.

    Raises ``OSError`` where it cannot be made.
    """
    folder = root / STATE_FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists() or not ignore.stat().st_size:  # empty where a process was killed just here
        ignore.write_bytes(b"*\n")
    return folder
