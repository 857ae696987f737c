"""What of a book's files differs from HEAD: the edits that no commit holds yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from salesbook.history.git import LITERAL_PATHS, Repository, find_repository

EntriesOf = Callable[[bytes], Mapping[str, bytes]]
"""The entries of a ledger file's content: each one's bytes by its id."""


_ARGUMENTS = 200
"""File names that fit into one command line on any system; git status takes them nowhere else."""


def pending_hand_edits(root: Path, files: Sequence[Path]) -> list[Path]:
    """Those of ``files`` that differ from HEAD, as paths below ``root``; asked before a command writes."""
    repository = find_repository(root)
    if repository is None or not files:
        return []
    return [Path(name) for name in changed_files(repository, relative(root, files))]


def changed_files(repository: Repository, names: Sequence[str]) -> list[str]:
    """Those of ``names`` (relative to the book) whose content on disk is not that of HEAD.

    All of them where git refuses to look, so that the commit of them will tell why.
    """
    places = names if len(names) <= _ARGUMENTS else ["."]
    options = ("--porcelain=v2", "-z", "--no-renames", "--untracked-files=all")
    status = repository.run(LITERAL_PATHS, "status", *options, "--", *places)
    if status.code != 0:
        return list(names)
    found = {_path(line) for line in status.out.split(b"\0") if line}
    candidates = [name for name in names if repository.prefix + name in found]
    if not candidates:
        return []
    # What was staged and then taken back on disk is a change to git, but not of the book.
    committed = _committed(repository, candidates)
    return [name for name in candidates if _content(repository.book / name) != committed[name]]


def changed_entries(repository: Repository, names: Sequence[str], entries_of: EntriesOf) -> list[str]:
    """The ids of the entries that were added, changed or removed in files since HEAD."""
    committed = _committed(repository, names)
    ids: list[str] = []
    for name in names:
        before = entries_of(committed[name] or b"")
        after = entries_of(_content(repository.book / name) or b"")
        ids += [id for id in {**before, **after} if before.get(id) != after.get(id)]
    return ids


def relative(root: Path, files: Sequence[Path]) -> list[str]:
    """``files``, absolute or below ``root``, as git takes them in the book's folder."""
    return [(file.relative_to(root) if file.is_absolute() else file).as_posix() for file in files]


def _path(line: bytes) -> str:
    """The path in a line of ``git status --porcelain=v2 -z``, relative to the top of the work tree."""
    fields_before = {b"?": 1, b"u": 10}.get(line[:1], 8)
    return os.fsdecode(line.split(b" ", fields_before)[fields_before])


def _committed(repository: Repository, names: Sequence[str]) -> dict[str, bytes | None]:
    """What HEAD holds of each file, ``None`` where it has none."""
    asked = b"".join(b"HEAD:./" + os.fsencode(name) + b"\n" for name in names)
    output = repository.run("cat-file", "--batch", stdin=asked).out
    contents: dict[str, bytes | None] = {}
    for name in names:
        heading, _, output = output.partition(b"\n")
        size = heading.rpartition(b" ")[2]  # of ``<hash> blob <size>``, or ``missing``
        contents[name] = None
        if size.isdigit():
            contents[name], output = _with_line_feeds(output[: int(size)]), output[int(size) + 1 :]
    return contents


def _content(file: Path) -> bytes | None:
    try:
        return _with_line_feeds(file.read_bytes())
    except FileNotFoundError:
        return None


def _with_line_feeds(content: bytes) -> bytes:
    """Git may be set to check out CRLF, which is no edit."""
    return content.replace(b"\r\n", b"\n")
