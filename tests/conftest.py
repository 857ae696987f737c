"""What tests of several areas share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from salesbook.index.book import open_book

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def demo_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration company's book, indexed and without git: to be read, or copied before it is changed."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copy(REPOSITORY / "salesbook.yaml", root)
    shutil.copytree(REPOSITORY / "ledgers", root / "ledgers")
    open_book(root).connection.close()
    return root
