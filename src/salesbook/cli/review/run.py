"""The review of reconciled statements with the person at the terminal, from the first screen to the commit."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from salesbook.bank.named_entries import lines_with_match, named_entries
from salesbook.bank.receivables import Receivables
from salesbook.bank.reconciliation import Reconciliation
from salesbook.bank.remembering import learnt
from salesbook.bank.reviewing.drafts import reviewed_drafts
from salesbook.bank.reviewing.memory import learnt_memories
from salesbook.bank.reviewing.resolution import Resolution
from salesbook.bank.reviewing.state import ReviewState, begin, take_up
from salesbook.bank.view import BookView
from salesbook.book.disk import disk_problem
from salesbook.cli.recorded import record_or_fail, written
from salesbook.cli.review.dialogue import Dialogue
from salesbook.cli.review.keeping import Keeping
from salesbook.cli.review.pane import End, Setting
from salesbook.cli.session import FAILED, Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.model.policy import Policy
from salesbook.recording.draft import Draft
from salesbook.recording.record import Manner
from salesbook.render.screen import screen_of

Changed = Callable[[Dialogue], Dialogue]
"""What is told of each new dialogue before it is shown; it may put another in its place."""


def run_review(
    session: Session, book: IndexedBook, policy: Policy, found: Sequence[Reconciliation], *, commit: bool
) -> Text:
    """Show ``found``, let the person decide, enter it; says what was written. Ends the command where that fails.

    What is decided is kept in the book's ``.salesbook/`` from one key to the next, and entered as one at the end.
    """
    keeping = Keeping.begin(book.root)
    if keeping is None:
        session.refuse(_UNDER_WAY, FAILED)
    state = begin(found, _views(session, book, policy, found))
    with keeping:
        try:
            return _reviewed(session, book, found, state, keeping, commit=commit)
        except OSError as error:
            session.fail([disk_problem(error, error.filename or book.root)], FAILED)


def _reviewed(
    session: Session,
    book: IndexedBook,
    found: Sequence[Reconciliation],
    state: ReviewState,
    keeping: Keeping,
    *,
    commit: bool,
) -> Text:
    accounts = {id: str(each.get("name") or "") for id, each in book.settings.get("accounts", {}).items()}
    setting = Setting(tuple(found), accounts, session.language, session.today)
    kept = keeping.load(state.lines)
    state = take_up(state, kept)
    notice = _taken_up(kept, state)

    def changed(dialogue: Dialogue) -> Dialogue:
        keeping.keep(dialogue.state)
        return dialogue

    ended = _show(session, Dialogue(setting, state, notice=notice), changed)
    if ended.end is End.LATER:
        return _LATER if ended.state.resolutions else _NOTHING
    drafts = [] if ended.end is End.DISCARD else _drafts(book, found, ended.state, session)
    if not drafts:
        keeping.forget()
        return _NOTHING
    files = ", ".join(dict.fromkeys(Path(each.file).name for each in found))
    certain = len(ended.state.certain) if ended.state.accepted else 0
    decided, left = len(ended.state.resolutions), len(ended.state.undecided)
    summary = f"{files}: {certain} certain, {decided} reviewed, {left} left"
    result = record_or_fail(
        session,
        book.root,
        drafts,
        summary=summary,
        command="reconcile",
        changes=[learnt(each.customer, each.payer, each.line) for each in learnt_memories(ended.state)],
        manner=Manner(commit=commit),
        quiet=True,
    )
    keeping.forget()
    return written(result)


def _views(
    session: Session, book: IndexedBook, policy: Policy, found: Sequence[Reconciliation]
) -> dict[str, Receivables]:
    """What the book knows, for each account of the statements."""
    dated = [(each.account, line.line.date) for each in found for line in each.lines if line.id]
    latest = max([session.today, *(day for _, day in dated)])
    seen = BookView(book, policy, latest)
    views: dict[str, Receivables] = {}
    for account in dict.fromkeys(each.account for each in found):
        own = [day for each, day in dated if each == account] or [session.today]
        views[account] = seen.of_account(account, min(own), max(own))
    return views


def _show(session: Session, dialogue: Dialogue, changed: Changed) -> Dialogue:
    from salesbook.cli.review.plain import run_plain

    screen = screen_of(session.stdout)
    if os.environ.get("TERM") == "dumb":
        return run_plain(session, dialogue, changed, screen.width or 80)
    from salesbook.cli.review.full_screen import FullScreen

    return FullScreen(dialogue, changed, colour=screen.colour).run()


def _drafts(book: IndexedBook, found: Sequence[Reconciliation], state: ReviewState, session: Session) -> list[Draft]:
    """What is to be entered; nothing where nobody decided anything."""
    if not (state.resolutions or state.rejected or (state.accepted and state.certain)):
        return []
    explanations = [explanation for each in state.resolutions.values() for explanation in each.explanations]
    certain = [each.best for each in state.certain.values()]
    named = named_entries(book, [*explanations, *certain])
    return reviewed_drafts(found, state, named, lines_with_match(book), session.today)


def _taken_up(kept: Mapping[str, Resolution], state: ReviewState) -> Text | None:
    if not kept:
        return None
    return Text(
        "An unfinished review goes on: {count} lines are decided already.",
        "继续上次未完成的核对：已处理 {count} 笔。",
    ).format(count=len(state.resolutions))


_UNDER_WAY = Text(
    "another review of this book is under way; finish that one first",
    "本账簿正在另一终端核对，请先完成",
)
_LATER = Text(
    "Nothing was written yet; what you decided is kept, and reconcile goes on there.",
    "尚未写入；已处理的内容已保留，下次 reconcile 时继续。",
)
_NOTHING = Text("Nothing was written.", "未写入任何内容。")
