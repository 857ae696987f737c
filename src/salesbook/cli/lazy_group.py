"""The list of all commands without loading any; a command's module is imported when it is called."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_group

from salesbook.cli.bilingual import both, localise_command
from salesbook.cli.commands import COMMANDS, CommandPlace
from salesbook.i18n import Language

_PLACES = {place.name: place for place in COMMANDS}


class LazyGroup(TyperGroup):
    """Lists stubs, and imports the module of a command only when it is resolved."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, in the order of their registry."""
        return list(_PLACES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A stub that stands for the command in lists."""
        place = _PLACES.get(cmd_name)
        if place is None:
            return None
        language = _language(ctx)
        return TyperCommand(
            name=place.name,
            help=place.help.to(language),
            rich_help_panel=place.panel.to(language),
            callback=None,
            params=[],
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command itself, imported."""
        place = _PLACES.get(args[0])
        if place is None:
            import difflib

            near = difflib.get_close_matches(args[0], _PLACES, 1, cutoff=0.5)
            raise UnknownCommand(args[0], near[0] if near else None)
        return place.name, load_command(place, _language(ctx)), args[1:]


class UnknownCommand(Exception):  # noqa: N818  it is told to the user as a sentence, not as an error's name
    """The user named a command that there is not."""

    def __init__(self, name: str, near: str | None) -> None:
        super().__init__(name)
        self.name = name
        self.near = near


def load_command(place: CommandPlace, language: Language) -> Any:
    """Import a command (or a group of commands), with its help in one language."""
    app: typer.Typer = importlib.import_module(f"salesbook.cli.{place.module}").app
    for each in app.registered_commands:
        _evaluate_annotations(each.callback)
    group = get_group(app)
    if not place.group:
        return make_ready(group.commands[place.name], language)
    group.name = place.name
    for command in group.commands.values():
        make_ready(command, language)
    return make_ready(group, language)


def _evaluate_annotations(command: Any) -> None:
    """What the parameters of a command's function are, worked out once: typer asks for it four times."""
    command.__annotations__ = inspect.get_annotations(command, eval_str=True)


def make_ready(command: Any, language: Language) -> Any:
    """Give a command the options that all have, and its help in one language; it is changed in place."""
    command.params += common_options()
    command.add_help_option = False
    return localise_command(command, language)


def common_options() -> list[TyperOption]:
    """``--book``, ``--lang`` and ``--help``, which every command takes; the session has read the first two before."""
    return [
        TyperOption(
            param_decls=["--book"],
            type=Path,
            metavar="DIR",
            expose_value=False,
            help=both("The folder of the book", "账簿所在的文件夹"),
        ),
        TyperOption(
            param_decls=["--lang"],
            type=Language,
            metavar="en|zh",
            expose_value=False,
            help=both("The language to speak", "界面语言"),
        ),
        TyperOption(
            param_decls=["--help", "-h"],
            type=bool,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help=both("Show this page", "显示本帮助"),
        ),
    ]


def _show_help(context: Any, parameter: Any, value: Any) -> None:
    del parameter
    if not value or context.resilient_parsing:
        return
    from salesbook.cli.help_page import help_page
    from salesbook.render.screen import screen_of

    session = context.find_root().obj
    session.stdout.write(help_page(context, session.language, screen_of(session.stdout)))
    raise typer.Exit


def _language(ctx: Any) -> Language:
    session = ctx.find_root().obj
    language: Language = session.language if session is not None else Language.EN
    return language
