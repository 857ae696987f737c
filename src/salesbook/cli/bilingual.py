"""Help in both languages: typer takes plain strings, so a help text carries both until a command is shown."""

from __future__ import annotations

from typing import Any

from salesbook.i18n import Language

_BETWEEN = "\u241e"  # the sign for a record separator, which no text contains


def both(en: str, zh: str) -> str:
    """A help text in both languages, as one string for typer."""
    return f"{en}{_BETWEEN}{zh}"


def localise(text: str | None, language: Language) -> str | None:
    """The part of a help text in one language."""
    if text is None or _BETWEEN not in text:
        return text
    en, zh = text.split(_BETWEEN, 1)
    return zh if language is Language.ZH else en


def localise_command(command: Any, language: Language) -> Any:
    """Choose the language of a command's own help and of its parameters'; the command is changed in place."""
    for name in ("help", "short_help", "epilog", "rich_help_panel"):
        if isinstance(getattr(command, name, None), str):
            setattr(command, name, localise(getattr(command, name), language))
    for parameter in command.params:
        for name in ("help", "rich_help_panel"):
            if isinstance(getattr(parameter, name, None), str):
                setattr(parameter, name, localise(getattr(parameter, name), language))
    return command
