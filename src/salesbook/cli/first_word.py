"""Completing the first word of a command line, the name of a command, without loading any.

In the words that typer's scripts for the shells send and expect (``completion`` answers all other questions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from salesbook.cli.commands import COMMANDS, CommandPlace
from salesbook.i18n import Language

_WORD = re.compile(r"[\w-]*", re.ASCII)


def first_words(question: str, environment: Mapping[str, str], language: Language) -> str | None:
    """What is printed for the shell that asks (``complete_bash``); None where it does not ask for a command's name."""
    shell = question.removeprefix("complete_")
    word = _in_bash(environment) if shell == "bash" else _elsewhere(environment)
    if word is None or word.startswith("-") or not _WORD.fullmatch(word):
        return None
    places = [place for place in COMMANDS if place.name.startswith(word)]
    if shell == "bash":
        return _lines(place.name for place in places)
    if shell == "zsh" and places:
        described = (f'"{place.name}":"{quoted_for_zsh(_help(place, language))}"' for place in places)
        return f"_arguments '*: :(({_lines(described).rstrip()}))'\n"
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "get-args":
        return _lines(f"{place.name}\t{_help(place, language)}" for place in places)
    return None


def _in_bash(environment: Mapping[str, str]) -> str | None:
    """The first word after the program's name, as far as it is typed; None where a later one is asked for."""
    words = environment.get("COMP_WORDS", "").split()
    if environment.get("COMP_CWORD") != "1" or len(words) > 2:
        return None
    return words[1] if len(words) == 2 else ""


def _elsewhere(environment: Mapping[str, str]) -> str | None:
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = line.split()
    typed = [*words, ""] if line.endswith(" ") else words
    return typed[1] if len(typed) == 2 else None


def _help(place: CommandPlace, language: Language) -> str:
    return place.help.to(language)


def quoted_for_zsh(text: str) -> str:
    """A value or its description for zsh's ``_arguments``."""
    quoted = text.replace('"', '""').replace("'", "''").replace("$", "\\$").replace("`", "\\`")
    return quoted.replace(":", r"\\:")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
