"""Entries that never were: those taken back on their own day, and what takes them back."""

from __future__ import annotations

from collections.abc import Iterable


def undone_on_their_day(entries: Iterable[tuple[str, str, str | None]]) -> frozenset[str]:
    """The ids of both, of entries as (id, day, the id of what it reverses).

    A reconciliation is taken back so: on the day of what it made, so that no figure of any day tells of either.
    """
    found = list(entries)
    days = {id: day for id, day, _ in found}
    pairs = [(id, reversed) for id, day, reversed in found if reversed and days.get(reversed) == day]
    return frozenset(id for pair in pairs for id in pair)
