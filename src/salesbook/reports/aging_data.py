"""The JSON of an aging; its keys are public and never renamed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salesbook.model.money import plain
from salesbook.reports.aging_figures import SUMS, AgingBy, AgingRow, aging_total
from salesbook.table import JsonValue


def aging_data(
    by: AgingBy, day: date, currency: str, names: Sequence[str], rows: Sequence[AgingRow]
) -> dict[str, JsonValue]:
    """The rows and totals of one currency."""
    keys = (*names, *SUMS)

    def amounts(values: Sequence[int]) -> dict[str, JsonValue]:
        return {key: plain(value, currency) for key, value in zip(keys, values, strict=True)}

    return {
        "as_of": day.isoformat(),
        "currency": currency,
        "buckets": list(names),
        "rows": [{by.value: row.key, "name": row.name, **amounts(row.amounts)} for row in rows],
        "totals": amounts(aging_total(rows, len(keys))),
    }
