"""Whether who paid a line may be remembered as a payer of the customer that a person named."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.bank.names import normal_account, normal_name
from salesbook.bank.payer import on_behalf_of
from salesbook.bank.receivables import KnownCustomer
from salesbook.bank.reviewing.resolution import Part
from salesbook.bank.reviewing.state import ReviewState


def rememberable(state: ReviewState, parts: Sequence[Part]) -> str | None:
    """The customer whose payer the line's other party may be; None where it is known, or cannot be.

    Never for a line paid on somebody's behalf, nor one of several customers, nor for a name or account that any
    customer has already: of another's it would identify neither.
    """
    line = state.line
    if line is None or len(parts) != 1 or line.amount <= 0 or not (line.payer or line.payer_account):
        return None
    explanation = parts[0].explanation
    customers = state.views[line.account].customers
    if explanation.customer not in customers or explanation.handins or explanation.hands_in or explanation.bills:
        return None
    if explanation.collects or on_behalf_of(line.memo):
        return None
    name, account = normal_name(line.payer), normal_account(line.payer_account)
    if any(_is_known_by(each, name, account) for each in customers.values()):
        return None
    return explanation.customer


def resembles(state: ReviewState, customer: str) -> bool:
    """Whether the other party's name is part of a name of the customer, or the other way round."""
    line = state.line
    name = normal_name(line.payer) if line else ""
    if line is None or len(name) < _LEAST_NAME:
        return False
    names = [normal_name(each) for each in state.views[line.account].customers[customer].names]
    return any(name in each or (each in name and len(each) >= _LEAST_NAME) for each in names)


_LEAST_NAME = 2


def _is_known_by(customer: KnownCustomer, name: str, account: str) -> bool:
    by_name = bool(name) and name in {normal_name(each) for each in customer.names}
    return by_name or (bool(account) and account in {normal_account(each) for each in customer.accounts})
