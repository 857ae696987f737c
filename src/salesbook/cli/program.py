"""The program: its commands, and what becomes of one that was called."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

import typer
from typer.core import TyperOption
from typer.exceptions import TyperException

from salesbook import __version__
from salesbook.cli.bilingual import both
from salesbook.cli.lazy_group import LazyGroup, UnknownCommand, make_ready
from salesbook.cli.session import DONE, FAILED, FINDINGS, USAGE, Session
from salesbook.i18n import Language, Text


def program(language: Language) -> LazyGroup:
    """The command ``salesbook`` itself, with its help in one language."""
    group = LazyGroup(
        name="salesbook",
        help=both(
            "Bookkeeping for sales back offices: orders, deliveries, invoices and receipts as YAML files under git. "
            "salesbook COMMAND --help explains a command.",
            "销售台账：订单、发货、发票、收款，都是 git 管理的 YAML 文件。各命令的用法见 salesbook 命令 --help。",
        ),
        params=[
            _flag(["--version", "-V"], _print_version, both("Print the version", "显示版本")),
            _flag(
                ["--install-completion"],
                _install_completion,
                both("Install completion of commands for this shell", "为当前 shell 安装命令补全"),
            ),
            _flag(
                ["--show-completion"],
                _show_completion,
                both("Print the script of that completion", "显示命令补全脚本"),
            ),
        ],
    )
    make_ready(group, language)
    return group


def _flag(names: list[str], act: Callable[[typer.Context], None], help: str) -> TyperOption:
    """An option of the program that does something else than run a command."""

    def act_if_given(context: typer.Context, parameter: object, given: bool) -> None:
        if given:
            act(context)

    return TyperOption(
        param_decls=names,
        type=bool,
        is_flag=True,
        default=False,
        is_eager=True,
        expose_value=False,
        callback=act_if_given,
        help=help,
    )


def _print_version(context: typer.Context) -> None:
    del context
    sys.stdout.write(f"salesbook {__version__}\n")
    raise typer.Exit


def _install_completion(context: typer.Context) -> None:
    from salesbook.cli.completion import install_completion

    install_completion(context)


def _show_completion(context: typer.Context) -> None:
    from salesbook.cli.completion import show_completion

    show_completion(context)


def run_command(session: Session, arguments: Sequence[str], *, completing: bool) -> int:
    """Run the command that ``arguments`` name, or answer a shell about them; the exit code.

    Raises only what is a mistake of the program's own.
    """
    command = program(session.language)
    if completing:
        from salesbook.cli.completion import register_shells

        register_shells()
    try:
        code = command.main(
            args=list(arguments) or ["--help"], prog_name="salesbook", standalone_mode=False, obj=session
        )
    except UnknownCommand as unknown:
        return _unknown(session, unknown)
    except TyperException as error:
        from salesbook.cli.usage import usage_text

        session.stderr.write(usage_text(error, arguments, session.language) + "\n")
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
