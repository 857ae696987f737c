"""`add-order` does not load the book: what it opens, parses and asks is the same however many orders there are."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROBE = """
import json, sys
opened = []
def note(event, arguments):
    if event == "open" or event == "sqlite3.connect":
        opened.append([event, str(arguments[0])])
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
sys.stderr.write("\\n" + json.dumps({"opened": opened, "parsed": len(parsed), "code": code}))
"""


@dataclass(frozen=True)
class Work:
    """What a command did: the files of the book it opened, whether it opened a database, how many entries it parsed."""

    files: frozenset[str]
    database: bool
    parsed: int


def work_of(root: Path, *words: str) -> Work:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], cwd=root, capture_output=True, check=True, encoding="utf-8"
    )
    told = json.loads(done.stderr.splitlines()[-1])
    assert told["code"] == 0, done.stderr
    ledgers = str(root / "ledgers")
    files = frozenset(name.removeprefix(ledgers) for _, name in told["opened"] if name.startswith(ledgers))
    return Work(files, any(event == "sqlite3.connect" for event, _ in told["opened"]), told["parsed"])


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
