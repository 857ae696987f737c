"""Orders: what a customer has asked for, on which terms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Fact, Ordered, Share
from salesbook.model.fields import (
    Amount,
    CurrencyCode,
    Identifier,
    Percent,
    Words,
    is_nested,
)
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.kinds.parts import LineFields, TermParts, not_whole
from salesbook.model.part import Alternatives, Filled, Rule, field


def _not_whole_shares(reps: dict[str, Decimal]) -> Wrong | None:
    return not_whole(reps.values())


RepShares = Annotated[dict[str, Percent], Rule(_not_whole_shares)]
"""The shares of reps, which add up to 100%."""

NameOrParts = Annotated[Words | TermParts, Alternatives(second_if=is_nested)]
"""Payment terms by their name in the settings, or the parts themselves."""


class Order(Document):
    """An order; ``total`` is its control total, tax included."""

    customer: Identifier
    rep: Identifier | None = None
    reps: RepShares = field(default_factory=dict)
    terms: NameOrParts | None = None
    currency: CurrencyCode | None = None
    customer_po: Words | None = None
    contract: Words | None = None
    lines: Filled[LineFields]
    total: Amount | None = None

    def inconsistency(self) -> Wrong | None:
        """It has one rep, or several with their shares."""
        if self.rep is not None and self.reps:
            return contradiction("`rep` and `reps` exclude each other", "`rep` 与 `reps` 不能同时出现")
        return None

    def facts(self) -> Iterator[Fact]:
        """It was ordered."""
        shares = [Share(self.rep, Decimal(1))] if self.rep else []
        terms = tuple(part.fact() for part in self.terms) if isinstance(self.terms, list) else self.terms
        yield Ordered(
            entry=self.id,
            date=self.date,
            customer=self.customer,
            shares=tuple(shares or [Share(rep, share) for rep, share in self.reps.items()]),
            lines=tuple(line.fact(number) for number, line in enumerate(self.lines, start=1)),
            terms=terms,
            currency=self.currency,
            total=self.total,
        )

    def references(self) -> Iterator[Reference]:
        """Its customer, reps, terms and products."""
        yield Reference("customer", "customers", self.customer)
        if self.rep is not None:
            yield Reference("rep", "reps", self.rep)
        for rep in self.reps:
            yield Reference(f"reps.{rep}", "reps", rep)
        if isinstance(self.terms, str):
            yield Reference("terms", "terms", self.terms)
        for index, line in enumerate(self.lines):
            if line.product is not None:
                yield Reference(f"lines.{index}.product", "products", line.product)


MODEL = Order
