"""The pad that a clerk of a shared book numbers from."""

from __future__ import annotations

from pathlib import Path

from salesbook.book.numbering import pad_problem
from salesbook.cli.asking import ask_until
from salesbook.cli.session import FAILED, Session
from salesbook.history.repository import set_pad, settings
from salesbook.i18n import Text

_ALONE = "-"


def ensure_pad(session: Session, root: Path) -> str:
    """The clone's pad, empty where it has none; where the book is shared it is asked for, or missed without a terminal.

    Ends the command where git does not keep it.
    """
    clone = settings(root)
    if clone.pad is not None or not clone.has_remote:
        return clone.pad or ""
    if not session.asks:
        session.note(
            Text(
                "This book is shared, but this clone has no pad: git config salesbook.pad wf",
                "账簿是共享的，但本机未设号段，请执行：git config salesbook.pad wf",
            )
        )
        return ""
    question = Text(
        "This book is shared. Your pad, such as your initials (wf), so that numbers never clash; - for none",
        "账簿是共享的。请输入您的号段（如姓名首字母 wf），以免编号冲突；输入 - 表示不用",
    )
    pad = ask_until(session, question, _pad)
    if problem := set_pad(root, pad):
        session.fail([problem], FAILED)
    return pad


def _pad(answer: str) -> str | Text:
    if answer == _ALONE:
        return ""
    problem = pad_problem(answer.lower())
    if problem or not answer:
        return problem.message if problem else Text("an answer is needed", "请输入")
    return answer.lower()
