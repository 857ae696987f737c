"""What ``reconcile --format json`` prints."""

from __future__ import annotations

from decimal import Decimal

from salesbook.bank.decision import Explanation
from salesbook.bank.reconciliation import ReconciledLine, Reconciliation
from salesbook.model.money import plain, to_minor
from salesbook.table import JsonValue


def reconciliation_data(found: Reconciliation) -> dict[str, JsonValue]:
    """One statement: its lines with what each was, payments that it lacks, its proof. Amounts are strings."""
    proof = found.proof
    return {
        "file": found.file,
        "account": found.account,
        "lines": [_line_data(line, found.currency) for line in found.lines],
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


def _line_data(line: ReconciledLine, currency: str) -> dict[str, JsonValue]:
    return {
        "row": line.statement.row,
        "line": line.id or None,
        "date": line.line.date.isoformat(),
        "amount": plain(line.line.amount, currency),
        "payer": line.line.payer,
        "memo": line.line.memo,
        "decision": line.decision.verdict.value,
        **_explanation_data(line.decision.best, currency),
        "alternatives": [_explanation_data(each, currency) for each in line.decision.alternatives],
    }


def _explanation_data(explanation: Explanation, currency: str) -> dict[str, JsonValue]:
    return {
        "customer": explanation.customer,
        "payments": [*explanation.payments, *explanation.collects],
        "handins": list(explanation.handins),
        "bills": list(explanation.bills),
        "orders": [{"order": share.order, "amount": plain(share.amount, currency)} for share in explanation.orders],
        "credits": [],
        "advance": plain(explanation.advance, currency),
        "ignored": explanation.ignored,
        "confidence": explanation.confidence,
        "reasons": list(explanation.reasons),
        "flags": list(explanation.flags),
    }
