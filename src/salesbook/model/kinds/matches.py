"""Matches: what bank lines were taken for."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.fields import Identifier, Words
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.part import field


class Match(Document):
    """What one bank line was taken for; a match that ``reverses`` another undoes it.

    It lists all entries that it clears or that were made with it. ``counterpart`` is the other line of an own
    transfer, of a wallet's settlement or of a reversal. ``rejected`` is what a person said that the line is not: ids of
    orders, of what is recorded or of customers, or a word that it would be ``ignored`` with.
    """

    line: Identifier
    payments: list[Identifier] = field(default_factory=list)
    handins: list[Identifier] = field(default_factory=list)
    bills: list[Identifier] = field(default_factory=list)
    credits: list[Identifier] = field(default_factory=list)
    allocations: list[Identifier] = field(default_factory=list)
    ignored: Words | None = None
    counterpart: Identifier | None = None
    rejected: list[Words] = field(default_factory=list)
    reverses: Identifier | None = None

    def inconsistency(self) -> Wrong | None:
        """It says something, and no line is its own counterpart."""
        entries = (self.payments, self.handins, self.bills, self.credits, self.allocations)
        if not any((*entries, self.ignored, self.rejected, self.reverses)):
            return contradiction(
                "a match needs `payments`, `handins`, `bills`, `ignored`, `rejected` or `reverses`",
                "匹配须有 `payments`、`handins`、`bills`、`ignored`、`rejected` 或 `reverses`",
            )
        if self.counterpart == self.line:
            return contradiction("`counterpart` is another line", "`counterpart` 须是另一笔流水")
        return None

    def references(self) -> Iterator[Reference]:
        """Its line, and what the line was taken for."""
        yield Reference("line", "bank", self.line)
        for kind, ids in (
            ("payments", self.payments),
            ("handins", self.handins),
            ("bills", self.bills),
            ("credits", self.credits),
            ("allocations", self.allocations),
        ):
            for index, each in enumerate(ids):
                yield Reference(f"{kind}.{index}", kind, each)
        if self.counterpart is not None:
            yield Reference("counterpart", "bank", self.counterpart)
        if self.reverses is not None:
            yield Reference("reverses", "matches", self.reverses)


MODEL = Match
