"""Recording drafts: numbered, verified, written and committed under the lock of the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.book.disk import disk_problem
from salesbook.book.numbering import pad_problem
from salesbook.book.settings_file import read_settings
from salesbook.book.transaction import Transaction, begin
from salesbook.history.commits import Message
from salesbook.history.repository import settings as clone_settings
from salesbook.index.codes import DUPLICATE_ID, DUPLICATE_NUMBER, DUPLICATE_TARGET
from salesbook.model.named_tuple import NamedTuple
from salesbook.model.problem import Code, Problem, Severity
from salesbook.recording.codes import ALREADY_THERE, BOOK_CHANGED, CUSTOMER_OVERDUE, ENTERED_BEFORE, OVER_LIMIT
from salesbook.recording.draft import Because, Draft, FieldChange, Plan, Recorded, RecordedEntry, Refused
from salesbook.recording.planning import plan
from salesbook.recording.verification import Verify, in_the_index
from salesbook.recording.writing import unified_diff, write_and_commit

if TYPE_CHECKING:
    from salesbook.model.settings import Settings

RULES: Mapping[Code, tuple[str, tuple[str, ...]]] = {
    DUPLICATE_NUMBER: ("duplicate_number", ("invoices",)),
    OVER_LIMIT: ("credit_limit", ("orders",)),
    CUSTOMER_OVERDUE: ("overdue", ("orders",)),
    ENTERED_BEFORE: ("duplicate", ("payments", "credits")),
}
"""What may be overridden: how ``forced: {rule, reason}`` names it, and the kinds of the entries that note it."""


class Manner(NamedTuple):
    """How to record: ``dry_run`` writes nothing, ``commit`` False leaves git alone, ``force`` is the reason for
    which a rule is overridden. ``pad`` is the clone's, where it was asked for already (empty: it has none).
    """

    dry_run: bool = False
    commit: bool = True
    force: str | None = None
    pad: str | None = None


AS_USUAL = Manner()
"""Written and committed, no rule overridden."""


def record(
    root: Path,
    drafts: Sequence[Draft],
    *,
    summary: str,
    command: str,
    changes: Sequence[FieldChange] = (),
    manner: Manner = AS_USUAL,
    verify: Verify = in_the_index,
) -> Recorded | Refused:
    """Write ``drafts`` as entries of the book in ``root``, and ``changes`` of others, all of them or none.

    A change of an entry that is not there, or whose comments would be lost, is left out of what is recorded.
    ``summary`` says in a few words what they are; with the command and the ids it is the commit's subject.
    ``verify`` looks at what is about to be written: errors refuse it, warnings are passed on.
    """
    try:
        if manner.dry_run:
            return _recorded(root, None, drafts, changes, summary, command, manner, verify)
        transaction = begin(root)
        if isinstance(transaction, Problem):
            return Refused((transaction,), Because.FAILURE)
        with transaction:
            return _recorded(root, transaction, drafts, changes, summary, command, manner, verify)
    except OSError as error:
        return Refused((disk_problem(error, error.filename or root),), Because.FAILURE)


def _recorded(
    root: Path,
    transaction: Transaction | None,
    drafts: Sequence[Draft],
    changes: Sequence[FieldChange],
    summary: str,
    command: str,
    manner: Manner,
    verify: Verify,
) -> Recorded | Refused:
    settings, problems = read_settings(root)
    if settings is None:
        return Refused(tuple(problems), Because.ERRORS)
    planned = _verified(root, drafts, changes, settings, manner, verify)
    if isinstance(planned, Refused):
        return planned
    entries, files = planned.plan.entries, planned.plan.files
    warnings = (*(transaction.recovered if transaction else ()), *planned.warnings)
    if transaction is None:
        return Recorded(entries, warnings, diff=unified_diff(files))
    recorded = Recorded(entries, warnings)
    message = Message(f"{command}{_named(entries)}: {summary}", command, planned.plan.ids)
    done = write_and_commit(transaction, files, message if manner.commit and settings.git.commit else None)
    if isinstance(done, Problem):
        return Refused((done,), Because.FAILURE)
    return recorded._replace(commit=done)


_NAMED = 3
"""Entries that a commit's subject names; of more it tells nothing but the summary, and its trailers name all."""


def _named(entries: Sequence[RecordedEntry]) -> str:
    return " " + ", ".join(entry.label for entry in entries) if len(entries) <= _NAMED else ""


class _Verified(NamedTuple):
    plan: Plan
    warnings: tuple[Problem, ...]


def _verified(
    root: Path,
    drafts: Sequence[Draft],
    changes: Sequence[FieldChange],
    settings: Settings,
    manner: Manner,
    verify: Verify,
) -> _Verified | Refused:
    pad = clone_settings(root).pad or "" if manner.pad is None else manner.pad
    if problem := pad_problem(pad):
        return Refused((problem,), Because.ERRORS)
    planned = plan(root, drafts, settings.numbering, pad)
    if not isinstance(planned, Plan):
        return Refused(tuple(planned), Because.ERRORS)
    planned = _with_changes(root, planned, changes)
    found = verify(root, planned)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    warnings = tuple(problem for problem in found if problem.severity is not Severity.ERROR)
    if not errors:
        return _Verified(planned, warnings)
    if any(problem.code is BOOK_CHANGED for problem in errors):
        return Refused(tuple(found), Because.FAILURE)
    if any(problem.code not in RULES for problem in errors):
        taken = all(problem.code in (ALREADY_THERE, DUPLICATE_ID, DUPLICATE_TARGET) for problem in errors)
        return Refused(tuple(found), Because.RULE if taken else Because.ERRORS, entries=planned.entries)
    if manner.force is None:
        return Refused(tuple(found), Because.RULE, forceable=True)
    broken = [RULES[problem.code] for problem in errors]
    forced = {kind: {"rule": rule, "reason": manner.force} for rule, kinds in broken for kind in kinds}
    noted = plan(root, drafts, settings.numbering, pad, forced)
    if not isinstance(noted, Plan):
        return Refused(tuple(noted), Because.ERRORS)
    return _Verified(_with_changes(root, noted, changes), warnings)


def _with_changes(root: Path, planned: Plan, changes: Sequence[FieldChange]) -> Plan:
    if not changes:
        return planned
    from salesbook.recording.changing import changed  # few entries change what stands in others

    return changed(root, planned, changes)
