"""Help speaks of every command and option, in the user's language, and the reference has them all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from salesbook.cli.commands import COMMANDS, CommandPlace
from salesbook.cli.help_page import help_page
from salesbook.cli.lazy_group import load_command
from salesbook.cli.program import program
from salesbook.i18n import Language
from salesbook.render.screen import Screen
from salesbook.render.width import display_width

DOCS = Path(__file__).parents[2] / "docs"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_OF_TYPER = ("Usage", "Options", "Arguments", "Commands", "default", "required", "Show this", "exit.", "Install")


def contexts(place: CommandPlace, language: Language) -> list[Any]:
    """The command, and if it is a group those in it."""
    root = typer.Context(program(language), info_name="salesbook")
    command = load_command(place, language)
    context = typer.Context(command, info_name=place.name, parent=root)
    inner = command.list_commands(context) if place.group else []
    return [context] + [
        typer.Context(command.get_command(context, name), info_name=name, parent=context) for name in inner
    ]


@pytest.mark.parametrize("place", COMMANDS, ids=lambda place: place.name)
def test_a_command_is_explained_in_both_languages(place: CommandPlace) -> None:
    for language in Language:
        for context in contexts(place, language):
            texts = [context.command.help, *(each.help for each in context.command.params)]
            assert all(texts), f"{context.command_path}: a text is missing"
            if language is Language.ZH:
                assert CHINESE.search(context.command.help)
                page = help_page(context, language, Screen(width=80))
                assert not [word for word in ENGLISH_OF_TYPER if word in page]


@pytest.mark.parametrize("place", COMMANDS, ids=lambda place: place.name)
def test_a_help_page_fits_a_terminal(place: CommandPlace) -> None:
    for language in Language:
        for context in contexts(place, language):
            lines = help_page(context, language, Screen(width=80)).splitlines()
            options = [line for line in lines if line.startswith("  ")]
            assert all(display_width(line) <= 80 for line in options)


@pytest.mark.parametrize("name", ["commands.md", "commands.zh-CN.md"])
def test_every_command_is_in_the_reference(name: str) -> None:
    headings = set(re.findall(r"^#{3,4} (.+)$", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE))
    paths = {
        context.command_path.removeprefix("salesbook ")
        for place in COMMANDS
        for context in contexts(place, Language.EN)
    }
    assert headings == paths
