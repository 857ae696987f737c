"""Customers: who buys, who collects from them, and on which terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from salesbook.model.entry import Identified, Reference
from salesbook.model.fields import Amount, CurrencyCode, Day, Identifier, Words
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.part import Part, field


class Responsible(Part):
    """A rep who must collect from the customer, from a day on (from the beginning where none is named)."""

    rep: Identifier
    from_: Day | None = None


class Payer(Part):
    """An account that the customer pays from, or somebody who pays for it."""

    name: Words | None = None
    account: Words | None = None
    line: Identifier | None = None
    """The bank line that it was learnt from; without one, somebody wrote it down."""


class Contact(Part):
    """A person at the customer."""

    name: Words
    role: Words | None = None
    phone: Words | None = None
    email: Words | None = None
    wechat: Words | None = None


class Customer(Identified):
    """Somebody who buys."""

    UNIQUE_IN = "customers"

    name: Words
    aliases: list[Words] = field(default_factory=list)
    rep: Identifier | None = None
    reps: list[Responsible] = field(default_factory=list)
    terms: Words | None = None
    currency: CurrencyCode | None = None
    credit_limit: Amount | None = None
    settle: Literal["oldest", "explicit"] | None = None
    group: Identifier | None = None
    merged_into: Identifier | None = None
    tax_id: Words | None = None
    address: Words | None = None
    payers: list[Payer] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)

    def inconsistency(self) -> Wrong | None:
        """It has one rep, or reps by date."""
        if self.rep is not None and self.reps:
            return contradiction("`rep` and `reps` exclude each other", "`rep` 与 `reps` 不能同时出现")
        return None

    def references(self) -> Iterator[Reference]:
        """Its reps, its terms, the customer it was merged into, and the bank lines that taught its payers."""
        if self.rep is not None:
            yield Reference("rep", "reps", self.rep)
        for index, responsible in enumerate(self.reps):
            yield Reference(f"reps.{index}.rep", "reps", responsible.rep)
        if self.terms is not None:
            yield Reference("terms", "terms", self.terms)
        if self.merged_into is not None:
            yield Reference("merged_into", "customers", self.merged_into)
        for index, payer in enumerate(self.payers):
            if payer.line is not None:
                yield Reference(f"payers.{index}.line", "bank", payer.line)


MODEL = Customer
