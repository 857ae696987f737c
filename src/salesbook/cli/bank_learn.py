"""``bank learn``: what the columns of a bank file are, told by options or answers, and kept in the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from salesbook.bank.codes import COLUMN_UNKNOWN, DATES_UNDECIDED
from salesbook.bank.reading import DateOrder, Telling, bytes_of, read
from salesbook.bank.reading.layout import declared
from salesbook.bank.reading.learning import QUESTIONS, Headings, Lesson, headings_of
from salesbook.bank.reading.vocabulary import Role
from salesbook.bank.statement import Unread
from salesbook.cli.asking import ask_until
from salesbook.cli.session import FAILED, FINDINGS, USAGE, Session
from salesbook.i18n import Text
from salesbook.model.problem import Problem
from salesbook.render.screen import screen_of
from salesbook.render.width import display_width, pad, printable, shorten

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
    data = bytes_of(session.folder / file, str(file))
    if isinstance(data, Problem):
        session.fail([data], FINDINGS)
    named = [column for given in told.columns.values() for column in given]
    headings = headings_of(data, str(file), named, 1 if told.headless and not told.header else told.header)
    if isinstance(headings, Problem):
        session.fail([headings], FINDINGS)
    currency = told.currency.upper() if told.currency else None
    headless = told.headless or (told.header is None and headings.are_a_transaction())
    if headless and not told.headless:
        session.note(
            Text(
                "row {row} is a transaction: the table is taken for one without headings (if it has: --header ROW)",
                "第 {row} 行是一笔交易：按没有表头的表格处理（如有表头，请用 --header 指明所在行）",
            ).format(row=headings.row)
        )
    columns: dict[Role, Sequence[int]] = {
        Role(role): [_column(session, file, headings, one) for one in given] for role, given in told.columns.items()
    }
    if session.asks:
        columns = _asked(session, headings, columns, headless=headless)
    lesson = Lesson(told.name or file.stem, headings, columns, headless, told.dates, told.amounts, currency)
    if missing := lesson.missing():
        option = "--date" if missing is Role.DATE else "--amount (or --in, --out)"
        text = Text("name {option}; row {row} has: {columns}", "请指定 {option}；第 {row} 行有：{columns}").format(
            option=option, row=headings.row, columns=_listed(headings)
        )
        session.refuse(text)
    lesson = _tried(session, file, data, lesson)
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


def _asked(
    session: Session, headings: Headings, columns: Mapping[Role, Sequence[int]], *, headless: bool
) -> dict[Role, Sequence[int]]:
    """The columns told, and those that the user answers; nothing is asked that is settled already.

    What a heading is known for is proposed.
    """
    found = dict(columns)
    _show(session, headings, headless=headless)
    likely = {} if headless else headings.likely()

    def parse(answer: str) -> int | Text | None:
        column = None if answer in _NONE else headings.column(answer)
        unknown = Text(
            "a number from 1 to {last}, a heading, or - for none", "请输入 1 到 {last} 的列号或标题，没有则输入 -"
        )
        return unknown.format(last=len(headings.cells)) if answer not in _NONE and column is None else column

    for role, question in QUESTIONS.items():
        settled = role in found or (role in {Role.IN, Role.OUT} and Role.AMOUNT in found)
        if settled or (role is Role.AMOUNT and found.keys() & _MONEY) or (role is Role.DIRECTION and Role.IN in found):
            continue
        taken = {column for chosen in found.values() for column in chosen}
        proposed = likely.get(role)
        default = str(proposed + 1) if proposed is not None and proposed not in taken else "-"
        answer: Any = ask_until(session, question, parse, default)
        if answer is not None:
            found[role] = [answer]
    return found


_NONE = {"", "-"}
_HEADING = 24
"""Columns of the screen that a heading may take."""


def _show(session: Session, headings: Headings, *, headless: bool) -> None:
    """The columns by their numbers, each with its heading and what stands below it in the first rows."""
    told = (
        Text("Columns, by what the first rows hold:", "各列及前几行的内容：")
        if headless
        else Text("Columns under the headings of row {row}:", "第 {row} 行标题下的各列：").format(row=headings.row)
    )
    session.note(told)
    screen = screen_of(session.stderr)
    heads = [shorten(printable(cell), _HEADING, screen.ellipsis) for cell in headings.cells]
    widest = max(map(display_width, heads), default=0)
    for number, head in enumerate(heads, 1):
        examples = headings.examples(number - 1)
        shown = " | ".join(map(printable, examples))
        line = f"{number:>3}  {pad(head, widest)}  {shown}"
        session.stderr.write(shorten(line, screen.width or 80, screen.ellipsis).rstrip() + "\n")
    session.note(Text("Which number is what?", "请输入各项的列号："))


def _tried(session: Session, file: Path, data: bytes, lesson: Lesson) -> Lesson:
    """The lesson that the file can be read by: the order of day and month is asked where it is open.

    Ends the command where the file still cannot be read.
    """
    layout = declared(lesson.text().encode(), PurePosixPath(lesson.file.as_posix()))
    if isinstance(layout, list):  # a currency that is none, a heading of signs that no file may hold
        session.fail(layout, FINDINGS)
    found = read(data, str(file), Telling(lesson.dates, (layout,)))
    if isinstance(found, Unread):
        if session.asks and lesson.dates is None and found.problems[0].code is DATES_UNDECIDED:
            session.report_problems(found.problems)
            order = ask_until(session, Text("Order (dmy, mdy, ymd)", "顺序（dmy、mdy、ymd）"), _date_order)
            return _tried(session, file, data, replace(lesson, dates=order))
        session.fail(list(found.problems), FINDINGS)
    warnings = [warning for statement in found for warning in statement.warnings]
    if warnings:
        session.report_problems(warnings)
    lines = [line for statement in found for line in statement.lines]
    total_in = sum(line.amount for line in lines if line.amount > 0)
    total_out = sum(-line.amount for line in lines if line.amount < 0)
    session.note(
        Text(
            "{count} {count:line|lines}, {money_in} in, {money_out} out",
            "{count} 笔，收入 {money_in}，支出 {money_out}",
        ).format(count=len(lines), money_in=total_in, money_out=total_out)
    )
    return lesson


def _date_order(answer: str) -> DateOrder | Text:
    if answer.lower() in set(DateOrder):
        return DateOrder(answer.lower())
    return Text("dmy, mdy or ymd", "请输入 dmy、mdy 或 ymd")


def _write(session: Session, root: Path, lesson: Lesson, *, commit: bool) -> None:
    from salesbook.book.disk import disk_problem, write_whole
    from salesbook.history.commits import Commit, Message
    from salesbook.history.commits import commit as git_commit

    target = root / lesson.file
    try:
        target.parent.mkdir(exist_ok=True)
        write_whole(target, lesson.text().encode())
    except OSError as error:
        session.fail([disk_problem(error, lesson.file)], FAILED)
    done: Commit | Problem | None = None
    if commit and session.open_book().settings.get("git", {}).get("commit", True):
        done = git_commit(root, [lesson.file], Message(f"learn bank format {lesson.name}", "bank learn"))
    if isinstance(done, Problem):
        session.fail([done], FAILED)
    written = Text("Written: {path}{commit}", "已写入：{path}{commit}")
    session.note(written.format(path=lesson.file.as_posix(), commit=f" ({done.id})" if done else ""))
