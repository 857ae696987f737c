"""Orders: what a customer has asked for, on which terms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, model_validator

from salesbook.model.entry import Document, Reference, contradiction
from salesbook.model.facts import Fact, Ordered, Share
from salesbook.model.fields import (
    AS_LIST,
    AS_TEXT,
    Amount,
    CurrencyCode,
    Identifier,
    Percent,
    Words,
    text_or_list,
)
from salesbook.model.kinds.parts import LineFields, TermParts, whole


def _whole_shares(reps: dict[str, Decimal]) -> dict[str, Decimal]:
    whole(reps.values())
    return reps


RepShares = Annotated[dict[str, Percent], AfterValidator(_whole_shares)]
"""The shares of reps, which add up to 100%."""

NameOrParts = Annotated[
    Annotated[Words, AS_TEXT] | Annotated[TermParts, AS_LIST],
    Discriminator(text_or_list),
]
"""Payment terms by their name in the settings, or the parts themselves."""


class Order(Document):
    """An order; ``total`` is its control total, tax included."""

    customer: Identifier
    rep: Identifier | None = None
    reps: RepShares = Field(default_factory=dict)
    terms: NameOrParts | None = None
    currency: CurrencyCode | None = None
    customer_po: Words | None = None
    contract: Words | None = None
    lines: list[LineFields] = Field(min_length=1)
    total: Amount | None = None

    @model_validator(mode="after")
    def _rep_or_reps(self) -> Order:
        if self.rep is not None and self.reps:
            raise contradiction("`rep` and `reps` exclude each other", "`rep` 与 `reps` 不能同时出现")
        return self

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
