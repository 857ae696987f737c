"""A command loads only what it needs: help and completion neither tables nor parsers, a report no parser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from salesbook.cli.commands import COMMANDS
from tests.oracle.random_books import write_random_book

HEAVY = {"babel", "openpyxl", "pandas", "pydantic", "pypinyin", "rich", "ruamel", "sqlite3", "yaml"}
PARSERS = {"openpyxl", "pandas", "pydantic", "pypinyin", "rich", "yaml"}

_PROBE = """
import sys
from salesbook.cli.main import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
loaded = sorted(sys.modules)
import json
from dataclasses import is_dataclass
own = [module for name, module in sys.modules.items() if name.startswith("salesbook")]
types = {value for module in own for value in vars(module).values() if isinstance(value, type)}
dataclasses = sum(is_dataclass(type) and type.__module__.startswith("salesbook") for type in types)
print(json.dumps([code or 0, loaded, dataclasses]), file=sys.stderr)
"""


def run(arguments: list[str], folder: Path, **environment: str) -> tuple[str, set[str]]:
    """What a command prints, and the packages and modules that it loaded."""
    output, modules, _ = run_counting(arguments, folder, **environment)
    return output, modules


def run_counting(arguments: list[str], folder: Path, **environment: str) -> tuple[str, set[str], int]:
    """Likewise, and how many dataclasses of ours were made."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments],
        cwd=folder,
        env={**os.environ, "SALESBOOK_LANG": "en", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules, dataclasses = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return done.stdout, {*modules, *(name.partition(".")[0] for name in modules)}, dataclasses


def test_the_version_is_told_without_the_program(tmp_path: Path) -> None:
    output, modules = run(["--version"], tmp_path)
    assert output.startswith("salesbook ")
    assert not modules & {"typer", "dataclasses", "inspect"}


def test_what_ends_is_not_searched_for_garbage(tmp_path: Path) -> None:
    probe = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 1000))\n"
    run = "from salesbook.cli.main import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", probe + run, "--version"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "True"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_the_program_itself_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    output, modules = run(arguments, tmp_path)
    assert "salesbook" in output
    assert not modules & HEAVY


@pytest.mark.parametrize("command", [place.name for place in COMMANDS])
def test_help_of_a_command_loads_no_parser(command: str, tmp_path: Path) -> None:
    output, modules = run([command, "--help"], tmp_path)
    assert f"Usage: salesbook {command}" in output
    assert not modules & PARSERS


COMPLETIONS = {
    "bash": {"COMP_WORDS": "salesbook ag", "COMP_CWORD": "1"},
    "zsh": {"_TYPER_COMPLETE_ARGS": "salesbook ag"},
    "fish": {"_TYPER_COMPLETE_ARGS": "salesbook ag", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_completing_a_command_loads_nothing_heavy(shell: str, tmp_path: Path) -> None:
    output, modules = run([], tmp_path, _SALESBOOK_COMPLETE=f"complete_{shell}", **COMPLETIONS[shell])
    assert "aging" in output
    assert "report" not in output
    assert not modules & {"typer", *HEAVY}


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_options_are_completed(shell: str, tmp_path: Path) -> None:
    asked = {name: value.replace("ag", "aging --as") for name, value in COMPLETIONS[shell].items() if "ag" in value}
    extra = {"COMP_CWORD": "2", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    output, modules = run([], tmp_path, _SALESBOOK_COMPLETE=f"complete_{shell}", **extra, **asked)
    assert "--as-of" in output
    assert not modules & PARSERS


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an index that is up to date; what was changed in the last seconds would be compared once more."""
    root = tmp_path_factory.mktemp("book")
    write_random_book(root, seed=3, orders=6)
    for file in root.rglob("*.yaml"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    _, modules = run(["check"], root)
    assert "yaml" in modules, "the first command reads the text"
    return root


REPORTS = ["aging", "aging --detail", "report --year 2026", "open", "list orders --open", "list payments", "check"]


@pytest.mark.parametrize("arguments", REPORTS)
def test_a_report_on_an_up_to_date_index_needs_no_parser(arguments: str, indexed: Path) -> None:
    _, modules = run(arguments.split(), indexed)
    assert not modules & PARSERS


@pytest.mark.parametrize(
    ("arguments", "most"), [("aging", 1), ("open", 2), ("check", 1), ("report --month 2026-01", 6)]
)
def test_few_dataclasses_are_made(arguments: str, most: int, indexed: Path) -> None:
    """Python before 3.13 takes half a millisecond for each; records are named tuples."""
    _, modules, made = run_counting(arguments.split(), indexed)
    assert made <= most
    assert "hashlib" not in modules, "it loads OpenSSL"


def test_few_dataclasses_are_made_after_one_more_entry(indexed: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copytree(indexed, book)
    reps = book / "ledgers/reps.yaml"
    reps.write_text(reps.read_text("utf-8") + "- {id: one-more, name: One More}\n", "utf-8")
    _, modules, made = run_counting(["aging"], book)
    assert "salesbook.index.update" in modules
    assert made <= 4


OF_OTHERS = {"salesbook.book.journal", "salesbook.history.commits", "salesbook.index.update", "salesbook.recording"}


@pytest.mark.parametrize("arguments", ["aging", "open", "report --month 2026-01", "check"])
def test_a_report_loads_nothing_of_what_writes(arguments: str, indexed: Path) -> None:
    _, modules = run(arguments.split(), indexed)
    assert not modules & OF_OTHERS


@pytest.mark.parametrize("arguments", ["aging", "open", "check"])
def test_who_asks_for_no_commission_loads_none(arguments: str, indexed: Path) -> None:
    _, modules = run(arguments.split(), indexed)
    assert not modules & {"salesbook.model.commission", "salesbook.rules.commission"}


def test_showing_an_order_needs_no_parser(indexed: Path) -> None:
    output, _ = run(["list", "orders", "--format", "json"], indexed)
    _, modules = run(["show", json.loads(output)[0]["id"]], indexed)
    assert not modules & PARSERS


@pytest.mark.parametrize(
    ("words", "expected"), [("list or", "orders"), ("schema pa", "payments"), ("aging --format c", "csv")]
)
def test_values_are_completed(words: str, expected: str, tmp_path: Path) -> None:
    asked = {"COMP_WORDS": f"salesbook {words}", "COMP_CWORD": str(len(words.split()))}
    output, modules = run([], tmp_path, _SALESBOOK_COMPLETE="complete_bash", **asked)
    assert output.split() == [expected]
    assert not modules & PARSERS
