"""Tables in HTML, which exports name ``.xls``: rows of cells, and the texts between tables as rows of their own."""

from __future__ import annotations

import re

from salesbook.bank.codes import TOO_LARGE
from salesbook.bank.reading.encoding import Decoded
from salesbook.bank.reading.grid import Grid, GridRow, clean
from salesbook.bank.reading.markup import unescaped, without
from salesbook.i18n import Text
from salesbook.model.problem import Problem

MAX_TAGS = 3_000_000
MAX_CELLS = 2_000_000
MAX_TEXT = 64 * 1024
"""Characters of a cell as written, blanks included."""

MAX_SPAN = 100
"""Columns that one cell reaches over at most."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*+)([^<>]*+)>")
_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_UNSEEN = {"script", "style", "title"}
_SPAN = re.compile(r"\bcolspan\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_CELLS = Text(en="the page (in cells)", zh="网页的单元格数")
_TAGS = Text(en="the page (in tags)", zh="网页的标签数")


def is_html(text: str) -> bool:
    """Whether a text is a page or a table of HTML."""
    beginning = text[:4_000].lstrip().lower()
    return beginning.startswith("<") and any(tag in text[:200_000].lower() for tag in ("<table", "<html", "<tr"))


def grids_of(decoded: Decoded, name: str) -> tuple[Grid, ...] | Problem:
    """The page as one grid: what its tables show from top to bottom."""
    text = decoded.text
    if text.count("<") > MAX_TAGS:
        return TOO_LARGE.problem(name=name, what=_TAGS, limit=f"{MAX_TAGS:,}")
    page = _Page()
    position = 0
    text = _DECLARATION.sub("", without(text, "<!--", "-->"))
    for match in _TAG.finditer(text):
        page.text(text[position : match.start()])
        page.tag(match[2].lower(), match[3], closing=bool(match[1]))
        position = match.end()
        if page.cells > MAX_CELLS:
            return TOO_LARGE.problem(name=name, what=_CELLS, limit=f"{MAX_CELLS:,}")
    page.text(text[position:])
    page.end_row()
    return (Grid(rows=page.rows, sheet="HTML", encoding=decoded.encoding),)


class _Page:
    """Collects the cells of a page as its tags and texts go by."""

    def __init__(self) -> None:
        self.rows: list[GridRow] = []
        self._row: list[str] = []
        self._parts: list[str] = []
        self._span = 1
        self._in_cell = False
        self._unseen = ""
        self.cells = 0

    def text(self, text: str) -> None:
        if text and not self._unseen and not text.isspace():
            self._parts.append(text)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if self._unseen and name not in {self._unseen, "table", "tr"}:
            return
        self._unseen = name if name in _UNSEEN and not closing else ""
        if name in {"td", "th"}:
            self._end_cell()
            self._in_cell = not closing
            span = _SPAN.search(attributes)
            self._span = min(int(span[1]) or 1, MAX_SPAN) if span else 1
        elif name in {"tr", "table", "tbody", "thead", "tfoot"}:
            self.end_row()
        elif name in _BREAKS:
            if self._in_cell:
                self._parts.append(" ")
            else:
                self.end_row()

    def end_row(self) -> None:
        self._end_cell()
        self._in_cell = False
        if self._row:
            self.cells += len(self._row)
            self.rows.append(self._row)
            self._row = []

    def _end_cell(self) -> None:
        if self._in_cell or self._parts:
            words = clean(" ".join(unescaped("".join(self._parts)[:MAX_TEXT]).split()))
            if self._in_cell or words:
                self._row += [words, *[""] * (self._span - 1)]
        self._parts = []
        self._span = 1
        self._in_cell = False
