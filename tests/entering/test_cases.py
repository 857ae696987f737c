"""Each file of ``cases/``: commands, and the exact text that they leave in the ledger files."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.entering.conftest import Run, git

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_commands_write_exactly_this(case: Path, book: Path, run: Run) -> None:
    commands, files = read_case(case.read_text("utf-8"))
    for code, words in commands:
        outcome = run(*words)
        assert outcome.code == code, (words, outcome)
    assert files
    for path, text in files.items():
        assert (book / path).read_text("utf-8") == text, path
    assert run("check").code == 0
    assert run("fmt", "--check", *files).code == 0  # what commands write is what `fmt` would write
    assert git(book, "status", "--porcelain") == ""


def read_case(text: str) -> tuple[list[tuple[int, list[str]]], dict[str, str]]:
    """``$ words``: a command (``$3 words`` must end with 3); ``--- path``: the text of a file follows; # a comment."""
    commands: list[tuple[int, list[str]]] = []
    files: dict[str, str] = {}
    path = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("$"):
            code, _, words = line[1:].partition(" ")
            commands.append((int(code or 0), shlex.split(words)))
        elif line.startswith("--- "):
            path = line.split()[1]
            files[path] = ""
        elif path:
            files[path] += line
    return commands, files


COMMANDS_WITH_CASES = [
    *("add-bill", "add-change", "add-credit", "add-customer", "add-delivery", "add-handin", "add-invoice"),
    *("add-opening", "add-order", "add-payment", "add-product", "add-rep", "add-target", "allocate", "cancel"),
]


@pytest.mark.parametrize("command", COMMANDS_WITH_CASES)
def test_every_command_that_enters_something_has_a_case(command: str) -> None:
    assert any(words[0] == command for case in CASES for _, words in read_case(case.read_text("utf-8"))[0])
