"""What was entered for a bank line that is matched: read back from its match and the entries that this lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from salesbook.bank.decision import CreditReason, Explanation, NewCredit, Share, TakenUp
from salesbook.index.book import IndexedBook
from salesbook.model.money import to_minor
from salesbook.reports.stored import StoredEntry, entries_with_ids, references_to

_LISTED = ("payments", "handins", "bills", "credits", "allocations")

CurrencyOf = Callable[[str], str]
"""The currency of an order or opening."""


@dataclass(frozen=True, slots=True)
class LineEntries:
    """The match in force of a line, and the entries that it lists."""

    line: str
    match: StoredEntry
    entries: Sequence[StoredEntry]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of them all, the match last."""
        return (*(each.id for each in self.entries), self.match.id)

    @property
    def made(self) -> Sequence[StoredEntry]:
        """Those that were made from the line."""
        return [each for each in self.entries if each.text("line") == self.line]


def line_entries(book: IndexedBook, line: str) -> LineEntries | None:
    """What was entered for a line; None where no match of it is in force."""
    named = references_to(book, "bank", line)
    matches = [each for each in named if each.kind == "matches" and each.text("line") == line]
    undone = {each.text("reverses") for each in matches}
    for match in matches:
        if match.id not in undone and (match.text("ignored") or any(match.names(kind) for kind in _LISTED)):
            listed = [each for kind in _LISTED for each in entries_with_ids(book, kind, match.names(kind))]
            return LineEntries(line, match, listed)
    return None


def as_entered(known: Explanation, found: LineEntries, currency: str, currency_of: CurrencyOf) -> Explanation:
    """``known``, what its match says of a line in ``currency``, with all that was given when it was matched."""
    made = found.made
    payments = [each for each in made if each.kind == "payments"]
    shares = tuple(share for each in payments for share in _shares(each.parts("orders"), currency, currency_of))
    given = sum(share.amount if share.paid is None else share.paid for share in shares)
    return known._replace(
        orders=shares,
        credits=tuple(credit for each in made if each.kind == "credits" for credit in _credits(each, currency_of)),
        taken_up=tuple(
            TakenUp(each.text("payment") or each.text("credit") or "", share.order, share.amount, share.opening)
            for each in made
            if each.kind == "allocations"
            for share in _shares(each.parts("orders"), currency, currency_of)
        ),
        advance=sum(to_minor(Decimal(str(each.data["amount"])), currency) for each in payments) - given,
    )


def _shares(pieces: Sequence[dict[str, Any]], currency: str, currency_of: CurrencyOf) -> Iterator[Share]:
    for piece in pieces:
        order = str(piece.get("order") or piece.get("opening"))
        paid = to_minor(Decimal(piece["paid"]), currency) if "paid" in piece else None
        yield Share(order, to_minor(Decimal(piece["amount"]), currency_of(order)), "opening" in piece, paid)


def _credits(entry: StoredEntry, currency_of: CurrencyOf) -> Iterator[NewCredit]:
    """Its pieces; none of one that somebody entered for a reason that lines have not."""
    if entry.text("reason") not in set(CreditReason):
        return
    for share in _shares(entry.parts("orders"), "", currency_of):
        yield NewCredit(share.order, share.amount, CreditReason(entry.text("reason") or ""), share.opening)
