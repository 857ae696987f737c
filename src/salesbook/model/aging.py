"""The buckets of an aging."""

from __future__ import annotations

from collections.abc import Sequence


def bucket_names(edges: Sequence[int]) -> tuple[str, ...]:
    """Names of the aging buckets for edges in days: ``unbilled``, ``not_due``, ``1-30``, …, ``over_90``."""
    begins = [1, *(edge + 1 for edge in edges)]
    between = [f"{begin}-{edge}" for begin, edge in zip(begins, edges, strict=False)]
    return ("unbilled", "not_due", *between, f"over_{edges[-1]}")
