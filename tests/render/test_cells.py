"""Single cells as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from salesbook.i18n import Language
from salesbook.render.cells import shown
from salesbook.table import CellType


@pytest.mark.parametrize(
    ("price", "told"),
    [
        ("41.2", "41.20"),
        ("1200", "1,200.00"),
        ("0.0385", "0.0385"),
        ("128.50", "128.50"),
        ("-3", "-3.00"),
        ("0", "0.00"),
    ],
)
def test_a_price_has_at_least_two_decimals(price: str, told: str) -> None:
    assert shown(Decimal(price), CellType.PRICE, Language.EN) == told
