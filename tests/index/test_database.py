"""The index can be lost, damaged, of another version, or nowhere to be kept: figures stay right."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from salesbook.index import database
from salesbook.index.book import NO_INDEX_VARIABLE, open_book
from salesbook.index.database import database_path, open_database
from tests.index.books import Book, order
from tests.index.comparing import assert_up_to_date, fresh, rows
from tests.index.machine_processes import KILLED, run_together
from tests.oracle.random_books import write_random_book


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_random_book(tmp_path, 3, 4)
    for file in tmp_path.rglob("*.yaml"):
        os.utime(file, (1, 1))
    open_book(tmp_path).connection.close()
    return tmp_path


def assert_right(root: Path, *, kept: bool) -> None:
    """The index is right for each command; ``kept``: and in the end it is up to date on the disk."""
    for _ in range(3):
        book = open_book(root)
        assert_up_to_date(book)
        book.connection.close()
    if kept:
        assert book.work.files == 0
        with closing(sqlite3.connect(database_path(root))) as connection:
            assert rows(connection) == rows(fresh(root).connection)


def test_a_lost_index_is_made_again(root: Path) -> None:
    database_path(root).unlink()
    assert_right(root, kept=True)


@pytest.mark.parametrize("statement", [1, 5, 25, 60])
def test_an_update_that_is_killed_leaves_the_index_right(root: Path, statement: int) -> None:
    for file in (root / "ledgers" / "orders").glob("*.yaml"):
        file.write_text(re.sub(r"qty: (\d)", r"qty: 2\1", file.read_text("utf-8")), encoding="utf-8")
    assert run_together(root, [statement]) == [KILLED]
    assert_right(root, kept=False)


@pytest.mark.parametrize("damage", ["empty", "random", "truncated", "header", "text"])
def test_a_damaged_index_is_made_again(root: Path, damage: str) -> None:
    path = database_path(root)
    data = path.read_bytes()
    noise = random.Random(0).randbytes(len(data))
    damaged = {
        "empty": b"",
        "random": noise,
        "truncated": data[: len(data) // 2],
        "header": noise[:100] + data[100:],
        "text": b"no database\n",
    }
    path.write_bytes(damaged[damage])
    assert_right(root, kept=True)


def test_damage_found_on_the_way_is_put_right(root: Path) -> None:
    path = database_path(root)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(0).randbytes(size))
    (root / "ledgers" / "products.yaml").write_text("", encoding="utf-8")
    assert_right(root, kept=True)


def test_an_index_of_another_version_is_made_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "VERSION", "other")
    assert open_book(root).work.files > 0
    monkeypatch.undo()
    assert open_book(root).work.files > 0
    assert_right(root, kept=True)


def test_a_folder_that_cannot_be_written_is_read_in_memory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(root))

    monkeypatch.setattr(database, "state_folder", refuse)
    (root / "ledgers" / "products.yaml").write_text("", encoding="utf-8")
    before = database_path(root).read_bytes()
    assert_right(root, kept=False)
    assert database_path(root).read_bytes() == before


def test_an_index_that_can_be_read_but_not_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr(database, "_connect", read_only)
    assert_right(root, kept=True)
    (root / "ledgers" / "products.yaml").write_text("", encoding="utf-8")
    assert_right(root, kept=False)


def test_a_folder_stands_where_the_index_should(root: Path) -> None:
    path = database_path(root)
    path.unlink()
    path.mkdir()
    assert_right(root, kept=False)


def test_without_index_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_INDEX_VARIABLE, "1")
    Book(tmp_path).write("orders/1", order("SO-1"))
    assert open_book(tmp_path).work.entries == 5
    assert not database_path(tmp_path).exists()


READING = """
import sys
from pathlib import Path
from salesbook.index.book import open_book
for _ in range(6):
    book = open_book(Path(sys.argv[1]))
    assert not book.errors, book.problems()
    book.connection.close()
"""


def test_commands_at_once_agree(tmp_path: Path) -> None:
    book = Book(tmp_path)
    readers = [subprocess.Popen([sys.executable, "-c", READING, str(tmp_path)]) for _ in range(3)]
    for number in range(40):
        book.write(f"orders/2026-{number % 3}", *(order(f"SO-{number % 3}-{each}") for each in range(number + 1)))
    assert [reader.wait(timeout=60) for reader in readers] == [0, 0, 0]
    assert_right(tmp_path, kept=True)


def test_a_locked_index_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.05)
    (root / "ledgers" / "products.yaml").write_text("", encoding="utf-8")
    with closing(open_database(root)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert_right(root, kept=False)
        other.execute("ROLLBACK")
    assert_right(root, kept=True)
