"""Putting an edited entry back in its place: only its own bytes change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesbook.book.codes_text import NOT_ONE_ENTRY
from salesbook.book.codes_writing import CHANGED_MEANWHILE
from salesbook.book.disk import disk_problem
from salesbook.book.entries import ReadEntry, read_entry
from salesbook.book.entry_files import LocatedEntry, find_entry
from salesbook.book.files import kind_of, ledger_files
from salesbook.book.ledger_text import replace, split
from salesbook.book.settings_file import read_settings
from salesbook.book.transaction import begin
from salesbook.history.commits import Message
from salesbook.index.book import open_book
from salesbook.index.trial import new_problems
from salesbook.model.kinds import Kind
from salesbook.model.problem import Problem, Severity, Source
from salesbook.recording.codes import ID_CHANGED
from salesbook.recording.draft import Because, Recorded, RecordedEntry, Refused
from salesbook.recording.record import Manner
from salesbook.recording.writing import unified_diff, write_and_commit


@dataclass(frozen=True, slots=True)
class EditableEntry:
    """An entry as it stands in its file."""

    id: str
    kind: Kind
    located: LocatedEntry

    @property
    def text(self) -> str:
        """Its text, from its ``- `` on."""
        entry = self.located.entry
        return self.located.data[entry.start : entry.end].decode("utf-8", "replace")


def find_editable(root: Path, id: str) -> EditableEntry | None:
    """The entry with an id, wherever it stands; master entries first.

    Raises ``OSError`` where a file cannot be read.
    """
    files = sorted(ledger_files(root), key=lambda path: (len(path.parts), str(path)))
    located = find_entry(root, files, id)
    kind = kind_of(located.path) if located else None
    return EditableEntry(id, kind, located) if located and kind else None


def revise(
    root: Path, entry: EditableEntry, edited: bytes, source: PurePosixPath, manner: Manner
) -> Recorded | Refused:
    """Put the one entry that ``edited`` holds in place of ``entry``; its id must stay.

    What is wrong with its text has its place in ``source``, the file that was edited.
    """
    read = _read(edited, source, entry)
    if isinstance(read, Refused):
        return read
    text, data = read
    try:
        with_lock = begin(root)
        if isinstance(with_lock, Problem):
            return Refused((with_lock,), Because.FAILURE)
        with with_lock as transaction:
            path = entry.located.path
            before = (root / path).read_bytes()
            if before != entry.located.data:
                return Refused((CHANGED_MEANWHILE.problem(path=path),), Because.FAILURE)
            files = {path: (before, replace(before, entry.located.entry, text))}
            found = new_problems(open_book(root), {path: files[path][1]}, frozenset({entry.id}))
            if any(problem.severity is Severity.ERROR for problem in found):
                return Refused(tuple(found), Because.ERRORS)
            recorded = RecordedEntry(entry.kind, entry.id, path, data.data, text)
            if manner.dry_run:
                return Recorded((recorded,), tuple(found), diff=unified_diff(files))
            settings, _ = read_settings(root)
            commits = manner.commit and (settings is None or settings.git.commit)
            message = Message(f"edit {recorded.label}", "edit", (entry.id,)) if commits else None
            done = write_and_commit(transaction, files, message)
    except OSError as error:
        return Refused((disk_problem(error, error.filename or root),), Because.FAILURE)
    if isinstance(done, Problem):
        return Refused((done,), Because.FAILURE)
    return Recorded((recorded,), tuple(found), done)


def _read(edited: bytes, source: PurePosixPath, entry: EditableEntry) -> tuple[str, ReadEntry] | Refused:
    """The one entry of an edited text, or what is wrong with it. Comments around it are not taken over."""
    found = split(edited, source)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    if errors or len(found.entries) != 1:
        return Refused(tuple(errors) or (NOT_ONE_ENTRY.problem(Source(source)),), Because.ERRORS)
    place = found.entries[0]
    text = edited[place.start : place.end]
    read = read_entry(text, source, place.line, entry.kind)
    if read.problems:
        return Refused(read.problems, Because.ERRORS)
    if read.id != entry.id:
        changed = ID_CHANGED.problem(Source(source, place.line), before=entry.id, after=read.id)
        return Refused((changed,), Because.ERRORS)
    return text.decode("utf-8"), read
