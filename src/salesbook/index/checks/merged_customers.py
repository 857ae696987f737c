"""Customers that are merged into each other in a circle."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from salesbook.index import merging
from salesbook.index.codes import MERGED_IN_CIRCLE
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each customer from which following ``merged_into`` comes back to it."""
    del policy
    merged = dict(merging.merged(connection))
    for customer, target in merged.items():
        way = [target]
        while way[-1] in merged and way[-1] != customer and len(way) <= len(merged):
            way.append(merged[way[-1]])
        if way[-1] == customer:
            yield MERGED_IN_CIRCLE.problem(entry=customer, field="merged_into", customer=customer, way=" → ".join(way))
