"""Entries before they have numbers: drafts refer to each other, and get their ids when all are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

PREFIXES = {
    "orders": "SO",
    "changes": "CH",
    "deliveries": "DN",
    "invoices": "IV",
    "openings": "OB",
    "payments": "PY",
    "credits": "CR",
    "allocations": "AL",
    "handins": "HI",
    "bills": "BE",
    "matches": "BM",
}
"""What the ids of each kind begin with."""


@dataclass(frozen=True, eq=False, slots=True)
class Draft:
    """A dated entry without its id. A value of ``data``, at any depth, may be another draft: its id is meant.

    ``kind`` is the folder of the entry's kind; ``data`` holds the fields after ``id`` in the order of the format.
    """

    kind: str
    date: date
    data: Mapping[str, object]


def number(drafts: Iterable[Draft]) -> dict[Draft, str]:
    """Ids in order of date, counted by kind and month: ``SO-2611-0003``."""
    counts: Counter[tuple[str, str]] = Counter()
    ids: dict[Draft, str] = {}
    for draft in sorted(drafts, key=lambda each: each.date):
        month = f"{draft.date:%y%m}"
        counts[draft.kind, month] += 1
        ids[draft] = f"{PREFIXES[draft.kind]}-{month}-{counts[draft.kind, month]:04}"
    return ids


def entry(draft: Draft, ids: Mapping[Draft, str]) -> dict[str, object]:
    """The draft as an entry of a ledger file: its id first, every reference replaced by an id."""
    return {"id": ids[draft], **{name: _resolved(value, ids) for name, value in draft.data.items()}}


def _resolved(value: object, ids: Mapping[Draft, str]) -> object:
    if isinstance(value, Draft):
        return ids[value]
    if isinstance(value, list):
        return [_resolved(each, ids) for each in value]
    if isinstance(value, dict):
        return {name: _resolved(each, ids) for name, each in value.items()}
    return value
