"""What the index keeps of a ledger file: a row for each of its entries. The database is not touched here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from salesbook.book.entries import ReadEntry, read_entries
from salesbook.book.entry_files import MAX_ENTRIES
from salesbook.book.files import kind_of
from salesbook.book.ledger_text import split
from salesbook.index.changes import ReferenceRow
from salesbook.index.codes import NO_KIND, TOO_MANY_ENTRIES
from salesbook.index.links import subjects_of
from salesbook.index.looks import Look, hash_of, look
from salesbook.model.codec import encode
from salesbook.model.fact_codec import encode_facts
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Problem, Source


class EntryRow(NamedTuple):
    """A row of the table of entries."""

    path: str
    ordinal: int
    kind: str
    id: str | None
    date: str | None
    line: int
    start: int
    stop: int
    hash: bytes
    data: str
    facts: str
    """Empty where the entry has problems: it is read again when its file changes, for their places."""
    subjects: str
    refs: str


class Content(NamedTuple):
    """The entries of a file, and what is wrong with it; ``parsed`` of them were not known before.

    ``links`` and ``references`` are the rows that these have in the tables of these names.
    """

    rows: list[EntryRow]
    problems: list[Problem]
    parsed: int
    links: list[tuple[str, str]]
    references: list[ReferenceRow]


def read_new_file(root: Path, path: PurePosixPath) -> tuple[Look, Content] | None:
    """A ledger file that the index does not hold; None where it is gone by now.

    Raises ``OSError`` where it cannot be read.
    """
    found = look(root / path)
    if found is None:
        return None
    file, data = found
    return file, read_content(path, data, {})


def read_content(path: PurePosixPath, data: bytes, known: Mapping[bytes, EntryRow]) -> Content:
    """The entries of a file's content. Those that are ``known``, by the hashes of their texts, are not parsed again."""
    name, kind = str(path), kind_of(path)
    if kind is None:
        return Content([], [NO_KIND.problem(Source(path), path=path)], 0, [], [])
    text = split(data, path)
    problems = list(text.problems)
    if len(text.entries) > MAX_ENTRIES:
        count = len(text.entries)
        problems.append(TOO_MANY_ENTRIES.problem(Source(path), path=path, count=count, limit=MAX_ENTRIES))
    placed = [(data[place.start : place.end], place.line) for place in text.entries]
    hashes = [hash_of(entry_text) for entry_text, _ in placed]
    new = [each for each, digest in zip(placed, hashes, strict=True) if digest not in known]
    read = read_entries(new, path, kind)
    content = Content([], problems, len(new), [], [])
    for ordinal, (place, digest) in enumerate(zip(text.entries, hashes, strict=True)):
        row = known.get(digest)
        if row is None:
            where = (place.line, place.start, place.end, digest)
            entry = next(read)
            problems += entry.problems
            date = entry.date.isoformat() if entry.date else None
            subjects = subjects_of(entry.facts)
            content.rows.append(EntryRow(name, ordinal, kind.name, entry.id, date, *where, *_texts(entry, subjects)))
            if entry.id is not None:
                content.links.extend([(subject, entry.id) for subject in subjects])
                content.references.extend(
                    [
                        (target, target_kind, entry.id, kind.name, where)
                        for where, target_kind, target in entry.references
                    ]
                )
        elif (row.ordinal, row.line, row.start, row.stop) == (ordinal, place.line, place.start, place.end):
            content.rows.append(row)
        else:
            content.rows.append(row._replace(ordinal=ordinal, line=place.line, start=place.start, stop=place.end))
    return content


def _texts(entry: ReadEntry, subjects: list[str]) -> tuple[str, str, str, str]:
    """The last columns of a row."""
    facts = "" if entry.problems else encode_facts(entry.facts)
    return encode(entry.data), facts, encode(subjects), encode(entry.references)
