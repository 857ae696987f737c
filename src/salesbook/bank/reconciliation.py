"""Statements against the book: which lines are new, and what each was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from salesbook.bank.decision import Decision, Explanation, Verdict, known_now
from salesbook.bank.identity import Line
from salesbook.bank.matching import Progress, match, untold
from salesbook.bank.proof import Proof, prove
from salesbook.bank.receivables import OtherLine, Receivables, RecordedPayment
from salesbook.bank.stated import StatedLine, StatementOfAccount, stated_lines
from salesbook.bank.statement import Statement, StatementLine, Status
from salesbook.bank.view import BESIDE, BookView, book_lines
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.seen import Seen
from salesbook.index.snapshot import snapshot
from salesbook.model.policy import Policy

_MONEY = ("bank", "matches", "payments", "handins", "bills", "credits", "allocations")
"""Kinds of entries that may say of a bank line already what it was, or take what it would be given to."""


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


@dataclass(frozen=True, slots=True)
class ReconciledTogether:
    """The statements of one command against the book.

    ``views`` are what the book knew by account, before anything that was found out here; their lines of other accounts
    are those of the other statements too. ``seen`` tells later whether the book's money is still what it was.
    """

    statements: tuple[Reconciliation, ...] = ()
    views: Mapping[str, Receivables] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)


def reconcile(
    book: IndexedBook, policy: Policy, statement: Statement, file: str, account: str, today: date
) -> Reconciliation:
    """Find out what each line of one statement was; nothing is written."""
    (found,) = reconcile_together(book, policy, [StatementOfAccount(file, account, statement)], today).statements
    return found


def reconcile_together(
    book: IndexedBook,
    policy: Policy,
    statements: Sequence[StatementOfAccount],
    today: date,
    tell: Progress = untold,
) -> ReconciledTogether:
    """Find out what each line of several statements was; nothing is written. ``tell`` hears how far it has come.

    Lines of one account are matched together, in whichever statement they stand. One account after the other: what a
    line takes is not given out again, and both sides of what two accounts show are one decision.
    """
    known = _known(book, policy, statements, today)
    lines = stated_lines(statements, known.lines, policy.account_currency)
    stated: dict[str, dict[str, Line]] = {}
    for each, shown in zip(statements, lines, strict=True):
        stated.setdefault(each.account, {}).update({line.line.id: line.line for line in shown if line.line.id})
    deciding = _Deciding(known, policy.account_currency, stated, tell)
    for account in stated:
        deciding.decide(account)
    found = (
        _reconciliation(each, shown, deciding.decisions, policy.account_currency[each.account], known)
        for each, shown in zip(statements, lines, strict=True)
    )
    return ReconciledTogether(tuple(found), {account: deciding.view(account) for account in stated}, known.seen)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the book says, by account: its lines on the statements' days, and all that may explain lines.

    ``decisions`` are those of the book's own lines, by line.
    """

    lines: Mapping[str, Sequence[Line]]
    views: Mapping[str, Receivables]
    decisions: Mapping[str, Decision]
    seen: Seen


def _known(book: IndexedBook, policy: Policy, statements: Sequence[StatementOfAccount], today: date) -> _Known:
    days: dict[str, list[date]] = {}
    for each in statements:
        booked = (line.date for line in each.statement.lines if line.status is Status.BOOKED)
        days.setdefault(each.account, []).extend(booked)
    spans = {account: (min(of_it, default=today), max(of_it, default=today)) for account, of_it in days.items()}
    with snapshot(book) as fixed:
        view = BookView(fixed, policy, max([today, *(last for _, last in spans.values())]))
        lines = {
            account: [each.line for each in book_lines(fixed, account, policy.account_currency[account], *span)]
            for account, span in spans.items()
        }
        return _Known(
            lines=lines,
            views={account: view.of_account(account, *span) for account, span in spans.items()},
            decisions={
                line.id: decision
                for of_it in lines.values()
                for line in of_it
                if line.id and (decision := view.known(line.id))
            },
            seen=Seen.of(fixed, _MONEY),
        )


@dataclass(slots=True)
class _Deciding:
    """Decides the lines of one account after the other; ``stated`` are those of the statements, by account and id."""

    known: _Known
    currencies: Mapping[str, str]
    stated: Mapping[str, Mapping[str, Line]]
    tell: Progress
    decisions: dict[str, Decision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.decisions |= self.known.decisions

    def decide(self, account: str) -> None:
        """Decide those lines of an account that nothing is known of yet."""
        view = self.view(account).after(self._taken(account))
        open_lines = [line for id, line in self.stated[account].items() if id not in self.decisions]
        for line, decision in zip(open_lines, match(open_lines, view, self.tell), strict=True):
            self.decisions[line.id or ""] = decision
        for line in open_lines:
            self._mirror(line)

    def _taken(self, account: str) -> list[Explanation]:
        """What the lines that are posted take; of another currency's no advance, which is free in that one only."""
        posted = {id: each.best for id, each in self.decisions.items() if each.verdict is Verdict.POST}
        currency = self.currencies[account]
        same = {id for other, lines in self.stated.items() if self.currencies[other] == currency for id in lines}
        return [best if id in same else best._replace(advance=0) for id, best in posted.items()]

    def view(self, account: str) -> Receivables:
        """What the book knows, with the other accounts' lines as they are decided so far."""
        return replace(self.known.views[account], other_lines=tuple(self._beside(account)))

    def _beside(self, account: str) -> Iterator[OtherLine]:
        """Lines of other accounts, of the book and of the other statements, with what they were found to be."""
        of_book = self.known.views[account].other_lines
        new = {id for other, lines in self.stated.items() if other != account for id in lines}
        yield from (line for line in of_book if line.id not in new)
        days = [line.date for line in self.stated[account].values()]
        for other, lines in self.stated.items():
            for id, line in lines.items() if other != account and days else ():
                if min(days) - BESIDE <= line.date <= max(days) + BESIDE:
                    yield _other_line(id, line, self.currencies[other], self.decisions.get(id))

    def _mirror(self, line: Line) -> None:
        """What a line of another statement is, of which this one is found to be the other side."""
        decision = self.decisions[line.id or ""]
        other = decision.best.counterpart
        elsewhere = any(other in lines for account, lines in self.stated.items() if account != line.account)
        if decision.verdict is Verdict.IGNORE and other and elsewhere and other not in self.decisions:
            reason = Text("the other side of line {line}", "流水 {line} 的对方").format(line=line.id)
            self.decisions[other] = replace(
                decision, best=decision.best._replace(counterpart=line.id, reasons=(reason,)), alternatives=()
            )


def _other_line(id: str, line: Line, currency: str, decision: Decision | None) -> OtherLine:
    best = decision.best if decision and decision.verdict is not Verdict.REVIEW else Explanation()
    return OtherLine(id, line.account, line.date, line.amount, currency, line.memo, best.customer, best.ignored)


def _reconciliation(
    stated: StatementOfAccount,
    lines: Sequence[StatedLine],
    decisions: Mapping[str, Decision],
    currency: str,
    known: _Known,
) -> Reconciliation:
    return Reconciliation(
        file=stated.file,
        format=stated.statement.format,
        account=stated.account,
        currency=currency,
        lines=tuple(_reconciled(line, decisions) for line in lines),
        missing=_missing(known.views[stated.account], lines, (each.best for each in decisions.values())),
        proof=prove(stated.statement),
    )


def _reconciled(line: StatedLine, decisions: Mapping[str, Decision]) -> ReconciledLine:
    """A line with its decision; of one that an earlier statement shows as well it is made there."""
    id = line.line.id
    if id is None:
        return _not_booked(line)
    decision = decisions[id]
    if line.again and decision.verdict is not Verdict.REVIEW:
        decision = known_now(decision)
    return ReconciledLine(line.statement, line.line, id, line.recorded or line.again, decision)


def _not_booked(line: StatedLine) -> ReconciledLine:
    """Pending, failed and neutral lines have moved no money; they are shown and never matched or kept."""
    reason = {
        Status.PENDING: Text("not booked yet", "尚未入账"),
        Status.FAILED: Text("failed or cancelled", "交易失败或已关闭"),
        Status.NEUTRAL: Text("neither in nor out", "不计收支"),
        Status.BOOKED: Text("booked", "已入账"),
    }[line.statement.status]
    best = Explanation(ignored=line.statement.status.value, reasons=(reason,))
    return ReconciledLine(line.statement, line.line, "", False, Decision(Verdict.IGNORE, best))


def _missing(
    view: Receivables, lines: Sequence[StatedLine], best: Iterable[Explanation]
) -> tuple[RecordedPayment, ...]:
    """Recorded payments of the account within the statement's dates that no line shows or proposes."""
    days = [line.line.date for line in lines if line.line.id]
    if not days:
        return ()
    first, last = min(days), max(days)
    proposed = {payment for explanation in best for payment in explanation.payments}
    return tuple(
        payment
        for payment in view.payments
        if payment.account == view.account and first <= payment.date <= last and payment.id not in proposed
    )
