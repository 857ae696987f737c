"""The lists inside entries, such as an order's lines: one record for each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.datasets.batch import EntryBatch, PartBatch
from salesbook.datasets.dataset import Columns, EntryDataset, Field, Source, entry_dataset
from salesbook.datasets.values import cells_of
from salesbook.datasets.vocabulary import field_of
from salesbook.i18n import Text
from salesbook.reports.stored import unit_of

_CURRENCY = "currency"
"""Of the order or opening that a part is of, else of its entry."""
_PAID = "paid"
"""In the entry's own currency, where that is another."""


@dataclass(frozen=True, slots=True)
class _Records:
    """Makes the records of the list ``inside`` entries: the entry's id and date, the part's fields."""

    inside: str
    fields: tuple[Field, ...]

    def __call__(self, source: Source, batch: EntryBatch) -> Columns:
        parts = batch.parts(self.inside)
        currencies, own = self._currencies(parts)
        cells = (
            currencies
            if field.key == _CURRENCY
            else cells_of(parts.values(field.key), field.type, own if field.key == _PAID else currencies)
            for field in self.fields
        )
        return (parts.owned(batch.ids), parts.owned(batch.dates), *cells)

    def _currencies(self, parts: PartBatch) -> tuple[Sequence[str], Sequence[str]]:
        """Of each part, and of the entry that it is a part of."""
        if all(field.key != _CURRENCY for field in self.fields):
            return (), ()
        own = parts.owned(parts.entries.currencies)
        units = parts.entries.amounts.units
        return [units.get(unit_of(part), whose) for part, whose in zip(parts.data, own, strict=True)], own


def _part_dataset(
    name: str, title: Text, meaning: Text, kind: str, inside: str, owner: Field, keys: tuple[str, ...]
) -> EntryDataset:
    fields = tuple(field_of(name, key) for key in keys)
    columns = (owner, field_of(name, "date"), *fields)
    return entry_dataset(name, title, meaning, columns, kind, _Records(inside, fields))


def _owner(key: str, title: Text) -> Field:
    return Field(key, title, Text("the entry that it is a part of", "所属条目"))


_GIVEN = ("order", "opening", _CURRENCY, "amount", "paid", "lines")

PART_DATASETS = (
    _part_dataset(
        "change_lines",
        Text("Lines of changes", "变更明细"),
        Text("what changes alter and add, one record a line", "订单变更的明细，每行一条"),
        *("changes", "lines", _owner("change", Text("Change", "订单变更"))),
        ("line", "product", "text", "qty", "price", "discount", "tax"),
    ),
    _part_dataset(
        "delivery_lines",
        Text("Lines of deliveries", "发货明细"),
        Text(
            "the goods of deliveries that list them; one without lines delivers all",
            "发货的明细；未列明细的发货为全部发出",
        ),
        *("deliveries", "lines", _owner("delivery", Text("Delivery", "发货"))),
        ("line", "qty"),
    ),
    _part_dataset(
        "invoice_orders",
        Text("Orders of invoices", "发票对应订单"),
        Text("what each invoice says of each order", "每张发票对每个订单的金额"),
        *("invoices", "orders", _owner("invoice", Text("Invoice", "发票"))),
        ("order", _CURRENCY, "amount"),
    ),
    _part_dataset(
        "invoice_taxes",
        Text("Taxes of invoices", "发票税额"),
        Text("net and tax of each invoice by rate, as printed", "每张发票按税率的不含税金额与税额"),
        *("invoices", "taxes", _owner("invoice", Text("Invoice", "发票"))),
        ("rate", _CURRENCY, "net", "tax"),
    ),
    _part_dataset(
        "payment_orders",
        Text("What payments give", "收款核销"),
        Text("what each payment gives to orders and openings on its own day", "收款当日分给订单和期初的金额"),
        *("payments", "orders", _owner("payment", Text("Payment", "收款"))),
        _GIVEN,
    ),
    _part_dataset(
        "credit_orders",
        Text("What credits give", "贷项核销"),
        Text("what each credit gives to orders and openings on its own day", "贷项当日分给订单和期初的金额"),
        *("credits", "orders", _owner("credit", Text("Credit", "贷项"))),
        _GIVEN,
    ),
    _part_dataset(
        "allocation_orders",
        Text("What allocations give", "后续核销"),
        Text("what was given out later; below zero: taken back", "后来核销的金额；负数为取回"),
        *("allocations", "orders", _owner("allocation", Text("Allocation", "核销"))),
        _GIVEN,
    ),
)
