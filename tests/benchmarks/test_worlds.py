"""Generated worlds are valid books, and their truth agrees with them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.matching.grades import GRADES
from benchmarks.matching.statement_file import statement_text
from benchmarks.matching.truth import Sort
from benchmarks.matching.world import Size, World, make_world
from salesbook.index.book import IndexedBook, open_book
from salesbook.index.standing import standings
from salesbook.model.money import to_minor

LINES = 120
SEEDS = {"easy": 1, "typical": 2, "hard": 3, "adversarial": 2}


@pytest.fixture(scope="module", params=GRADES)
def world(request: pytest.FixtureRequest) -> World:
    return make_world(request.param, SEEDS[request.param], Size(LINES))


@pytest.fixture(scope="module")
def book(world: World, tmp_path_factory: pytest.TempPathFactory) -> IndexedBook:
    root: Path = tmp_path_factory.mktemp("world")
    world.ledger.write(root)
    return open_book(root)


def test_a_world_is_a_book_without_errors(book: IndexedBook) -> None:
    assert [problem.message.en for problem in book.problems() if problem.code.id.startswith("E")] == []


def test_what_the_world_says_is_open_is_open_in_the_book(world: World, book: IndexedBook) -> None:
    said: dict[tuple[str, str], int] = defaultdict(int)
    for company, targets in world.targets.items():
        for target in targets:
            said[company.id, target.currency] += sum(due.amount for due in target.dues)
    assert book.policy is not None
    found = {
        whose: standing.receivable + standing.deposits_due
        for whose, standing in standings(book, book.policy, world.last).items()
    }
    assert {whose: amount for whose, amount in said.items() if amount} == {
        whose: amount for whose, amount in found.items() if amount
    }


def test_what_the_world_says_was_given_to_an_order_is_given_to_it_by_the_payments_of_the_book(world: World) -> None:
    given: dict[str, Decimal] = defaultdict(Decimal)
    for payment in world.ledger.entries["payments"]:
        pieces: Any = payment.get("orders") or []
        for piece in pieces:
            given[piece.get("order") or piece["opening"]] += piece["amount"]
    said = {target.id: target.given for targets in world.targets.values() for target in targets}
    assert said == {id: to_minor(given[id], world.currency) for id in said}


def test_truth_gives_what_a_line_brings_and_no_order_more_than_it_can_take(world: World) -> None:
    room = {target.id: target.total - target.given for targets in world.targets.values() for target in targets}
    for line in world.lines:
        truth = line.truth
        if truth.sort is not Sort.RECEIPT:
            continue
        paid = sum(each.amount if each.paid is None else each.paid for each in truth.given)
        assert paid + truth.advance == line.amount
        for order, amount in (
            *((each.order, each.amount) for each in (*truth.given, *truth.oldest)),
            *((each.order, each.amount) for each in truth.taken),
        ):
            room[order] -= amount
    assert min(room.values()) >= 0


def test_no_recorded_entry_is_on_two_lines(world: World) -> None:
    cleared = [id for line in world.lines for id in line.truth.recorded]
    assert len(cleared) == len(set(cleared))


def test_a_world_is_the_same_every_time(world: World) -> None:
    again = make_world(world.grade.name, world.seed, Size(LINES))
    assert again.ledger.entries == world.ledger.entries
    assert statement_text(again.lines, chinese=True) == statement_text(world.lines, chinese=True)
    assert [line.truth for line in again.lines] == [line.truth for line in world.lines]


def test_harder_grades_leave_more_to_doubt() -> None:
    doubtful = [sum(not line.truth.decidable for line in make_world(grade, 5, Size(250)).lines) for grade in GRADES]
    assert doubtful == sorted(doubtful)
