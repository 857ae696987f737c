"""Which way printed amounts count: decided on whole columns, and by the balances where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from salesbook.bank.reading.rows import Movement
from salesbook.bank.statement import Status

_PROVING = 2
"""Balances that follow from those before them, and so prove that columns stand for the opposite."""

Amounts = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Directed:
    """What each movement did to the balance; None where that cannot be told.

    ``assumed`` where nothing in the file says which way amounts go, and none is negative: they are taken as
    signed, so all as money in.
    """

    amounts: Amounts
    assumed: bool = False


def directed(
    movements: Sequence[Movement],
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
    if not any(movement.undirected for movement in movements):
        printed = _with_fees(movements, _sided(movements))
        opposite = [-amount for amount in printed]
        of_books = movements and not card and _is_proved(movements, opposite, printed, opening)
        return Directed(opposite if of_books else printed)
    printed = _with_fees(movements, [movement.inflow - movement.outflow for movement in movements])
    opposite = [-amount for amount in printed]
    if inverted is not None:
        return Directed(opposite if inverted else printed)
    unsigned = all(amount >= 0 for amount in printed)
    followed = _followed_in_time if unsigned else _followed
    as_printed, as_opposite = followed(movements, printed), followed(movements, opposite)
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


def _sided(movements: Sequence[Movement]) -> list[Decimal]:
    """Money in less money out; the column for money out may print its amounts with a minus already.

    Where it does, all of them are negative; one that is negative among others takes a payment back. Running
    balances know better, where there are any.
    """
    unsigned = [movement.inflow - movement.outflow for movement in movements]
    outflows = [movement.outflow for movement in movements if movement.outflow]
    if not any(outflow < 0 for outflow in outflows):
        return unsigned
    signed = [movement.inflow + movement.outflow for movement in movements]
    by_signed, by_unsigned = _followed(movements, signed), _followed(movements, unsigned)
    if by_signed != by_unsigned:
        return signed if by_signed > by_unsigned else unsigned
    return signed if all(outflow < 0 for outflow in outflows) else unsigned


def _is_proved(
    movements: Sequence[Movement], amounts: Sequence[Decimal], others: Sequence[Decimal], opening: Decimal | None
) -> bool:
    """Whether all balances follow from these amounts in time, and none from the others in any order.

    In the books of a company money in is a debit, on the statements of its bank a credit. What a card owes is no
    money that it has.
    """
    proving = _steps(movements) + (opening is not None)
    followed = _followed_in_time(movements, amounts) + _follows_opening(movements, amounts, opening)
    return proving >= _PROVING and followed == proving and not _followed(movements, others)


def _follows_opening(movements: Sequence[Movement], amounts: Sequence[Decimal], opening: Decimal | None) -> bool:
    """Whether the first balance in time follows from that before all."""
    first = 0 if movements[0].date <= movements[-1].date else -1
    return opening is not None and opening + amounts[first] == movements[first].balance


def _with_fees(movements: Sequence[Movement], amounts: list[Decimal]) -> list[Decimal]:
    """The amounts less their fees, where the balances say that fees came off besides."""
    if not any(movement.fee for movement in movements):
        return amounts
    lessened = [amount - abs(movement.fee) for movement, amount in zip(movements, amounts, strict=True)]
    return lessened if _followed(movements, lessened) > _followed(movements, amounts) else amounts


def _steps(movements: Sequence[Movement]) -> int:
    """How many pairs of neighbours both have a balance."""
    booked = [movement for movement in movements if movement.status is Status.BOOKED]
    return sum(above.balance is not None and below.balance is not None for above, below in pairwise(booked))


def _followed(movements: Sequence[Movement], amounts: Sequence[Decimal]) -> int:
    """How many balances follow from a neighbour's, in the order that fits better."""
    return max(_followed_in_orders(movements, amounts))


def _followed_in_time(movements: Sequence[Movement], amounts: Sequence[Decimal]) -> int:
    """How many balances follow from a neighbour's, in the order of the dates."""
    oldest_first, newest_first = _followed_in_orders(movements, amounts)
    if movements and movements[0].date != movements[-1].date:
        return oldest_first if movements[0].date < movements[-1].date else newest_first
    return max(oldest_first, newest_first)


def _followed_in_orders(movements: Sequence[Movement], amounts: Sequence[Decimal]) -> tuple[int, int]:
    """How many balances follow from a neighbour's, oldest and newest first; only booked lines move them."""
    oldest_first = newest_first = 0
    pairs = zip(movements, amounts, strict=True)
    booked = ((movement.balance, moved) for movement, moved in pairs if movement.status is Status.BOOKED)
    for (above, moved_above), (below, moved_below) in pairwise(booked):
        if above is not None and below is not None:
            oldest_first += above + moved_below == below
            newest_first += below + moved_above == above
    return oldest_first, newest_first


def _by_balance(movements: Sequence[Movement]) -> Amounts:
    """Amounts without sign, directed by what each did to the balance, in the order that explains more of them."""
    oldest_first = _walked(movements)
    if movements[0].date < movements[-1].date:
        return oldest_first
    newest_first = _walked(movements[::-1])[::-1]
    return max(oldest_first, newest_first, key=_known)


def _by_parties(movements: Sequence[Movement], own: str | None) -> Amounts:
    """Amounts without sign, directed by which of payer and payee the holder is; nothing where one is not told.

    The holder is whose account the file states, else who is a party of every movement.
    """
    holders = {_bare(own)} if own else _in_all(movements)
    amounts: list[Decimal] = []
    for movement in movements:
        paid = not holders.isdisjoint(map(_bare, (movement.sender, movement.sender_account)))
        received = not holders.isdisjoint(map(_bare, (movement.receiver, movement.receiver_account)))
        if paid is received or not (movement.sender and movement.receiver):
            return ()
        amounts.append(-movement.inflow if paid else movement.inflow)
    return amounts


def _in_all(movements: Sequence[Movement]) -> set[str]:
    """The one name and the one account that every movement has as a party."""
    named = [
        {
            _bare(movement.sender),
            _bare(movement.receiver),
            _bare(movement.sender_account),
            _bare(movement.receiver_account),
        }
        for movement in movements
    ]
    return set.intersection(*named) - {""} if len(named) > 1 else set()


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


def _known(amounts: Amounts) -> int:
    return sum(amount is not None for amount in amounts)


def _walked(movements: Sequence[Movement]) -> list[Decimal | None]:
    amounts: list[Decimal | None] = []
    balance: Decimal | None = None
    for movement in movements:
        amount = movement.inflow
        if movement.status is not Status.BOOKED:
            amounts.append(amount)
            continue
        sign = 0
        if balance is not None and movement.balance is not None:
            sign = (balance + amount == movement.balance) - (balance - amount == movement.balance)
        elif balance is None and movement.balance == amount:
            sign = 1
        amounts.append(sign * amount if sign else None)
        balance = movement.balance
    return amounts
