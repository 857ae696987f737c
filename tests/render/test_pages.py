"""Pages in a real browser: tables sort, nothing is fetched, nothing complained of, nothing runs off a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.i18n import Language
from salesbook.render.screen import Screen
from salesbook.render.targets.html import render
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


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Iterator[Any]:
    path = tmp_path / "page.html"
    path.write_text(render(aging(), Language.ZH, Screen()), encoding="utf-8")
    width, height = request.param
    opened = browser.new_page(viewport={"width": width, "height": height})
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
