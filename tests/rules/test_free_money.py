"""Money given to no order pays the oldest items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.model.aging import bucket_names, document_bucket_names
from salesbook.rules.free_money import (
    OpenItem,
    bucket_of,
    document_bucket_of,
    leave_free,
    pay_in_order,
    settle_oldest,
)

DAY = date(2026, 1, 31)
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
ITEMS = st.lists(
    st.builds(
        OpenItem,
        order=st.sampled_from(["SO-1", "SO-2", "SO-3"]),
        order_date=DAYS,
        customer=st.just("A"),
        currency=st.just("CNY"),
        amount=st.integers(1, 10_000),
        due=st.none() | DAYS,
        part=st.integers(1, 3),
        event=st.sampled_from(["DN-1", "DN-2"]),
        arose=st.none() | DAYS,
    ),
    max_size=6,
)


@given(ITEMS, st.integers(0, 50_000))
def test_nothing_is_lost(items: list[OpenItem], free: int) -> None:
    settled = settle_oldest(items, free)
    owed = sum(item.amount for item in items)
    assert sum(item.amount for item in settled.items) == max(0, owed - free)
    assert settled.advance == max(0, free - owed)


@given(ITEMS, st.integers(0, 50_000))
def test_what_is_left_is_due_last(items: list[OpenItem], free: int) -> None:
    left = settle_oldest(items, free).items
    assert list(left) == sorted(left, key=lambda item: item.rank)
    paid = sorted(items, key=lambda item: item.rank)[: len(items) - len(left)]
    assert all(item.rank <= left[0].rank for item in paid if left)


@given(ITEMS, st.integers(-100, 50_000))
def test_sums_by_due_date_are_paid_like_the_items(items: list[OpenItem], free: int) -> None:
    def sums(some: Iterable[OpenItem]) -> list[int]:
        amounts: Counter[date] = Counter()
        for item in some:
            amounts[item.due or date.max] += item.amount
        return [amounts[day] for day in days]

    days = sorted({item.due or date.max for item in items})
    assert pay_in_order(sums(items), free) == sums(settle_oldest(items, free).items)


@given(ITEMS, st.integers(-100, 100))
def test_money_below_zero_pays_nothing(items: list[OpenItem], free: int) -> None:
    settled = settle_oldest(items, min(0, free))
    assert sorted(settled.items, key=lambda item: item.rank) == sorted(items, key=lambda item: item.rank)
    assert settled.advance == min(0, free)


@given(ITEMS, st.integers(0, 50_000))
def test_explicit_money_stays_an_advance(items: list[OpenItem], free: int) -> None:
    settled = leave_free(items, free)
    assert list(settled.items) == sorted(items, key=lambda item: item.rank)
    assert settled.advance == free


def test_by_due_date_then_order_date_order_part_and_event_and_unbilled_last() -> None:
    first = OpenItem("SO-1", DAY, "A", "CNY", 100, DAY, 1, "DN-1", DAY)
    later = timedelta(days=1)
    ranked = [
        first,
        first._replace(event="DN-2"),
        first._replace(arose=DAY + later),
        first._replace(part=2),
        first._replace(order="SO-2"),
        first._replace(order="SO-0", order_date=DAY + later),
        first._replace(order="SO-0", due=DAY + later),
        first._replace(due=None, part=0, event="", arose=None),
    ]
    assert list(settle_oldest(reversed(ranked), 0).items) == ranked
    assert list(settle_oldest(reversed(ranked), 250).items) == [ranked[2]._replace(amount=50), *ranked[3:]]


@pytest.mark.parametrize(
    ("overdue", "bucket"),
    [(None, "unbilled"), (-1, "not_due"), (0, "not_due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (91, "over_90")],
)
def test_buckets(overdue: int | None, bucket: str) -> None:
    edges = (30, 60, 90)
    due = None if overdue is None else DAY - timedelta(days=overdue)
    assert bucket_names(edges)[bucket_of(due, DAY, edges)] == bucket


@given(st.lists(st.integers(1, 400), min_size=1, max_size=5, unique=True).map(sorted), st.integers(1, 500))
def test_every_day_overdue_has_one_bucket(edges: list[int], overdue: int) -> None:
    names = bucket_names(edges)
    assert names[:2] == ("unbilled", "not_due")
    name = names[bucket_of(DAY - timedelta(days=overdue), DAY, edges)]
    if name.startswith("over_"):
        assert overdue > int(name.removeprefix("over_"))
    else:
        begin, end = map(int, name.split("-"))
        assert begin <= overdue <= end


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(None, "unbilled"), (0, "0-30"), (30, "0-30"), (31, "31-60"), (60, "31-60"), (90, "61-90"), (91, "over_90")],
)
def test_buckets_by_document_date(days: int | None, bucket: str) -> None:
    edges = (30, 60, 90)
    arose = None if days is None else DAY - timedelta(days=days)
    assert document_bucket_names(edges)[document_bucket_of(arose, DAY, edges)] == bucket
