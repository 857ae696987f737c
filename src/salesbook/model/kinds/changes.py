"""Changes of orders: other quantities, more lines, a cancellation, an acceptance."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from salesbook.model.entry import Document, Reference
from salesbook.model.facts import Changed, Fact, Line, Piece
from salesbook.model.fields import Amount, Flag, Identifier, Percent, Quantity, Whole, Words
from salesbook.model.findings import Wrong, contradiction
from salesbook.model.part import Part, field


class ChangeLine(Part):
    """A new quantity for a line, ``{line, qty}``; or a new line, as in an order."""

    line: Whole | None = None
    product: Identifier | None = None
    text: Words | None = None
    qty: Quantity
    price: Quantity | None = None
    discount: Percent = Decimal(0)
    tax: Percent | None = None

    def inconsistency(self) -> Wrong | None:
        """It changes an old line or adds a new one."""
        new = self.product is not None or self.text is not None
        if (self.line is None) != new:
            return contradiction(
                "name either the `line` whose quantity changes, or the `product` or `text` of a new line",
                "请写要改数量的 `line`，或新增行的 `product`／`text`，二者择一",
            )
        if new and (self.price is None or self.qty <= 0):
            return contradiction(
                "a new line needs a `price` and a `qty` above 0", "新增行须有 `price`，且 `qty` 大于 0"
            )
        if self.line is not None and (self.price is not None or self.qty < 0):
            return contradiction(
                "an existing line takes a new `qty` of 0 or more; a new price is a new line",
                "已有的行只能改 `qty`（不小于 0）；改价请另加一行",
            )
        return None


class Change(Document):
    """A change of an order from its date on; ``total`` is the order's control total afterwards."""

    order: Identifier
    reason: Words | None = None
    lines: list[ChangeLine] = field(default_factory=list)
    cancel: Flag = False
    accept: Flag = False
    total: Amount | None = None

    def inconsistency(self) -> Wrong | None:
        """It changes something."""
        if not (self.lines or self.cancel or self.accept):
            return contradiction(
                "a change needs `lines`, `cancel: true` or `accept: true`",
                "订单变更须有 `lines`、`cancel: true` 或 `accept: true`",
            )
        return None

    def facts(self) -> Iterator[Fact]:
        """The order was changed. New lines are numbered by the rules, which know the lines before."""
        yield Changed(
            entry=self.id,
            date=self.date,
            order=self.order,
            quantities=tuple(Piece(line.line, line.qty) for line in self.lines if line.line is not None),
            added=tuple(
                Line(0, line.product, line.qty, line.price or Decimal(0), line.discount, line.tax)
                for line in self.lines
                if line.line is None
            ),
            cancel=self.cancel,
            accept=self.accept,
            total=self.total,
        )

    def references(self) -> Iterator[Reference]:
        """Its order and the products of new lines."""
        yield Reference("order", "orders", self.order)
        for index, line in enumerate(self.lines):
            if line.product is not None:
                yield Reference(f"lines.{index}.product", "products", line.product)


MODEL = Change
