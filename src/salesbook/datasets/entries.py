"""The entries of a kind, one record each, with every field that is not a list of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.datasets.dataset import Dataset, Source
from salesbook.datasets.values import cell_of
from salesbook.datasets.vocabulary import field_of
from salesbook.i18n import Text
from salesbook.model.kinds import KINDS
from salesbook.reports.stored import StoredEntry
from salesbook.table import Cell, CellType

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
class EntryRecords:
    """Makes the records of a kind."""

    kind: str
    columns: tuple[tuple[str, CellType], ...]

    def __call__(self, source: Source) -> Iterator[tuple[Cell, ...]]:
        """One record for each entry, by date and id."""
        return (self.record(source, entry) for entry in source.entries(self.kind))

    def record(self, source: Source, entry: StoredEntry) -> tuple[Cell, ...]:
        """The cells of one entry."""
        currency = source.amounts.currency(entry)
        return tuple(
            currency
            if key == "currency"
            else cell_of(entry.data.get(key, _MEANT.get((self.kind, key))), type, currency)
            for key, type in self.columns
        )


def entry_records(kind: str) -> EntryRecords:
    """What makes the records of a kind."""
    keys = (*FIELDS[kind], *_COMMON)
    return EntryRecords(kind, tuple((key, field_of(kind, key).type) for key in keys))


def _dataset(kind: str, title: Text) -> Dataset:
    fields = tuple(field_of(kind, key) for key in (*FIELDS[kind], *_COMMON))
    meaning = Text("{title} as entered, one record each", "{title}，每条一行").format(title=title)
    return Dataset(kind, title, meaning, fields, entry_records(kind))


ENTRY_DATASETS = {kind.name: _dataset(kind.name, kind.title) for kind in KINDS}
