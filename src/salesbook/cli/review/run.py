"""The review of reconciled statements with the person at the terminal, from the first screen to the commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from salesbook.bank.named_entries import lines_with_match, named_entries
from salesbook.bank.reconciliation import ReconciledTogether, Reconciliation
from salesbook.bank.remembering import learnt
from salesbook.bank.reviewing.drafts import reviewed_drafts
from salesbook.bank.reviewing.memory import learnt_memories
from salesbook.bank.reviewing.resolution import Resolution
from salesbook.bank.reviewing.state import ReviewState, begin, reopen, take_up
from salesbook.book.disk import disk_problem
from salesbook.cli.entering import EXIT_CODES
from salesbook.cli.progress import doing
from salesbook.cli.recorded import try_to_record, written
from salesbook.cli.review.dialogue import Dialogue
from salesbook.cli.review.keeping import Keeping
from salesbook.cli.review.line_pane import LinePane
from salesbook.cli.review.pane import End, Setting
from salesbook.cli.session import FAILED, Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.recording.draft import Because, Draft, Recorded, Refused
from salesbook.recording.record import Manner, record
from salesbook.render.screen import screen_of


def run_review(session: Session, book: IndexedBook, together: ReconciledTogether, *, commit: bool) -> Text:
    """Show what was found, let the person decide, enter it; says what was written. Ends the command where that fails.

    What is decided is kept in the book's ``.salesbook/`` from one key to the next, and entered as one at the end.
    """
    keeping = Keeping.begin(book.root)
    if keeping is None:
        session.refuse(_UNDER_WAY, FAILED)
    with doing(session, Text("preparing the review", "正在准备核对")):
        first = begin(together.statements, together.views)
    with keeping:
        try:
            return _Review(session, book, together, keeping, commit).run(first)
        except OSError as error:
            session.fail([disk_problem(error, error.filename or book.root)], FAILED)


@dataclass(frozen=True, slots=True)
class _Review:
    """One review, with the book that it is of."""

    session: Session
    book: IndexedBook
    together: ReconciledTogether
    keeping: Keeping
    commit: bool

    @property
    def found(self) -> tuple[Reconciliation, ...]:
        """The statements."""
        return self.together.statements

    def run(self, first: ReviewState) -> Text:
        """From the first state to what was written; lines that the book refuses are reviewed again."""
        session, accounts = self.session, self.book.settings.get("accounts", {})
        names = {id: str(each.get("name") or "") for id, each in accounts.items()}
        kept = self.keeping.load(first.lines)
        state = take_up(first, kept)
        setting = Setting(self.found, names, session.language, session.today)
        dialogue = Dialogue(setting, state, notice=_taken_up(kept, state))
        while True:
            dialogue = self._shown(dialogue)
            state = dialogue.state
            if dialogue.end is End.LATER:
                return _LATER if state.resolutions else _NOTHING
            if dialogue.end is End.DISCARD or not _is_decided(state):
                self.keeping.forget()
                return _NOTHING
            result = self._entered(state)
            if isinstance(result, Recorded):
                self.keeping.forget()
                return written(result)
            dialogue = self._reopened(dialogue, result)

    def _shown(self, dialogue: Dialogue) -> Dialogue:
        """The dialogue at its end: on the whole screen, or line by line where the terminal can only print."""
        screen = screen_of(self.session.stdout)
        if self.session.environment.get("TERM") == "dumb":
            from salesbook.cli.review.plain import run_plain

            return run_plain(self.session, dialogue, self._kept, screen)
        from salesbook.cli.review.full_screen import FullScreen

        return FullScreen(dialogue, self._kept, colour=screen.colour).run()

    def _kept(self, dialogue: Dialogue) -> None:
        self.keeping.keep(dialogue.state)

    def _entered(self, state: ReviewState) -> Recorded | Refused:
        certain = len(state.certain) if state.accepted else 0
        files = ", ".join(dict.fromkeys(Path(each.file).name for each in self.found))
        decided, left = len(state.resolutions), len(state.undecided)
        result = try_to_record(
            self.session,
            self.book.root,
            self._drafts(self.found, state),
            summary=f"{files}: {certain} certain, {decided} reviewed, {left} left",
            command="reconcile",
            manner=Manner(commit=self.commit),
            seen=self.together.seen,
            changes=[learnt(each.customer, each.payer, each.line) for each in learnt_memories(state)],
        )
        if isinstance(result, Recorded) and result.warnings:
            self.session.report_problems(result.warnings, self.book.root)
        return result

    def _reopened(self, dialogue: Dialogue, refused: Refused) -> Dialogue:
        """The review goes on with the lines whose decisions the book refuses: it has changed since, say.

        Ends the command where it is not for one of them that nothing could be entered; decisions are kept.
        """
        state = dialogue.state
        if refused.because is Because.FAILURE:
            self._fail(refused)
        certain = list(state.certain) if state.accepted else []
        reasons = {id: reason for id in [*state.resolutions, *certain] if (reason := self._refusal(state, id))}
        if not reasons:
            self._fail(refused)
        notice = _REFUSED.format(reason=next(iter(reasons.values())))
        return Dialogue(dialogue.setting, reopen(state, list(reasons)), LinePane(), notice)

    def _fail(self, refused: Refused) -> NoReturn:
        self.session.note(_LATER)
        self.session.fail(refused.problems, EXIT_CODES[refused.because], self.book.root)

    def _refusal(self, state: ReviewState, id: str) -> Text | None:
        """Why the book cannot take the decision on one line alone."""
        alone = replace(
            state,
            resolutions={each: made for each, made in state.resolutions.items() if each == id},
            certain={each: made for each, made in state.certain.items() if each == id},
            rejected={},
        )
        found = [replace(each, lines=tuple(line for line in each.lines if line.id == id)) for each in self.found]
        manner = Manner(dry_run=True)
        tried = record(self.book.root, self._drafts(found, alone), summary="", command="reconcile", manner=manner)
        return tried.problems[0].message if isinstance(tried, Refused) else None

    def _drafts(self, found: Sequence[Reconciliation], state: ReviewState) -> list[Draft]:
        decided = [explanation for each in state.resolutions.values() for explanation in each.explanations]
        certain = [each.best for each in state.certain.values()] if state.accepted else []
        named = named_entries(self.book, [*decided, *certain])
        return reviewed_drafts(found, state, named, lines_with_match(self.book), self.session.today)


def _is_decided(state: ReviewState) -> bool:
    return bool(state.resolutions or state.rejected or (state.accepted and state.certain))


def _taken_up(kept: Mapping[str, Resolution], state: ReviewState) -> Text | None:
    if not kept:
        return None
    return Text(
        "An unfinished review goes on; decided already: {count}.",
        "继续上次未完成的核对：已处理 {count} 笔。",
    ).format(count=len(state.resolutions))


_UNDER_WAY = Text(
    "another review of this book is under way; finish that one first",
    "本账簿正在另一终端核对，请先完成",
)
_REFUSED = Text("The book did not take this: {reason}", "账簿未接受：{reason}")
_LATER = Text(
    "Nothing was written yet; what you decided is kept, and reconcile goes on there.",
    "尚未写入；已处理的内容已保留，下次 reconcile 时继续。",
)
_NOTHING = Text("Nothing was written.", "未写入任何内容。")
