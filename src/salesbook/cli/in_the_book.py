"""Orders and documents of the book that a user named, and the book itself."""

from __future__ import annotations

from typing import Any, NoReturn

from salesbook.book.entries import read_entry
from salesbook.book.entry_files import find_entry
from salesbook.book.files import ledger_files
from salesbook.cli.entering import Entering, known_kind
from salesbook.cli.session import FINDINGS
from salesbook.i18n import Text
from salesbook.index.book import IndexedBook
from salesbook.index.histories import order_history
from salesbook.model.policy import Policy
from salesbook.rules.order_state import OrderHistory

_NOUNS = {
    "orders": Text("order", "订单"),
    "openings": Text("opening balance", "期初余额"),
    "invoices": Text("invoice", "发票"),
    "payments": Text("payment", "收款"),
    "credits": Text("credit", "贷项"),
    "handins": Text("hand-in", "交款"),
    "bills": Text("bill event", "票据事项"),
}


class OpenedBook:
    """A book that something is entered into: its index, up to date, and the settings that decide figures."""

    def __init__(self, entering: Entering) -> None:
        self.entering = entering
        self.session = entering.session
        self.index: IndexedBook = self.session.open_book()
        if self.index.policy is None:
            self.session.fail(self.index.problems(), FINDINGS, entering.root)
        self.policy: Policy = self.index.policy

    @property
    def accounts(self) -> dict[str, Any]:
        """The company's accounts as ``salesbook.yaml`` names them."""
        accounts: dict[str, Any] = self.index.settings.get("accounts", {})
        return accounts

    def ids(self, kind: str, words: str) -> list[str]:
        """The ids of a kind that ``words`` mean: the id itself, however its letters are typed, else its ending."""
        rows = self.index.connection.execute(
            "SELECT DISTINCT id FROM entry WHERE kind = ? AND id IS NOT NULL AND lower(id) = lower(?)", (kind, words)
        ).fetchall()
        if not rows and words.isascii() and words.replace("-", "").isalnum():
            rows = self.index.connection.execute(
                "SELECT DISTINCT id FROM entry WHERE kind = ? AND id LIKE ? ORDER BY id DESC", (kind, f"%-{words}")
            ).fetchall()
        return [row[0] for row in rows]

    def is_a(self, kind: str, words: str) -> bool:
        """Whether ``words`` mean an entry of a kind."""
        return bool(self.ids(kind, words))

    def id_or_refuse(self, kind: str, words: str) -> str:
        """The one entry of a kind that ``words`` mean; ends the command where there is none or more than one."""
        ids = self.ids(kind, words)
        if not ids:
            self._refuse_unknown(kind, words)
        if len(ids) > 1:
            self.session.refuse(
                Text("{words} fits several: {listed}", "“{words}”不止一个：{listed}").format(
                    words=words, listed=", ".join(ids[:10])
                )
            )
        return ids[0]

    def _refuse_unknown(self, kind: str, words: str) -> NoReturn:
        self.session.refuse(
            Text("there is no {noun} {words}", "没有{noun} {words}").format(noun=_NOUNS[kind], words=words)
        )

    def order(self, words: str) -> OrderHistory:
        """The order that ``words`` mean, with all that hangs on it; ends the command where there is none."""
        id = self.id_or_refuse("orders", words)
        history = order_history(self.index.connection, self.policy, id)
        if history is None:
            self._fail_faulty(id)
        return history

    def data(self, kind: str, words: str) -> dict[str, Any]:
        """The raw YAML values of the entry that ``words`` mean; ends the command where there is none."""
        id = self.id_or_refuse(kind, words)
        folder = f"ledgers/{kind}/"
        files = [path for path in ledger_files(self.entering.root) if str(path).startswith(folder)]
        located = find_entry(self.entering.root, files, id)
        if located is None:
            self._refuse_unknown(kind, words)
        text = located.data[located.entry.start : located.entry.end]
        read = read_entry(text, located.path, located.entry.line, known_kind(kind))
        if read.problems:
            self.session.fail(read.problems, FINDINGS, self.entering.root)
        return read.data

    def not_given_out(self, money: str) -> int:
        """What of a payment or credit is given to nothing; minor units of its currency."""
        row = self.index.connection.execute(
            "SELECT coalesce(sum(amount), 0) FROM balance WHERE unit = ? AND standing = 'free'", (money,)
        ).fetchone()
        free: int = row[0]
        return free

    def currency_of(self, unit: str) -> str:
        """The currency of an order, opening balance, payment or credit."""
        row = self.index.connection.execute("SELECT currency FROM unit WHERE id = ?", (unit,)).fetchone()
        if row is None:
            self._fail_faulty(unit)
        currency: str = row[0]
        return currency

    def _fail_faulty(self, id: str) -> NoReturn:
        """End the command with what is wrong with an entry that others are to hang on."""
        of_entry = [problem for problem in self.index.problems() if problem.entry == id]
        self.session.fail(of_entry or self.index.problems(), FINDINGS, self.entering.root)
