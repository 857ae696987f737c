"""What bank lines of the book were taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from salesbook.bank.decision import Decision, Explanation, Verdict, known_now
from salesbook.bank.view.entries import Entry, entries_of
from salesbook.index.book import IndexedBook
from salesbook.index.payment_units import PaymentUnit

_TARGETS = ("payments", "handins", "bills", "credits")


@dataclass(slots=True)
class Matched:
    """The matches in force (not undone): by line, and all that some line was matched to."""

    by_line: dict[str, Entry] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    rejected: dict[str, set[str]] = field(default_factory=dict)


def matches_in_force(book: IndexedBook, until: date = date.max) -> Matched:
    """All matches that were entered ``until`` a day, but those that one of them reverses."""
    found = list(entries_of(book, "matches", last=until))
    undone = {each["reverses"] for each in found if each.get("reverses")}
    matched = Matched()
    for each in found:
        if each.get("rejected"):
            matched.rejected.setdefault(each["line"], set()).update(each["rejected"])
        if each["id"] in undone or each.get("reverses"):
            continue
        targets = [id for kind in _TARGETS for id in each.get(kind) or ()]
        if targets or each.get("ignored"):
            matched.by_line[each["line"]] = each
            matched.taken.update(targets)
    return matched


def decision_of(match: Entry, customers: Mapping[str, str]) -> Decision:
    """What a match in force says of its line; ``customers`` as ``payers_of`` gives them."""
    return known_now(Decision(Verdict.KNOWN, _explained(match, customers)))


def payers_of(book: IndexedBook, known: Mapping[str, PaymentUnit]) -> dict[str, str]:
    """The customers (after merging) of payments, and of the events of bills that payments were made with.

    ``known`` are the payments of the book, and may be credits too.
    """
    payments = ((id, unit.customer) for id, unit in known.items() if unit.kind == "payments")
    customers = {id: book.customers.canonical(customer) for id, customer in payments}
    for event in entries_of(book, "bills"):
        if event["payment"] in customers:
            customers[event["id"]] = customers[event["payment"]]
    return customers


def customer_of(match: Entry, customers: Mapping[str, str]) -> str | None:
    """Whose money a match found, where it is one customer's; ``customers`` as ``payers_of`` gives them."""
    whose = {customers[id] for kind in ("payments", "bills") for id in match.get(kind) or () if id in customers}
    return whose.pop() if len(whose) == 1 else None


def _explained(match: Entry, customers: Mapping[str, str]) -> Explanation:
    return Explanation(
        customer=customer_of(match, customers),
        payments=tuple(match.get("payments") or ()),
        handins=tuple(match.get("handins") or ()),
        bills=tuple(match.get("bills") or ()),
        ignored=match.get("ignored"),
        counterpart=match.get("counterpart"),
    )
