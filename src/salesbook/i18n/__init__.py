"""Texts that people read, in every language at once; the lowest layer, used by all others."""

from salesbook.i18n.text import Language, Text

__all__ = ["Language", "Text"]
