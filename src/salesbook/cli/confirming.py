"""Recording what a customer answered to its statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from salesbook.cli.session import REFUSED, Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.kinds import KINDS
from salesbook.model.money import parse_amount, to_minor
from salesbook.model.policy import Policy
from salesbook.reports.confirmations import Answer, answers, confirmation_entry


@dataclass(frozen=True, slots=True)
class Answered:
    """What was typed: of which customer, as of which day; ``theirs`` None: it agrees, ``currency`` None: in all."""

    customer: str
    day: date
    theirs: str | None
    currency: str | None
    note: str | None


def record_answer(
    session: Session, book: IndexedBook, policy: Policy, answered: Answered, *, dry_run: bool, commit: bool
) -> None:
    """Enter the answer, one entry a currency; ends the command where there is nothing to answer to."""
    from salesbook.cli.recorded import record_or_fail
    from salesbook.recording.draft import Draft
    from salesbook.recording.record import Manner

    kind = next(kind for kind in KINDS if kind.name == "confirmations")
    entries = [
        confirmation_entry(each, policy.currency, answered.day, session.today, answered.note)
        for each in _answers(session, book, policy, answered)
    ]
    drafts = [Draft(kind, {name: value for name, value in entry.items() if value is not None}) for entry in entries]
    summary = f"{answered.customer} {answered.day}"
    manner = Manner(dry_run=dry_run, commit=commit)
    record_or_fail(session, book.root, drafts, summary=summary, command="statement --confirm", manner=manner)


def _answers(session: Session, book: IndexedBook, policy: Policy, answered: Answered) -> list[Answer]:
    found = [
        each
        for each in answers(book, policy, answered.day)
        if each.customer == answered.customer and answered.currency in {None, each.currency}
    ]
    if not found:
        session.refuse(
            Text("{customer} has no balance on {day}", "{customer} 在 {day} 没有余额").format(
                customer=answered.customer, day=answered.day
            ),
            REFUSED,
        )
    if answered.theirs is None:
        return [replace(each, theirs=None) for each in found]
    if len(found) > 1:
        listed = ", ".join(each.currency for each in found)
        session.refuse(
            Text("say which --currency: {listed}", "请用 --currency 指定货币：{listed}").format(listed=listed)
        )
    amount = parse_amount(answered.theirs)
    if amount is None:
        session.refuse(Text("{text} is no amount", "{text} 不是金额").format(text=answered.theirs))
    minor = to_minor(amount, found[0].currency)
    return [replace(found[0], theirs=None if minor == found[0].balance else minor)]
