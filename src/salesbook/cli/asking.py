"""Plain questions on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import typer

from salesbook.cli.session import Session
from salesbook.i18n import Text

Answer = TypeVar("Answer")


def ask(session: Session, question: Text, default: str = "") -> str:
    """What the user answers, without blanks around it; ``default`` where that is nothing.

    Ends the command at the end of input (Ctrl-D).
    """
    proposed = f" [{default}]" if default else ""
    prompt = f"{question.to(session.language)}{proposed}: "
    try:
        answer = _input(session, prompt)
    except EOFError as error:
        session.stderr.write("\n")
        raise typer.Abort from error
    return answer.strip() or default


def ask_until(session: Session, question: Text, parse: Callable[[str], Answer | Text], default: str = "") -> Answer:
    """Ask again until the answer can be understood; ``parse`` gives its meaning, or a text that says what is wrong."""
    while True:
        meaning = parse(ask(session, question, default))
        if not isinstance(meaning, Text):
            return meaning
        session.note(meaning)


def ask_which(session: Session, question: Text, choices: Sequence[tuple[str, str]]) -> str:
    """One of ``choices`` (an id and what it is), by its number in the list or by its id."""
    for number, (id, what) in enumerate(choices, 1):
        session.stderr.write(f"{number:>3}  {id}  {what}\n")
    ids = [id for id, _ in choices]

    def parse(answer: str) -> str | Text:
        if answer in ids:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(ids):
            return ids[int(answer) - 1]
        return Text("a number from 1 to {last}, or an id", "请输入 1 到 {last} 的序号，或编号").format(last=len(ids))

    return ask_until(session, question, parse)


def confirm(session: Session, question: Text) -> bool:
    """Whether the user says yes; no where nothing is said."""
    answer = ask(session, Text("{question} (y/n)", "{question}（y/n）").format(question=question))
    return answer.lower() in {"y", "yes", "是", "好"}


def _input(session: Session, prompt: str) -> str:
    if session.stdout.isatty() and session.stdin is sys.stdin:
        with suppress(ImportError):  # not on Windows, whose console edits lines itself
            import readline  # noqa: F401  wide characters are erased whole
        return input(prompt)
    session.stderr.write(prompt)
    session.stderr.flush()
    line = session.stdin.readline()
    if not line:
        raise EOFError
    return line
