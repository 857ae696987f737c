"""Who may be remembered as a payer of the customer that a person named, and who is, at the end of a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesbook.bank.identity import Line
from salesbook.bank.names import normal_name, same_account
from salesbook.bank.receivables import KnownPayer
from salesbook.bank.remembering import payer_to_remember
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState


@dataclass(frozen=True, slots=True)
class Memory:
    """A payer of ``customer``, taught by a ``line``."""

    customer: str
    payer: KnownPayer
    line: str


def rememberable(state: ReviewState, parts: Sequence[Part]) -> Memory | None:
    """What may be remembered when the line looked at is taken for ``parts``.

    None where it is known, where the line is of several customers, and where the same payer paid for another
    customer, in the book or in this review.
    """
    line = state.line
    if line is None or line.id is None or len(parts) != 1:
        return None
    found = _memory(state, line, parts)
    others = [id for id in state.resolutions if id != line.id and _same_payer(state.lines[id], line)]
    if found is None or any(_customers(state, id) != {found.customer} for id in others):
        return None
    known = any(state.resolutions[id].remember for id in others)
    return None if known else found


def learnt_memories(state: ReviewState) -> list[Memory]:
    """What is remembered at the end: no payer that the same review found to pay for two customers."""
    learnt: list[Memory] = []
    for id, resolution in state.resolutions.items():
        line = state.lines[id]
        found = _memory(state, line, resolution.parts) if resolution.remember else None
        like = [each for each in state.resolutions if _same_payer(state.lines[each], line)]
        customers = {customer for each in like for customer in _customers(state, each)}
        if found is not None and len(customers) == 1 and not any(each.payer == found.payer for each in learnt):
            learnt.append(found)
    return learnt


def has_own_name(state: ReviewState, memory: Memory) -> bool:
    """Whether the payer goes by a name of the customer itself, so that just its account is new."""
    return normal_name(memory.payer.name) in _names(state, memory)


def resembles(state: ReviewState, memory: Memory) -> bool:
    """Whether the payer's name is part of a name of the customer, or the other way round."""
    name = normal_name(memory.payer.name)
    if len(name) < _LEAST_NAME:
        return False
    return any(name in each or (each in name and len(each) >= _LEAST_NAME) for each in _names(state, memory))


_LEAST_NAME = 2


def _names(state: ReviewState, memory: Memory) -> list[str]:
    customer = state.views[state.lines[memory.line].account].customers[memory.customer]
    return [normal_name(each) for each in customer.names]


def _memory(state: ReviewState, line: Line, parts: Sequence[Part]) -> Memory | None:
    """The payer of a customer's own payment; never of what a rep hands in, or of a bill."""
    if len(parts) != 1 or line.id is None:
        return None
    found = parts[0].explanation
    if found.customer is None or found.handins or found.hands_in or found.bills or found.collects:
        return None
    payer = payer_to_remember(line, found.customer, state.views[line.account])
    return None if payer is None else Memory(found.customer, payer, line.id)


def _same_payer(one: Line, other: Line) -> bool:
    """Whether two lines name the same payer, or the same account."""
    name = normal_name(one.payer)
    return (bool(name) and name == normal_name(other.payer)) or same_account(one.payer_account, other.payer_account)


def _customers(state: ReviewState, id: str) -> set[str]:
    return {each.customer for each in state.resolutions[id].explanations if each.customer}
