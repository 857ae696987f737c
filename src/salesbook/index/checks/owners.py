"""Money and invoices of one customer on orders of another."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import OTHER_CUSTOMER
from salesbook.index.masters import Customers
from salesbook.index.merging import merged_into_touched
from salesbook.index.touched import Touched
from salesbook.model.policy import Policy

_NAMED = (
    # invoices, payments, credits: their own customer against that of each order they name
    "SELECT named.id, named.field, payer.target AS customer, unit.customer AS owner, unit.id AS target "
    "FROM reference AS named CROSS JOIN unit ON unit.id = named.target "
    "CROSS JOIN reference AS payer ON payer.kind = named.kind AND payer.id = named.id AND payer.field = 'customer' "
    "WHERE named.kind IN ('invoices', 'payments', 'credits') AND named.target_kind IN ('orders', 'openings')",
    # allocations: the customer of their payment or credit
    "SELECT named.id, named.field, money.customer AS customer, unit.customer AS owner, unit.id AS target "
    "FROM reference AS named CROSS JOIN unit ON unit.id = named.target "
    "CROSS JOIN reference AS source ON source.kind = 'allocations' AND source.id = named.id "
    "AND source.field IN ('payment', 'credit') CROSS JOIN unit AS money ON money.id = source.target "
    "WHERE named.kind = 'allocations' AND named.target_kind IN ('orders', 'openings')",
)


def find(connection: sqlite3.Connection, policy: Policy, ids: Subjects) -> Iterator[Finding]:
    """One problem for each such place; customers of one group, or merged into one, may pay for each other."""
    del policy
    for query in _NAMED:
        others = f"SELECT * FROM ({query} AND {ids.among('named.id')}) WHERE customer <> owner"
        found = connection.execute(others, ids.parameters).fetchall()
        customers = Customers.load(connection, {id for _, _, *two, _ in found for id in two})
        for id, field, customer, owner, order in found:
            if not customers.may_pay_for(customer, owner):
                yield Finding(
                    id, OTHER_CUSTOMER.problem(entry=id, field=field, customer=customer, owner=owner, target=order)
                )


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """What was touched, and what names it; of touched customers, and all merged into them, their entries likewise."""
    customers = merged_into_touched(connection, touched)
    near = touched.ids() | _naming(connection, customers, "target_kind = 'customers' AND kind <> 'customers'")
    return near | _naming(connection, near, "target_kind IN ('orders', 'openings', 'payments', 'credits')")


def _naming(connection: sqlite3.Connection, targets: set[str], where: str) -> set[str]:
    rows = connection.execute(
        "SELECT id FROM reference INDEXED BY reference_target "
        f"WHERE target IN (SELECT value FROM json_each(?)) AND {where}",
        (json.dumps(sorted(targets)),),
    )
    return {row[0] for row in rows}
