"""Customers, reps and products as reports need them, from what the index holds of their entries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from salesbook.index.merging import merged
from salesbook.model.named_tuple import NamedTuple

ByDay = tuple[tuple[str, str], ...]
"""What holds from a day on: pairs of that day (ISO, "" for ever before) and a value, earliest first."""


class Customer(NamedTuple):
    """What reports know of a customer. ``reps`` are those who must collect from it, by day."""

    id: str
    name: str
    reps: ByDay
    group: str | None
    merged_into: str | None
    settle: str | None
    data: dict[str, Any]

    def rep_on(self, day: str) -> str | None:
        """Who must collect from it on a day (ISO)."""
        return _on(self.reps, day)


class Customers:
    """All customers by id; what was merged answers with the customer it was merged into."""

    def __init__(self, by_id: dict[str, Customer]) -> None:
        self.by_id = by_id

    @classmethod
    def load(cls, connection: sqlite3.Connection, named: Collection[str] | None = None) -> Customers:
        """From the index: all; or those that are ``named``, with all that were merged and what these mean."""
        ids = None if named is None else {*named, *chain.from_iterable(merged(connection))}
        return cls({id: _customer(id, data) for id, data in _entries(connection, "customers", ids)})

    def canonical(self, id: str) -> str:
        """The customer that an id means after all merging."""
        return self.meanings.get(id, id)

    @cached_property
    def meanings(self) -> dict[str, str]:
        """What customers that were merged into others mean; all others mean themselves."""
        return {id: self._after_merging(id) for id, customer in self.by_id.items() if customer.merged_into}

    def _after_merging(self, id: str) -> str:
        seen = {id}
        while (customer := self.by_id.get(id)) and customer.merged_into and customer.merged_into not in seen:
            id = customer.merged_into
            seen.add(id)
        return id

    def with_merged(self, ids: Collection[str]) -> list[str]:
        """Customers, and all that were merged into them: the ids that entries may name them by."""
        merged = (id for id, meant in self.meanings.items() if meant in ids)
        return sorted({*ids, *merged})

    def name(self, id: str) -> str:
        """The name of a customer, or its id where it has none."""
        customer = self.by_id.get(id)
        return customer.name if customer else id

    def rep_on(self, id: str, day: str) -> str | None:
        """Who must collect from a customer on a day (ISO)."""
        customer = self.by_id.get(self.canonical(id))
        return customer.rep_on(day) if customer else None

    def reps_on(self, day: str) -> dict[str, str | None]:
        """Who must collect from each customer on a day (ISO); of customers after merging, as ``rep_on``."""
        return {id: customer.rep_on(day) for id, customer in self.by_id.items()}

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
    return Customer(
        id=id,
        name=str(data.get("name") or id),
        reps=_by_day(data, "reps", "rep"),
        group=data.get("group"),
        merged_into=data.get("merged_into"),
        settle=data.get("settle"),
        data=data,
    )


class Rep(NamedTuple):
    """Somebody who sells and collects, with his teams by day, and all else that his entry says."""

    id: str
    name: str
    data: dict[str, Any]
    teams: ByDay = ()

    def team_on(self, day: date) -> str | None:
        """The team that he belonged to on a day."""
        return _on(self.teams, day.isoformat())


class Product(NamedTuple):
    """Something that is sold, with what one of it cost by day, and all else that its entry says."""

    id: str
    name: str
    data: dict[str, Any]
    costs: ByDay = ()

    def cost_on(self, day: date) -> Decimal | None:
        """What one of it cost on a day, in the book's currency; None where that is not known."""
        cost = _on(self.costs, day.isoformat())
        return None if cost is None else Decimal(cost)


def load_reps(connection: sqlite3.Connection) -> dict[str, Rep]:
    """Reps by id."""
    return {
        id: Rep(id, str(data.get("name") or id), data, _by_day(data, "teams", "team"))
        for id, data in _entries(connection, "reps")
    }


def load_products(connection: sqlite3.Connection) -> dict[str, Product]:
    """Products by id."""
    return {
        id: Product(id, str(data.get("name") or id), data, _by_day(data, "costs", "cost"))
        for id, data in _entries(connection, "products")
    }


def _by_day(data: dict[str, Any], listed: str, alone: str) -> ByDay:
    """A value that an entry lists by day under ``listed``, or has once and for all under ``alone``."""
    by_day = data.get(listed)
    if by_day:
        found = ((str(each.get("from") or ""), str(each[alone])) for each in by_day)
        return tuple(sorted(found, key=lambda each: each[0]))
    return () if data.get(alone) is None else (("", str(data[alone])),)


def _on(by_day: ByDay, day: str) -> str | None:
    """What held on a day (ISO)."""
    held = None
    for first, value in by_day:
        if first <= day:
            held = value
    return held


def _entries(
    connection: sqlite3.Connection, kind: str, ids: Collection[str] | None = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Master entries (of some ids, or all) and what they say; of one with errors nothing but its id can be used."""
    among = "id IS NOT NULL" if ids is None else "id IN (SELECT value FROM json_each(:ids))"
    rows = connection.execute(
        f"SELECT id, data, facts <> '' FROM entry WHERE kind = :kind AND {among} ORDER BY path, ordinal",
        {"kind": kind, "ids": json.dumps(sorted(ids or ()))},
    )
    found = [(id, data if valid else "{}") for id, data, valid in rows]
    return zip((id for id, _ in found), json.loads(f"[{','.join(data for _, data in found)}]"), strict=True)
