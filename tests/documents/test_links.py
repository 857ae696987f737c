"""What the guides link to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    missing = [link for link in _LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize(
    ("page", "review"), [("README.md", "bank-review.md"), ("README.zh-CN.md", "bank-review.zh-CN.md")]
)
def test_the_guides_to_the_bank_are_found_from_the_first_page(page: str, review: str) -> None:
    links = _LINK.findall((ROOT / page).read_text("utf-8"))
    assert {"docs/bank-formats.md", f"docs/{review}"} <= set(links)
