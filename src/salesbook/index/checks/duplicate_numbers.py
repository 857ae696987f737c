"""Invoice numbers (发票号码) that stand on more than one invoice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from salesbook.index.checks.subjects import Finding, Subjects
from salesbook.index.codes import DUPLICATE_NUMBER
from salesbook.index.touched import Touched
from salesbook.model.policy import Policy


def find(connection: sqlite3.Connection, policy: Policy, numbers: Subjects) -> Iterator[Finding]:
    """One problem a number, on the invoice entered last; an invoice that was forced in spite of it is left out."""
    del policy
    number = "json_extract(data, '$.number')"
    rows = connection.execute(
        f"SELECT number, group_concat(id, ' ') FROM (SELECT DISTINCT {number} AS number, id FROM entry "
        f"WHERE kind = 'invoices' AND id IS NOT NULL AND json_type(data, '$.number') = 'text' "
        f"AND {numbers.among(number)} "
        "AND coalesce(json_extract(data, '$.forced.rule'), '') NOT LIKE '%duplicate_number%') "
        "GROUP BY number HAVING count(*) > 1 ORDER BY number",
        numbers.parameters,
    )
    for number, ids in rows.fetchall():
        entries = sorted(ids.split())
        yield Finding(
            number,
            DUPLICATE_NUMBER.problem(entry=entries[-1], field="number", number=number, entries=", ".join(entries)),
        )


def reached(connection: sqlite3.Connection, touched: Touched) -> set[str]:
    """The numbers of touched invoices, also of those with problems."""
    del connection
    invoices = (json.loads(entry.data) for entry in touched.entries if entry.kind == "invoices")
    return {invoice["number"] for invoice in invoices if isinstance(invoice.get("number"), str)}
