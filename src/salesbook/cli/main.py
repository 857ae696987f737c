"""The command ``salesbook``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from salesbook import __version__
from salesbook.cli.bilingual import both
from salesbook.cli.lazy_group import LazyGroup, UnknownCommand, make_ready
from salesbook.cli.session import DONE, FAILED, FINDINGS, USAGE, Session, start_session
from salesbook.i18n import Text

app = typer.Typer(
    cls=LazyGroup,
    name="salesbook",
    help=both(
        "Bookkeeping for sales back offices: orders, deliveries, invoices and receipts as YAML files under git. "
        "salesbook COMMAND --help explains a command.",
        "销售台账：订单、发货、发票、收款，都是 git 管理的 YAML 文件。各命令的用法见 salesbook 命令 --help。",
    ),
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"salesbook {__version__}\n")
        raise typer.Exit


def _install_completion(context: typer.Context, *, wanted: bool) -> None:
    if wanted:
        from salesbook.cli.completion import install_completion

        install_completion(context)


def _show_completion(context: typer.Context, *, wanted: bool) -> None:
    if wanted:
        from salesbook.cli.completion import show_completion

        show_completion(context)


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=lambda value: _print_version(wanted=value),
            is_eager=True,
            help=both("Print the version", "显示版本"),
        ),
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=lambda ctx, value: _install_completion(ctx, wanted=value),
            is_eager=True,
            help=both("Install completion of commands for this shell", "为当前 shell 安装命令补全"),
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=lambda ctx, value: _show_completion(ctx, wanted=value),
            is_eager=True,
            help=both("Print the script of that completion", "显示命令补全脚本"),
        ),
    ] = False,
) -> None:
    del version, install_completion, show_completion


COMPLETION_VARIABLE = "_SALESBOOK_COMPLETE"
"""In the environment when a shell asks for completions."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Raises only what is a mistake of the program's own."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    session = start_session(given)
    command = make_ready(get_command(app), session.language)
    if COMPLETION_VARIABLE in session.environment:
        from salesbook.cli.completion import register_shells

        register_shells()
    try:
        code = command.main(args=given or ["--help"], prog_name="salesbook", standalone_mode=False, obj=session)
    except UnknownCommand as unknown:
        return _unknown(session, unknown)
    except TyperException as error:
        from salesbook.cli.usage import usage_text

        session.stderr.write(usage_text(error, session.language) + "\n")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        session.note(Text("Stopped; nothing more was written.", "已中止，未再写入。"))
        return FINDINGS
    except BrokenPipeError:
        return _reader_went_away()
    except OSError as error:
        from salesbook.book.disk import disk_problem

        session.report_problems([disk_problem(error, error.filename or "-")])
        return FAILED
    return code if isinstance(code, int) else DONE


def _unknown(session: Session, unknown: UnknownCommand) -> int:
    text = Text("salesbook: there is no command {name}", "salesbook：没有 {name} 这个命令").format(name=unknown.name)
    session.note(text)
    if unknown.near:
        session.note(Text("did you mean {near}?", "是否想用 {near}？").format(near=unknown.near))
    session.note(Text("salesbook --help lists all commands", "salesbook --help 列出全部命令"))
    return USAGE


def _reader_went_away() -> int:
    """``salesbook list orders | head``: the rest is not wanted."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


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
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for some takes longer than to validate
    try:
        code = main()
    except Exception as error:  # a mistake of ours: the user gets two lines, we get the rest
        code = _index_made_anew(error) or _own_mistake(error)
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
