"""Data frames of the demonstration company's book hold what salesbook itself says, typed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from salesbook import Book
from salesbook.datasets.registry import DATASETS
from salesbook.frames import BookError
from salesbook.index.standing import standings

ROOT = Path(__file__).parents[2]
DAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def book(demo_book: Path) -> Book:
    return Book.open(demo_book)


@pytest.mark.parametrize("name", DATASETS)
def test_a_frame_has_every_record_and_a_column_for_each_field(book: Book, name: str) -> None:
    frame = book.frame(name, DAY)
    assert set(book.fields(name)["column"]) <= set(frame.columns)
    for column in frame.columns:
        if column.endswith("_minor"):
            assert frame[column].dtype == "Int64"
            decimals = frame[column.removesuffix("_minor")].dropna()
            assert all(isinstance(each, Decimal) for each in decimals)


def test_items_sum_to_the_aging(book: Book) -> None:
    items = book.frame("items", DAY)
    owed = items.groupby(["customer", "currency"], observed=True)["amount_minor"].sum()
    found = standings(book._indexed, book._policy, DAY)
    assert {key: int(value) for key, value in owed.items()} == {
        whose: standing.receivable for whose, standing in found.items() if standing.receivable
    }


def test_dates_are_dates_and_ids_that_repeat_categories(book: Book) -> None:
    orders = book.frame("orders", DAY)
    assert pd.api.types.is_datetime64_any_dtype(orders["date"])
    assert isinstance(orders["customer"].dtype, pd.CategoricalDtype)
    assert orders["id"].is_unique


@pytest.mark.parametrize("guide", ["notebooks.md", "notebooks.zh-CN.md"])
def test_the_example_of_the_guide_runs(book: Book, guide: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / guide).read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(book.root)
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["owed"].sum() > 0
    assert "wang-fang" in names["by_rep"].index


def test_what_cannot_be_read_is_said(tmp_path: Path, book: Book) -> None:
    with pytest.raises(BookError, match=r"no salesbook\.yaml"):
        Book.open(tmp_path)
    (tmp_path / "salesbook.yaml").write_text("company: {name: X}\n", encoding="utf-8")
    with pytest.raises(BookError, match="salesbook check"):
        Book.open(tmp_path)
    with pytest.raises(KeyError, match="there are customers"):
        book.frame("nothing")
