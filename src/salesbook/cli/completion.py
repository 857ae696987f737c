"""Completion in the user's shell: installing it, and answering what the shell asks.

Typer's scripts and protocol are used as they are; its answers to zsh and fish are formatted here, since typer loads
all of rich to take markup out of help texts that have none.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer._click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete
from typer._completion_shared import Shells, _get_shell_name, get_completion_script, install

from salesbook.cli.first_word import quoted_for_zsh
from salesbook.cli.session import USAGE, Session
from salesbook.i18n import Text

_PROGRAM = "salesbook"
_VARIABLE = "_SALESBOOK_COMPLETE"


class _Zsh(ZshComplete):
    def format_completion(self, item: CompletionItem) -> str:
        value = quoted_for_zsh(item.value)
        return f'"{value}":"{quoted_for_zsh(_one_line(item.help))}"' if item.help else f'"{value}"'


class _Fish(FishComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{_one_line(item.help)}" if item.help else str(item.value)


class _PowerShell(PowerShellComplete):
    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}:::{_one_line(item.help) if item.help else ' '}"


def register_shells() -> None:
    """Make the shells known that may ask; called when one does."""
    add_completion_class(BashComplete, Shells.bash.value)
    add_completion_class(_Zsh, Shells.zsh.value)
    add_completion_class(_Fish, Shells.fish.value)
    add_completion_class(_PowerShell, Shells.powershell.value)
    add_completion_class(_PowerShell, Shells.pwsh.value)


def install_completion(context: Any) -> None:
    """Install completion for the shell that runs the command, and end it."""
    session: Session = context.obj
    shell, path = install(shell=_shell_or_refuse(session), prog_name=_PROGRAM, complete_var=_VARIABLE)
    session.say(
        Text(
            "completion for {shell} is installed in {path}; it works in the next terminal you open",
            "{shell} 的命令补全已安装到 {path}，重新打开终端后生效",
        ).format(shell=shell, path=path)
    )
    raise typer.Exit


def show_completion(context: Any) -> None:
    """Print the script that completion is installed with, and end the command."""
    session: Session = context.obj
    shell = _shell_or_refuse(session)
    session.stdout.write(get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=shell) + "\n")
    raise typer.Exit


def _shell_or_refuse(session: Session) -> str:
    shell = _get_shell_name()
    known = [each.value for each in Shells]
    if shell not in known:
        text = Text(
            "completion is there for {known}; this shell is {shell}", "命令补全支持 {known}；当前 shell 为 {shell}"
        )
        unknown = Text("not known", "未知")
        session.refuse(text.format(known=", ".join(known), shell=shell or unknown), USAGE)
    return shell


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
