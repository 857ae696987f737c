"""Which files make up a book, and which kind of entries each holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from salesbook.book.place import SETTINGS_FILE
from salesbook.model.kinds import KINDS, Kind, kind_named

SETTINGS = PurePosixPath(SETTINGS_FILE)
LEDGERS = PurePosixPath("ledgers")

_MASTERS = tuple(kind for kind in KINDS if kind.master)


def ledger_files(root: Path) -> Iterator[PurePosixPath]:
    """The paths, relative to ``root``, of all ledger files, sorted within their folder."""
    return map(PurePosixPath, ledger_names(root))


def ledger_names(root: Path) -> Iterator[str]:
    """The same as texts: every command goes through them, and few look at any."""
    return _yaml_files(str(root), str(LEDGERS))


def _yaml_files(root: str, folder: str) -> Iterator[str]:
    try:
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _yaml_files(root, f"{folder}/{entry.name}")
        elif entry.name.endswith((".yaml", ".yml")):
            yield f"{folder}/{entry.name}"


def kind_of(path: PurePosixPath) -> Kind | None:
    """The kind of entries that a ledger file holds, by its place; None where the place is no kind's."""
    parts = path.relative_to(LEDGERS).parts
    if len(parts) > 1:
        kind = kind_named(parts[0])
        return kind if kind and not kind.master else None
    stem = parts[0].split(".")[0]
    return next((kind for kind in _MASTERS if kind.name == stem), None)
