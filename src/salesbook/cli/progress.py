"""What a long command is doing, on one line of a terminal that is gone when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.render.screen import DEFAULT_WIDTH, screen_of
from salesbook.render.width import shorten

_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def doing(session: Session, what: Text) -> Iterator[None]:
    """Say on standard error what is being done, as long as it is; say nothing where that is no terminal."""
    if not session.stderr.isatty() or session.environment.get("TERM") == "dumb":
        yield
        return
    screen = screen_of(session.stderr, session.environment)
    words = Text("{what} …", "{what}……").format(what=what).to(session.language)
    session.stderr.write(_CLEAR_LINE + shorten(words, (screen.width or DEFAULT_WIDTH) - 1, screen.ellipsis))
    session.stderr.flush()
    try:
        yield
    finally:
        session.stderr.write(_CLEAR_LINE)
        session.stderr.flush()
