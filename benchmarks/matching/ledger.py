"""A generated book as entries, and as files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from salesbook.book.canonical import write_entry
from salesbook.book.entry_files import MAX_ENTRIES
from salesbook.model.kinds import kind_named

PREFIXES = {
    "deliveries": "DN",
    "payments": "PY",
    "credits": "CR",
    "handins": "HI",
    "bills": "BE",
    "matches": "BM",
    "openings": "OB",
    "changes": "CH",
    "allocations": "AL",
}

Entry = dict[str, object]


@dataclass
class Ledger:
    """The entries of a book by kind, and its settings."""

    settings: dict[str, object]
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, kind: str, day: date, id: str | None = None, **data: Any) -> str:
        """Add a dated entry; returns its id."""
        if id is None:
            month = f"{day:%y%m}"
            self._counts[kind, month] += 1
            id = f"{PREFIXES[kind]}-{month}-{self._counts[kind, month]:05}"
        self.entries[kind].append({"id": id, "date": day, **data})
        return id

    def write(self, root: Path) -> None:
        """Write the book under ``root``; a file that says the same already is left alone, so that its index stays."""
        _write(
            root / "salesbook.yaml",
            "".join(write_entry({name: value}, flow=False)[2:] for name, value in self.settings.items()),
        )
        grouped: dict[str, list[str]] = defaultdict(list)
        for name, entries in self.entries.items():
            kind = kind_named(name)
            if kind is None:
                raise ValueError(f"no kind of entries: {name}")
            for entry in entries:
                grouped[_stem(name, entry)].append(write_entry(entry, flow=kind.flow))
        wanted: set[Path] = set()
        for stem, texts in grouped.items():
            for page, start in enumerate(range(0, len(texts), MAX_ENTRIES), 1):
                file = root / "ledgers" / (stem + (".yaml" if page == 1 else f".{page}.yaml"))
                _write(file, "".join(texts[start : start + MAX_ENTRIES]))
                wanted.add(file)
        for file in (root / "ledgers").rglob("*.yaml"):
            if file not in wanted:
                file.unlink()


def _stem(kind: str, entry: Mapping[str, object]) -> str:
    day = entry.get("date")
    if not isinstance(day, date):
        return kind
    month = f"{day:%Y-%m}"
    return f"bank/{entry['account']}-{month}" if kind == "bank" else f"{kind}/{month}"


def _write(file: Path, text: str) -> None:
    data = text.encode()
    if file.exists() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
