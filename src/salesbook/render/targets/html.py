"""One page that opens anywhere: nothing is fetched, tables sort, charts are drawn, paper gets A4."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from salesbook.i18n import Language, Text
from salesbook.render.cells import COLON, fact_shown, is_negative, is_numeric
from salesbook.render.chart_data import chart_data
from salesbook.render.layout import Words, in_words
from salesbook.render.screen import Screen
from salesbook.render.svg import chart_svg
from salesbook.render.width import display_width, printable
from salesbook.table import Cell, CellType, Column, Document, Role, Row, Table

_FETCHES_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_LANGUAGE_TAG = {Language.EN: "en", Language.ZH: "zh-CN"}
_CONTENTS = Text("Contents", "目录")
_SHORT = 14
"""Columns of text that is never broken: ids and words; longer text may be."""
_FEWEST_FOR_CONTENTS = 4


def render(document: Document, language: Language, screen: Screen) -> str:
    """The document as one HTML file, in light or dark as its reader's system is set."""
    page = Element("html", {"lang": _LANGUAGE_TAG[language]})
    _head(page, document, language)
    body = SubElement(page, "body")
    _opening(body, document, language)
    if len(document.tables) >= _FEWEST_FOR_CONTENTS:
        _contents(body, document.tables, language)
    for table in document.tables:
        _section(body, document, table, language)
    _notes(body, document.notes, language)
    SubElement(body, "script").text = _carried("sort.js")
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _carried(name: str) -> str:
    return files("salesbook.render.page").joinpath(name).read_text(encoding="utf-8")


def _head(page: Element, document: Document, language: Language) -> None:
    head = SubElement(page, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _FETCHES_NOTHING})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "title").text = printable(document.title.to(language))
    SubElement(head, "style").text = _carried("style.css")


def _opening(body: Element, document: Document, language: Language) -> None:
    header = SubElement(body, "header")
    SubElement(header, "h1").text = printable(document.title.to(language))
    if document.marked:
        SubElement(header, "p", {"class": "marked"}).text = printable(document.marked.to(language))
    facts = [(label, value) for label, value in document.facts if value is not None]
    if facts:
        listed = SubElement(header, "dl", {"class": "facts"})
        for label, value in facts:
            pair = SubElement(listed, "div")
            SubElement(pair, "dt", {"data-colon": COLON.to(language).strip()}).text = printable(label.to(language))
            SubElement(pair, "dd").text = printable(fact_shown(value, language))


def _contents(body: Element, tables: Sequence[Table], language: Language) -> None:
    listed = SubElement(SubElement(body, "nav", {"aria-label": _CONTENTS.to(language)}), "ul")
    for table in tables:
        link = SubElement(SubElement(listed, "li"), "a", {"href": f"#{table.name}"})
        link.text = printable(table.title.to(language))


def _section(body: Element, document: Document, table: Table, language: Language) -> None:
    section = SubElement(body, "section", {"id": table.name})
    title = table.title.to(language)
    if title not in {"", document.title.to(language)}:
        SubElement(section, "h2").text = printable(title)
    for chart in table.charts:
        if data := chart_data(chart, table, language):
            section.append(chart_svg(chart.kind, chart.title.to(language), data, language))
    _table(SubElement(section, "div", {"class": "scroll"}), table, language)
    _notes(section, table.notes, language)


def _notes(parent: Element, notes: Sequence[Text], language: Language) -> None:
    for note in notes:
        SubElement(parent, "p", {"class": "notes"}).text = printable(note.to(language))


def _table(parent: Element, table: Table, language: Language) -> None:
    """Rows in the table's body, except totals at its end; without sections in between, headings sort."""
    words = in_words(table, language)
    made = SubElement(parent, "table")
    sortable = all(row.role is not Role.SECTION for row in table.rows)
    headings = SubElement(SubElement(made, "thead"), "tr")
    for column, heading in zip(table.columns, words.headings, strict=True):
        _heading(headings, column, heading, sortable=sortable)
    totals = _totals_at_end(table.rows)
    parts = [("tbody", range(len(table.rows) - totals)), ("tfoot", range(len(table.rows) - totals, len(table.rows)))]
    for name, rows in parts:
        if rows:
            part = SubElement(made, name)
            for at in rows:
                _row(part, table, words, at)


def _totals_at_end(rows: Sequence[Row]) -> int:
    count = 0
    while count < len(rows) and rows[-1 - count].role is Role.TOTAL:
        count += 1
    return count


def _heading(row: Element, column: Column, heading: str, *, sortable: bool) -> None:
    numeric = is_numeric(column)
    cell = SubElement(row, "th", {"scope": "col", **({"class": "number"} if numeric else {})})
    if sortable:  # a real button would be left out where a heading is printed again on the next page
        cell.set("data-numeric", "yes" if numeric else "no")
        SubElement(cell, "span", {"role": "button", "tabindex": "0"}).text = heading
    else:
        cell.text = heading


def _row(part: Element, table: Table, words: Words, at: int) -> None:
    row, texts = table.rows[at], words.rows[at]
    made = SubElement(part, "tr", {} if row.role is Role.BODY else {"class": row.role.value})
    if row.role is Role.SECTION:
        SubElement(made, "td", {"colspan": str(len(table.columns))}).text = texts[0]
        return
    for column, cell, text in zip(table.columns, row.cells, texts, strict=True):
        attributes = {"class": " ".join(_classes(column, cell, text))}
        if row.role is Role.BODY:
            attributes["data-sort"] = _sort_key(column, cell, text)
        SubElement(made, "td", {name: value for name, value in attributes.items() if value}).text = text


def _classes(column: Column, cell: Cell, text: str) -> list[str]:
    if is_numeric(column):
        return ["number", "below"] if is_negative(cell) else ["number"]
    return ["short"] if column.type is not CellType.TEXT or display_width(text) <= _SHORT else []


def _sort_key(column: Column, cell: Cell, text: str) -> str:
    """What a row is sorted by: plain digits of a number, words as they are shown."""
    if cell is None or not is_numeric(column):
        return text
    return str(cell) if not isinstance(cell, Text) else ""
