"""The buckets of an aging."""

from __future__ import annotations

from collections.abc import Sequence


def bucket_names(edges: Sequence[int]) -> tuple[str, ...]:
    """Names of the aging buckets for edges in days: ``unbilled``, ``not_due``, ``1-30``, …, ``over_90``."""
    begins = [1, *(edge + 1 for edge in edges)]
    between = [f"{begin}-{edge}" for begin, edge in zip(begins, edges, strict=False)]
    return ("unbilled", "not_due", *between, f"over_{edges[-1]}")


def document_bucket_names(edges: Sequence[int]) -> tuple[str, ...]:
    """Names of the buckets by document date, for edges in days: ``unbilled``, ``0-30``, ``31-60``, …, ``over_90``."""
    begins = [0, *(edge + 1 for edge in edges)]
    between = [f"{begin}-{edge}" for begin, edge in zip(begins, edges, strict=False)]
    return ("unbilled", *between, f"over_{edges[-1]}")
