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


GUIDES = sorted(page for page in ROOT.glob("docs/*.md") if not page.name.endswith(".zh-CN.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda page: page.name)
def test_every_guide_is_there_in_both_languages_and_found_from_the_first_page_of_each(guide: Path) -> None:
    chinese = guide.with_suffix(".zh-CN.md")
    assert chinese.exists()
    for page, name in (("README.md", guide.name), ("README.zh-CN.md", chinese.name)):
        assert f"docs/{name}" in _LINK.findall((ROOT / page).read_text("utf-8"))
