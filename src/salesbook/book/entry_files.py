"""Which file of a kind takes a new entry, and which entry of many files has an id; neither loads the book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from salesbook.book.disk import read_if_exists
from salesbook.book.ledger_text import EntryText, count_entries, entry_around
from salesbook.book.nodes import Node
from salesbook.book.parsing import parse_entry
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem

MAX_ENTRIES = 1000
"""Entries a file takes, so that a diff, an editor and a merge stay quick."""


def file_for(folder: Path, stem: str, pad: str) -> Path:
    """The file of ``folder`` for the next entry: ``2026-11.yaml``, ``2026-11.wf.yaml``, ``2026-11.wf.2.yaml``.

    The last one there is, or the one after it where that holds 1,000 entries. Raises ``OSError`` where it
    cannot be read.
    """
    name = f"{stem}.{pad}" if pad else stem
    numbered = re.compile(re.escape(name) + r"(?:\.([0-9]+))?\.yaml")
    matches = [match for file in folder.glob(f"{name}*.yaml") if (match := numbered.fullmatch(file.name))]
    last = max((int(match[1] or 1) for match in matches), default=1)
    data = read_if_exists(folder / _file_name(name, last))
    full = data is not None and count_entries(data) >= MAX_ENTRIES
    return folder / _file_name(name, last + full)


def _file_name(name: str, number: int) -> str:
    return f"{name}.yaml" if number == 1 else f"{name}.{number}.yaml"


class LocatedEntry(NamedTuple):
    """An entry found by its id: the bytes of its file, its place in them, and its tree.

    ``problems`` are those of its text; with an error among them ``node`` is not to be relied on.
    """

    path: PurePosixPath
    data: bytes
    entry: EntryText
    node: Node | None
    problems: tuple[Problem, ...]


def find_entry(root: Path, files: Iterable[PurePosixPath], entry_id: str) -> LocatedEntry | None:
    """The entry with the id ``entry_id`` in ``files`` (paths below ``root``), by a search of their bytes.

    Only entries that seem to have the id are parsed. One that cannot be parsed is the answer where no other is.
    Raises ``OSError`` where a file cannot be read.
    """
    name = re.escape(entry_id.encode("utf-8"))
    # An id in double quotes may also be written with escapes; what it is then only the parser knows.
    candidates = re.compile(rb"""id["']?\s*:\s*(?:["']?""" + name + rb"""(?=["'\s,}]|\Z)|"[^"\n]*\\)""")
    unreadable: LocatedEntry | None = None
    for path in files:
        data = (root / path).read_bytes()
        for match in candidates.finditer(data):
            entry = entry_around(data, match.start())
            if entry is None:
                continue
            node, problems = parse_entry(data[entry.start : entry.end], path, entry.line)
            located = LocatedEntry(path, data, entry, node, tuple(problems))
            if node is None:
                unreadable = unreadable or located
            elif node.find(("id",)).content == entry_id:
                return located
    return unreadable
