"""The settings of the book in the index, and what of them decides figures."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING

from salesbook.book.files import SETTINGS
from salesbook.index import problems as problem_rows
from salesbook.model.codec import decode, encode
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.policy import Policy

if TYPE_CHECKING:
    from salesbook.model.commission import CommissionPlans


def read_settings(connection: sqlite3.Connection, data: bytes) -> None:
    """Keep what the bytes of ``salesbook.yaml`` say, or what is wrong with them."""
    from salesbook.book.settings_file import settings_from
    from salesbook.model.part import as_json

    settings, found = settings_from(data)
    problem_rows.store(connection, f"file:{SETTINGS}", found)
    if settings is not None:
        shown = json.dumps(as_json(settings))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('settings', ?)", (shown,))
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('settings_policy', ?)", (encode(settings.policy()),))
        plans = encode(settings.commission_plans())
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('commission', ?)", (plans,))
    else:
        forget_settings(connection)


def forget_settings(connection: sqlite3.Connection) -> None:
    """There are no usable settings."""
    connection.execute("DELETE FROM meta WHERE key IN ('settings', 'settings_policy', 'commission', 'policy')")


def load_policy(connection: sqlite3.Connection) -> Policy | None:
    """The settings that decide figures; None where ``salesbook.yaml`` is missing or wrong."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'policy'").fetchone()
    return decode(Policy, row[0]) if row else None


def load_plans(connection: sqlite3.Connection) -> CommissionPlans:
    """The commission plans; none where ``salesbook.yaml`` has none, or errors."""
    from salesbook.model.commission import CommissionPlans  # few commands ask for it

    row = connection.execute("SELECT value FROM meta WHERE key = 'commission'").fetchone()
    return decode(CommissionPlans, row[0]) if row else CommissionPlans()


class Renewed(NamedTuple):
    """The policy with the products' tax rates, and how it differs from before: in the rates of ``products`` alone, or,
    ``throughout``, in more. None where ``salesbook.yaml`` is missing or wrong.
    """

    policy: Policy | None
    throughout: bool
    products: frozenset[str] = frozenset()


def renew_policy(connection: sqlite3.Connection) -> Renewed:
    """Bring the policy up to date with the settings and the products."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'settings_policy'").fetchone()
    if row is None:
        return Renewed(None, throughout=True)
    rates = connection.execute(
        "SELECT id, json_extract(data, '$.tax') FROM entry WHERE kind = 'products' AND facts <> '' "
        "ORDER BY id, path, ordinal"
    )
    product_tax = {id: Decimal(rate.rstrip("%")).scaleb(-2) for id, rate in rates if rate}
    policy = decode(Policy, row[0])._replace(product_tax=product_tax)
    text = encode(policy)
    kept = connection.execute("SELECT value FROM meta WHERE key = 'policy'").fetchone()
    if kept and kept[0] == text:
        return Renewed(policy, throughout=False)
    before = decode(Policy, kept[0]) if kept else None
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('policy', ?)", (text,))
    if before is None or before._replace(product_tax=product_tax) != policy:
        return Renewed(policy, throughout=True)
    ids = before.product_tax.keys() | product_tax.keys()
    different = frozenset(id for id in ids if before.product_tax.get(id) != product_tax.get(id))
    return Renewed(policy, throughout=False, products=different)
