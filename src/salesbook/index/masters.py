"""Customers, reps and products as reports need them, from what the index holds of their entries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Customer:
    """What reports know of a customer. ``reps`` are pairs of the first day (ISO, "" for ever before) and the rep."""

    id: str
    name: str
    reps: tuple[tuple[str, str], ...]
    group: str | None
    merged_into: str | None
    settle: str | None
    data: dict[str, Any]

    def rep_on(self, day: str) -> str | None:
        """Who must collect from it on a day (ISO)."""
        responsible = None
        for first, rep in self.reps:
            if first <= day:
                responsible = rep
        return responsible


@dataclass(frozen=True, slots=True)
class Customers:
    """All customers by id; what was merged answers with the customer it was merged into."""

    by_id: dict[str, Customer]

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Customers:
        """From the index."""
        return cls({id: _customer(id, data) for id, data in _entries(connection, "customers")})

    def canonical(self, id: str) -> str:
        """The customer that an id means after all merging."""
        customer = self.by_id.get(id)
        if customer is None or not customer.merged_into:
            return id
        seen = {id}
        while (customer := self.by_id.get(id)) and customer.merged_into and customer.merged_into not in seen:
            id = customer.merged_into
            seen.add(id)
        return id

    def name(self, id: str) -> str:
        """The name of a customer, or its id where it has none."""
        customer = self.by_id.get(id)
        return customer.name if customer else id

    def rep_on(self, id: str, day: str) -> str | None:
        """Who must collect from a customer on a day (ISO)."""
        customer = self.by_id.get(self.canonical(id))
        return customer.rep_on(day) if customer else None

    def settle(self, id: str) -> str | None:
        """The customer's own way of settling, where it has one."""
        customer = self.by_id.get(self.canonical(id))
        return customer.settle if customer else None

    def may_pay_for(self, payer: str, owner: str) -> bool:
        """Whether money of one may settle orders of the other: the same after merging, or of one group."""
        one, other = self.canonical(payer), self.canonical(owner)
        if one == other:
            return True
        groups = [customer.group if (customer := self.by_id.get(id)) else None for id in (one, other)]
        return groups[0] is not None and groups[0] == groups[1]


def _customer(id: str, data: dict[str, Any]) -> Customer:
    dated = [(str(each.get("from") or ""), str(each["rep"])) for each in data.get("reps") or () if "rep" in each]
    reps = sorted(dated, key=lambda each: each[0]) if dated else [("", data["rep"])] if data.get("rep") else []
    return Customer(
        id=id,
        name=str(data.get("name") or id),
        reps=tuple(reps),
        group=data.get("group"),
        merged_into=data.get("merged_into"),
        settle=data.get("settle"),
        data=data,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A rep or product: its name, and all else that its entry says."""

    id: str
    name: str
    data: dict[str, Any]


def load_named(connection: sqlite3.Connection, kind: str) -> dict[str, Named]:
    """Reps or products by id."""
    return {id: Named(id, str(data.get("name") or id), data) for id, data in _entries(connection, kind)}


def _entries(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Master entries and what they say; of one with errors nothing but its id can be used."""
    rows = connection.execute("SELECT id, data, facts <> '' FROM entry WHERE kind = ? AND id IS NOT NULL", (kind,))
    for id, data, valid in rows:
        yield id, json.loads(data) if valid else {}
