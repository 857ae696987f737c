"""Rows kept by their columns are the rows that were given, however wide each is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.reading import cell_rows
from salesbook.bank.reading.cell_rows import CellRows, NumberedRows

ROWS = st.lists(st.lists(st.text(max_size=3), max_size=12), max_size=40)


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> object:
    """Blocks so small that a few rows make up several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cell_rows, "BLOCK", 7)
        yield


@given(ROWS)
def test_rows_are_given_back_as_they_were(rows: list[list[str]]) -> None:
    kept = CellRows.of(rows)
    assert [list(row) for row in kept] == rows
    assert [list(kept[at]) for at in range(len(kept))] == rows
    assert list(kept.widths) == list(map(len, rows))


@given(ROWS, st.integers(0, 13))
def test_a_column_has_a_cell_for_each_row(rows: list[list[str]], column: int) -> None:
    assert list(CellRows.of(rows).column(column)) == [row[column] if column < len(row) else "" for row in rows]


@given(ROWS, st.integers(0, 45), st.integers(0, 45), st.integers(1, 9))
def test_some_of_the_rows_keep_their_numbers(rows: list[list[str]], start: int, stop: int, first: int) -> None:
    some = NumberedRows(rows, first)[start:stop]
    assert [(number, list(row)) for number, row in some] == list(enumerate(rows, first))[start:stop]


@pytest.mark.parametrize("step", [-1, 2])
def test_rows_in_steps_are_refused_and_not_left_out(step: int) -> None:
    for rows in (CellRows.of([["a"], ["b"]]), NumberedRows([["a"], ["b"]])):
        with pytest.raises(ValueError, match="in steps"):
            rows[::step]


def test_one_wide_row_among_many_takes_no_room_in_the_others() -> None:
    rows = [["a"]] * 6 + [["b"] * 250]
    held = sum(len(block.columns) * len(block.widths) for block in CellRows.of(rows)._blocks)
    assert held < 3 * (6 + 250)
