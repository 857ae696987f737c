"""Money and invoices of one customer on orders of another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from salesbook.index.codes import OTHER_CUSTOMER
from salesbook.index.masters import Customers
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem

_NAMED = (
    # invoices, payments, credits: their own customer against that of each order they name
    "SELECT reference.id, reference.field, json_extract(entry.data, '$.customer') AS customer, "
    "unit.customer AS owner, unit.id "
    "FROM reference JOIN entry ON entry.id = reference.id AND entry.kind = reference.kind "
    "JOIN unit ON unit.id = reference.target "
    "WHERE reference.kind IN ('invoices', 'payments', 'credits') AND reference.target_kind IN ('orders', 'openings')",
    # allocations: the customer of their payment or credit
    "SELECT reference.id, reference.field, money.customer AS customer, unit.customer AS owner, unit.id "
    "FROM reference JOIN unit ON unit.id = reference.target "
    "JOIN reference source ON source.kind = 'allocations' AND source.id = reference.id "
    "AND source.field IN ('payment', 'credit') JOIN unit money ON money.id = source.target "
    "WHERE reference.kind = 'allocations' AND reference.target_kind IN ('orders', 'openings')",
)


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem for each such place; customers of one group, or merged into one, may pay for each other."""
    del policy
    customers = Customers.load(connection)
    for query in _NAMED:
        others = f"SELECT * FROM ({query}) WHERE customer <> owner"
        for id, field, customer, owner, order in connection.execute(others).fetchall():
            if not customers.may_pay_for(customer, owner):
                yield OTHER_CUSTOMER.problem(entry=id, field=field, customer=customer, owner=owner, target=order)
