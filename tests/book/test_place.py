"""A book is the one that was named, else the nearest upward."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesbook.book.place import find_book
from salesbook.model.problem import Problem


@pytest.fixture
def book(tmp_path: Path) -> Path:
    root = tmp_path / "账册"
    (root / "ledgers" / "orders").mkdir(parents=True)
    (root / "salesbook.yaml").write_text("currency: CNY\n", encoding="utf-8")
    return root


def test_the_nearest_book_upward_is_found(book: Path) -> None:
    inner = book / "ledgers" / "inner"
    inner.mkdir()
    assert find_book(book / "ledgers" / "orders", None, {}) == book
    assert find_book(book, None, {}) == book
    (inner / "salesbook.yaml").touch()
    assert find_book(inner, None, {}) == inner


def test_the_option_comes_before_the_variable_and_both_before_the_folder(book: Path, tmp_path: Path) -> None:
    other, third = tmp_path / "other", tmp_path / "third"
    for folder in (other, third):
        folder.mkdir()
        (folder / "salesbook.yaml").touch()
    assert find_book(book, Path("../other"), {"SALESBOOK_BOOK": str(third)}) == book / ".." / "other"
    assert find_book(book, None, {"SALESBOOK_BOOK": str(third)}) == third
    assert find_book(book, None, {"SALESBOOK_BOOK": ""}) == book


def test_a_folder_that_was_named_is_not_searched_around(book: Path) -> None:
    no_book = book / "ledgers"
    too_long = Path("x" * 5000)
    for option, environment in ((no_book, {}), (None, {"SALESBOOK_BOOK": str(no_book)}), (too_long, {})):
        problem = find_book(book, option, environment)
        assert isinstance(problem, Problem)
        assert problem.code.id == "E0031"


def test_where_there_is_no_book_the_problem_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / "salesbook.yaml").mkdir()  # a folder of that name makes no book
    problem = find_book(tmp_path, None, {})
    assert isinstance(problem, Problem)
    assert problem.code.id == "E0030"
    assert str(tmp_path) in problem.message.en
