"""The JSON of an aging; its keys are public and never renamed."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.model.money import plain
from salesbook.reports.aging_figures import SUMS, AgingRow, aging_total
from salesbook.reports.aging_view import AgingView
from salesbook.table import Deferred, JsonValue


def aging_data(view: AgingView, currency: str, names: Sequence[str], rows: Sequence[AgingRow]) -> dict[str, JsonValue]:
    """The rows and totals of one currency."""
    keys = (*names, *SUMS)
    return {
        "as_of": view.day.isoformat(),
        "currency": currency,
        "buckets": list(names),
        "rows": Deferred(
            lambda: [
                {view.by.value: row.key, "name": row.name, **amounts_by_key(keys, row.amounts, currency)}
                for row in rows
            ]
        ),
        "totals": amounts_by_key(keys, aging_total(rows, len(keys)), currency),
    }


def amounts_by_key(keys: Sequence[str], values: Sequence[int], currency: str) -> dict[str, JsonValue]:
    """Amounts in minor units as JSON has them."""
    return {key: plain(value, currency) for key, value in zip(keys, values, strict=True)}
