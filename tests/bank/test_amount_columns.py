from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.reading.amount_columns import AmountCells, amount_column, decimal_mark_of
from salesbook.bank.reading.amounts import PLACEHOLDERS, amount_of, marked_amount_of
from salesbook.bank.reading.dates import date_of, without_times
from salesbook.bank.reading.grid import Cell

MARKS = st.sampled_from([".", ","])
SIGNS = st.sampled_from(["", "-", "+", "¥", "￥", "-¥", "$ ", "€", "("])
ENDS = st.sampled_from(["", "", "", "-", " CR", " DR", "元", " EUR", ")", "万", "x"])
NUMBERS = st.from_regex(r"[0-9]{1,3}([,. ']?[0-9]{3}){0,3}([.,][0-9]{1,3})?", fullmatch=True)
WRITTEN = st.builds("{}{}{}".format, SIGNS, NUMBERS, ENDS)
CELLS = st.one_of(WRITTEN, st.sampled_from(sorted(PLACEHOLDERS)), st.text("0123456789.,-+¥１２ ", max_size=12))


@given(st.lists(CELLS, min_size=1), MARKS)
def test_a_column_says_what_each_of_its_cells_says(cells: list[str], mark: str) -> None:
    found = amount_column(AmountCells(cells), mark)
    alone = [marked_amount_of(cell, mark) for cell in cells]
    values = [
        Decimal(0) if cell in PLACEHOLDERS else each and each.value for cell, each in zip(cells, alone, strict=True)
    ]
    marks = [None if cell in PLACEHOLDERS else each and each.marked for cell, each in zip(cells, alone, strict=True)]
    assert found.values == values
    assert list(found.marks) == (marks if any(marks) else [])


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,234.50", "-12.00", ""], "."),
        (["1.234,50", "-12,00", "--"], ","),
        (["￥12.00", "￥1,000.00"], "."),
        (["12.00 CR", "3.50 DR"], "."),
        (["1.234", "2.500"], None),
        (["1.234", "2,50"], ","),
        ([Decimal("12.5"), "1.234,50"], ","),
        (["100", "", "2500"], "."),
    ],
)
def test_the_mark_of_decimals_is_told_by_all_cells(cells: list[Cell], mark: str | None) -> None:
    assert decimal_mark_of([AmountCells(cells)]) == mark


def test_amounts_in_words_and_digits_of_other_kinds_are_read_beside_plain_ones() -> None:
    cells = ["12.00", "１２．５０", "3.5万", "合计", "(7.00)", "8.00-"]
    values = amount_column(AmountCells(cells), ".").values
    assert values == [Decimal("12.00"), Decimal("12.50"), Decimal(35000), None, Decimal("-7.00"), Decimal("-8.00")]
    assert [amount_of(cell) for cell in cells] == values


@pytest.mark.parametrize(
    "text", ["2026-11-03 09:05:06", "2026/11/3 9:05", "20261103 23:59:59", "3 Nov 2026 09:05", "2026-11-03T09:05:06"]
)
def test_a_date_is_the_same_without_its_time(text: str) -> None:
    (day,) = without_times([text])
    assert date_of(day) == date_of(text) is not None


@given(st.lists(st.text("0123456789 :/-T月日", max_size=20)))
def test_leaving_out_times_hides_no_date(texts: list[str]) -> None:
    days = without_times(texts)
    assert [date_of(day) for day, text in zip(days, texts, strict=True) if date_of(text)] == [
        day for text in texts if (day := date_of(text))
    ]
