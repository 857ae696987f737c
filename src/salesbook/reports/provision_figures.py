"""The provision for bad debts (坏账准备): what is owed in each bucket of the aging, at the bucket's rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from salesbook.index.aged import Aged
from salesbook.index.book import IndexedBook
from salesbook.index.standing import Whose
from salesbook.model.aging import bucket_names
from salesbook.model.money import part_of
from salesbook.model.named_tuple import NamedTuple


class Provided(NamedTuple):
    """A bucket in one currency: what is owed in it and what is provided for, in minor units; ``rate`` a fraction."""

    bucket: str
    receivable: int
    rate: Decimal

    @property
    def provision(self) -> int:
        """Its rate of what is owed, rounded half up."""
        return part_of(self.receivable, self.rate, Decimal(1))


class ProvisionMovement(NamedTuple):
    """A provision through a period, in minor units: opening + charged − written off = closing."""

    opening: int
    written_off: int
    closing: int

    @property
    def charged(self) -> int:
        """What the period bears (below zero: what it gets back), so that the provision is right at its end.

        A debt that is written off uses the provision up, one that is recovered restores it.
        """
        return self.closing - self.opening + self.written_off


def provision_rates(book: IndexedBook, day: date) -> dict[str, Decimal]:
    """The rate of each bucket on a day as a fraction, from the settings; empty where nothing is provided for.

    Another estimate counts from its own day on (IAS 8, 企业会计准则第28号): what was reported before stays.
    """
    kept = book.settings.get("provision", {})
    if isinstance(kept, list):
        begun = [each["rates"] for each in kept if date.fromisoformat(each["from"]) <= day]
        kept = begun[-1] if begun else {}
    return {bucket: Decimal(rate) for bucket, rate in kept.items()}


def provided(
    found: Mapping[Whose, Aged], edges: tuple[int, ...], rates: Mapping[str, Decimal]
) -> dict[str, list[Provided]]:
    """The buckets of an aging in their order, by currency; one without a rate has 0."""
    names = bucket_names(edges)
    owed: dict[str, list[int]] = defaultdict(lambda: [0] * len(names))
    for (_, currency), aged in found.items():
        owed[currency] = [before + amount for before, amount in zip(owed[currency], aged.buckets, strict=True)]
    return {
        currency: [
            Provided(name, amount, rates.get(name, Decimal(0))) for name, amount in zip(names, amounts, strict=True)
        ]
        for currency, amounts in owed.items()
    }
