"""Book balance + open lines − what the bank has not shown = the bank's balance, on any day, or it is not proven."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from salesbook.bank.account_proof import BookedMoney, ProvenLine, implied_opening, prove_account

SINCE = date(2026, 9, 30)
OPENING = 1_000_00
days = st.integers(1, 30).map(lambda number: SINCE + timedelta(number))
amounts = st.integers(-500_00, 500_00).filter(bool)


@dataclass(frozen=True)
class Happened:
    """Money that moved: when the bank showed it, when the book recorded it; None: it did not."""

    amount: int
    shown: date | None
    recorded: date | None
    ignored: bool = False


happenings = st.lists(
    st.one_of(
        st.builds(Happened, amounts, days, days),
        st.builds(Happened, amounts, days, st.none()),
        st.builds(Happened, amounts, days, st.none(), st.just(True)),
        st.builds(Happened, amounts, st.none(), days),
    ),
    max_size=12,
)


def lines_of(happened: list[Happened]) -> list[ProvenLine]:
    """The bank's lines, oldest first, each with the balance after it."""
    shown = sorted((each for each in happened if each.shown), key=lambda each: str(each.shown))
    balances = list(accumulate((each.amount for each in shown), initial=OPENING))[1:]
    return [
        ProvenLine(
            each.shown or SINCE,
            each.amount,
            balance,
            open=each.recorded is None and not each.ignored,
            ignored=each.amount if each.ignored else 0,
        )
        for each, balance in zip(shown, balances, strict=True)
    ]


def money_of(happened: list[Happened]) -> list[BookedMoney]:
    return [
        BookedMoney(f"PY-{number}", each.recorded, each.amount, each.shown)
        for number, each in enumerate(happened)
        if each.recorded
    ]


@given(happenings, days)
def test_it_is_proven_on_every_day(happened: list[Happened], day: date) -> None:
    proof = prove_account(OPENING, SINCE, day, money_of(happened), lines_of(happened))
    expected = OPENING + sum(each.amount for each in happened if each.shown and each.shown <= day)
    assert proof.expected == proof.computed == expected
    assert proof.proven in {True, None}
    assert (proof.proven is None) == (not any(each.shown and each.shown <= day for each in happened))
    assert proof.not_seen == sum(
        each.amount
        for each in happened
        if each.recorded and each.recorded <= day and not (each.shown and each.shown <= day)
    )


@given(happenings.filter(lambda happened: any(each.shown for each in happened)), amounts)
def test_what_the_bank_did_not_show_that_way_is_the_difference(happened: list[Happened], wrong: int) -> None:
    """A line that stands for another amount than what it was matched to, or that no file ever brought."""
    last, lines, money = date(2026, 10, 31), lines_of(happened), money_of(happened)
    posted = [each for each in money if each.shown]
    for each in posted:
        others = [other for other in money if other is not each]
        changed = [*others, replace(each, amount=each.amount + wrong)]
        assert prove_account(OPENING, SINCE, last, changed, lines).difference == -wrong
    unknown = ProvenLine(SINCE + timedelta(1), wrong, None, ignored=0)
    assert prove_account(OPENING + wrong, SINCE, last, money, lines).difference == -wrong
    assert prove_account(OPENING, SINCE, last, money, [unknown, *lines]).difference == 0


@given(happenings)
def test_the_opening_balance_follows_from_the_balances(happened: list[Happened]) -> None:
    lines = lines_of(happened)
    assert implied_opening(lines) == (OPENING if lines else 0)


def test_without_balances_nothing_is_proven() -> None:
    lines = [ProvenLine(SINCE + timedelta(1), 100, None, open=True)]
    proof = prove_account(0, SINCE, SINCE + timedelta(9), [], lines)
    assert (proof.stated, proof.proven, proof.difference, proof.expected) == (None, None, None, 100)
