"""The review on a whole terminal: every key is answered by a new screen."""

from __future__ import annotations

import sys
from contextlib import suppress

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style

from salesbook.cli.review.dialogue import Dialogue, Watching
from salesbook.cli.review.frame import LEAST, Look, Size

_STYLES = {
    Look.PLAIN: "",
    Look.BOLD: "bold",
    Look.DIM: "ansibrightblack",
    Look.GOOD: "ansigreen",
    Look.DOUBT: "ansiyellow",
    Look.BAD: "ansired",
}
_NAMES = {
    Keys.Enter: "enter",
    Keys.Escape: "esc",
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.PageUp: "pageup",
    Keys.PageDown: "pagedown",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.Backspace: "backspace",
    Keys.ControlC: "ctrl-c",
    Keys.ControlU: "ctrl-u",
}
_ESCAPE_SECONDS = 0.05
"""How long Escape waits for the rest of a key's sequence."""


class FullScreen:
    """A terminal that shows a dialogue. ``watching`` is told of each dialogue before it is shown."""

    def __init__(
        self,
        dialogue: Dialogue,
        watching: Watching,
        *,
        colour: bool,
        input: Input | None = None,
        output: Output | None = None,
    ) -> None:
        self._dialogue = dialogue
        self._watching = watching
        self._application: Application[Dialogue] = Application(
            layout=Layout(Window(FormattedTextControl(self._text, get_cursor_position=self._cursor, focusable=True))),
            key_bindings=self._bindings(),
            style=Style([]),
            full_screen=True,
            color_depth=None if colour else ColorDepth.DEPTH_1_BIT,
            input=input,
            output=output,
        )
        self._application.ttimeoutlen = _ESCAPE_SECONDS
        self._application.timeoutlen = _ESCAPE_SECONDS

    def run(self) -> Dialogue:
        """The dialogue at its end. Keys that were pressed before anything was shown are forgotten."""
        with suppress(ImportError):  # Windows has no such queue
            import termios

            if sys.stdin.isatty():
                termios.tcflush(sys.stdin, termios.TCIFLUSH)
        return self._application.run()

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        @bindings.add(Keys.BracketedPaste)
        def typed(event: KeyPressEvent) -> None:
            for character in event.data:
                self._press("space" if character == " " else character)

        for key, name in _NAMES.items():

            @bindings.add(key)
            def named(event: KeyPressEvent, name: str = name) -> None:
                self._press(name)

        return bindings

    def _press(self, key: str) -> None:
        if self._dialogue.end is not None:
            return
        self._dialogue = self._dialogue.press(key)
        self._watching(self._dialogue)
        if self._dialogue.end is not None:
            self._application.exit(result=self._dialogue)

    def _size(self) -> Size:
        size = get_app().output.get_size()
        return Size(max(size.columns, LEAST.columns), max(size.rows, LEAST.rows))

    def _text(self) -> StyleAndTextTuples:
        rows, _ = self._dialogue.screen(self._size())
        text: StyleAndTextTuples = []
        for at, row in enumerate(rows):
            text += [("", "\n")] if at else []
            text += [(_STYLES[span.look], span.text) for span in row]
        return text

    def _cursor(self) -> Point:
        _, (column, row) = self._dialogue.screen(self._size())
        return Point(column, row)
