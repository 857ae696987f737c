"""The books that speed is measured on: every tool reads them and finds the same, and a round measures all of them."""

from __future__ import annotations

import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.speed.goals import results
from benchmarks.speed.ledger_files import OTHER_MONTH, git, write_book
from benchmarks.speed.measures import ADD_ORDER, MEASURES, Measure
from benchmarks.speed.peers import PEERS, Balance, Balances, Peer
from benchmarks.speed.process import run
from benchmarks.speed.rounds import BARE, Book
from benchmarks.speed.trade import Size
from salesbook.index.book import open_book

SIZES = (Size(240), Size(240, documents=True))
SEED = 4


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: size.name)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    made = Book(request.param, tmp_path_factory.mktemp("books"), MEASURES, tuple(PEERS.values()))
    made.make(SEED)
    return made


def salesbook_balances(book: Book, output: Path) -> Balances:
    run(Measure("", ("aging", "--format", "json")).command(book.of_salesbook), str(output))
    figures = json.loads(output.read_text("utf-8"))
    return {row["customer"]: int(Decimal(row["net"]) * 100) for row in figures["rows"] if Decimal(row["net"])}


@pytest.mark.parametrize(
    ("peer", "balance"),
    [(peer, balance) for peer in PEERS.values() for balance in peer.balances],
    ids=lambda value: value.name,
)
def test_every_tool_finds_what_customers_owe(book: Book, tmp_path: Path, peer: Peer, balance: Balance) -> None:
    if not peer.installed():
        pytest.skip(f"{peer.name} is not installed")
    output = tmp_path / "output"
    run(peer.command(balance, book.folder), str(output))
    owed = salesbook_balances(book, tmp_path / "aging.json")
    assert len(owed) == 3
    assert peer.read(output.read_text("utf-8")) == owed


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_the_book_has_no_problems_on_either_branch(size: Size, tmp_path: Path) -> None:
    write_book(tmp_path, size, SEED)
    assert open_book(tmp_path).problems() == []
    git(tmp_path, "checkout", OTHER_MONTH)
    other = open_book(tmp_path)
    assert other.problems() == []
    assert other.work.files == 1
    assert other.work.entries >= 8


def test_a_seed_makes_the_same_book_anywhere(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write_book(tmp_path / folder, SIZES[1], SEED)
    trees = [git_tree(tmp_path / folder) for folder in ("one", "other")]
    assert trees[0] == trees[1]


def git_tree(root: Path) -> str:
    return subprocess.run(["git", "rev-parse", "HEAD:"], cwd=root, check=True, capture_output=True).stdout.decode()


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell what a process took")
def test_a_round_measures_everything_and_sets_goals_beside_it(tmp_path: Path) -> None:
    book = Book(Size(24), tmp_path, MEASURES)
    book.make(SEED)
    measured = [name for name, _ in book.measure_round()]
    assert measured == [BARE, *(measure.name for measure in MEASURES)]
    (entered,) = book.figures[ADD_ORDER].runs
    assert entered.git_processes >= 1
    assert 0 < entered.git_seconds < entered.seconds
    assert entered.memory > book.figures[BARE].memory > 1
    goals = {
        result.name: result
        for result in results([(book.size, {name: each.elapsed for name, each in book.figures.items()})])
    }
    assert goals["add-order with commit"].met == (entered.seconds < 0.35)
    assert goals["aging"].met is None, "that goal speaks of 100,000 orders"
