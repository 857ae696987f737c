"""The canonical YAML text of an entry: one way to write it, and read alike by every YAML parser.

A string stays plain only where nothing could take it for something else: YAML 1.1 and 1.2 differ on booleans, octals,
dates, sexagesimals and line breaks, and parsers differ beyond their standard. So plain strings are those known to be
safe, and all others stand in double quotes with JSON's escapes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeGuard

_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"])
"""What some parser takes for a boolean, null or a number, in any case of its letters."""

_NUMBER_LIKE = re.compile(r"(?:[eE][-+]?)?[0-9][0-9A-Fa-f_.,:+\-xXoOtTzZ /]*")
"""Numbers in any notation, dates and timestamps; also what only resembles them (``e5``): quotes do no harm."""

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_ESCAPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NONCHARACTERS = frozenset("\ufffe\uffff")
_FLOW_INDICATORS = frozenset(",[]{}?")  # YAML 1.1 ends a plain text at a question mark


def write_entry(data: Mapping[str, object], *, flow: bool) -> str:
    """The text of one entry, from its ``- `` to its line end; fields in the order of ``data``.

    ``flow`` writes it all in one line. Otherwise one field a line, a list of fields one item a line, and all else in
    the line of its field. A field that is ``None`` is left out. Values are ``str``, ``int``, ``Decimal`` (written
    digit by digit as given, never with an exponent), ``bool``, ``date``, and lists and mappings of them.
    """
    fields = {name: value for name, value in data.items() if value is not None}
    if flow or not fields:
        return f"- {_inline(fields)}\n"
    lines: list[str] = []
    for name, value in fields.items():
        if _is_list(value) and value and all(isinstance(item, Mapping) for item in value):
            lines.append(f"{_name(name)}:")
            lines += [f"  - {_inline(item)}" for item in value]
        else:
            lines.append(f"{_name(name)}: {_inline(value, in_flow=False)}")
    return "- " + "\n  ".join(lines) + "\n"


def write_text(text: str, *, in_flow: bool) -> str:
    """A string as YAML writes it, in double quotes unless no parser could misread it plain.

    Raises ``ValueError`` for a lone surrogate, which no UTF-8 text can hold.
    """
    return text if _is_safe(text, in_flow) else '"' + "".join(map(_escaped, text)) + '"'


def _inline(value: object, *, in_flow: bool = True) -> str:
    if isinstance(value, Mapping):
        fields = (f"{_name(name)}: {_inline(item)}" for name, item in value.items() if item is not None)
        return "{" + ", ".join(fields) + "}"
    if _is_list(value):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return _scalar(value, in_flow)


def _scalar(value: object, in_flow: bool) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return write_text(value, in_flow=in_flow)
        case int():
            return str(value)
        case Decimal() if value.is_finite():
            return f"{value:f}"
        case date() if not isinstance(value, datetime):
            return value.isoformat()
    raise TypeError(f"a book holds no {type(value).__name__}: {value!r}")


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a field's name is text, not {name!r}")
    return write_text(name, in_flow=True)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _is_safe(text: str, in_flow: bool) -> bool:
    if not text or text != text.strip() or text.casefold() in _WORDS:
        return False
    if text[0].isascii() and not text[0].isalnum():
        return False
    if ":" in text or "#" in text or (in_flow and not _FLOW_INDICATORS.isdisjoint(text)):
        return False
    if _NUMBER_LIKE.fullmatch(text) and not _MONTH.fullmatch(text):
        return False
    return text.isprintable() or not any(map(_needs_escape, text))


def _needs_escape(character: str) -> bool:
    return unicodedata.category(character) in _ESCAPED_CATEGORIES or character in _NONCHARACTERS


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _needs_escape(character):
        return character
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:
        raise ValueError(f"no character: U+{number:04X}")
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
