"""Fields of entries that stand in the book already, changed together with what is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from salesbook.book.entry_files import LocatedEntry
from salesbook.book.ledger_text import replace
from salesbook.book.one_field import with_field
from salesbook.book.parsing import parse_entry
from salesbook.model.named_tuple import NamedTuple
from salesbook.recording.draft import FieldChange, Plan, RecordedEntry
from salesbook.recording.masters import find_exactly


def changed(root: Path, plan: Plan, changes: Sequence[FieldChange]) -> Plan:
    """``plan`` with changes of master entries; raises ``OSError`` where a file cannot be read.

    What an entry becomes is decided by how it stands on the disk. One that is not there is passed over, and so is one
    with comments that would be lost.
    """
    entries = list(plan.entries)
    files = dict(plan.files)
    texts = _new_texts(root, changes)
    for each in sorted(texts, key=lambda text: text.located.entry.start, reverse=True):  # places before it stay
        path = each.located.path
        before, content = files.get(path, (each.located.data, each.located.data))
        files[path] = (before, replace(content, each.located.entry, each.text))
        node, _ = parse_entry(each.text, path, each.located.entry.line)
        data: Any = node.value() if node else {}
        entries.append(RecordedEntry(each.change.kind, each.change.id, path, data, each.text))
    return Plan(tuple(entries), files)


class _NewText(NamedTuple):
    change: FieldChange
    located: LocatedEntry
    text: str


def _new_texts(root: Path, changes: Sequence[FieldChange]) -> list[_NewText]:
    """The texts of all entries that become others, after all changes of each."""
    found: dict[tuple[str, str], _NewText] = {}
    for change in changes:
        key = (change.kind.name, change.id)
        located = found[key].located if key in found else find_exactly(root, change.kind, change.id)
        if located is None:
            continue
        old = found[key].text if key in found else _text(located)
        node, problems = parse_entry(old, located.path, located.entry.line)
        if node is None or problems or not isinstance(node.content, dict):
            continue
        data: Any = node.value()
        value = change.change(data.get(change.field))
        new = with_field(old, change.field, value) if value != data.get(change.field) else None
        if new is not None:
            found[key] = _NewText(change, located, new)
    return list(found.values())


def _text(located: LocatedEntry) -> str:
    return located.data[located.entry.start : located.entry.end].decode("utf-8").replace("\r\n", "\n")
