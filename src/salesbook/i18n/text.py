from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that salesbook speaks."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Text:
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
        """Fill ``{name}`` places; a value that is itself a ``Text`` is filled in each language."""
        return Text(
            en=self.en.format(**{name: _part(value, Language.EN) for name, value in values.items()}),
            zh=self.zh.format(**{name: _part(value, Language.ZH) for name, value in values.items()}),
        )


def verbatim(words: object) -> Text:
    """What reads the same in every language: an id, a name, a path, a user's own words."""
    return Text(en=str(words), zh=str(words))


def _part(value: object, language: Language) -> object:
    return value.to(language) if isinstance(value, Text) else value
