"""The reference of all commands, in both languages, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from salesbook.cli.commands import COMMANDS
from salesbook.cli.help_page import sections, usage_line
from salesbook.cli.lazy_group import load_command
from salesbook.cli.program import program
from salesbook.i18n import Language, Text

_NAMES = {Language.EN: "docs/commands.md", Language.ZH: "docs/commands.zh-CN.md"}
_TITLE = Text(en="Commands", zh="命令")
_INTRODUCTION = Text(
    en="What `salesbook COMMAND --help` says. Every command takes `--book`, `--lang` and `--help`; they are listed "
    "once, here:",
    zh="与 `salesbook 命令 --help` 的内容相同。每个命令都有 `--book`、`--lang` 和 `--help`，只在此处列出：",
)
_COMMON = 3
"""How many options every command has, at the end of its own."""


def pages() -> dict[str, str]:
    """The reference by file name."""
    return {name: "\n\n".join(_page(language)) + "\n" for language, name in _NAMES.items()}


def _page(language: Language) -> Iterator[str]:
    root = typer.Context(program(language), info_name="salesbook")
    yield f"# {_TITLE.to(language)}"
    yield _INTRODUCTION.to(language)
    _, options = next(sections(root, language))
    yield _table(options)
    panel = None
    for place in COMMANDS:
        if place.panel != panel:
            panel = place.panel
            yield f"## {panel.to(language)}"
        command = load_command(place, language)
        context = typer.Context(command, info_name=place.name, parent=root)
        yield from _command(context, language, level=3)
        for name in command.list_commands(context) if place.group else ():
            inner = typer.Context(command.get_command(context, name), info_name=name, parent=context)
            yield from _command(inner, language, level=4)


def _command(context: Any, language: Language, level: int) -> Iterator[str]:
    yield f"{'#' * level} {context.command_path.removeprefix('salesbook ')}"
    yield context.command.help or ""
    yield f"```text\n{usage_line(context, language)}\n```"
    own = context.command.params[: len(context.command.params) - _COMMON]
    context.command.params = own
    entries = [entry for _, found in sections(context, language) for entry in found]
    if own:
        yield _table(entries)


def _table(entries: list[tuple[str, str]]) -> str:
    rows = [f"| `{_escaped(name.strip())}` | {_escaped(said)} |" for name, said in entries]
    return "\n".join(["| | |", "|---|---|", *rows])


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")
