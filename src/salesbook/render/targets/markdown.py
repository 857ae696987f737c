"""GitHub-flavoured Markdown: a heading, facts as a list, tables with numbers to the right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from salesbook.i18n import Language, Text
from salesbook.render.cells import COLON, fact_shown, is_numeric
from salesbook.render.layout import in_words
from salesbook.render.screen import Screen
from salesbook.render.width import display_width, pad, printable
from salesbook.table import Document, Role, Table

_SPECIAL = re.compile(r"[\\|*`<>\[\]~]|\b_|_\b")
_LEAST_RULE = 4


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document as Markdown; its source lines up where it is read as text."""
    title = document.title.to(language)
    blocks = [f"# {_escaped(title)}"]
    if document.marked:
        blocks.append(f"> **{_escaped(document.marked.to(language))}**")
    blocks.append("\n".join(_facts(document, language)))
    for table in document.tables:
        table_title = table.title.to(language)
        if table_title not in {"", title}:
            blocks.append(f"## {_escaped(table_title)}")
        blocks += ["\n".join(_lines(table, language)), _notes(table.notes, language)]
    blocks.append(_notes(document.notes, language))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(document: Document, language: Language) -> list[str]:
    return [
        f"- {_escaped(label.to(language))}{COLON.to(language)}{_escaped(fact_shown(value, language))}"
        for label, value in document.facts
        if value is not None
    ]


def _notes(notes: Iterable[Text], language: Language) -> str:
    return "\n\n".join(_escaped(note.to(language)) for note in notes)


def _lines(table: Table, language: Language) -> list[str]:
    words = in_words(table, language)
    right = [is_numeric(column) for column in table.columns]
    lines = [[_escaped(heading) for heading in words.headings]]
    for row, texts in zip(table.rows, words.rows, strict=True):
        cells = [_escaped(text) for text in texts]
        lines.append(cells if row.role is Role.BODY else [f"**{cell}**" if cell else "" for cell in cells])
    widths = [max(_LEAST_RULE, *map(display_width, column)) for column in zip(*lines, strict=True)]
    rules = ["-" * (width - 1) + (":" if at else "-") for width, at in zip(widths, right, strict=True)]
    padded = [
        [pad(cell, width, right=at) for cell, width, at in zip(line, widths, right, strict=True)]
        for line in [lines[0], rules, *lines[1:]]
    ]
    return [f"| {' | '.join(line)} |" for line in padded]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", printable(text))
