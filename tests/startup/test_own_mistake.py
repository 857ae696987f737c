"""A mistake of the program's own ends in two lines and a file, not in a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from salesbook.cli import main as cli
from salesbook.cli.session import FAILED


def test_a_mistake_of_our_own_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken() -> int:
        raise RuntimeError("the drawer is stuck")

    monkeypatch.setattr(cli, "main", broken)
    monkeypatch.setattr(sys, "argv", ["salesbook", "--lang", "en"])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert ended.value.code == FAILED
    told = capsys.readouterr().err
    assert "the drawer is stuck" in told
    assert "Traceback" not in told
    (kept,) = tmp_path.glob("salesbook-*.txt")
    assert str(kept) in told
    assert "Traceback" in kept.read_text(encoding="utf-8")
