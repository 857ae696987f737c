"""What several kinds share: parts of terms, lines, and pieces given to orders."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Literal

from salesbook.model.entry import Reference
from salesbook.model.facts import Given, Line, Piece
from salesbook.model.fields import (
    Amount,
    Day,
    DayOfMonth,
    Days,
    Flag,
    Identifier,
    Percent,
    PositiveQuantity,
    Quantity,
    Whole,
    Words,
)
from salesbook.model.findings import Wrong, contradiction, wrong_shares
from salesbook.model.part import Part, Rule, field
from salesbook.model.terms import Event, TermPart


class TermPartFields(Part):
    """A part of payment terms."""

    share: Percent
    after: Literal["order", "delivery", "invoice", "acceptance"] | None = None
    days: Days = 0
    statement_day: DayOfMonth | None = None
    pay_day: DayOfMonth | None = None
    due: Day | None = None
    retention: Flag = False
    discount: Percent = Decimal(0)
    discount_days: Days = 0

    def inconsistency(self) -> Wrong | None:
        """It falls due after one event, or on a fixed day."""
        if (self.after is None) == (self.due is None):
            return contradiction(
                "a part of terms needs either `after` or a fixed `due`",
                "付款条件的每一部分须有 `after` 或固定的 `due`，二者择一",
            )
        return None

    def fact(self) -> TermPart:
        """It, as the rules know it."""
        return TermPart(
            share=self.share,
            after=Event(self.after) if self.after else None,
            days=self.days,
            statement_day=self.statement_day,
            pay_day=self.pay_day,
            due=self.due,
            retention=self.retention,
            discount=self.discount,
            discount_days=self.discount_days,
        )


def not_whole(shares: Iterable[Decimal]) -> Wrong | None:
    """What is wrong with shares (fractions) that do not add up to the whole."""
    total = sum(shares, Decimal(0))
    return None if total == 1 else wrong_shares(f"{(total * 100).normalize():f}%")


def _not_whole_terms(parts: list[TermPartFields]) -> Wrong | None:
    return not_whole(part.share for part in parts)


TermParts = Annotated[list[TermPartFields], Rule(_not_whole_terms)]
"""Payment terms: parts whose shares add up to 100%."""


def _no_weight(weights: list[Decimal]) -> Wrong | None:
    if any(weight < 0 for weight in weights) or not any(weights):
        return contradiction(
            "`weights` are numbers of 0 or more, and not all of them 0", "`weights` 须为不小于 0 的数，且不能全为 0"
        )
    return None


def _not_twelve(weights: list[Decimal]) -> Wrong | None:
    if len(weights) != 12:
        return contradiction(
            "`weights` has 12 numbers, one for each month from January", "`weights` 须为 12 个数，自一月起每月一个"
        )
    return None


MonthWeights = Annotated[list[Quantity], Rule(_no_weight)]
"""How a target is spread over months: in proportion to these numbers."""
YearWeights = Annotated[MonthWeights, Rule(_not_twelve)]
"""Likewise, for the twelve months of a year."""


class LineFields(Part):
    """A line of an order: a product or a text."""

    product: Identifier | None = None
    text: Words | None = None
    qty: PositiveQuantity
    price: Quantity
    discount: Percent = Decimal(0)
    tax: Percent | None = None

    def inconsistency(self) -> Wrong | None:
        """It says what is ordered."""
        if self.product is None and self.text is None:
            return contradiction("a line needs a `product` or a `text`", "明细行须有 `product` 或 `text`")
        return None

    def fact(self, number: int) -> Line:
        """It, as the rules know it; ``number`` counts through the order and its changes."""
        return Line(number, self.product, self.qty, self.price, self.discount, self.tax)


class PieceFields(Part):
    """A quantity of an order's line."""

    line: Whole
    qty: PositiveQuantity

    def fact(self) -> Piece:
        """It, as the rules know it."""
        return Piece(self.line, self.qty)


class GivenFields(Part):
    """A part of a payment, credit or allocation: what one order or opening gets of it."""

    order: Identifier | None = None
    opening: Identifier | None = None
    amount: Amount
    paid: Amount | None = None
    lines: list[PieceFields] = field(default_factory=list)

    def inconsistency(self) -> Wrong | None:
        """It goes to an order or to an opening."""
        if (self.order is None) == (self.opening is None):
            return contradiction("give to either an `order` or an `opening`", "须写 `order` 或 `opening` 之一")
        return None

    def reference(self, index: int) -> Reference:
        """Whom it names; ``index`` is its place in the entry's list."""
        if self.order is not None:
            return Reference(f"orders.{index}.order", "orders", self.order)
        return Reference(f"orders.{index}.opening", "openings", self.opening or "")


def given_facts(entry: str, date: datetime.date, source: str, pieces: list[GivenFields]) -> Iterator[Given]:
    """The facts of an entry's list ``orders``."""
    for piece in pieces:
        yield Given(
            entry=entry,
            date=date,
            source=source,
            target=piece.order or piece.opening or "",
            opening=piece.opening is not None,
            amount=piece.amount,
            paid=piece.paid,
            pieces=tuple(line.fact() for line in piece.lines),
        )
