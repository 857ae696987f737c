"""Deliveries: goods that went out."""

from __future__ import annotations

from collections.abc import Iterator

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Delivered, Fact
from salesbook.model.fields import Identifier, Words
from salesbook.model.kinds.parts import PieceFields
from salesbook.model.part import field


class Delivery(Document):
    """Goods of one order that went out; without ``lines`` all that was open."""

    order: Identifier
    lines: list[PieceFields] = field(default_factory=list)
    carrier: Words | None = None
    tracking: Words | None = None

    def facts(self) -> Iterator[Fact]:
        """Goods were delivered."""
        yield Delivered(self.id, self.date, self.order, tuple(line.fact() for line in self.lines))

    def references(self) -> Iterator[Reference]:
        """Its order."""
        yield Reference("order", "orders", self.order)


MODEL = Delivery
