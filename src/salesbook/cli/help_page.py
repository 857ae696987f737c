"""The help of a command as a page, in one language: what ``--help`` prints.

Laid out here rather than by typer, whose own words are English only and whose layout costs half of a start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

from salesbook.i18n import Language, Text
from salesbook.render.screen import Screen, Style
from salesbook.render.width import display_width, pad, wrap

_USAGE = Text("Usage: ", "用法：")
_OPTIONS = Text("Options", "选项")
_ARGUMENTS = Text("Arguments", "参数")
_COMMANDS = Text("Commands", "命令")
_OPTIONS_PLACE = Text("[OPTIONS]", "[选项]")
_COMMAND_PLACE = Text("COMMAND …", "命令 …")
_DEFAULT = Text("[default: {value}]", "[默认：{value}]")
_REQUIRED = Text("[required]", "[必填]")
_REPEATED = Text("[may be repeated]", "[可重复]")

_WIDTH = 80
_WIDEST = 100
_INDENT = "  "
_GAP = 2
_WIDEST_NAMES = 32
"""Columns of names; what is longer takes a line of its own."""

_LEAST_SAID = 16
"""Columns of what is said of a name, however narrow the terminal is."""

Entry = tuple[str, str]
"""A name and what is said of it."""


def help_page(context: Any, language: Language, screen: Screen) -> str:
    """The page of the command that ``context`` runs, its texts already in ``language``."""
    width = min(screen.width or _WIDTH, _WIDEST)
    command = context.command
    blocks = [[_USAGE.to(language) + usage_line(context, language)]]
    blocks += [wrap(paragraph, width) for paragraph in (command.help or "").split("\n\n") if paragraph]
    for title, entries in sections(context, language):
        blocks.append([screen.paint(title, Style.BOLD), *_columns(entries, width)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def usage_line(context: Any, language: Language) -> str:
    """``salesbook show [OPTIONS] ID``."""
    command = context.command
    arguments = [_argument_place(each) for each in command.params if each.param_type_name == "argument"]
    place = [_COMMAND_PLACE.to(language)] if hasattr(command, "list_commands") else []
    return " ".join([context.command_path, _OPTIONS_PLACE.to(language), *arguments, *place])


def sections(context: Any, language: Language) -> Iterator[tuple[str, list[Entry]]]:
    """Titles, each with the entries below it: arguments, options, commands by their panel."""
    command = context.command
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    arguments = [each for each in shown if each.param_type_name == "argument"]
    options = [each for each in shown if each.param_type_name == "option"]
    if arguments:
        yield _ARGUMENTS.to(language), [(_argument_place(each), _said(each, language)) for each in arguments]
    if options:
        yield _OPTIONS.to(language), [(_option_names(each), _said(each, language)) for each in options]
    if hasattr(command, "list_commands"):
        yield from _commands(context, language)


def _commands(context: Any, language: Language) -> Iterator[tuple[str, list[Entry]]]:
    panels: dict[str, list[Entry]] = {}
    for name in context.command.list_commands(context):
        command = context.command.get_command(context, name)
        panel = getattr(command, "rich_help_panel", None)
        title = panel if isinstance(panel, str) else _COMMANDS.to(language)
        panels.setdefault(title, []).append((name, command.help or ""))
    yield from panels.items()


def _argument_place(argument: Any) -> str:
    """An argument in the usage line; a metavar with brackets is written out already."""
    metavar: str = argument.metavar or str(argument.name).upper()
    if metavar.startswith("["):
        return metavar
    place = f"{metavar} …" if argument.nargs == -1 else metavar
    return place if argument.required else f"[{place}]"


def _option_names(option: Any) -> str:
    names = sorted([*option.opts, *option.secondary_opts], key=len)
    written = ("    " if names[0].startswith("--") else "") + ", ".join(names)
    return written if option.is_flag else f"{written} {_value_place(option)}"


def _value_place(option: Any) -> str:
    choices: Sequence[Any] | None = getattr(option.type, "choices", None)
    if choices:
        return "|".join(str(choice.value if isinstance(choice, Enum) else choice) for choice in choices)
    return str(option.metavar or option.type.name.upper())


def _said(parameter: Any, language: Language) -> str:
    parts = [parameter.help or ""]
    default = parameter.default
    shown = default.value if isinstance(default, Enum) else default
    if isinstance(shown, (str, int)) and not isinstance(shown, bool) and shown != "":
        parts.append(_DEFAULT.format(value=shown).to(language))
    if parameter.required and parameter.param_type_name == "option":
        parts.append(_REQUIRED.to(language))
    if getattr(parameter, "multiple", False):
        parts.append(_REPEATED.to(language))
    return " ".join(part for part in parts if part)


def _columns(entries: Sequence[Entry], width: int) -> Iterator[str]:
    """Names in a column, and what is said of them beside, wrapped."""
    fitting = [display_width(name) for name, _ in entries if display_width(name) <= _WIDEST_NAMES]
    names = max(fitting, default=0)
    said_width = max(_LEAST_SAID, width - len(_INDENT) - names - _GAP)
    for name, said in entries:
        lines = wrap(said, said_width)
        if display_width(name) > names:
            yield _INDENT + name
        else:
            yield (_INDENT + pad(name, names + _GAP) + lines.pop(0)).rstrip()
        yield from (_INDENT + " " * (names + _GAP) + line for line in lines if line)
