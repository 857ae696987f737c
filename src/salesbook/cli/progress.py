"""What a long command is doing, on one line of a terminal that is gone when it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.index.work import Stage, Tell
from salesbook.render.screen import DEFAULT_WIDTH, screen_of
from salesbook.render.width import shorten

_CLEAR_LINE = "\r\x1b[K"
_LEAST_SECONDS = 0.1
"""Between two counts that are shown."""
_SOON_SECONDS = 0.5

_STAGES = {
    Stage.READING: Text("Reading the book: {done} of {of} files", "正在读取账簿：{done} / {of} 个文件"),
    Stage.WORKING_OUT: Text(
        "Working out the book: {done} of {of} orders and payments", "正在计算账簿：订单与款项 {done} / {of}"
    ),
}


@contextmanager
def doing(session: Session, what: Text) -> Iterator[None]:
    """Say on standard error what is being done, as long as it is; say nothing where that is no terminal."""
    with _status_line(session) as say:
        say(_going_on(what))
        yield


@contextmanager
def counting(session: Session, what: Text) -> Iterator[Callable[[int, int], None]]:
    """Likewise, and how much of it is done, of how much, as often as the caller tells: ten times a second at most."""
    shown = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown >= _LEAST_SECONDS:
            shown = now
            say(
                Text("{what}: {done} of {of}", "{what}：{done} / {of}").format(
                    what=what, done=f"{done:,}", of=f"{of:,}"
                )
            )

    with _status_line(session) as say:
        say(_going_on(what))
        yield tell


@contextmanager
def following(session: Session) -> Iterator[Tell]:
    """Likewise for an update of the index; one that is over soon is not spoken of."""
    begun = shown = time.monotonic()

    def tell(stage: Stage, done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - begun >= _SOON_SECONDS and now - shown >= _LEAST_SECONDS:
            shown = now
            say(_STAGES[stage].format(done=f"{done:,}", of=f"{of:,}"))

    with _status_line(session) as say:
        yield tell


def _going_on(what: Text) -> Text:
    return Text("{what} …", "{what}……").format(what=what)


@contextmanager
def _status_line(session: Session) -> Iterator[Callable[[Text], None]]:
    """A line to say things on, each in place of the one before; what is said to anything but a terminal is lost."""
    stream = session.stderr
    if not stream.isatty() or session.environment.get("TERM") == "dumb":
        yield lambda words: None
        return
    screen = screen_of(stream, session.environment)
    said = False

    def say(words: Text) -> None:
        nonlocal said
        said = True
        told = shorten(words.to(session.language), (screen.width or DEFAULT_WIDTH) - 1, screen.ellipsis)
        stream.write(_CLEAR_LINE + told)
        stream.flush()

    try:
        yield say
    finally:
        if said:
            stream.write(_CLEAR_LINE)
            stream.flush()
