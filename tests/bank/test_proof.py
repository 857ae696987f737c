from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.proof import Break, prove
from salesbook.bank.statement import Statement, StatementLine, Status

cents = st.integers(-10_000_000, 10_000_000).filter(bool).map(lambda minor: Decimal(minor).scaleb(-2))


def statement(lines: list[StatementLine], opening: str | None = None, closing: str | None = None) -> Statement:
    return Statement(
        format="generic",
        encoding=None,
        account=None,
        currency="CNY",
        opening=None if opening is None else Decimal(opening),
        closing=None if closing is None else Decimal(closing),
        lines=tuple(lines),
    )


def chain(amounts: list[Decimal], opening: Decimal = Decimal(0), day: int = 1) -> list[StatementLine]:
    lines = []
    balance = opening
    for row, amount in enumerate(amounts, 1):
        balance += amount
        lines.append(StatementLine(row=row, date=date(2026, 10, day), amount=amount, balance=balance))
    return lines


@given(st.lists(cents, min_size=1), cents, st.booleans())
def test_a_whole_chain_of_balances_is_proven_in_either_order(
    amounts: list[Decimal], opening: Decimal, newest_first: bool
) -> None:
    lines = chain(amounts, opening)
    proof = prove(statement(lines[::-1] if newest_first else lines))
    assert proof.ok
    assert proof.sum == sum(amounts)
    if len(set(amounts)) > 1:
        assert proof.opening is not None and proof.closing == proof.opening + proof.sum


@given(st.lists(cents, min_size=3, max_size=30), st.data())
def test_a_missing_line_is_found(amounts: list[Decimal], data: st.DataObject) -> None:
    lines = [
        StatementLine(row=line.row, date=date(2026, 10, line.row), amount=line.amount, balance=line.balance)
        for line in chain(amounts)
    ]
    missing = data.draw(st.integers(1, len(lines) - 2))
    proof = prove(statement(lines[:missing] + lines[missing + 1 :]))
    assert proof.ok is False
    assert [found.row for found in proof.breaks] == [lines[missing + 1].row]


@given(st.lists(st.lists(cents, min_size=1, max_size=4), min_size=2, max_size=6))
def test_days_newest_first_with_their_lines_oldest_first_are_proven(days: list[list[Decimal]]) -> None:
    balance = Decimal(0)
    file: list[StatementLine] = []
    for day, amounts in enumerate(days, 1):
        lines = chain(amounts, balance, day)
        balance += sum(amounts)
        file = lines + file
    proof = prove(statement(file))
    assert proof.ok


def test_a_break_says_what_was_expected() -> None:
    lines = chain([Decimal(10), Decimal(20)])
    lines.append(StatementLine(row=3, date=date(2026, 10, 2), amount=Decimal(5), balance=Decimal(99)))
    assert prove(statement(lines)).breaks == (Break(3, Decimal(35), Decimal(99)),)


def test_stated_balances_are_proven_without_running_ones() -> None:
    line = StatementLine(row=1, date=date(2026, 10, 1), amount=Decimal(50))
    assert prove(statement([line], "100", "150")).ok is True
    assert prove(statement([line], "100", "151")).ok is False


def test_a_stated_opening_that_the_first_balance_contradicts_is_a_break() -> None:
    assert prove(statement(chain([Decimal(10)], Decimal(100)), opening="101")).breaks[0].row == 1


def test_nothing_to_prove_by_is_neither_right_nor_wrong() -> None:
    line = StatementLine(row=1, date=date(2026, 10, 1), amount=Decimal(50))
    assert prove(statement([line])).ok is None


def test_only_booked_lines_move_the_balance() -> None:
    lines = chain([Decimal(10), Decimal(20)])
    failed = StatementLine(row=9, date=date(2026, 10, 1), amount=Decimal(-7), status=Status.FAILED)
    proof = prove(statement([lines[0], failed, lines[1]]))
    assert proof.ok
    assert proof.sum == 30
