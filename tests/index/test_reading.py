"""However entries are read - alone, many together, by other processes - what the index holds of them is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.forms import Forms
from salesbook.book.ledger_text import split
from salesbook.book.parsing import parse_data, parse_together
from salesbook.index import units, update, worker, workers
from salesbook.index.book import IndexedBook, open_book
from salesbook.index.database import open_database
from salesbook.index.reading import read_new_file
from salesbook.index.sync import synchronise
from salesbook.index.work import Means, Stage
from tests.index.comparing import assert_up_to_date, differing, fresh, rows

PATH = PurePosixPath("ledgers/orders/2026-01.yaml")

PIECES = [
    "- ", "- id: A", "- {id: B}", "- - x", "-", "- ? a", "  b: 1", "  b: ", "  - c", "    d: 2.50", "  e: |",
    "  e: >-", "   text", " ", "", "  'f': \"g", "  h: 'i", "  \"", "  '", "- \"", "- '", "  [", "  ]", "- [", "- ]}",
    "  {", "  }", "- {", "- }", "  j: [k,", "  l: {m: n,", "  o]", "  p}", "# q", "  # r", "  s: t # u", "  ? v",
    "  : w", "  x", "  - ", "  y: 2026-11-21", "  z: 2026-02-30", "  a: *b", "  c: &d e", "  !t f", "  id: C", "\t",
    "  g:\th", "  'i'': j'", "  ---", "- ---", "  ...", "  %k", "- |", "- >2", "     l", "- m: |+", "- n: o\\",
    '- "p\\', "  q: \x07", "  r: \u2028",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join))
def test_entries_parsed_together_are_those_parsed_alone(text: str) -> None:
    data = text.encode()
    places = split(data, PATH).entries
    texts = [data[place.start : place.end] for place in places]
    for entry, together in zip(texts, parse_together(texts, Forms()), strict=True):
        assert together is None or (together, []) == parse_data(entry, PATH, 1)


def test_entries_without_a_problem_are_parsed_together(demo_book: Path) -> None:
    data = (demo_book / "ledgers" / "customers.yaml").read_bytes()
    texts = [data[place.start : place.end] for place in split(data, PATH).entries]
    assert parse_together(texts, Forms()) == [parse_data(text, PATH, 1)[0] for text in texts]
    assert parse_together([*texts, b"- id: A\n  id: B\n"], Forms())[-1] is None


@pytest.mark.parametrize(
    "texts",
    [
        [b'- note: "a\n', b'- note: b"\n'],
        [b"- [a,\n", b"- b]\n"],
        [b"- a: 1\n", b"- b: \xff\n"],
        [b"- a: 1\n", b"- {}\n"],
    ],
)
def test_what_reaches_into_the_next_entry_is_not_parsed_together(texts: list[bytes]) -> None:
    assert parse_together(texts, Forms()) == [None, None]


# other processes


@pytest.fixture
def book(demo_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book without index, whose files other processes read where they may."""
    monkeypatch.setattr(update, "MUCH", 0)
    monkeypatch.setattr(units, "MUCH", 0)
    shutil.copy(demo_book / "salesbook.yaml", tmp_path)
    folder = tmp_path / "ledgers" / "payments"
    folder.mkdir(parents=True)
    for file in sorted((demo_book / "ledgers" / "payments").iterdir())[:9]:
        shutil.copy(file, folder)
    shutil.copy(demo_book / "ledgers" / "customers.yaml", tmp_path / "ledgers")
    return tmp_path


def test_other_processes_read_the_same(book: Path) -> None:
    wrong = book / "ledgers" / "payments" / "2020-01.yaml"
    wrong.write_text("- id: A\n  id: B\n- {id: C, custmer: D}\nstray\n", encoding="utf-8")
    told: list[tuple[Stage, int, int]] = []
    opened = open_book(book, Means(processes=2, tell=lambda *progress: told.append(progress)))
    with closing(opened.connection):
        assert_up_to_date(opened)
    count = len(list((book / "ledgers").rglob("*.yaml")))
    assert told[: count + 1] == [(Stage.READING, done, count + 1) for done in range(count + 1)]


def ends(given: Connection, made: Connection) -> None:
    os._exit(1)


def ends_while_it_sends(given: Connection, made: Connection) -> None:
    given.recv()
    os.write(made.fileno(), b"\0\0\x10\0as much and no more")
    os._exit(1)


@pytest.mark.parametrize("serve", [ends, ends_while_it_sends])
def test_where_processes_end_the_rest_is_read_without_them(
    book: Path, monkeypatch: pytest.MonkeyPatch, serve: Callable[[Connection, Connection], None]
) -> None:
    monkeypatch.setattr(worker, "_serve", serve)
    connection = open_database(book, in_memory=True)
    made = fresh(book)
    with closing(connection), closing(made.connection):
        found = IndexedBook(book, connection, synchronise(connection, book, Means(processes=3)))
        assert found.work == made.work
        assert not differing(rows(connection), rows(made.connection))


def test_a_file_that_cannot_be_read_is_an_error_from_other_processes_too(book: Path) -> None:
    folder, file = PurePosixPath("ledgers/payments"), PurePosixPath("ledgers/customers.yaml")
    with workers.Workers(2) as some, pytest.raises(OSError, match="payments"):
        list(some.in_order(partial(read_new_file, book), [file, folder, file], much=True))


KILLED = """
import os, signal, sys
from pathlib import Path
from salesbook.index import units, update, workers
from salesbook.index.book import open_book
from salesbook.index.work import Means
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
update.MUCH = 0
def tell(stage, done, of):
    if not done:
        return
    import multiprocessing
    print(*(each.pid for each in multiprocessing.active_children()), flush=True)
    sys.stdin.read()
open_book(Path(sys.argv[1]), Means(processes=3, tell=tell))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked for as POSIX does")
@pytest.mark.parametrize("how", ["killed", "interrupted"])
def test_no_process_outlives_the_one_that_asked(book: Path, how: str) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(book)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert asking.stdin is not None
    assert asking.stdout is not None
    children = [int(pid) for pid in asking.stdout.readline().split()]
    assert len(children) == 2
    asking.kill() if how == "killed" else asking.send_signal(2)
    _, told = asking.communicate(timeout=20)
    assert told.count(b"Traceback") == (how == "interrupted")  # of the one that asked alone
    for _ in range(100):
        if not any(_runs(pid) for pid in children):
            break
        time.sleep(0.1)
    assert not any(_runs(pid) for pid in children)
    opened = open_book(book)
    with closing(opened.connection):
        assert_up_to_date(opened)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
