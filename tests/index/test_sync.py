"""Bringing an index up to date reads and works out just what changed, and forgets what is gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from salesbook.book.entry_files import MAX_ENTRIES
from salesbook.index.database import open_database
from salesbook.index.standing import standings
from salesbook.index.sync import synchronise
from salesbook.index.work import Means, Stage, Work
from tests.index.books import SETTINGS, Book, allocation, delivery, order, payment
from tests.index.comparing import assert_up_to_date


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book(tmp_path)
    book.write("orders/2026-01", order("SO-1"), order("SO-2"), order("SO-3", "B"))
    book.write("deliveries/2026-01", delivery("DN-1", "SO-1"), delivery("DN-2", "SO-2"))
    book.write("payments/2026-01", payment("PY-1", "150.00", more=", orders: [{order: SO-1, amount: 100.00}]"))
    book.write("allocations/2026-01", allocation("AL-1", "PY-1", "SO-2", "50.00"))
    return book


def work(book: Book) -> Work:
    """What it took to bring the index up to date."""
    with book.opened() as opened:
        assert_up_to_date(opened)
        return opened.work


def owed(book: Book) -> dict[str, int]:
    """What customers owe, in minor units."""
    with book.opened() as opened:
        assert_up_to_date(opened)
        assert opened.policy is not None
        found = standings(opened, opened.policy, date(2026, 12, 31))
        return {customer: each.receivable for (customer, _), each in found.items() if each.receivable}


# what is read and worked out


def test_everything_is_read_once(book: Book) -> None:
    assert work(book) == Work(files=8, entries=11, units=4)
    assert work(book) == Work()


def test_it_is_told_how_far_it_is(book: Book) -> None:
    told: list[tuple[Stage, int, int]] = []
    connection = open_database(book.root)
    synchronise(connection, book.root, Means(tell=lambda *progress: told.append(progress)))
    connection.close()
    assert told == [*((Stage.READING, done, 8) for done in range(8)), (Stage.WORKING_OUT, 0, 4)]


def test_one_more_order_is_one_entry_and_one_unit(book: Book) -> None:
    work(book)
    file = book.file("orders/2026-01")
    file.write_text(file.read_text("utf-8") + order("SO-4"), encoding="utf-8")
    assert work(book) == Work(files=1, entries=1, units=1)


def test_a_changed_delivery_works_out_its_order(book: Book) -> None:
    work(book)
    book.write("deliveries/2026-01", delivery("DN-1", "SO-1"), delivery("DN-2", "SO-3"))
    assert work(book) == Work(files=1, entries=1, units=2)


def test_a_file_touched_but_not_changed_is_nothing_new(book: Book) -> None:
    work(book)
    for file in (book.file("orders/2026-01"), book.file("customers")):
        os.utime(file, (1, 1))
    with book.opened() as opened:
        assert opened.work == Work()
        touched = "ledgers/orders/2026-01.yaml"
        assert (touched, 1_000_000_000, 1) in opened.connection.execute("SELECT path, modified, settled FROM file")
    assert work(book) == Work()


def test_comments_and_moved_entries_are_not_parsed_again(book: Book) -> None:
    work(book)
    book.write("orders/2026-01", "# January\n\n", order("SO-3", "B"), order("SO-1"), order("SO-2"))
    assert work(book) == Work(files=1, entries=0, units=0)


def test_settings_work_out_everything_and_parse_no_entry(book: Book) -> None:
    work(book)
    book.settings(SETTINGS + "receivable_basis: ordered\n")
    assert work(book) == Work(files=1, entries=0, units=4)
    assert owed(book) == {"A": 5000, "B": 10000}


def test_a_customers_terms_work_out_the_orders_that_follow_them(book: Book) -> None:
    book.settings(SETTINGS + "terms: {net30: [{share: 100%, after: delivery, days: 30}]}\n")
    work(book)
    book.write("customers", "- {id: A, name: 甲, terms: net30}\n- {id: B, name: 乙}\n")
    assert work(book) == Work(files=1, entries=1, units=2)


def test_an_edit_within_the_time_stamp_is_seen(book: Book) -> None:
    file = book.file("orders/2026-01")
    work(book)
    stamp = file.stat()
    file.write_text(file.read_text("utf-8").replace("100.00", "900.00"), encoding="utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert file.stat().st_size == stamp.st_size
    assert owed(book) == {"A": 165000}


# what is gone


def gone(book: Book, name: str) -> None:
    book.file(name).unlink()


CHANGES: list[tuple[str, Callable[[Book], object], dict[str, int]]] = [
    ("nothing", lambda book: None, {"A": 5000}),
    ("payment gone, its allocation stays", lambda book: gone(book, "payments/2026-01"), {"A": 20000}),
    ("allocation gone", lambda book: gone(book, "allocations/2026-01"), {"A": 5000}),
    ("delivery gone", lambda book: gone(book, "deliveries/2026-01"), {}),
    ("order gone", lambda book: book.write("orders/2026-01", order("SO-2")), {"A": 5000}),
    ("payment broken", lambda book: book.write("payments/2026-01", payment("PY-1", "much")), {"A": 20000}),
    (
        "bill dishonoured",
        lambda book: book.write("bills/1", "- {id: BE-1, date: 2026-02-01, payment: PY-1, event: dishonoured}\n"),
        {"A": 20000},
    ),
    (
        "order becomes another customer's",
        lambda book: book.write("orders/2026-01", order("SO-1"), order("SO-2", "B")),
        {"B": 5000},
    ),
    (
        "customer merged",
        lambda book: book.write("customers", "- {id: A, name: 甲, merged_into: B}\n- {id: B, name: 乙}\n"),
        {"B": 5000},
    ),
]


@pytest.mark.parametrize(("change", "receivable"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES])
def test_what_hangs_on_a_change_follows(
    book: Book, change: Callable[[Book], object], receivable: dict[str, int]
) -> None:
    work(book)
    texts = {path: path.read_bytes() for path in book.root.rglob("*.yaml")}
    change(book)
    assert owed(book) == receivable
    for path in book.root.rglob("*.yaml"):
        path.unlink()
    for path, text in texts.items():
        path.write_bytes(text)
    assert owed(book) == {"A": 5000}, "and back"


def test_a_products_tax_reaches_all_lines_without_their_own(book: Book) -> None:
    book.settings(SETTINGS + "prices: net\n")
    assert owed(book) == {"A": 5000}
    book.write("products", "- {id: P, name: 轴承, tax: 10%}\n")
    assert owed(book) == {"A": 7000}


def test_a_products_tax_reaches_nothing_of_others(book: Book) -> None:
    book.write("orders/2026-02", order("SO-4").replace("product: P", "product: Q"))
    book.write("products", "- {id: P, name: 轴承}\n- {id: Q, name: 轴承}\n")
    work(book)
    book.write("products", "- {id: P, name: 轴承}\n- {id: Q, name: 轴承, tax: 10%}\n- {id: R, name: 轴承, tax: 5%}\n")
    assert work(book) == Work(files=1, entries=2, units=1)


def test_settings_with_errors_leave_no_figures_and_come_back(book: Book) -> None:
    book.write("deliveries/2026-01", delivery("DN-1", "SO-1"), delivery("DN-2", "SO-1"))
    before = owed(book)
    for text in ("currency: CNY\n", None):
        book.settings(text)
        with book.opened() as opened:
            assert_up_to_date(opened)
            assert opened.policy is None
            assert opened.settings == {}
        book.write("orders/2026-01", order("SO-1"), order("SO-3", "B"))
        work(book)
        book.settings(SETTINGS)
        book.write("orders/2026-01", order("SO-1"), order("SO-2"), order("SO-3", "B"))
        assert owed(book) == before


def test_of_two_entries_with_one_id_the_first_counts(book: Book) -> None:
    book.write("orders/2026-01", order("SO-1", amount="100.00"), order("SO-1", amount="300.00"))
    assert owed(book) == {}, "100.00 are paid"
    book.write("orders/2026-01", order("SO-1", amount="300.00"), order("SO-1", amount="100.00"))
    assert owed(book) == {"A": 20000}
    book.write("orders/2026-01", order("SO-1", amount="100.00"))
    assert owed(book) == {}


def test_one_id_of_two_kinds_is_told_apart(book: Book) -> None:
    work(book)
    book.write("payments/2", payment("SO-1", "10.00"))
    with book.opened() as opened:
        assert_up_to_date(opened)
        assert [each.code.id for each in opened.problems()] == ["E0401"]
    gone(book, "payments/2")
    assert owed(book) == {"A": 5000}


def test_places_of_problems_move_with_the_text(book: Book) -> None:
    book.write("orders/2026-02", order("SO-1"))
    work(book)
    file = book.file("orders/2026-01")
    file.write_text("# a comment\n" + file.read_text("utf-8"), encoding="utf-8")
    with book.opened() as opened:
        assert_up_to_date(opened)
        (problem,) = opened.problems()
    assert "2026-01.yaml:2" in problem.message.en


# files


def test_a_file_outside_of_the_folders_of_kinds_is_told(book: Book) -> None:
    book.write("notes/a", order("SO-9"))
    assert book.found() == [("E0408", None, None)]


def test_a_file_takes_a_thousand_entries(book: Book) -> None:
    book.write("orders/2026-01", *(order(f"SO-{number}") for number in range(MAX_ENTRIES + 1)))
    assert book.found() == [("W0409", None, None)]
