"""Whatever is entered, in whatever order: what a command accepts never leaves a book with errors."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.entering.conftest import Run

REASONS = ["return", "exchange", "allowance", "rebate", "discount", "fee", "rounding", "write-off", "recovery"]


class Clerk:
    """Types commands that may or may not make sense."""

    def __init__(self, seed: int, book: Path) -> None:
        self.random = random.Random(seed)
        self.book = book

    def words(self) -> list[str]:
        """One command; mostly about what is there."""
        kinds = [
            self.order,
            self.delivery,
            self.change,
            self.invoice,
            self.payment,
            self.credit,
            self.bill,
            self.money_later,
        ]
        words = self.random.choices(kinds, [4, 5, 2, 4, 5, 3, 2, 3])[0]()
        day = f"2026-11-{self.random.randint(15, 25)}" if self.random.random() < 0.5 else "today"
        return [*words, "--date", day, "--no-commit"]

    def one(self, kind: str) -> str:
        """The id of an entry of a kind, or one that there is not."""
        files = sorted((self.book / "ledgers" / kind).glob("*.yaml"))
        ids = [id for file in files for id in re.findall(r"^- id: (\S+)$", file.read_text("utf-8"), re.MULTILINE)]
        return self.random.choice(ids) if ids else "NONE-1"

    def amount(self) -> str:
        return self.random.choice(["5", "100", "128.50", "33.33", "999", "-20", "2500"])

    def customer(self) -> str:
        return self.random.choice(["HDJM", "HDJT", "SMALL"])

    def order(self) -> list[str]:
        lines = [f"P-{self.random.choice([100, 200, 300])}", str(self.random.randint(1, 9))]
        more = ["text:运费", "@12.34", "9%"] if self.random.random() < 0.4 else []
        return ["add-order", self.customer(), *lines, *more, "--terms", self.random.choice(["net30", "deposit30"])]

    def delivery(self) -> list[str]:
        pieces = [] if self.random.random() < 0.5 else [f"1:{self.random.randint(1, 5)}"]
        return ["add-delivery", self.one("orders"), *pieces]

    def change(self) -> list[str]:
        what = self.random.choice([["1:3"], ["1:12"], ["--accept"], ["--add", "P-300 2 @7.77"], []])
        return ["add-change" if what else "cancel", self.one("orders"), *what]

    def invoice(self) -> list[str]:
        way = self.random.random()
        if way < 0.3:
            part = ["--amount", self.amount()] if self.random.random() < 0.5 else []
            return ["add-invoice", self.random.choice(["--red", "--replaces"]), self.one("invoices"), *part]
        if way < 0.4:
            return ["add-invoice", "--void", self.one("invoices")]
        if way < 0.6:
            return ["add-invoice", self.customer(), "--until", f"2026-11-{self.random.randint(15, 25)}"]
        return ["add-invoice", self.one("orders"), *([self.amount()] if self.random.random() < 0.3 else [])]

    def payment(self) -> list[str]:
        way = self.random.random()
        if way < 0.3:
            return ["add-payment", self.one("orders"), *([self.amount()] if self.random.random() < 0.5 else [])]
        if way < 0.4:
            return ["add-payment", "--reverses", self.one("payments")]
        held = self.random.choice([[], [], ["--received-by", "wang-fang"], ["--method", "bill", "--account", "icbc"]])
        return ["add-payment", self.customer(), self.amount(), *held]

    def bill(self) -> list[str]:
        if self.random.random() < 0.2:
            return ["add-bill", "--reverses", self.one("bills")]
        event = self.random.choice(["endorsed", "discounted", "collected", "dishonoured"])
        return ["add-bill", self.one("payments"), event, *(["--account", "icbc"] if event != "dishonoured" else [])]

    def credit(self) -> list[str]:
        if self.random.random() < 0.2:
            return ["add-credit", self.customer(), "rebate", self.amount(), "--from", "2026-11-01"]
        reason = self.random.choice(REASONS)
        how = [f"1:{self.random.randint(1, 3)}"] if reason in {"return", "exchange"} else [self.amount()]
        return ["add-credit", self.one("orders"), reason, *how]

    def money_later(self) -> list[str]:
        way = self.random.random()
        if way < 0.3:
            of = [self.amount(), "--payment", self.one("payments")] if way < 0.1 else []
            return ["add-handin", "wang-fang", *of, "--account", "icbc"]
        if way < 0.35:
            return ["add-handin", "--reverses", self.one("handins")]
        source = self.one(self.random.choice(["payments", "credits"]))
        return ["allocate", source, self.one("orders"), *([self.one("orders")] if self.random.random() < 0.2 else [])]


@pytest.mark.parametrize("seed", range(2))
def test_what_is_accepted_leaves_no_errors(plain_book: Path, run: Run, seed: int) -> None:
    clerk = Clerk(seed, plain_book)
    accepted = 0
    for _ in range(70):
        words = clerk.words()
        outcome = run(*words)
        assert outcome.code in {0, 1, 2, 3}, (words, outcome)
        assert "Traceback" not in outcome.err
        accepted += outcome.code == 0
    checked = run("check")
    assert "E0" not in checked.out + checked.err, checked
    assert run("fmt", "--check").code == 0
    assert run("aging").code == 0
    assert accepted > 20
