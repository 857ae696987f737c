"""What reps hold of customers' money, and which payments a hand-in is of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from salesbook.rules.held_money import HeldMovement, held_money

START = date(2026, 1, 1)
END = date.max


def received(id: str, day: int, amount: int, reverses: str = "") -> HeldMovement:
    return HeldMovement(id, START + timedelta(days=day), "R", "CNY", amount, (reverses,) if reverses else ())


def handed_in(id: str, day: int, amount: int, *payments: str) -> HeldMovement:
    return HeldMovement(id, START + timedelta(days=day), "R", "CNY", -amount, payments, handed_in=True)


def left(*movements: HeldMovement, day: date = END) -> dict[str, int]:
    return {each.payment: each.left for each in held_money(movements, day).payments}


NAMES = st.lists(st.sampled_from(["PY-0", "PY-1", "PY-2", "PY-9"]), max_size=2)
AMOUNTS = st.integers(1, 100)


@given(st.lists(st.tuples(st.integers(0, 9), AMOUNTS), max_size=3), st.lists(st.tuples(AMOUNTS, NAMES), max_size=4))
def test_what_is_held_is_received_less_handed_in(
    payments: list[tuple[int, int]], handins: list[tuple[int, list[str]]]
) -> None:
    movements = [received(f"PY-{index}", *payment) for index, payment in enumerate(payments)]
    movements += [handed_in(f"HI-{index}", 10 + index, *each[:1], *each[1]) for index, each in enumerate(handins)]
    held = held_money(movements, END)
    assert sum(each.left for each in held.payments) == max(0, sum(each.amount for each in movements))
    assert all(0 < each.left <= each.amount for each in held.payments)
    assert [each.entry for each in held.handins] == [each.entry for each in movements if each.handed_in]


def test_a_hand_in_is_of_the_payments_it_names_else_of_the_oldest() -> None:
    both = (received("PY-1", 1, 100), received("PY-2", 2, 100))
    assert left(*both, handed_in("HI", 5, 60)) == {"PY-1": 40, "PY-2": 100}
    assert left(*both, handed_in("HI", 5, 60, "PY-2")) == {"PY-1": 100, "PY-2": 40}
    assert left(*both, handed_in("HI", 5, 120, "PY-2")) == {"PY-1": 80}


def test_later_entries_do_not_count() -> None:
    both = (received("PY-1", 1, 100), handed_in("HI", 5, 100))
    assert left(*both, day=START + timedelta(days=4)) == {"PY-1": 100}
    assert left(*both) == {}


def test_a_refund_takes_back_what_it_reverses() -> None:
    both = (received("PY-1", 1, 100), received("PY-2", 2, 100))
    assert left(*both, received("PY-3", 3, -100, "PY-2")) == {"PY-1": 100}


def test_what_went_out_too_early_is_taken_from_what_comes_next() -> None:
    assert left(handed_in("HI", 1, 30), received("PY-1", 2, 100)) == {"PY-1": 70}


def test_short_and_over_are_told_with_the_days_held() -> None:
    both = (received("PY-1", 1, 100), received("PY-2", 4, 50))
    (short, over) = held_money((*both, handed_in("HI-1", 6, 90, "PY-1"), handed_in("HI-2", 7, 55, "PY-2")), END).handins
    assert (short.expected, short.difference, short.missing, short.days) == (100, -10, 5, 5)
    assert (over.expected, over.difference, over.missing, over.days) == (50, 5, 0, 6)


def test_a_shortfall_is_made_up() -> None:
    first, second = handed_in("HI-1", 6, 90, "PY-1"), handed_in("HI-2", 8, 10, "PY-1")
    (short, rest) = held_money((received("PY-1", 1, 100), first, second), END).handins
    assert (short.difference, short.missing) == (-10, 0)
    assert (rest.difference, rest.repeated) == (0, ())


def test_a_payment_handed_in_before_is_told() -> None:
    first, second = handed_in("HI-1", 6, 100, "PY-1"), handed_in("HI-2", 8, 100, "PY-1")
    (_, again) = held_money((received("PY-1", 1, 100), first, second), END).handins
    assert again.repeated == ("PY-1",)
    assert again.days is None
