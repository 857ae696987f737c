"""One statement against the book: which lines are new, and what each was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from salesbook.bank.decision import Decision, Explanation, Verdict, known_now
from salesbook.bank.identity import Line, identify
from salesbook.bank.matching import match
from salesbook.bank.proof import Proof, prove
from salesbook.bank.receivables import Receivables, RecordedPayment
from salesbook.bank.statement import Statement, StatementLine, Status
from salesbook.bank.view import BookView, book_lines
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.money import to_minor
from salesbook.model.policy import Policy


@dataclass(frozen=True, slots=True)
class ReconciledLine:
    """A line of the statement, its id in the book, whether the book has it already, and what it was."""

    statement: StatementLine
    line: Line
    id: str
    recorded: bool
    decision: Decision

    @property
    def posted(self) -> bool:
        """Whether a payment is entered for it, or a recorded one cleared."""
        return self.decision.verdict is Verdict.POST

    @property
    def decided(self) -> bool:
        """Whether it was found out now what it is: a match says so from now on."""
        return self.decision.verdict in {Verdict.POST, Verdict.IGNORE}

    @property
    def settled(self) -> bool:
        """Whether nobody need look at it any more."""
        return self.decision.verdict is not Verdict.REVIEW


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A statement against the book; ``missing`` are recorded payments that the bank does not show."""

    file: str
    format: str
    account: str
    currency: str
    lines: tuple[ReconciledLine, ...]
    missing: tuple[RecordedPayment, ...]
    proof: Proof

    def count(self, verdict: Verdict) -> int:
        """How many lines have a verdict."""
        return sum(line.decision.verdict is verdict for line in self.lines)


def reconcile(
    book: IndexedBook,
    policy: Policy,
    statement: Statement,
    file: str,
    account: str,
    today: date,
    earlier: Sequence[Reconciliation] = (),
) -> Reconciliation:
    """Find out what each line of ``statement`` was; nothing is written.

    ``earlier`` statements of the same command, whose lines are not in the book yet, count as if they were.
    """
    currency = policy.account_currency[account]
    known = {each.id: each.line for each in book_lines(book, account, currency)}
    decided = {line.id: line for each in earlier if each.account == account for line in each.lines if line.id}
    booked = [line for line in statement.lines if line.status is Status.BOOKED]
    stated = [_line(line, account, currency) for line in booked]
    ids = identify(stated, [*known.values(), *(each.line for id, each in decided.items() if id not in known)])
    lines = [replace(line, id=id) for line, id in zip(stated, ids, strict=True)]
    day = max([today, *(line.date for line in booked)])
    seen = BookView(book, policy, day)
    matched = {line.id: found for line in lines if line.id and (found := seen.known(line.id))} | {
        id: known_now(each.decision) for id, each in decided.items() if each.settled
    }
    days = [line.date for line in booked] or [today]
    view = seen.of_account(account, min(days), max(days))
    view = view.after([each.decision.best for result in earlier for each in result.lines if each.posted])
    open_lines = [line for line in lines if line.id not in matched]
    decisions = matched | {
        line.id or "": decision for line, decision in zip(open_lines, match(open_lines, view), strict=True)
    }
    reconciled = iter(
        ReconciledLine(line, each, id, id in known or id in decided, decisions[id])
        for line, each, id in zip(booked, lines, ids, strict=True)
    )
    return Reconciliation(
        file=file,
        format=statement.format,
        account=account,
        currency=currency,
        lines=tuple(
            next(reconciled) if line.status is Status.BOOKED else _not_booked(line, account, currency)
            for line in statement.lines
        ),
        missing=_missing(view, booked, [decisions[line.id or ""].best for line in open_lines]),
        proof=prove(statement),
    )


def _not_booked(line: StatementLine, account: str, currency: str) -> ReconciledLine:
    """Pending, failed and neutral lines have moved no money; they are shown and never matched or kept."""
    reason = {
        Status.PENDING: Text("not booked yet", "尚未入账"),
        Status.FAILED: Text("failed or cancelled", "交易失败或已关闭"),
        Status.NEUTRAL: Text("neither in nor out", "不计收支"),
        Status.BOOKED: Text("booked", "已入账"),
    }[line.status]
    best = Explanation(ignored=line.status.value, reasons=(reason,))
    return ReconciledLine(line, _line(line, account, currency), "", False, Decision(Verdict.IGNORE, best))


def _line(line: StatementLine, account: str, currency: str) -> Line:
    return Line(
        account=account,
        date=line.date,
        amount=to_minor(line.amount, currency),
        payer=line.payer,
        payer_account=line.payer_account,
        memo=line.memo,
        reference=line.reference,
    )


def _missing(
    view: Receivables, booked: Sequence[StatementLine], best: Sequence[Explanation]
) -> tuple[RecordedPayment, ...]:
    """Recorded payments of the account within the statement's dates that no line shows or proposes."""
    if not booked:
        return ()
    first, last = min(line.date for line in booked), max(line.date for line in booked)
    proposed = {payment for explanation in best for payment in explanation.payments}
    return tuple(
        payment
        for payment in view.payments
        if payment.account == view.account and first <= payment.date <= last and payment.id not in proposed
    )
