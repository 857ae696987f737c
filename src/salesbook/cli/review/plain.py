"""The review on a terminal that can only print: each pane is printed, and keys are typed on a line."""

from __future__ import annotations

import typer

from salesbook.cli.asking import ask
from salesbook.cli.review.dialogue import Dialogue, Watching
from salesbook.cli.review.frame import Row, Size, key_rows, paragraph
from salesbook.cli.session import Session
from salesbook.i18n import Text
from salesbook.render.screen import DEFAULT_WIDTH, Screen

_NAMES = {"enter", "esc", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "space"}


def run_plain(session: Session, dialogue: Dialogue, watching: Watching, screen: Screen) -> Dialogue:
    """The dialogue at its end; the end of input (Ctrl-D) and Ctrl-C keep decisions for the next time."""
    width = screen.width or DEFAULT_WIDTH
    while dialogue.end is None:
        drawing = dialogue.draw(Size(width, 24))
        notice = [] if dialogue.notice is None else paragraph(dialogue.notice.to(session.language), width, first="! ")
        keys = key_rows(drawing.keys, width, session.language)
        for row in ((), drawing.title, (), *drawing.body, (), *notice, *keys):
            session.stdout.write(_words(row) + "\n")
        question = drawing.entry[0] if drawing.entry else _KEY
        try:
            answer = ask(session, question)
        except (typer.Abort, KeyboardInterrupt):
            answer = "ctrl-c"
        for key in _keys(answer, typing=dialogue.pane.typing):
            if dialogue.end is None:
                dialogue = dialogue.press(key)
                watching(dialogue)
    return dialogue


def _keys(answer: str, *, typing: bool) -> list[str]:
    """What an answer presses: the name of a key, a text with Enter after it, or one key after the other."""
    if answer in {*_NAMES, "ctrl-c"}:
        return [answer]
    if typing:
        return [*("space" if character == " " else character for character in answer), "enter"]
    return list(answer) or ["enter"]


def _words(row: Row) -> str:
    return "".join(span.text for span in row).rstrip()


_KEY = Text("Key", "按键")
