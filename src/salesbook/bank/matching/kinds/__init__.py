"""The kinds of explanations, one file each: a new kind is a new file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from salesbook.bank.matching.case import Case
from salesbook.bank.matching.hypothesis import Hypothesis
from salesbook.bank.matching.kinds import (
    advance,
    batch,
    bill,
    cited,
    deduction,
    foreign,
    hand_in,
    item,
    recorded_payment,
    subset,
    taken_up,
    usual_set,
)

Kind = Callable[[Case], Iterator[Hypothesis]]

RECORDED: tuple[Kind, ...] = (recorded_payment.propose, batch.propose, hand_in.propose, bill.propose)
"""What is in the book already and the bank shows now."""

NEW: tuple[Kind, ...] = (
    item.propose,
    usual_set.propose,
    cited.propose,
    subset.propose,
    deduction.propose,
    taken_up.propose,
    advance.propose,
    foreign.propose,
)
"""What would be a new payment."""

REFUNDED: tuple[Kind, ...] = (recorded_payment.propose,)
"""What explains money out."""
