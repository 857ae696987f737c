"""``bank lines`` reads a file and needs no book."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from .conftest import EXPORTS, Run, files_of


@pytest.mark.parametrize("file", EXPORTS)
def test_a_file_is_read_without_a_book(
    new_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = files_of(new_book)
    (statement,) = run("bank", "lines", str(new_book / file), "--format", "json").data
    rows = list(csv.DictReader(io.StringIO(run("bank", "lines", str(new_book / file), "--format", "csv").out)))
    assert [line["amount"] for line in statement["lines"]] == [row["amount"] for row in rows]
    assert {row["status"] for row in rows} == {"booked"}
    screen = run("bank", "lines", str(new_book / file), "--lang", "en").out
    assert "booked" not in screen  # what all lines share is not said in each
    assert statement["account"] in screen
    assert files_of(new_book) == before
