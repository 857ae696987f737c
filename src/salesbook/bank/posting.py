"""What is entered for reconciled lines: the lines themselves, and for each that was decided all that it says.

Every entry made from a line names it in ``line``, and the line's match lists every entry that it clears or makes, so
that it can be told later, and taken back, what came from where.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesbook.bank.decision import Explanation, Share, TakenUp
from salesbook.bank.named_entries import NamedEntry
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.model.kinds import KINDS, Kind
from salesbook.model.money import to_decimal
from salesbook.recording.draft import Draft

_KINDS: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
_METHODS = {"alipay": "alipay", "wechat": "wechat"}
_LISTED = ("payments", "handins", "bills", "credits", "allocations")
"""Kinds of the entries that a match lists."""

Part = tuple[int, Explanation]
"""Some of a line's money (minor units, negative: money out), and what it is."""


@dataclass(frozen=True, slots=True)
class Entering:
    """What entering decisions on a statement's lines goes by.

    ``named`` are the orders and the money that the decisions name, ``matched`` the lines that have a match already.
    """

    found: Reconciliation
    named: Mapping[str, NamedEntry]
    matched: Collection[str]
    today: date


def drafts_of(entering: Entering) -> list[Draft]:
    """Every booked line of the statement that the book lacks; for each that was decided its match, with what is new."""
    drafts: list[Draft] = []
    booked = [line for line in entering.found.lines if line.id]
    has_match = {*entering.matched, *(line.id for line in booked if line.decided)}
    for line in booked:
        parts = [(line.line.amount, line.decision.best)] if line.decided else []
        drafts += line_drafts(line, parts, replace(entering, matched=has_match))
        has_match |= {explanation.counterpart or line.id for _, explanation in parts}
    return drafts


def line_drafts(
    line: ReconciledLine, parts: Sequence[Part], entering: Entering, rejected: Collection[str] = ()
) -> list[Draft]:
    """One line, if the book lacks it, and its match: all that its ``parts`` clear and make, and what it is not.

    The other line of a transfer or reversal gets a match that names this one, unless it has a match. Without ``parts``
    the line stays open.
    """
    drafts = [] if line.recorded else [_bank_line(line, entering.found.currency)]
    match: dict[str, object] = {}
    listed: dict[str, list[object]] = defaultdict(list)
    for amount, explanation in parts:
        if explanation.ignored is not None:
            match |= {"ignored": explanation.ignored, "counterpart": explanation.counterpart}
            if explanation.counterpart and explanation.counterpart not in entering.matched:
                other = {"ignored": explanation.ignored, "counterpart": line.id}
                drafts.append(_match(entering.today, explanation.counterpart, other))
            continue
        cleared = {"payments": explanation.payments, "handins": explanation.handins, "bills": explanation.bills}
        for kind, ids in cleared.items():
            listed[kind] += ids
        for draft in _Making(line, amount, explanation, entering).drafts():
            listed[draft.kind.name].append(draft)
            drafts.append(draft)
    match = {kind: listed[kind] for kind in _LISTED if listed[kind]} | match | {"rejected": sorted(rejected)}
    if any(match.values()):
        drafts.append(_match(entering.today, line.id, match))
    return drafts


def _match(today: date, line: str, fields: Mapping[str, object]) -> Draft:
    kept = {name: value for name, value in fields.items() if value}
    return Draft(_KINDS["matches"], {"date": today, "line": line, **kept})


def _bank_line(line: ReconciledLine, currency: str) -> Draft:
    stated = line.statement
    fields: dict[str, object] = {
        "id": line.id,
        "account": line.line.account,
        "date": stated.date,
        "amount": to_decimal(line.line.amount, currency),
        "payer": stated.payer,
        "payer_account": stated.payer_account,
        "memo": stated.memo,
        "reference": stated.reference,
        "balance": stated.balance,
    }
    return Draft(_KINDS["bank"], {name: value for name, value in fields.items() if value is not None})


@dataclass(frozen=True, slots=True)
class _Making:
    """Makes the entries for a part of a line."""

    line: ReconciledLine
    amount: int
    best: Explanation
    entering: Entering

    def drafts(self) -> Iterator[Draft]:
        """The new entries."""
        yield from self._payments()
        yield from self._handins()
        yield from self._collections()
        yield from self._credits()
        yield from self._allocations()

    @property
    def currency(self) -> str:
        """The line's."""
        return self.entering.found.currency

    def _draft(self, kind: str, fields: Mapping[str, object], day: date | None = None) -> Draft:
        kept = {name: value for name, value in fields.items() if value is not None and value != []}
        return Draft(_KINDS[kind], {"date": day or self.line.line.date, **kept, "line": self.line.id})

    def _payments(self) -> Iterator[Draft]:
        best = self.best
        if best.recorded and not best.orders and not best.advance:
            return
        paid = sum(share.amount if share.paid is None else share.paid for share in best.orders) + best.advance
        fields: dict[str, object] = {
            "customer": best.customer,
            "amount": to_decimal(paid if best.recorded else self.amount, self.currency),
            "method": next(
                (way for name, way in _METHODS.items() if self.entering.found.format.startswith(name)), "bank"
            ),
            "account": self.entering.found.account,
            "orders": [self._share(share) for share in best.orders],
        }
        yield self._draft("payments", fields)

    def _share(self, share: Share) -> dict[str, object]:
        piece = self._piece(share.order, share.amount, opening=share.opening)
        return piece if share.paid is None else piece | {"paid": to_decimal(share.paid, self.currency)}

    def _piece(self, order: str, amount: int, *, opening: bool) -> dict[str, object]:
        return {
            "opening" if opening else "order": order,
            "amount": to_decimal(amount, self.entering.named[order].currency),
        }

    def _handins(self) -> Iterator[Draft]:
        best = self.best
        if best.hands_in:
            fields: dict[str, object] = {
                "rep": best.rep,
                "account": self.entering.found.account,
                "payments": list(best.hands_in),
                "amount": to_decimal(self.amount, self.currency),
            }
            yield self._draft("handins", fields)

    def _collections(self) -> Iterator[Draft]:
        """The bills with their own amounts; what the bank kept of them all is the fee of the last."""
        worth = {payment: self.entering.named[payment].amount or 0 for payment in self.best.collects}
        kept = sum(worth.values()) - self.amount
        for payment, amount in worth.items():
            fee = kept if payment == self.best.collects[-1] else 0
            fields: dict[str, object] = {
                "payment": payment,
                "event": "collected",
                "account": self.entering.found.account,
                "amount": to_decimal(amount, self.currency),
                "fee": to_decimal(fee, self.currency) if fee else None,
            }
            yield self._draft("bills", fields)

    def _credits(self) -> Iterator[Draft]:
        """One for each order: a credit is its customer's, whoever of the group pays."""
        for credit in self.best.credits:
            piece = self._piece(credit.order, credit.amount, opening=credit.opening)
            fields: dict[str, object] = {
                "customer": self.entering.named[credit.order].customer,
                "reason": credit.reason.value,
                "amount": piece["amount"],
                "orders": [piece],
            }
            yield self._draft("credits", fields)

    def _allocations(self) -> Iterator[Draft]:
        """One for each payment or credit that is taken up; none before the day of that."""
        taken: dict[str, list[TakenUp]] = defaultdict(list)
        for each in self.best.taken_up:
            taken[each.source].append(each)
        for source, parts in taken.items():
            orders = [self._piece(part.order, part.amount, opening=part.opening) for part in parts]
            kind = self.entering.named[source].kind.removesuffix("s")
            day = max(self.line.line.date, self.entering.named[source].date)
            yield self._draft("allocations", {kind: source, "orders": orders}, day)
