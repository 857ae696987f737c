"""The entries of a kind, one record each, with every field that is not a list of its own."""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.datasets.batch import EntryBatch
from salesbook.datasets.dataset import Columns, EntryDataset, Field, Source, entry_dataset
from salesbook.datasets.values import cells_of
from salesbook.datasets.vocabulary import field_of
from salesbook.i18n import Text
from salesbook.model.kinds import KINDS
from salesbook.table import CellType

_CURRENCY = "currency"
_COMMON = ("note", "tags", "fields", "forced")

FIELDS: dict[str, tuple[str, ...]] = {
    "customers": (
        *("id", "name", "aliases", "rep", "reps", "terms", "currency", "credit_limit", "settle", "group"),
        *("merged_into", "tax_id", "address", "payers", "contacts"),
    ),
    "products": ("id", "name", "unit", "price", "currency", "tax", "cost", "costs", "barcode", "category", "active"),
    "reps": ("id", "name", "team", "teams", "active", "phone", "joined", "left"),
    "orders": ("id", "date", "customer", "rep", "reps", "terms", "currency", "customer_po", "contract", "total"),
    "changes": ("id", "date", "order", "reason", "cancel", "accept", "currency", "total"),
    "deliveries": ("id", "date", "order", "carrier", "tracking"),
    "invoices": ("id", "date", "customer", "number", "currency", "reverses", "replaces"),
    "openings": ("id", "date", "customer", "rep", "currency", "amount", "due", "number"),
    "payments": (
        *(
            "id",
            "date",
            "customer",
            "currency",
            "amount",
            "method",
            "account",
            "received_by",
            "reverses",
            "bill",
            "line",
        ),
    ),
    "credits": ("id", "date", "customer", "reason", "currency", "amount", "reverses", "line"),
    "allocations": ("id", "date", "payment", "credit", "currency", "reverses", "line"),
    "handins": ("id", "date", "rep", "account", "payments", "currency", "amount", "reverses", "line"),
    "bills": ("id", "date", "payment", "event", "account", "currency", "amount", "fee", "reverses", "line"),
    "bank": (
        *("id", "date", "account", "currency", "amount", "payer", "payer_account", "memo", "reference", "balance"),
    ),
    "matches": (
        *("id", "date", "line", "payments", "handins", "bills", "credits", "allocations", "ignored", "counterpart"),
        *("rejected", "reverses"),
    ),
    "confirmations": ("id", "date", "customer", "as_of", "currency", "balance", "theirs"),
    "commissions": ("id", "date", "rep", "month", "currency", "earned", "differences", "carried", "amount"),
    "targets": (
        *("rep", "team", "month", "quarter", "year", "currency", "sales", "collected", "orders", "new_customers"),
        "weights",
    ),
}
"""The fields of each kind in reading order; ``currency`` is always filled in."""

_MEANT = {("payments", "method"): "bank", ("products", "active"): True, ("reps", "active"): True}
"""What an entry means that does not say a field."""


@dataclass(frozen=True, slots=True)
class _Records:
    """Makes the records of a kind, one for each entry."""

    kind: str
    fields: tuple[Field, ...]

    def __call__(self, source: Source, batch: EntryBatch) -> Columns:
        return tuple(
            batch.currencies
            if field.key == _CURRENCY
            else cells_of(
                batch.values(field.key, _MEANT.get((self.kind, field.key))),
                field.type,
                batch.currencies if field.type is CellType.MONEY else (),
            )
            for field in self.fields
        )


def _dataset(kind: str, title: Text) -> EntryDataset:
    fields = tuple(field_of(kind, key) for key in (*FIELDS[kind], *_COMMON))
    meaning = Text("{title} as entered, one record each", "{title}，每条一行").format(title=title)
    return entry_dataset(kind, title, meaning, fields, kind, _Records(kind, fields))


ENTRY_DATASETS = {kind.name: _dataset(kind.name, kind.title) for kind in KINDS}
