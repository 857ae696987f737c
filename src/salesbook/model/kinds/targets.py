"""Targets: what a rep, a team or the company is to reach in a period."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from salesbook.model.entry import Entry, Reference, contradiction
from salesbook.model.fields import Amount, CurrencyCode, Identifier, Month, Quarter, Whole, Words, Year


class Target(Entry):
    """A target of one period; of a rep, of a team, or, with neither, of the company."""

    UNIQUE_IN = "targets"

    rep: Identifier | None = None
    team: Words | None = None
    month: Month | None = None
    quarter: Quarter | None = None
    year: Year | None = None
    currency: CurrencyCode | None = None
    sales: Amount | None = None
    collected: Amount | None = None
    orders: Whole | None = None
    new_customers: Whole | None = None

    @model_validator(mode="after")
    def _one_period(self) -> Target:
        if sum(period is not None for period in (self.month, self.quarter, self.year)) != 1:
            raise contradiction(
                "a target is for one `month`, `quarter` or `year`", "目标须写 `month`、`quarter`、`year` 之一"
            )
        if self.rep is not None and self.team is not None:
            raise contradiction("a target is for a `rep` or a `team`", "目标针对 `rep` 或 `team`，不能同时写")
        return self

    def key(self) -> str:
        """Whose it is and of which period: targets have no id."""
        whose = f"rep:{self.rep}" if self.rep else f"team:{self.team}" if self.team else "company"
        return f"{whose}:{self.month or self.quarter or self.year}:{self.currency or ''}"

    def references(self) -> Iterator[Reference]:
        """Its rep."""
        if self.rep is not None:
            yield Reference("rep", "reps", self.rep)


MODEL = Target
