"""Where bank accounts stand: their lines with what they were taken for, and the money that the book has of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from salesbook.bank.account_proof import (
    AccountProof,
    BookedMoney,
    ProvenLine,
    implied_opening,
    prove_account,
)
from salesbook.bank.view import BookLine, Matched, book_lines, entries_of, matches_in_force
from salesbook.index.book import IndexedBook
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy

Entry = Mapping[str, Any]
"""What an entry or a setting says; amounts and dates are text."""

_KINDS = ("payments", "handins", "bills")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account as of a day, in minor units of ``currency``.

    ``opening`` is the balance at the end of the day ``since``. ``lines`` are those after it, ``open_lines`` those of
    them that wait for a decision. ``booked`` are the payments, hand-ins and collected bills that are recorded, those
    in the opening balance too, ``not_seen`` those after it that the bank has not shown; ``ignored`` is what each line
    brought that is no customer's money, by its id.
    """

    id: str
    name: str
    currency: str
    opening: int
    since: date
    lines: Sequence[BookLine]
    open_lines: Sequence[BookLine]
    booked: Sequence[BookedMoney]
    not_seen: Sequence[BookedMoney]
    ignored: Mapping[str, int]
    proof: AccountProof

    @property
    def last(self) -> date | None:
        """The day of the last line seen."""
        return max((line.line.date for line in self.lines), default=None)


def account_states(book: IndexedBook, policy: Policy, day: date) -> Iterator[AccountState]:
    """Where every account of the book stands on ``day``.

    Without an opening balance in the settings it is the one that the bank's balances imply.
    """
    matched = matches_in_force(book, day)
    money = _money_by_account(book, policy, matched, day)
    for id, settings in book.settings.get("accounts", {}).items():
        currency = policy.account_currency[id]
        known = book_lines(book, id, currency)
        begun = settings.get("opening")
        since = date.fromisoformat(begun["date"]) if begun else _before(known)
        lines = [line for line in known if since < line.line.date <= day]
        amounts = {each.id: each.amount for each in money[id]}
        proven = [_proven(line, matched.by_line.get(line.id), amounts) for line in lines]
        opening = to_minor(Decimal(str(begun["balance"])), currency) if begun else implied_opening(proven)
        yield AccountState(
            id=id,
            name=str(settings.get("name") or id),
            currency=currency,
            opening=opening,
            since=since,
            lines=lines,
            open_lines=[line for line in lines if line.id not in matched.by_line],
            booked=[each for each in money[id] if each.since <= day],
            ignored={line.id: each.ignored for line, each in zip(lines, proven, strict=True) if each.ignored},
            not_seen=[each for each in money[id] if since < each.day <= day and not each.is_seen(day)],
            proof=prove_account(opening, since, day, money[id], proven),
        )


def _before(lines: Sequence[BookLine]) -> date:
    """The day before the first of ``lines``."""
    return min(line.line.date for line in lines) - _ONE_DAY if lines else date.min


def _proven(line: BookLine, match: Entry | None, amounts: Mapping[str, int]) -> ProvenLine:
    ignored = 0
    if match is not None and match.get("ignored"):
        entered = [id for kind in _KINDS for id in match.get(kind) or ()]
        ignored = line.line.amount - sum(amounts.get(id, 0) for id in entered)
    return ProvenLine(line.line.date, line.line.amount, line.balance, match is None, ignored)


def _money_by_account(
    book: IndexedBook, policy: Policy, matched: Matched, until: date
) -> Mapping[str, list[BookedMoney]]:
    """All money that is recorded on accounts; on none is what went through a rep's hands or came as a bill.

    A payment whose entry names no account is on that of its line. What was entered from a line, and taken back with
    its match, is left out with its reversal.
    """
    lines = {line["id"]: line for line in entries_of(book, "bank", last=until)}
    shown = {
        id: lines[line]
        for line, match in matched.by_line.items()
        for kind in _KINDS
        for id in match.get(kind) or ()
        if line in lines
    }
    found: dict[str, list[BookedMoney]] = defaultdict(list)
    for kind in _KINDS:
        entries = list(entries_of(book, kind, last=until))
        mistaken = {each["id"] for each in entries if each.get("line") and each["id"] not in matched.taken}
        mistaken &= {each.get("reverses") for each in entries}
        for entry in entries:
            line = shown.get(entry["id"])
            account = entry.get("account") or (line["account"] if line else None)
            currency = policy.account_currency.get(account or "")
            elsewhere = entry.get("received_by") or entry.get("bill") or not entry.get("amount")
            if account is None or currency is None or elsewhere or {entry["id"], entry.get("reverses")} & mistaken:
                continue
            found[account].append(
                BookedMoney(
                    id=entry["id"],
                    day=date.fromisoformat(entry["date"]),
                    amount=to_minor(Decimal(entry["amount"]) - Decimal(entry.get("fee") or 0), currency),
                    shown=date.fromisoformat(line["date"]) if line else None,
                    customer=book.customers.canonical(entry["customer"]) if entry.get("customer") else None,
                    rep=entry.get("rep"),
                )
            )
    return found
