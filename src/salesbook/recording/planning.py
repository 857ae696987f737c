"""Numbers and files for drafts, and their canonical text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from salesbook.book.canonical import write_entry
from salesbook.book.disk import read_if_exists
from salesbook.book.entry_files import MAX_ENTRIES, file_for
from salesbook.book.files import LEDGERS
from salesbook.book.ledger_text import append, count_entries
from salesbook.book.numbering import NumberingPattern, Series, taken_ids
from salesbook.model.kinds import Kind
from salesbook.model.problem import Problem
from salesbook.recording.draft import Draft, Plan, RecordedEntry


def plan(
    root: Path,
    drafts: Sequence[Draft],
    numbering: Mapping[str, str],
    pad: str,
    forced: Mapping[str, Mapping[str, str]] | None = None,
) -> Plan | list[Problem]:
    """Number the drafts, choose their files and write their text; nothing is changed on the disk.

    ``numbering`` holds the patterns of ``salesbook.yaml`` by kind; ``forced`` what entries of a kind note as their
    ``forced: {rule, reason}``. Raises ``OSError`` where a file cannot be read.
    """
    from salesbook.model.part import validate

    patterns = _patterns(drafts, numbering)
    if isinstance(patterns, Problem):
        return [patterns]
    ids = _number(root, drafts, patterns, pad)
    files = _Files(root, pad)
    entries: list[RecordedEntry] = []
    problems: list[Problem] = []
    for draft in drafts:
        data = _with_ids(draft, ids)
        if forced and draft.kind.name in forced:
            data["forced"] = dict(forced[draft.kind.name])
        entry, found = validate(draft.kind.model(), data)
        problems += found
        if entry is None:
            continue
        text = write_entry(data, flow=draft.kind.flow)
        path = files.add(draft, text)
        entries.append(RecordedEntry(draft.kind, entry.key(), path, data, text))
    return problems or Plan(tuple(entries), files.contents())


def _patterns(drafts: Iterable[Draft], numbering: Mapping[str, str]) -> dict[str, NumberingPattern] | Problem:
    patterns: dict[str, NumberingPattern] = {}
    for draft in drafts:
        kind = draft.kind
        if kind.numbering and kind.name not in patterns:
            pattern = NumberingPattern.parse(numbering.get(kind.name, kind.numbering))
            if isinstance(pattern, Problem):
                return pattern
            patterns[kind.name] = pattern
    return patterns


def _number(
    root: Path, drafts: Sequence[Draft], patterns: Mapping[str, NumberingPattern], pad: str
) -> dict[Draft, str]:
    ids: dict[Draft, str] = {}
    taken: dict[tuple[str, str], str] = {}
    last: dict[tuple[str, Series], int] = {}
    for draft in drafts:
        kind = draft.kind
        if "id" in draft.data or kind.name not in patterns:
            continue
        pattern = patterns[kind.name]
        series = pattern.series(draft.day, pad)
        if (kind.name, series) not in last:
            # a year's file is of what its entries are about, not of the day that their ids count by
            prefix = "" if kind.stem == "year" else pattern.file_prefix(draft.day)
            if (kind.name, prefix) not in taken:
                taken[kind.name, prefix] = taken_ids(root / LEDGERS / kind.name, prefix)
            last[kind.name, series] = series.highest(taken[kind.name, prefix])
        last[kind.name, series] += 1
        ids[draft] = series.id_of(last[kind.name, series])
    return ids


def _with_ids(draft: Draft, ids: Mapping[Draft, str]) -> dict[str, Any]:
    numbered = {"id": ids[draft]} if draft in ids else {}
    return numbered | {name: _resolved(value, ids) for name, value in draft.data.items() if value is not None}


def _resolved(value: object, ids: Mapping[Draft, str]) -> object:
    if isinstance(value, Draft):
        return ids.get(value) or value.data["id"]
    if isinstance(value, list):
        return [_resolved(each, ids) for each in value]
    if isinstance(value, dict):
        return {name: _resolved(each, ids) for name, each in value.items()}
    return value


class _Growing:
    """A file that takes entries: its content before (``None``: no file), how many entries it has, what is added."""

    def __init__(self, before: bytes | None) -> None:
        self.before = before
        self.count = count_entries(before or b"")
        self.texts: list[str] = []


class _Files:
    """The files that take drafts; a further one where the last is full."""

    def __init__(self, root: Path, pad: str) -> None:
        self.root = root
        self.pad = pad
        self._growing: dict[PurePosixPath, _Growing] = {}
        self._last: dict[tuple[Path, str], PurePosixPath] = {}

    def add(self, draft: Draft, text: str) -> PurePosixPath:
        """Put the text of a draft into its file; returns which."""
        folder = self.root / LEDGERS if draft.kind.master else self.root / LEDGERS / draft.kind.name
        stem = _stem(draft.kind, draft.data)
        path = self._last.get((folder, stem))
        if path is None:
            path = PurePosixPath(file_for(folder, stem, self.pad).relative_to(self.root).as_posix())
        while self._at(path).count >= MAX_ENTRIES:
            path = _following(path)
        self._last[folder, stem] = path
        growing = self._at(path)
        growing.texts.append(text)
        growing.count += 1
        return path

    def contents(self) -> dict[PurePosixPath, tuple[bytes | None, bytes]]:
        """Each file before and after."""
        return {path: (each.before, append(each.before or b"", *each.texts)) for path, each in self._growing.items()}

    def _at(self, path: PurePosixPath) -> _Growing:
        if path not in self._growing:
            self._growing[path] = _Growing(read_if_exists(self.root / path))
        return self._growing[path]


def _following(path: PurePosixPath) -> PurePosixPath:
    """``2026-11.wf.yaml`` → ``2026-11.wf.2.yaml`` → ``2026-11.wf.3.yaml``."""
    stem, _, last = path.stem.rpartition(".")
    name = f"{stem}.{int(last) + 1}" if stem and last.isdecimal() else f"{path.stem}.2"
    return path.with_name(f"{name}.yaml")


def _stem(kind: Kind, data: Mapping[str, Any]) -> str:
    if kind.master:
        return kind.name
    if kind.stem == "year":
        return str(data.get("month") or data.get("quarter") or data.get("year"))[:4]
    month = f"{data['date']:%Y-%m}"
    return f"{data['account']}-{month}" if kind.name == "bank" else month
