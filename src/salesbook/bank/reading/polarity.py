"""Which way printed amounts count."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from salesbook.bank.reading.rows import Movement


def out_is_signed(movements: Sequence[Movement]) -> bool:
    """Whether the column for money out prints its amounts with a minus already.

    Where it does, all of them are negative; one that is negative among others takes a payment back. Running
    balances know better, where there are any.
    """
    outflows = [movement.outflow for movement in movements if movement.outflow]
    if not any(outflow < 0 for outflow in outflows):
        return False
    signed, unsigned = _followed(movements, signed=True), _followed(movements, signed=False)
    return signed > unsigned if signed != unsigned else all(outflow < 0 for outflow in outflows)


def amount(movement: Movement, *, out_signed: bool) -> Decimal:
    """What a movement did to the balance."""
    return movement.inflow + (movement.outflow if out_signed else -movement.outflow)


def _followed(movements: Sequence[Movement], *, signed: bool) -> int:
    """How many balances follow from a neighbour's, in the order that fits better."""
    oldest_first = newest_first = 0
    for above, below in pairwise(movements):
        if above.balance is None or below.balance is None:
            continue
        oldest_first += above.balance + amount(below, out_signed=signed) == below.balance
        newest_first += below.balance + amount(above, out_signed=signed) == above.balance
    return max(oldest_first, newest_first)
