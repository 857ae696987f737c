"""All datasets, in reading order: entries, the lists inside them, and figures."""

from __future__ import annotations

from collections.abc import Mapping

from salesbook.datasets import balances, items, movements, order_lines, orders
from salesbook.datasets.dataset import Dataset
from salesbook.datasets.entries import ENTRY_DATASETS
from salesbook.datasets.parts import PART_DATASETS

_ALL = (
    *({**ENTRY_DATASETS, orders.DATASET.name: orders.DATASET}.values()),
    order_lines.DATASET,
    *PART_DATASETS,
    items.DATASET,
    movements.DATASET,
    balances.DATASET,
)

DATASETS: Mapping[str, Dataset] = {dataset.name: dataset for dataset in _ALL}
"""Every dataset by its name."""
