"""Small books written by hand for the tests of the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from salesbook.index.book import IndexedBook, open_book

SETTINGS = "company: {name: 云岚}\ncurrency: CNY\naccounts: {icbc: {name: 工行}}\n"
MASTERS = {
    "customers": "- {id: A, name: 甲}\n- {id: B, name: 乙}\n",
    "products": "- {id: P, name: 轴承}\n",
    "reps": "- {id: R, name: 王芳}\n",
}


def order(id: str, customer: str = "A", amount: str = "100.00", more: str = "") -> str:
    """An order of one piece."""
    lines = f"[{{product: P, qty: 1, price: {amount}}}]"
    return f"- {{id: {id}, date: 2026-01-05, customer: {customer}, lines: {lines}{more}}}\n"


def delivery(id: str, of: str) -> str:
    """A delivery of all of an order."""
    return f"- {{id: {id}, date: 2026-01-06, order: {of}}}\n"


def payment(id: str, amount: str, customer: str = "A", more: str = "") -> str:
    """A payment into the bank account."""
    return f"- {{id: {id}, date: 2026-01-07, customer: {customer}, amount: {amount}, account: icbc{more}}}\n"


def allocation(id: str, of: str, to: str, amount: str) -> str:
    """Money of a payment that is given to an order later."""
    return f"- {{id: {id}, date: 2026-01-08, payment: {of}, orders: [{{order: {to}, amount: {amount}}}]}}\n"


class Book:
    """A book on disk whose files are written as a user would."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings(SETTINGS)
        for kind, text in MASTERS.items():
            self.write(kind, text)

    def settings(self, text: str | None) -> None:
        """Write ``salesbook.yaml``, or, None, remove it."""
        if text is None:
            (self.root / "salesbook.yaml").unlink()
        else:
            (self.root / "salesbook.yaml").write_text(text, encoding="utf-8")

    def file(self, name: str) -> Path:
        """The path of a ledger file, such as ``orders/2026-01``; its folder is made."""
        path = self.root / "ledgers" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, *entries: str) -> Path:
        """Write a ledger file of these entries."""
        self.file(name).write_text("".join(entries), encoding="utf-8")
        return self.file(name)

    @contextmanager
    def opened(self) -> Iterator[IndexedBook]:
        """The book as a command sees it."""
        book = open_book(self.root)
        try:
            yield book
        finally:
            book.connection.close()

    def found(self) -> list[tuple[str, str | None, str | None]]:
        """Code, entry and field of everything that is wrong with it."""
        with self.opened() as book:
            return [(each.code.id, each.entry, each.field) for each in book.problems()]
