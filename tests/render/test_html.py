"""Pages hold every cell of a document, escaped, and nothing that would be fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given

from salesbook.i18n import Language, Text
from salesbook.i18n.text import verbatim
from salesbook.model.money import Money
from salesbook.render.layout import in_words
from salesbook.render.screen import Screen
from salesbook.render.targets.html import render
from salesbook.table import CellType, Chart, ChartKind, Column, Document, Role, Row, Table
from tests.render.samples import aging, tables


class Page(HTMLParser):
    """The texts of the cells of a page, row by row, and all its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: list[str] = []
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


@given(tables())
def test_every_cell_stands_in_the_page_as_people_read_it(table: Table) -> None:
    page = Page(render(Document("sample", verbatim("sample"), (table,)), Language.ZH, Screen()))
    words = in_words(table, Language.ZH)
    expected = [list(words.headings)]
    for row, texts in zip(table.rows, words.rows, strict=True):
        expected.append([texts[0]] if row.role is Role.SECTION else list(texts))
    assert page.rows == expected


def test_a_page_refers_to_nothing_outside_itself() -> None:
    text = render(aging(), Language.EN, Screen())
    page = Page(text)
    assert not [name for name, _ in page.attributes if name in {"src", "srcset", "action", "data"}]
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")
    assert not re.search(r"url\(|@import|https?:", text)


def test_text_of_a_book_is_never_markup() -> None:
    name = "<script>alert('&amp;')</script>"
    table = Table("t", verbatim(name), (Column("name", verbatim(name)),), (Row((name,)),))
    text = render(Document("d", verbatim(name), (table,)), Language.EN, Screen())
    assert Page(text).tags.count("script") == 1
    assert Page(text).rows == [[name], [name]]


def chart_of(*amounts: int | None) -> str:
    columns = (Column("month", Text("Month", "月份")), Column("sales", Text("Sales", "销售额"), CellType.MONEY))
    rows = tuple(
        Row((f"2026-{at:02}", None if amount is None else Money(amount, "CNY"))) for at, amount in enumerate(amounts, 1)
    )
    chart = Chart(Text("Trend", "趋势"), ChartKind.BARS, "month", ("sales",))
    table = Table("t", verbatim("t"), columns, rows, charts=(chart,))
    return render(Document("d", verbatim("d"), (table,)), Language.EN, Screen())


def test_a_chart_tells_each_number_exactly() -> None:
    assert re.findall(r"<title>(2026[^<]*)</title></rect>", chart_of(123_456_78, None, -5)) == [
        "2026-01 Sales: 123,456.78",
        "2026-03 Sales: -0.05",
    ]


def test_a_chart_of_nothing_is_left_out() -> None:
    assert "<svg" in chart_of(1)
    assert "<svg" not in chart_of(None, 0)
