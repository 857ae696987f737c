"""Recording many entries that a command found by itself, and saying what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from salesbook.cli.entering import EXIT_CODES
from salesbook.cli.progress import doing
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.index.seen import Seen
from salesbook.recording.draft import Draft, FieldChange, Recorded, Refused
from salesbook.recording.record import Manner, record
from salesbook.recording.verification import in_the_index_if_unchanged


def record_or_fail(
    session: Session,
    root: Path,
    drafts: Sequence[Draft],
    *,
    summary: str,
    command: str,
    manner: Manner,
    changes: Sequence[FieldChange] = (),
    quiet: bool = False,
) -> Recorded:
    """Record ``drafts`` and ``changes`` as one; says on standard error what was written.

    Ends the command where that fails.
    """
    with doing(session, _writing(drafts)):
        result = record(root, drafts, summary=summary, command=command, changes=changes, manner=manner)
    done = recorded_or_fail(session, root, result)
    if manner.dry_run:
        session.stdout.write(done.diff)
    elif not quiet:
        session.note(written(done))
    return done


def recorded_or_fail(session: Session, root: Path, result: Recorded | Refused) -> Recorded:
    """What was recorded, its warnings told; ends the command where nothing was."""
    if isinstance(result, Refused):
        session.fail(result.problems, EXIT_CODES[result.because], root)
    if result.warnings:
        session.report_problems(result.warnings, root)
    return result


def try_to_record(
    session: Session,
    root: Path,
    drafts: Sequence[Draft],
    *,
    summary: str,
    command: str,
    manner: Manner,
    seen: Seen,
    changes: Sequence[FieldChange] = (),
) -> Recorded | Refused:
    """Record ``drafts`` and ``changes`` as one if the book still says what was ``seen``; nothing is told of it."""
    verify = in_the_index_if_unchanged(seen)
    with doing(session, _writing(drafts)):
        return record(root, drafts, summary=summary, command=command, changes=changes, manner=manner, verify=verify)


def _writing(drafts: Sequence[Draft]) -> Text:
    return Text("writing {count} {count:entry|entries}", "正在写入 {count} 条").format(count=len(drafts))


def written(result: Recorded) -> Text:
    """How many entries of each kind were written, and the commit."""
    counts = Counter(entry.kind.title for entry in result.entries)
    listed = Text(
        ", ".join(f"{title.en.lower()} {count}" for title, count in counts.items()),
        "、".join(f"{title.zh} {count}" for title, count in counts.items()),
    )
    if result.commit is None:
        return Text("written: {listed}", "已写入：{listed}").format(listed=listed)
    return Text("written: {listed}; commit {commit}", "已写入：{listed}；提交 {commit}").format(
        listed=listed, commit=result.commit.id
    )
