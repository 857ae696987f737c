"""What ``reconcile --format json`` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesbook.bank.decision import Explanation
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.model.money import plain, to_minor
from salesbook.reports.taken_for import Currencies
from salesbook.table import Deferred, JsonValue


def reconciliation_data(
    found: Reconciliation, currencies: Currencies, entered: Mapping[str, Sequence[str]]
) -> dict[str, JsonValue]:
    """One statement: its lines with what each was, payments that it lacks, its proof. Amounts are strings.

    ``entered`` are the ids of what was entered for lines just now, by line.
    """
    proof, written = found.proof, StatementData(found, currencies)
    return {
        "file": found.file,
        "account": found.account,
        "lines": Deferred(
            lambda: [{**written.line(line), "entered": list(entered.get(line.id, ()))} for line in found.lines]
        ),
        "missing": [payment.id for payment in found.missing],
        "proof": {
            "opening": _amount(proof.opening, found.currency),
            "sum": _amount(proof.sum, found.currency),
            "closing": _amount(proof.closing, found.currency),
            "ok": proof.ok,
        },
    }


def _amount(amount: Decimal | None, currency: str) -> str | None:
    return None if amount is None else plain(to_minor(amount, currency), currency)


@dataclass(frozen=True, slots=True)
class StatementData:
    """The lines of a statement, and what explains them, as JSON."""

    statement: Reconciliation
    currencies: Currencies

    @property
    def currency(self) -> str:
        """The statement's."""
        return self.statement.currency

    def line(self, line: ReconciledLine) -> dict[str, JsonValue]:
        """A line with what it was, or may be."""
        return {
            "row": line.statement.row,
            "line": line.id or None,
            "date": line.line.date.isoformat(),
            "amount": plain(line.line.amount, self.currency),
            "payer": line.line.payer,
            "memo": line.line.memo,
            "decision": line.decision.verdict.value,
            **self.explanation(line.decision.best),
            "alternatives": [self.explanation(each) for each in line.decision.alternatives],
        }

    def explanation(self, explanation: Explanation) -> dict[str, JsonValue]:
        """What it clears, makes and pays, how sure it is, and why."""
        return {
            "customer": explanation.customer,
            "payments": [*explanation.payments, *explanation.collects, *explanation.hands_in],
            "handins": list(explanation.handins),
            "rep": explanation.rep,
            "bills": list(explanation.bills),
            "orders": self._orders(explanation),
            "credits": [*self._credits(explanation), *self._taken_up(explanation)],
            "advance": plain(explanation.advance, self.currency),
            "ignored": explanation.ignored,
            "counterpart": explanation.counterpart,
            "confidence": explanation.confidence,
            "reasons": list(explanation.reasons),
            "flags": list(explanation.flags),
        }

    def _orders(self, explanation: Explanation) -> list[JsonValue]:
        orders: list[JsonValue] = []
        for share in explanation.orders:
            if share.paid is None:
                orders.append({"order": share.order, "amount": plain(share.amount, self.currency)})
            else:
                amount, paid = self._of_order(share.order, share.amount), plain(share.paid, self.currency)
                orders.append({"order": share.order, "amount": amount, "paid": paid})
        return orders

    def _credits(self, explanation: Explanation) -> list[JsonValue]:
        return [
            {
                "order": credit.order,
                "amount": self._of_order(credit.order, credit.amount),
                "reason": credit.reason.value,
            }
            for credit in explanation.credits
        ]

    def _taken_up(self, explanation: Explanation) -> list[JsonValue]:
        return [
            {"order": taken.order, "amount": self._of_order(taken.order, taken.amount), "from": taken.source}
            for taken in explanation.taken_up
        ]

    def _of_order(self, order: str, amount: int) -> str:
        return plain(amount, self.currencies.of(order, self.currency))
