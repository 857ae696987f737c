"""Matches: what bank lines were taken for."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from salesbook.model.entry import Document, Reference, contradiction
from salesbook.model.fields import Identifier, Words


class Match(Document):
    """What one bank line was taken for; a match that ``reverses`` another undoes it."""

    line: Identifier
    payments: list[Identifier] = []
    handins: list[Identifier] = []
    bills: list[Identifier] = []
    credits: list[Identifier] = []
    ignored: Words | None = None
    rejected: list[Identifier] = []
    reverses: Identifier | None = None

    @model_validator(mode="after")
    def _something(self) -> Match:
        says = (self.payments, self.handins, self.bills, self.credits, self.ignored, self.rejected, self.reverses)
        if not any(says):
            raise contradiction(
                "a match needs `payments`, `handins`, `bills`, `ignored`, `rejected` or `reverses`",
                "匹配须有 `payments`、`handins`、`bills`、`ignored`、`rejected` 或 `reverses`",
            )
        return self

    def references(self) -> Iterator[Reference]:
        """Its line, and what the line was taken for."""
        yield Reference("line", "bank", self.line)
        for kind, ids in (
            ("payments", self.payments),
            ("handins", self.handins),
            ("bills", self.bills),
            ("credits", self.credits),
        ):
            for index, each in enumerate(ids):
                yield Reference(f"{kind}.{index}", kind, each)
        if self.reverses is not None:
            yield Reference("reverses", "matches", self.reverses)


MODEL = Match
