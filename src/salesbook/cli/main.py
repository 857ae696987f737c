"""The command ``salesbook``: what can be answered at once, and all else by the program."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from salesbook import __version__
from salesbook.cli.first_word import first_words
from salesbook.cli.session import DONE, FAILED, start_session
from salesbook.i18n import Text

COMPLETION_VARIABLE = "_SALESBOOK_COMPLETE"
"""In the environment when a shell asks for completions."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Raises only what is a mistake of the program's own."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    if given in (["--version"], ["-V"]):
        sys.stdout.write(f"salesbook {__version__}\n")
        return DONE
    session = start_session(given)
    asked = session.environment.get(COMPLETION_VARIABLE)
    answer = first_words(asked, session.environment, session.language) if asked else None
    if answer is not None:
        session.stdout.write(answer)
        return DONE
    from salesbook.cli.program import run_command  # typer takes longer to load than all of the above

    return run_command(session, given, completing=asked is not None)


def _speak_utf8() -> None:
    """Pipes on Windows default to the ANSI code page, which cannot say everything."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


_GARBAGE = 200_000
"""Objects that are made before garbage is searched for; Python's 700 search as often as modules are loaded."""


def run() -> None:
    """Entry point of the installed command."""
    gc.set_threshold(_GARBAGE, 10, 10)
    try:
        code = main()
    except Exception as error:  # a mistake of ours: the user gets two lines, we get the rest
        code = _index_made_anew(error) or _own_mistake(error)
    gc.freeze()  # the process ends: Python would search all that it loaded for garbage before
    sys.exit(code)


def _index_made_anew(error: Exception) -> int:
    """The exit code where a damaged index is to blame, which is removed; 0 where it is not."""
    database = sys.modules.get("sqlite3")
    session = start_session(sys.argv[1:])
    if database is None or type(error) is not database.DatabaseError:  # its subclasses are mistakes of ours
        return DONE
    from salesbook.index.database import remove_damaged

    remove_damaged(session.root())
    session.note(
        Text(
            "salesbook: the index was damaged ({error}) and is made anew next time; please run the command again.",
            "salesbook：索引已损坏（{error}），下次会重新生成；请再次运行该命令。",
        ).format(error=error)
    )
    return FAILED


def _own_mistake(error: Exception) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="salesbook-", suffix=".txt", encoding="utf-8", delete=False) as file:
        traceback.print_exception(error, file=file)
    start_session(sys.argv[1:]).note(
        Text(
            "salesbook: this should not have happened, and is our mistake: {error}\nPlease send us {file}.",
            "salesbook：程序出错，这是我们的问题：{error}\n请把 {file} 发给我们。",
        ).format(error=f"{type(error).__name__}: {error}", file=file.name)
    )
    return FAILED
