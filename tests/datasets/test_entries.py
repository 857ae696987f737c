"""Datasets of entries hold every field that an entry may have."""

from __future__ import annotations

import pytest

from salesbook.datasets.entries import ENTRY_DATASETS
from salesbook.datasets.registry import DATASETS
from salesbook.model.kinds import KINDS, Kind
from salesbook.model.part import PartShape, shape_of_part
from salesbook.model.shapes import ListOf

INSIDE = {
    ("orders", "lines"): "order_lines",
    ("changes", "lines"): "change_lines",
    ("deliveries", "lines"): "delivery_lines",
    ("invoices", "orders"): "invoice_orders",
    ("invoices", "taxes"): "invoice_taxes",
    ("payments", "orders"): "payment_orders",
    ("credits", "orders"): "credit_orders",
    ("allocations", "orders"): "allocation_orders",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_a_kind_is_a_column_or_a_dataset_of_its_own(kind: Kind) -> None:
    columns = {field.key for field in ENTRY_DATASETS[kind.name].fields}
    names = {field.attribute for field in shape_of_part(kind.model()).fields}
    missing = {name for name in names if name not in columns and (kind.name, name) not in INSIDE}
    assert not missing
    assert columns - names <= {"currency"}


@pytest.mark.parametrize(("kind", "inside"), INSIDE)
def test_every_field_of_a_list_is_a_column(kind: str, inside: str) -> None:
    model = next(each for each in KINDS if each.name == kind).model()
    (shape,) = (field.shape for field in shape_of_part(model).fields if field.name == inside)
    assert isinstance(shape, ListOf)
    assert isinstance(shape.item, PartShape)
    columns = {field.key for field in DATASETS[INSIDE[kind, inside]].fields}
    assert {field.attribute for field in shape.item.fields} <= columns
