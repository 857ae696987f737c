"""What waits for goods, of books that tell what was delivered and of those that do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salesbook.index.backlogs import Whom, Work, backlogs_on, count_waiting, waiting_orders
from tests.index.books import SETTINGS, Book, delivery, order


@pytest.mark.parametrize(
    ("basis", "delivers", "waits"), [("ordered", False, 0), ("ordered", True, 1), ("delivered", False, 2)]
)
def test_nobody_waits_for_goods_where_no_delivery_is_ever_told(
    tmp_path: Path, basis: str, delivers: bool, waits: int
) -> None:
    book = Book(tmp_path)
    book.settings(f"{SETTINGS}receivable_basis: {basis}\n")
    book.write("orders/2026-01", order("SO-1"), order("SO-2"))
    if delivers:
        book.write("deliveries/2026-01", delivery("DN-1", "SO-1"))
    day = date(2026, 12, 31)
    with book.opened() as opened:
        assert opened.errors == 0
        assert sum(each.undelivered.amount > 0 for each in backlogs_on(opened, day)) == waits
        assert len(waiting_orders(opened, day, Work.DELIVER, Whom())) == waits
        assert sum(each.number for each in count_waiting(opened, day, Work.DELIVER, Whom()).values()) == waits
