from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """A language that salesbook speaks."""

    EN = "en"
    ZH = "zh"


AGREEING = re.compile(r"\{(?P<number>\w+):(?P<one>[^{}|]*)\|(?P<many>[^{}|]*)\}")
"""A place in a text for the word that agrees with a number: ``{count:line|lines}``."""


class Text(NamedTuple):
    """A text for people, in every language; a text that lacks one cannot be written.

    The texts stand where they are used, so that a new report or check is one file and its
    translation is written in the same minute (docs/decisions/texts.md).
    """

    en: str
    zh: str

    def to(self, language: Language) -> str:
        """The text in ``language``."""
        return self.zh if language is Language.ZH else self.en

    def format(self, **values: object) -> Text:
        """Fill ``{name}`` places; a value that is itself a ``Text`` is filled in each language.

        A word agrees with a number by ``{count} {count:line|lines}``: 1 line, 2 lines.
        """
        return Text(en=_filled(self.en, values, Language.EN), zh=_filled(self.zh, values, Language.ZH))


def verbatim(words: object) -> Text:
    """What reads the same in every language: an id, a name, a path, a user's own words."""
    return Text(en=str(words), zh=str(words))


def _filled(template: str, values: dict[str, object], language: Language) -> str:
    words = {name: value.to(language) if isinstance(value, Text) else value for name, value in values.items()}
    if "|" in template:
        template = AGREEING.sub(
            lambda place: place["one"] if str(words[place["number"]]) == "1" else place["many"], template
        )
    return template.format(**words)
