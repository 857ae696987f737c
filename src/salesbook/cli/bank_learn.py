"""``bank learn``: what the columns of a bank file are, told by options or answers, and kept in the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salesbook.bank.codes import COLUMN_UNKNOWN, NO_FILE
from salesbook.bank.reading import DateOrder, Telling, read
from salesbook.bank.reading.layout import layout_in
from salesbook.bank.reading.learning import QUESTIONS, Headings, Lesson, headings_of
from salesbook.bank.reading.vocabulary import Role
from salesbook.bank.statement import Unread
from salesbook.cli.asking import ask_until
from salesbook.cli.session import FAILED, FINDINGS, USAGE, Session
from salesbook.i18n import Text
from salesbook.model.problem import Problem

_MONEY = {Role.AMOUNT, Role.IN, Role.OUT}


@dataclass(frozen=True)
class Told:
    """What the options say; ``columns`` are headings or numbers, by role."""

    columns: Mapping[str, Sequence[str]]
    header: int | None
    headless: bool
    dates: DateOrder | None
    amounts: str | None
    currency: str | None
    name: str | None
    dry_run: bool
    commit: bool


def learn_layout(session: Session, file: Path, told: Told) -> None:
    """Learn the layout of a file, try it on the file, and write it into the book."""
    if told.amounts not in {None, "signed", "inverted"}:
        session.refuse(Text("--amounts is signed or inverted", "--amounts 只能是 signed 或 inverted"))
    root = session.root()
    try:
        data = (session.folder / file).read_bytes()
    except OSError as error:
        session.fail([NO_FILE.problem(name=file, why=error.strerror or str(error))], FINDINGS)
    named = [column for given in told.columns.values() for column in given]
    headings = headings_of(data, str(file), named, 1 if told.headless and not told.header else told.header)
    if isinstance(headings, Problem):
        session.fail([headings], FINDINGS)
    columns: dict[Role, Sequence[int]] = {
        Role(role): [_column(session, file, headings, one) for one in given] for role, given in told.columns.items()
    }
    if session.asks:
        columns = _asked(session, headings, columns)
    lesson = Lesson(told.name or file.stem, headings, columns, told.headless, told.dates, told.amounts, told.currency)
    if missing := lesson.missing():
        option = "--date" if missing is Role.DATE else "--amount (or --in, --out)"
        text = Text("name {option}; row {row} has: {columns}", "请指定 {option}；第 {row} 行有：{columns}").format(
            option=option, row=headings.row, columns=_listed(headings)
        )
        session.refuse(text)
    _try(session, file, data, lesson)
    if told.dry_run:
        session.stdout.write(lesson.text())
        return
    _write(session, root, lesson, commit=told.commit)


def _column(session: Session, file: Path, headings: Headings, named: str) -> int:
    column = headings.column(named)
    if column is None:
        session.fail(
            [COLUMN_UNKNOWN.problem(row=headings.row, name=file, column=named, columns=_listed(headings))], USAGE
        )
    return column


def _listed(headings: Headings) -> str:
    return ", ".join(f"{number} {cell}".strip() for number, cell in enumerate(headings.cells, 1))


def _asked(session: Session, headings: Headings, columns: Mapping[Role, Sequence[int]]) -> dict[Role, Sequence[int]]:
    """The columns told, and those that the user answers; nothing is asked that is settled already."""
    found = dict(columns)
    session.note(
        Text("Row {row}: {columns}", "第 {row} 行：{columns}").format(row=headings.row, columns=_listed(headings))
    )

    def parse(answer: str) -> int | Text | None:
        column = headings.column(answer) if answer else None
        return Text("no such column", "没有这一列") if answer and column is None else column

    for role, question in QUESTIONS.items():
        settled = role in found or (role in _MONEY and role is not Role.AMOUNT and Role.AMOUNT in found)
        if settled or (role is Role.AMOUNT and found.keys() & _MONEY) or (role is Role.DIRECTION and Role.IN in found):
            continue
        answer: Any = ask_until(session, question, parse)
        if answer is not None:
            found[role] = [answer]
    return found


def _try(session: Session, file: Path, data: bytes, lesson: Lesson) -> None:
    """Read the file by the lesson; ends the command where it still cannot be read."""
    found = read(data, str(file), Telling(lesson.dates, (layout_in(lesson.text()),)))
    if isinstance(found, Unread):
        session.fail(list(found.problems), FINDINGS)
    warnings = [warning for statement in found for warning in statement.warnings]
    if warnings:
        session.report_problems(warnings)
    lines = [line for statement in found for line in statement.lines]
    total_in = sum(line.amount for line in lines if line.amount > 0)
    total_out = sum(-line.amount for line in lines if line.amount < 0)
    session.note(
        Text("{count} lines, {money_in} in, {money_out} out", "{count} 笔，收入 {money_in}，支出 {money_out}").format(
            count=len(lines), money_in=total_in, money_out=total_out
        )
    )


def _write(session: Session, root: Path, lesson: Lesson, *, commit: bool) -> None:
    from salesbook.book.disk import write_whole
    from salesbook.history import Commit, Message
    from salesbook.history import commit as git_commit

    target = root / lesson.file
    try:
        target.parent.mkdir(exist_ok=True)
        write_whole(target, lesson.text().encode())
    except OSError as error:
        session.refuse(Text("{path}: {why}", "{path}：{why}").format(path=lesson.file, why=error.strerror), FAILED)
    done: Commit | Problem | None = None
    if commit and session.open_book().settings.get("git", {}).get("commit", True):
        done = git_commit(root, [lesson.file], Message(f"learn bank format {lesson.name}", "bank learn"))
    if isinstance(done, Problem):
        session.fail([done], FAILED)
    written = Text("Written: {path}{commit}", "已写入：{path}{commit}")
    session.note(written.format(path=lesson.file.as_posix(), commit=f" ({done.id})" if done else ""))
