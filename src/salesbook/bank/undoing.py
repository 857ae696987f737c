"""What takes a reconciliation back: new entries, never rewritten ones."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.bank.view import entries_of
from salesbook.index.book import IndexedBook
from salesbook.model.kinds import KINDS, Kind
from salesbook.recording.draft import Draft

_KINDS: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
_MADE = ("payments", "handins", "bills", "credits", "allocations")
"""Kinds of the entries that a line may make or clear, as its match lists them."""

Entry = Mapping[str, Any]
"""What an entry says; amounts and dates are text."""


@dataclass(frozen=True, slots=True)
class Undone:
    """Matches to be taken back, and the entries that they list, by id.

    ``denied``: a person says that their lines were not this, which is remembered; else they are only open again.
    """

    matches: Sequence[Entry]
    entries: Mapping[str, tuple[str, Entry]]
    denied: bool


def to_undo(book: IndexedBook, chosen: Iterable[Entry], in_force: Mapping[str, Entry], *, denied: bool) -> Undone:
    """The ``chosen`` matches with all that they list; ``in_force`` are all matches, by line.

    Two lines that name each other were one decision: both are opened again.
    """
    matches = {match["id"]: match for match in chosen}
    for match in list(matches.values()):
        other = in_force.get(match.get("counterpart") or "")
        if other is not None and other.get("counterpart") == match["line"]:
            matches[other["id"]] = other
    entries: dict[str, tuple[str, Entry]] = {}
    for kind, id in (each for match in matches.values() for each in _listed(match)):
        row = book.connection.execute("SELECT data FROM entry WHERE kind = ? AND id = ?", (kind, id)).fetchone()
        if row is not None:
            entries[id] = (kind, json.loads(row[0]))
    return Undone(tuple(matches.values()), entries, denied)


def _listed(match: Entry) -> Iterator[tuple[str, str]]:
    """Kinds and ids of the entries that a match lists."""
    yield from ((kind, id) for kind in _MADE for id in match.get(kind) or ())


def built_upon(book: IndexedBook, undone: Undone) -> dict[str, list[str]]:
    """What was entered later on money that is to be taken back: allocations of it, and reversals; by the money's id.

    Allocations that take back what others gave, order by order, count no more.
    """
    lines = {match["line"] for match in undone.matches}
    made = {id for id, (_, entry) in undone.entries.items() if entry.get("line") in lines}
    found: dict[str, list[str]] = defaultdict(list)
    for kind in _MADE:
        for entry in entries_of(book, kind):
            if entry.get("reverses") in made:
                found[entry["reverses"]].append(entry["id"])
    given: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    giving: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries_of(book, "allocations"):
        source = entry.get("payment") or entry["credit"]
        if source in made and entry["id"] not in made:
            for piece in entry["orders"]:
                key = (source, piece.get("order") or piece["opening"])
                given[key] += Decimal(piece["amount"])
                giving[key].append(entry["id"])
    for (source, order), amount in given.items():
        if amount:
            found[source] += giving[source, order]
    return dict(found)


def undo_drafts(undone: Undone, today: date) -> list[Draft]:
    """Entries that undo matches: their lines are open again, and all that was entered from those lines is reversed.

    A reversal has the date of its entry and negative amounts: what was never so counts on no day, and the line can be
    entered anew. What somebody entered himself stays; it only waits for its line again.
    """
    drafts: list[Draft] = []
    for match in undone.matches:
        listed = [undone.entries[id] for _, id in _listed(match) if id in undone.entries]
        drafts += [_reversal(kind, entry) for kind, entry in listed if entry.get("line") == match["line"]]
        denied = sorted(set(_denied(match, listed))) if undone.denied else []
        fields: dict[str, object] = {"date": today, "line": match["line"], "reverses": match["id"]}
        drafts.append(Draft(_KINDS["matches"], fields | ({"rejected": denied} if denied else {})))
    return drafts


def _denied(match: Entry, listed: Sequence[tuple[str, Entry]]) -> Iterator[str]:
    """What the explanation claimed that led to the match, else its customer, else why the line was ignored.

    The same as ``Explanation.denied``, read from what was entered.
    """
    if match.get("ignored"):
        yield match["ignored"]
    claimed = [claim for kind, entry in listed for claim in _claims(kind, entry, match["line"])]
    yield from claimed or [entry["customer"] for kind, entry in listed if kind == "payments"]


def _claims(kind: str, entry: Entry, line: str) -> Iterator[str]:
    if entry.get("line") != line:
        yield entry["id"]
        return
    yield from (piece.get("order") or piece["opening"] for piece in entry.get("orders") or ())
    if kind == "handins":
        yield from entry.get("payments") or ()
    elif kind in {"bills", "allocations"}:
        yield entry.get("payment") or entry["credit"]


_NEGATED = frozenset({"amount", "paid", "fee"})
_OWN = frozenset({"id", "line", "reverses", "note", "tags", "fields", "forced"})
"""Fields that a reversal does not share with what it reverses."""


def _reversal(kind: str, entry: Entry) -> Draft:
    fields = {name: _negated(name, value) for name, value in entry.items() if name not in _OWN}
    return Draft(_KINDS[kind], fields | {"date": date.fromisoformat(entry["date"]), "reverses": entry["id"]})


def _negated(name: str, value: Any) -> object:
    if name in _NEGATED:
        return -Decimal(value)
    if name == "orders":
        return [{field: _negated(field, inner) for field, inner in piece.items()} for piece in value]
    return value
