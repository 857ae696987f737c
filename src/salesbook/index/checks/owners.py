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
    "SELECT DISTINCT named.id, named.field, json_extract(entry.data, '$.customer') AS payer, unit.customer, unit.id "
    "FROM {named} AS named CROSS JOIN unit ON unit.id = named.target "
    "CROSS JOIN entry ON entry.id = named.id AND entry.kind = named.kind AND facts <> '' "
    "WHERE named.kind IN ('invoices', 'payments', 'credits') AND target_kind IN ('orders', 'openings') "
    "AND payer <> unit.customer",
    # allocations: the customer of their payment or credit
    "SELECT DISTINCT named.id, named.field, money.customer, unit.customer, unit.id "
    "FROM {named} AS named CROSS JOIN unit ON unit.id = named.target "
    "CROSS JOIN entry ON entry.id = named.id AND entry.kind = named.kind AND facts <> '' "
    "CROSS JOIN unit AS money ON money.id IN (json_extract(data, '$.payment'), json_extract(data, '$.credit')) "
    "WHERE named.kind = 'allocations' AND target_kind IN ('orders', 'openings') AND money.customer <> unit.customer",
)
_BY_SOME = (
    "(SELECT entry.id, entry.kind, said.value ->> 0 AS field, said.value ->> 1 AS target_kind, "
    "said.value ->> 2 AS target FROM entry INDEXED BY entry_id CROSS JOIN json_each(entry.refs) AS said "
    "WHERE entry.id IN (SELECT value FROM json_each(:subjects)))"
)
"""What some entries name, as rows of ``reference``, which are in the order of what is named."""


def find(connection: sqlite3.Connection, policy: Policy, ids: Subjects) -> Iterator[Finding]:
    """One problem for each such place; customers of one group, or merged into one, may pay for each other."""
    del policy
    named = "reference" if ids.some is None else _BY_SOME
    for query in _NAMED:
        found = connection.execute(query.format(named=named), ids.parameters).fetchall()
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
        f"SELECT id FROM reference WHERE target IN (SELECT value FROM json_each(?)) AND {where}",
        (json.dumps(sorted(targets)),),
    )
    return {row[0] for row in rows}
