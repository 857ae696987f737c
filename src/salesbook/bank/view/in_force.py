"""Entries that still hold: what was entered by mistake was reversed."""

from __future__ import annotations

from collections.abc import Iterable

from salesbook.bank.view.entries import Entry


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """All of one kind but those that another one reverses, and those that reverse one."""
    known = list(entries)
    reversed_ones = {each["reverses"] for each in known if each.get("reverses")}
    return [each for each in known if each["id"] not in reversed_ones and not each.get("reverses")]
