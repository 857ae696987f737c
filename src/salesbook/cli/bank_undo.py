"""``bank undo``: which matches a user means, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from salesbook.bank.remembering import forgotten
from salesbook.bank.undoing import built_upon, to_undo, undo_drafts
from salesbook.bank.view import entries_of, matches_in_force
from salesbook.cli.days import day_or_refuse
from salesbook.cli.recorded import record_or_fail
from salesbook.cli.session import FINDINGS, Session
from salesbook.history.trailers import entries_entered_by
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.recording.record import Manner

_NAMED = 3
"""Matches that a commit's subject names; of more it says how many."""

Match = dict[str, Any]


def undo_matches(
    session: Session, ids: Sequence[str], *, last: bool, day: str | None, account: str | None, manner: Manner
) -> None:
    """Take back the matches that ``ids`` name (or the lines of which), else those of the last run, else of a day.

    Whoever names a match says that its line was not this; whoever takes a whole run or day back says nothing of a line.
    """
    if sum((bool(ids), last, day is not None)) != 1:
        session.refuse(Text("name matches or lines, or --last, or a --day", "请指定匹配或流水编号，或用 --last、--day"))
    book = session.open_book()
    in_force = matches_in_force(book).by_line
    if ids:
        chosen = [_named(session, in_force, id) for id in ids]
    elif last:
        chosen = _of_last_run(session, book, in_force)
    else:
        chosen = _of_day(session, book, in_force, day or "", account)
    if not chosen:
        session.refuse(Text("there is nothing to undo", "没有可撤销的匹配"), FINDINGS)
    undone = to_undo(book, chosen, in_force, denied=bool(ids))
    if later := built_upon(book, undone):
        _refuse_for(session, later)
    record_or_fail(
        session,
        book.root,
        undo_drafts(undone, session.today),
        summary=_summary(undone.matches),
        command="bank undo",
        changes=list(forgotten(book, {match["line"] for match in undone.matches})),
        manner=manner,
    )


def _refuse_for(session: Session, later: Mapping[str, Sequence[str]]) -> NoReturn:
    for money, entries in later.items():
        session.note(
            Text(
                "{money} was given out or reversed later by {entries}", "{money} 之后已被 {entries} 核销或冲回"
            ).format(money=money, entries=", ".join(dict.fromkeys(entries)))
        )
    session.refuse(
        Text(
            "take that back first, then undo; salesbook allocate with an amount below zero takes back",
            "请先撤回这些条目再撤销匹配；salesbook allocate 写负数金额即为收回",
        ),
        FINDINGS,
    )


def _named(session: Session, in_force: Mapping[str, Match], id: str) -> Match:
    found = next((match for line, match in in_force.items() if id in {line, match["id"]}), None)
    if found is None:
        session.refuse(Text("{id} is no match in force", "{id} 不是有效的匹配").format(id=id), FINDINGS)
    return found


def _of_last_run(session: Session, book: IndexedBook, in_force: Mapping[str, Match]) -> list[Match]:
    """What is left of the last run of ``reconcile`` of which anything is left."""
    by_id = {match["id"]: match for match in in_force.values()}
    runs = ([by_id[id] for id in entered if id in by_id] for entered in entries_entered_by(book.root, "reconcile"))
    found = next((matches for matches in runs if matches), None)
    if found is None:
        session.refuse(
            Text(
                "git knows of no reconciliation that is still in force; name matches or lines, or a --day",
                "git 历史中没有仍有效的对账；请指定匹配或流水编号，或用 --day",
            ),
            FINDINGS,
        )
    return found


def _of_day(
    session: Session, book: IndexedBook, in_force: Mapping[str, Match], day: str, account: str | None
) -> list[Match]:
    on = day_or_refuse(session, day, "--day").isoformat()
    lines = {line["id"] for line in entries_of(book, "bank") if account in {None, line["account"]}}
    return [match for line, match in in_force.items() if match["date"] == on and line in lines]


def _summary(matches: Iterable[Mapping[str, Any]]) -> str:
    ids = [str(match["id"]) for match in matches]
    more = f" … ({len(ids)})" if len(ids) > _NAMED else ""
    return f"takes back {', '.join(ids[:_NAMED])}{more}"
