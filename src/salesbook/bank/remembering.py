"""What is remembered of who pays for whom: only what a person confirmed, and only as long as that stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salesbook.bank.identity import Line
from salesbook.bank.names import normal_account, normal_name, same_account
from salesbook.bank.payer import is_own, on_behalf_of
from salesbook.bank.receivables import KnownCustomer, KnownPayer, Receivables
from salesbook.index.book import IndexedBook
from salesbook.model.kinds import KINDS
from salesbook.recording.draft import FieldChange

_CUSTOMERS = next(kind for kind in KINDS if kind.name == "customers")
_MASKED = frozenset("*＊")


def payer_to_remember(line: Line, customer: str, book: Receivables) -> KnownPayer | None:
    """Who paid ``line``, to be known as a payer of ``customer``; None where that is known already, or must not be.

    It must not be where the line was paid on somebody's behalf; where the name or the account is our own, a rep's, or
    another customer's by its master data or by an earlier line: who pays for two identifies neither. A name that the
    bank hides in part is no name, and of an account no more is remembered than the bank shows.
    """
    own = book.customers.get(customer)
    if own is None or line.amount <= 0 or on_behalf_of(line.memo):
        return None
    name = None if not line.payer or _MASKED & set(line.payer) else line.payer.strip() or None
    account = line.payer_account.strip() or None if line.payer_account else None
    if not _is_new(own, name, account) or is_own(line, book.own_accounts, book.company):
        return None
    names = {normal_name(name)} - {""}
    if names & {normal_name(each) for each in (*book.reps.values(), *(held.rep_name for held in book.held))}:
        return None
    others = (each for each in book.customers.values() if each.id != own.id)
    if any(_belongs(names, account, each) for each in others) or _paid_for_others(names, account, own.id, book):
        return None
    return KnownPayer(name, account)


def _is_new(own: KnownCustomer, name: str | None, account: str | None) -> bool:
    """Whether it tells more than is known: the account, else, where none can be told, the name."""
    if account and normal_account(account).strip("*"):
        return not any(same_account(each, account) or each == account for each in own.accounts)
    return name is not None and normal_name(name) not in {normal_name(each) for each in own.names}


def _belongs(names: Collection[str], account: str | None, other: KnownCustomer) -> bool:
    """Whether another customer, or one of its people, has the name or may have the account."""
    known = {normal_name(each) for each in (*other.names, *other.contacts)}
    return not known.isdisjoint(names) or any(same_account(each, account) for each in other.accounts)


def _paid_for_others(names: Collection[str], account: str | None, own: str, book: Receivables) -> bool:
    return any(
        past.customer not in {None, own}
        and (normal_name(past.payer) in names or same_account(past.payer_account, account))
        for past in book.past_lines
    )


def learnt(customer: str, payer: KnownPayer, line: str) -> FieldChange:
    """``payer`` among the customer's payers, with the ``line`` that taught it."""
    told = {"name": payer.name, "account": payer.account, "line": line}
    item = {field: value for field, value in told.items() if value is not None}

    def with_payer(payers: object | None) -> object:
        return [*_listed(payers), item]

    return FieldChange(_CUSTOMERS, customer, "payers", with_payer)


def forgotten(book: IndexedBook, lines: Collection[str]) -> Iterator[FieldChange]:
    """Changes that take away all payers that ``lines`` taught: what was confirmed with them stands no more."""

    def without_them(payers: object | None) -> object | None:
        return [each for each in _listed(payers) if each.get("line") not in lines] or None

    for customer in book.customers.by_id.values():
        if any(each.get("line") in lines for each in _listed(customer.data.get("payers"))):
            yield FieldChange(_CUSTOMERS, customer.id, "payers", without_them)


def _listed(payers: object | None) -> list[dict[str, object]]:
    return [each for each in payers if isinstance(each, dict)] if isinstance(payers, list) else []
