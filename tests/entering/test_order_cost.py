"""`add-order` does not load the book: what it opens, parses and asks is the same however many orders there are."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.entering.conftest import git

PROBE = """
import json, sys
opened, started = [], []
def note(event, arguments):
    if event in ("open", "sqlite3.connect"):
        opened.append([event, str(arguments[0])])
    if event == "subprocess.Popen":
        started.append(arguments[1])
sys.addaudithook(note)
from salesbook.book import tree_parser
parsed = []
inner = tree_parser.TreeParser.entry
def entry(parser):
    parsed.append(1)
    return inner(parser)
tree_parser.TreeParser.entry = entry
from salesbook.cli.main import main
code = main(sys.argv[1:])
told = {"opened": opened, "started": started, "parsed": len(parsed), "code": code, "modules": list(sys.modules)}
sys.stderr.write("\\n" + json.dumps(told))
"""


COMMANDS_OF_GIT = ("add", "cat-file", "commit", "config", "ls-files", "status", "update-index")


@dataclass(frozen=True)
class Work:
    """What a command did: the files of the book it opened, whether it opened a database, how many entries it parsed,
    the processes of git that it started, and all that it loaded.
    """

    files: frozenset[str]
    database: bool
    parsed: int
    git: tuple[str, ...]
    modules: frozenset[str]


def work_of(root: Path, *words: str) -> Work:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], cwd=root, capture_output=True, check=True, encoding="utf-8"
    )
    told = json.loads(done.stderr.splitlines()[-1])
    assert told["code"] == 0, done.stderr
    ledgers = str(root / "ledgers")
    files = frozenset(name.removeprefix(ledgers) for _, name in told["opened"] if name.startswith(ledgers))
    database = any(event == "sqlite3.connect" for event, _ in told["opened"])
    git = tuple(next(word for word in words[1:] if word in COMMANDS_OF_GIT) for words in told["started"])
    return Work(files, database, told["parsed"], git, frozenset(told["modules"]))


def fill(root: Path, orders: int) -> None:
    """Write that many orders of earlier months, and ten of this one."""
    (root / "ledgers/orders").mkdir(exist_ok=True)
    order = (
        "- id: SO-{month}-{number:04}\n  date: 2026-{name}-01\n  customer: HDJM\n  lines:\n"
        "    - {{product: P-100, qty: 1, price: 1.00, tax: 13%}}\n"
    )
    months = [(f"26{month:02}", f"{month:02}") for month in range(1, 11)]
    for month, name in [*months, ("2611", "11")]:
        count = 10 if name == "11" else orders // len(months)
        text = "".join(order.format(month=month, name=name, number=number) for number in range(1, count + 1))
        (root / f"ledgers/orders/2026-{name}.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("words", [("add-order", "HDJM", "P-100", "1"), ("add-order", "华东精密", "轴承", "1")])
def test_the_same_work_with_a_hundred_and_with_five_thousand_orders(plain_book: Path, words: tuple[str, ...]) -> None:
    works = []
    for orders in (100, 5000):
        fill(plain_book, orders)
        works.append(work_of(plain_book, *words))
    assert works[0] == works[1]
    assert not works[0].database
    assert works[0].files <= {
        "/customers.yaml",
        "/products.yaml",
        "/reps.yaml",
        "/orders/2026-11.yaml",
        "/orders/.2026-11.yaml.salesbook-new",
        "/orders",
    }


def test_only_a_customer_with_a_limit_costs_more(plain_book: Path) -> None:
    fill(plain_book, 100)
    assert not work_of(plain_book, "add-order", "HDJT", "P-100", "1", "--terms", "net30").database
    assert work_of(plain_book, "add-order", "SMALL", "P-100", "1").database


def test_an_order_takes_three_processes_of_git(book: Path) -> None:
    fill(book, 100)
    git(book, "add", ".")
    git(book, "commit", "--quiet", "--message=orders")
    assert work_of(book, "add-order", "HDJM", "P-100", "1").git == ("config", "status", "commit")


UNUSED = {
    "asyncio",
    "concurrent",
    "filelock",
    "fractions",
    "hashlib",
    "hypothesis",
    "openpyxl",
    "pandas",
    "pydantic",
    "pypinyin",
    "random",
    "rich",
    "sqlite3",
    "tempfile",
}


def test_nothing_is_loaded_that_an_order_does_not_use(plain_book: Path) -> None:
    fill(plain_book, 100)
    modules = work_of(plain_book, "add-order", "HDJM", "P-100", "1").modules
    assert not UNUSED & {name.partition(".")[0] for name in modules}
    packages = {".".join(name.split(".")[:2]) for name in modules if name.startswith("salesbook.")}
    assert packages <= {
        f"salesbook.{name}" for name in ("book", "cli", "history", "i18n", "index", "model", "recording", "rules")
    }
    assert "salesbook.book.journal" not in modules, "one file changes at once"
    assert sum(name.startswith("salesbook.") for name in modules) <= 98
