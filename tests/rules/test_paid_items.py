"""Which payment or credit settled which item."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from salesbook.rules.movement import ItemKey
from salesbook.rules.order_state import Item
from salesbook.rules.paid_items import paid_items
from salesbook.rules.settlement import Settlement


def item(number: int, amount: int, paid: int, *, event: str = "DN-1", credited: int = 0) -> Item:
    key = ItemKey(date(2026, 1, 1), number, event, date(2026, 1, number))
    unpaid = max(0, amount) - paid
    return Item(key, amount, unpaid, unpaid, credited)


def money(entry: str, day: int, amount: int, *, source: str | None = None, origin: str | None = None) -> Settlement:
    source = source or entry
    return Settlement(
        entry=entry, received=date(2026, 2, day), date=date(2026, 2, day), source=source, origin=origin or source,
        customer="A", target="SO-1", amount=amount, paid=amount, currency="CNY", reason=None,
        allocated=entry != source, pieces=(),
    )  # fmt: skip


def shown(items: list[Item], *given_: Settlement) -> list[tuple[int, str, int]]:
    return [(each.key.part, each.entry, each.amount) for each in paid_items(items, given_)]


def test_what_came_first_pays_what_is_due_first() -> None:
    items = [item(1, 100, 100), item(2, 100, 50), item(3, 100, 0)]
    assert shown(items, money("PY-2", 2, 90), money("PY-1", 1, 60)) == [
        (1, "PY-1", 60),
        (1, "PY-2", 40),
        (2, "PY-2", 50),
    ]


def test_a_credit_pays_first_what_it_made_due() -> None:
    items = [item(1, 100, 30), item(2, 40, 40, event="CR-1", credited=40)]
    assert shown(items, money("PY-1", 1, 30), money("CR-1", 2, 40)) == [(2, "CR-1", 40), (1, "PY-1", 30)]


def test_what_is_taken_back_is_missing_from_its_own_payment() -> None:
    items = [item(1, 100, 70)]
    given_ = (money("PY-1", 1, 50), money("PY-2", 2, 50))
    back = money("PY-3", 3, -30, origin="PY-1")
    assert shown(items, *given_, back) == [(1, "PY-1", 20), (1, "PY-2", 50)]
    refund = money("PY-3", 3, -30)
    assert shown(items, *given_, refund) == [(1, "PY-1", 50), (1, "PY-2", 20)]


def test_an_item_below_zero_pays_the_others() -> None:
    assert shown([item(1, 100, 30), item(2, -20, 0, event="DN-2")], money("PY-1", 1, 10)) == [
        (1, "DN-2", 20),
        (1, "PY-1", 10),
    ]


@given(st.lists(st.integers(1, 100), min_size=1, max_size=5), st.lists(st.integers(1, 100), max_size=5))
def test_all_that_was_settled_is_told_once(amounts: list[int], given_: list[int]) -> None:
    left = sum(given_)
    items: list[Item] = []
    for number, amount in enumerate(amounts, start=1):
        items.append(item(number, amount, min(amount, left)))
        left -= min(amount, left)
    paid = paid_items(items, [money(f"PY-{day}", day, amount) for day, amount in enumerate(given_, start=1)])
    assert sum(each.amount for each in paid) == sum(given_) - left
    for each in items:
        assert sum(one.amount for one in paid if one.key == each.key) == each.amount - each.open
