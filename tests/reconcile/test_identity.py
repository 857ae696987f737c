"""Overlapping exports, in any order and with memos cut off, add nothing twice and swallow no genuine twin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.identity import Line, identify

FIRST = date(2026, 10, 1)
DAYS = 4


@dataclass(frozen=True)
class Booked:
    """A line as the bank has it: ``since`` is the export from which on it shows it, however early it is dated."""

    day: int
    amount: int
    payer: str
    memo: str
    since: int

    def shown(self, reference: str | None, memo: int) -> Line:
        day = FIRST + timedelta(self.day)
        return Line("icbc", day, self.amount, self.payer, None, self.memo[:memo], reference)


@dataclass(frozen=True)
class Export:
    """Which days an export covers, where it cuts memos off, whether it shows references."""

    first: int
    last: int
    memo: int
    references: bool


BOOKED = st.builds(
    Booked,
    day=st.integers(0, DAYS - 1),
    amount=st.sampled_from([500, -500, 900]),
    payer=st.sampled_from(["华东精密", "瑞昌"]),
    memo=st.sampled_from(["货款", "货款 SO-2610-0001", "货款 SO-2610-0002", ""]),
    since=st.integers(0, 3),
)
EXPORT = st.builds(
    Export,
    first=st.integers(0, DAYS - 1),
    last=st.integers(0, DAYS - 1),
    memo=st.sampled_from([2, 8, 30]),
    references=st.booleans(),
)


@given(st.lists(BOOKED, max_size=10), st.lists(EXPORT, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_book_has_each_line_that_some_export_showed_just_once(
    booked: list[Booked], exports: list[Export], order: object
) -> None:
    book: list[Line] = []
    seen: set[int] = set()
    for time, export in enumerate(exports):
        shown = [n for n, each in enumerate(booked) if each.since <= time and export.first <= each.day <= export.last]
        order.shuffle(shown)  # type: ignore[attr-defined]
        seen.update(shown)
        lines = [booked[n].shown(f"{n:020}" if export.references else None, export.memo) for n in shown]
        ids = identify(lines, book)
        assert len(set(ids)) == len(ids)
        known = {line.id for line in book}
        book += [replace(line, id=id) for line, id in zip(lines, ids, strict=True) if id not in known]
    assert Counter(line.identity for line in book) == Counter(booked[n].shown(None, 30).identity for n in seen)


@given(st.lists(BOOKED, max_size=8), st.randoms(use_true_random=False))
def test_references_name_a_line_for_ever(booked: list[Booked], order: object) -> None:
    lines = [each.shown(f"{n:020}", 30) for n, each in enumerate(booked)]
    book = [replace(line, id=id) for line, id in zip(lines, identify(lines, []), strict=True)]
    order.shuffle(lines)  # type: ignore[attr-defined]
    again = dict(zip((line.reference for line in lines), identify(lines, book), strict=True))
    assert again == {line.reference: line.id for line in book}


def test_the_same_lines_have_the_same_ids_in_every_clone() -> None:
    lines = [Booked(1, 500, "瑞昌", "货款", 0).shown(None, 30)] * 3
    assert identify(lines, []) == identify(lines, [])
    assert len(set(identify(lines, []))) == 3


def test_a_memo_goes_to_the_line_that_it_shares_most_with() -> None:
    short, long = (replace(Booked(1, 500, "瑞昌", memo, 0).shown(None, 99), id=memo) for memo in ("货", "货款 SO-2610"))
    lines = [replace(short, memo="货款 SO-2610-0001", id=None), replace(short, memo="货物", id=None)]
    assert identify(lines, [short, long]) == ["货款 SO-2610", "货"]


def test_another_layout_with_numbers_of_its_own_does_not_enter_a_line_again() -> None:
    line = Booked(1, 500, "瑞昌", "货款", 0).shown("20261002000371", 30)
    assert identify([replace(line, reference="000371")], [replace(line, id="BL-1")]) == ["BL-1"]
    assert identify([replace(line, reference="20261002000372")], [replace(line, id="BL-1")]) != ["BL-1"]
