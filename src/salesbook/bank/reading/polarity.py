"""Which way printed amounts count: decided on whole columns, and by the balances where there are any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise
from operator import add, eq, neg
from typing import TypeVar

from salesbook.bank.reading.rows import Movements
from salesbook.bank.statement import Status
from salesbook.model.columns import has_gaps

_PROVING = 2
"""Balances that follow from those before them, and so prove that columns stand for the opposite."""

Amounts = Sequence[Decimal | None]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Directed:
    """What each movement did to the balance; None where that cannot be told.

    ``assumed`` where nothing in the file says which way amounts go, and none is negative: they are taken as
    signed, so all as money in.
    """

    amounts: Amounts
    assumed: bool = False


def directed(
    movements: Movements,
    *,
    card: bool,
    inverted: bool | None,
    own: str | None = None,
    opening: Decimal | None = None,
) -> Directed:
    """The signed amounts of a table.

    ``inverted`` is what the layout says of its single column of amounts: money out is positive. ``card`` is
    whether the file is of a credit card, whose charges are often positive. ``own`` is the holder's account,
    ``opening`` the balance before all, where the file states it.
    """
    if not movements:
        return Directed([])
    if not movements.undirected:
        printed = _with_fees(movements, _sided(movements))
        if card or _follows_at_all(movements, printed):
            return Directed(printed)
        opposite = list(map(neg, printed))
        return Directed(opposite if _is_proved(movements, opposite, opening) else printed)
    printed = _with_fees(movements, _less(movements.inflows, movements.outflows))
    if inverted is not None:
        return Directed(list(map(neg, printed)) if inverted else printed)
    unsigned = min(printed) >= 0
    followed = _followed_in_time if unsigned else _followed
    as_printed = followed(movements, printed)
    if as_printed and as_printed == _steps(movements):
        return Directed(printed)
    opposite = list(map(neg, printed))
    as_opposite = followed(movements, opposite)
    if as_printed or as_opposite:
        best = printed if as_printed >= as_opposite else opposite
        # That all went out is not told of the first line, which no balance precedes.
        if not unsigned or ((best is printed or card) and max(as_printed, as_opposite) >= _steps(movements)):
            return Directed(best)
    if unsigned and _steps(movements):
        walked = _by_balance(movements)
        if _known(walked) * 2 >= len(walked) and any(amount is not None and amount < 0 for amount in walked):
            return Directed(walked)
        if as_printed:
            return Directed(printed)
    if unsigned and (by_parties := _by_parties(movements, own)):
        return Directed(by_parties)
    positive = sum(amount > 0 for amount in printed)
    if card and positive * 2 > len(printed):
        return Directed(opposite)
    return Directed(printed, assumed=positive == len(printed) > 0)


def _sided(movements: Movements) -> list[Decimal]:
    """Money in less money out; the column for money out may print its amounts with a minus already.

    Where it does, all of them are negative; one that is negative among others takes a payment back. Running
    balances know better, where there are any.
    """
    unsigned = _less(movements.inflows, movements.outflows)
    outflows = list(filter(None, movements.outflows))
    if not any(outflow < 0 for outflow in outflows):
        return unsigned
    signed = list(map(add, movements.inflows, movements.outflows))
    by_signed, by_unsigned = _followed(movements, signed), _followed(movements, unsigned)
    if by_signed != by_unsigned:
        return signed if by_signed > by_unsigned else unsigned
    return signed if all(outflow < 0 for outflow in outflows) else unsigned


def _less(inflows: Sequence[Decimal], outflows: Sequence[Decimal]) -> list[Decimal]:
    """Money in less money out; no new number is made where nothing is taken off."""
    return [inflow - outflow if outflow else inflow for inflow, outflow in zip(inflows, outflows, strict=True)]


def _is_proved(movements: Movements, amounts: Sequence[Decimal], opening: Decimal | None) -> bool:
    """Whether all balances follow in time from these amounts, the opposite of what is printed, of which none does.

    In the books of a company money in is a debit, on the statements of its bank a credit. What a card owes is no
    money that it has.
    """
    proving = _steps(movements) + (opening is not None)
    followed = _followed_in_time(movements, amounts) + _follows_opening(movements, amounts, opening)
    return proving >= _PROVING and followed == proving


def _follows_opening(movements: Movements, amounts: Sequence[Decimal], opening: Decimal | None) -> bool:
    """Whether the first balance in time follows from that before all."""
    first = 0 if movements.dates[0] <= movements.dates[-1] else -1
    return opening is not None and opening + amounts[first] == movements.balances[first]


def _with_fees(movements: Movements, amounts: list[Decimal]) -> list[Decimal]:
    """The amounts less their fees, where the balances say that fees came off besides."""
    if not any(movements.fees):
        return amounts
    lessened = [amount - abs(fee) for fee, amount in zip(movements.fees, amounts, strict=True)]
    return lessened if _followed(movements, lessened) > _followed(movements, amounts) else amounts


def _steps(movements: Movements) -> int:
    """How many pairs of neighbours both have a balance."""
    booked = _booked(movements, movements.balances)
    if not has_gaps(booked):
        return max(len(booked) - 1, 0)
    return sum(above is not None and below is not None for above, below in pairwise(booked))


def _followed(movements: Movements, amounts: Sequence[Decimal]) -> int:
    """How many balances follow from a neighbour's, in the order that fits better."""
    orders = _following(movements, amounts)
    likelier, other = orders if movements.dates[0] <= movements.dates[-1] else orders[::-1]
    followed = sum(likelier)
    return followed if followed == _steps(movements) else max(followed, sum(other))


def _followed_in_time(movements: Movements, amounts: Sequence[Decimal]) -> int:
    """How many balances follow from a neighbour's, in the order of the dates."""
    oldest_first, newest_first = _following(movements, amounts)
    if movements.dates[0] != movements.dates[-1]:
        return sum(oldest_first if movements.dates[0] < movements.dates[-1] else newest_first)
    return max(sum(oldest_first), sum(newest_first))


def _follows_at_all(movements: Movements, amounts: Sequence[Decimal]) -> bool:
    """Whether any balance follows from a neighbour's, in either order."""
    return any(map(any, _following(movements, amounts)))


def _following(movements: Movements, amounts: Sequence[Decimal]) -> tuple[Iterator[bool], Iterator[bool]]:
    """Whether each balance follows from its neighbour's, oldest and newest first; only booked lines move them."""
    balances, moved = _booked(movements, movements.balances), _booked(movements, amounts)
    return _each_follows(balances, moved), _each_follows(balances[::-1], moved[::-1])


def _each_follows(balances: Sequence[Decimal | None], moved: Sequence[Decimal]) -> Iterator[bool]:
    """Whether each balance is the one before it and what moved; not where one is missing."""
    if not has_gaps(balances):
        return map(eq, map(add, balances, islice(moved, 1, None)), islice(balances, 1, None))
    steps = zip(pairwise(balances), islice(moved, 1, None), strict=False)
    return (old is not None and old + amount == new for (old, new), amount in steps)


def _booked(movements: Movements, column: Sequence[Item]) -> Sequence[Item]:
    """Of a column, what stands beside booked lines."""
    if set(movements.statuses) == {Status.BOOKED}:
        return column
    return [item for item, status in zip(column, movements.statuses, strict=True) if status is Status.BOOKED]


def _by_balance(movements: Movements) -> Amounts:
    """Amounts without sign, directed by what each did to the balance, in the order that explains more of them."""
    oldest_first = _walked(movements)
    if movements.dates[0] < movements.dates[-1]:
        return oldest_first
    newest_first = _walked(movements, backwards=True)[::-1]
    return max(oldest_first, newest_first, key=_known)


def _by_parties(movements: Movements, own: str | None) -> Amounts:
    """Amounts without sign, directed by which of payer and payee the holder is; nothing where one is not told.

    The holder is whose account the file states, else who is a party of every movement.
    """
    parties = list(
        zip(
            map(_bare, movements.senders),
            map(_bare, movements.sender_accounts),
            map(_bare, movements.receivers),
            map(_bare, movements.receiver_accounts),
            strict=True,
        )
    )
    holders = {_bare(own)} if own else _in_all(parties)
    amounts: list[Decimal] = []
    for inflow, (sender, sender_account, receiver, receiver_account) in zip(movements.inflows, parties, strict=True):
        paid = sender in holders or sender_account in holders
        received = receiver in holders or receiver_account in holders
        if paid is received or not (sender and receiver):
            return ()
        amounts.append(-inflow if paid else inflow)
    return amounts


def _in_all(parties: Sequence[tuple[str, ...]]) -> set[str]:
    """The one name and the one account that every movement has as a party."""
    return set.intersection(*map(set, parties)) - {""} if len(parties) > 1 else set()


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


def _known(amounts: Amounts) -> int:
    return sum(amount is not None for amount in amounts)


def _walked(movements: Movements, *, backwards: bool = False) -> list[Decimal | None]:
    """Amounts with the sign that their balances tell, in the order of the rows or from the last to the first."""
    amounts: list[Decimal | None] = []
    before: Decimal | None = None
    step = -1 if backwards else 1
    columns = (movements.inflows, movements.balances, movements.statuses)
    for amount, balance, status in zip(*(column[::step] for column in columns), strict=True):
        if status is not Status.BOOKED:
            amounts.append(amount)
            continue
        sign = 0
        if before is not None and balance is not None:
            sign = (before + amount == balance) - (before - amount == balance)
        elif before is None and balance == amount:
            sign = 1
        amounts.append(sign * amount if sign else None)
        before = balance
    return amounts
