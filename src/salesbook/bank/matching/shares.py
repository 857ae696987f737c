"""Shares of an order that are usual as deposits and part payments."""

from __future__ import annotations

from salesbook.model.money import part_of

_USUAL_SHARES = range(10, 95, 5)
"""Percent."""
_UNIT = 100
"""Minor units that such a share may be rounded by."""


def is_usual_share(amount: int, whole: int) -> bool:
    """Whether an amount is a usual share of the whole, to a unit."""
    return any(abs(amount - part_of(whole, share, 100)) < _UNIT for share in _USUAL_SHARES)
