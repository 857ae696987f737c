"""What matching costs, in work that can be counted: it must not grow with what no line is about."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from salesbook.bank.identity import Line
from salesbook.bank.matching import deciding, ledger, match
from salesbook.bank.matching.case import Case
from salesbook.bank.matching.joint import Options
from salesbook.bank.matching.payables import CustomerPayables
from salesbook.bank.matching.weighing import options_of
from salesbook.bank.receivables import OpenOrder
from salesbook.cli.progress import counting
from salesbook.cli.session import Session
from salesbook.i18n import Language, Text
from tests.reconcile.small_books import HDJM, RCQX, book, line, order

OTHERS = [replace(RCQX, id=f"C{number:03}", name=f"客户{number:03}", names=(), accounts=()) for number in range(200)]
ORDERS = [order(f"SO-2609-{number:04}", 100_017 + 101 * number) for number in range(20)]
UNTOUCHED = [order(f"SO-2608-{number:04}", 777_000 + number, customer=each) for number, each in enumerate(OTHERS)]


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each line was weighed, by id."""
    counts: Counter[str] = Counter()

    def counted(case: Case) -> Options:
        counts[case.line.id or ""] += 1
        return options_of(case)

    monkeypatch.setattr(deciding, "options_of", counted)
    return counts


def paying(orders: list[OpenOrder]) -> Iterator[Line]:
    for each in orders:
        yield line(each.unsettled, memo=f"货款 {each.id}", id=f"BL-{each.id}")


def test_what_is_certain_is_weighed_once(weighed: Counter[str]) -> None:
    lines = list(paying(ORDERS))
    known = book(*ORDERS, customers=(HDJM, RCQX))
    assert {each.verdict for each in match(lines, known)} == {"post"}
    assert weighed == {each.id: 1 for each in lines}


def test_only_what_is_uncertain_is_weighed_again(weighed: Counter[str]) -> None:
    strange = line(55_555_555, payer="无人知晓", id="BL-strange")
    certain = list(paying(ORDERS))
    verdicts = [each.verdict for each in match([*certain, strange], book(*ORDERS, customers=(HDJM, RCQX)))]
    assert verdicts == ["post"] * len(certain) + ["review"]
    assert weighed == {**{each.id: 1 for each in certain}, "BL-strange": 2}


def test_what_customers_owe_whom_no_line_is_about_is_not_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    put_together: list[str] = []

    class Counted(CustomerPayables):
        def __init__(self, orders: tuple[OpenOrder, ...]) -> None:
            put_together.extend({each.customer for each in orders})
            super().__init__(orders)

    monkeypatch.setattr(ledger, "CustomerPayables", Counted)
    known = book(*ORDERS, *UNTOUCHED, customers=(HDJM, RCQX, *OTHERS))
    match(list(paying(ORDERS)), known)
    assert set(put_together) == {HDJM.id}


def test_orders_that_nothing_was_given_stay_what_they_were() -> None:
    known = book(*ORDERS, *UNTOUCHED, customers=(HDJM, RCQX, *OTHERS))
    (found,) = match(list(paying(ORDERS[:1])), known)
    left = known.after([found.best])
    assert ORDERS[0].id not in left.orders
    assert all(left.orders[each.id] is each for each in (*ORDERS[1:], *UNTOUCHED))


def test_progress_is_told_for_every_line() -> None:
    told: list[tuple[int, int]] = []
    match(list(paying(ORDERS)), book(*ORDERS), lambda done, of: told.append((done, of)))
    assert told == [(done, len(ORDERS)) for done in range(len(ORDERS))]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def session(stderr: io.StringIO) -> Session:
    return Session(
        language=Language.EN,
        folder=Path(),
        book_option=None,
        environment={"COLUMNS": "80"},
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=stderr,
        today=date(2026, 11, 21),
    )


@pytest.mark.parametrize(("stderr", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_progress_is_shown_on_terminals_ten_times_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, shown: bool
) -> None:
    clock = iter(number / 1000 for number in range(10_000))
    monkeypatch.setattr("salesbook.cli.progress.time.monotonic", lambda: next(clock))
    with counting(session(stderr), Text("matching", "正在匹配")) as tell:
        for done in range(1000):
            tell(done, 12_000)
    updates = [text for text in stderr.getvalue().split("\r\x1b[K") if " of " in text]
    assert bool(updates) is shown
    assert len(updates) <= 10
    assert not updates or updates[0] == "matching: 99 of 12,000"
