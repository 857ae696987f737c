"""The review of bank lines on a terminal: panes that press keys into states, and two ways to show them."""

from __future__ import annotations

from collections.abc import Sequence

from salesbook.bank.decision import Verdict
from salesbook.bank.reconciliation import ReconciledTogether, Reconciliation
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook


def can_review(session: Session, found: Sequence[Reconciliation]) -> bool:
    """Whether somebody sits at the terminal, and some line was not matched before."""
    terminal = session.asks and session.stdout.isatty()
    return terminal and any(
        line.id and line.decision.verdict is not Verdict.KNOWN for each in found for line in each.lines
    )


def review(session: Session, book: IndexedBook, together: ReconciledTogether, *, commit: bool) -> Text:
    """Show what was found, let the person decide, enter it; says what was written. Ends the command where that fails."""
    from salesbook.cli.review.run import run_review

    return run_review(session, book, together, commit=commit)
