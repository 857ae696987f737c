"""Pages in a real browser: tables sort, nothing is fetched, nothing complained of, nothing runs off a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from salesbook.i18n import Language
from salesbook.index.book import open_book
from salesbook.model.dates import month
from salesbook.render.screen import Screen
from salesbook.render.targets.html import render
from salesbook.reports.parts.registry import NAMES
from salesbook.reports.period import period_report
from salesbook.table import Document
from tests.render.samples import aging

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if BROWSER is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Iterator[Any]:
    yield from shown(browser, aging(), tmp_path / "page.html", SIZES[request.param])


@pytest.fixture(params=SIZES)
def report(request: pytest.FixtureRequest, browser: Any, demo_book: Path, tmp_path: Path) -> Iterator[Any]:
    """The month's report of the demonstration company, with its charts."""
    book = open_book(demo_book)
    assert book.policy is not None
    document = period_report(book, book.policy, month(2026, 10), names=NAMES)
    yield from shown(browser, document, tmp_path / "report.html", SIZES[request.param])


def shown(browser: Any, document: Document, path: Path, size: tuple[int, int]) -> Iterator[Any]:
    path.write_text(render(document, Language.ZH, Screen()), encoding="utf-8")
    opened = browser.new_page(viewport={"width": size[0], "height": size[1]})
    opened.complaints = []
    opened.requests = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("request", lambda made: opened.requests.append(made.url))
    opened.goto(path.as_uri())
    yield opened
    opened.close()


def column(page: Any, heading: str) -> list[str]:
    at = page.locator("thead th").all_inner_texts().index(heading)
    texts: list[str] = page.locator(f"tbody td:nth-child({at + 1})").all_inner_texts()
    return texts


def test_a_click_sorts_numbers_as_numbers_and_again_the_other_way(page: Any) -> None:
    page.get_by_role("button", name="应收合计").click()
    numbers = [float(text.replace(",", "")) for text in column(page, "应收合计")]
    assert numbers == sorted(numbers)
    assert len(numbers) > 1
    page.get_by_role("button", name="应收合计").press("Enter")
    assert [float(text.replace(",", "")) for text in column(page, "应收合计")] == sorted(numbers, reverse=True)
    assert page.locator("tfoot td").first.inner_text() == "合计"


def test_nothing_is_fetched_and_nothing_complained_of(page: Any) -> None:
    page.get_by_role("button", name="客户").click()
    assert page.requests == [page.url]
    assert page.complaints == []


def test_only_the_table_scrolls_sideways(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_whole_report_fits_its_page_and_its_charts_are_seen(report: Any) -> None:
    assert report.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert report.complaints == []
    assert report.requests == [report.url]
    boxes = [chart.bounding_box() for chart in report.locator("svg.chart").all()]
    assert boxes
    assert all(box["width"] > 300 and box["height"] > 100 for box in boxes)
    bars = report.locator("svg.chart rect[height]").all()
    assert any((bar.bounding_box() or {"height": 0})["height"] > 20 for bar in bars)


def test_labels_of_a_chart_do_not_run_into_each_other(report: Any) -> None:
    ends = report.evaluate(
        """() => [...document.querySelectorAll("svg.chart")].map(svg =>
            [...svg.querySelectorAll("text[text-anchor=middle]")].map(text => {
                const box = text.getBoundingClientRect();
                return [box.left, box.right];
            }))"""
    )
    for labels in ends:
        assert all(right <= left + 1 for (_, right), (left, _) in pairwise(labels))
