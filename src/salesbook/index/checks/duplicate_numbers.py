"""Invoice numbers (发票号码) that stand on more than one invoice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from salesbook.index.codes import DUPLICATE_NUMBER
from salesbook.model.policy import Policy
from salesbook.model.problem import Problem


def find(connection: sqlite3.Connection, policy: Policy) -> Iterator[Problem]:
    """One problem a number, on the invoice entered last; an invoice that was forced in spite of it is left out."""
    del policy
    rows = connection.execute(
        "SELECT json_extract(data, '$.number') AS number, group_concat(id, ' ') FROM "
        "(SELECT DISTINCT id, data FROM entry WHERE kind = 'invoices' AND id IS NOT NULL "
        "AND coalesce(json_extract(data, '$.forced.rule'), '') NOT LIKE '%duplicate_number%' ORDER BY id) "
        "WHERE number IS NOT NULL GROUP BY number HAVING count(DISTINCT id) > 1 ORDER BY number"
    )
    for number, ids in rows.fetchall():
        entries = sorted(set(ids.split()))
        yield DUPLICATE_NUMBER.problem(entry=entries[-1], field="number", number=number, entries=", ".join(entries))
