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
from salesbook.book.numbering import NumberingPattern, taken_ids
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
    from salesbook.model.entry import validate  # pydantic is loaded only to validate

    patterns = _patterns(drafts, numbering)
    if isinstance(patterns, Problem):
        return [patterns]
    ids = _number(root, drafts, patterns, pad)
    files: dict[PurePosixPath, tuple[bytes | None, bytes]] = {}
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
        path = _file(root, draft, pad, files)
        text = write_entry(data, flow=draft.kind.flow)
        before, content = files.get(path) or _content(root, path)
        files[path] = (before, append(content, text))
        entries.append(RecordedEntry(draft.kind, entry.key(), path, data, text))
    return problems or Plan(tuple(entries), files)


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
    taken: dict[tuple[str, str], set[str]] = {}
    for draft in drafts:
        kind = draft.kind
        if "id" in draft.data or kind.name not in patterns:
            continue
        pattern = patterns[kind.name]
        prefix = pattern.file_prefix(draft.day)
        key = (kind.name, prefix)
        if key not in taken:
            taken[key] = taken_ids(root / LEDGERS / kind.name, prefix)
        ids[draft] = pattern.next_id(draft.day, pad, taken[key])
        taken[key].add(ids[draft])
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


def _file(
    root: Path, draft: Draft, pad: str, planned: Mapping[PurePosixPath, tuple[bytes | None, bytes]]
) -> PurePosixPath:
    """The file that takes a draft; a further one where those planned before it fill the last."""
    folder = root / LEDGERS if draft.kind.master else root / LEDGERS / draft.kind.name
    path = PurePosixPath(file_for(folder, _stem(draft.kind, draft.data), pad).relative_to(root).as_posix())
    while path in planned and count_entries(planned[path][1]) >= MAX_ENTRIES:
        path = _following(path)
    return path


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


def _content(root: Path, path: PurePosixPath) -> tuple[bytes | None, bytes]:
    data = read_if_exists(root / path)
    return data, data or b""
