"""Days and periods that a user typed."""

from __future__ import annotations

from datetime import date

from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.model.dates import parse_day


def day_or_refuse(session: Session, text: str, option: str) -> date:
    """The day that a user typed; ends the command where it is none."""
    day = parse_day(text, session.today)
    if day is None:
        session.refuse(
            Text(
                "{option}: {text} is no day; write 2026-11-21, 11-21 or today",
                "{option}：{text} 不是日期，可写 2026-11-21、11-21 或 today",
            ).format(option=option, text=text)
        )
    return day


def day_as_of(session: Session, text: str | None) -> date:
    """The day of ``--as-of``, today where it is left out; ends the command where it is no day."""
    return session.today if text is None else day_or_refuse(session, text, "--as-of")
