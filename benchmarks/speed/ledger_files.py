"""A company's sales as a book of salesbook, in a git repository of its own."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.speed.trade import (
    PRODUCTS,
    REPS,
    TAX_PERCENT,
    Sale,
    Size,
    customer_id,
    price_of,
    rep_of,
    sales,
    terms_of,
)
from salesbook.book.entry_files import MAX_ENTRIES

START, OTHER_MONTH = "start", "other-month"
"""The branches of a book: as it is, and with one more line in every order of one month."""

BEGINNING = "beginning"
"""The tag of the branch as it was made."""

CORRECTED = (2025, 9)
"""That month."""

_SETTINGS = """\
company: {{name: 云岚智能装备有限公司}}
currency: CNY
prices: gross
tax: {tax}%
receivable_basis: {basis}
sales_basis: {basis}
terms:
  net30: [{{share: 100%, after: {event}, days: 30}}]
  net60: [{{share: 100%, after: {event}, days: 60}}]
  monthly30: [{{share: 100%, after: {event}, statement_day: 31, days: 30}}]
accounts:
  icbc: {{name: 工商银行基本户, number: "1001244309200012345", currency: CNY}}
"""


def write_book(root: Path, size: Size, seed: int) -> None:
    """Write the book into ``root`` and commit it, with a branch where one month differs."""
    _write(root / "salesbook.yaml", _settings(size))
    _write(root / ".gitignore", ".salesbook/\n")
    for kind, entries in _masters(size).items():
        _write(root / f"ledgers/{kind}.yaml", "".join(entries))
    files = _Files(root / "ledgers")
    for sale in sales(size, seed):
        _enter(files, sale)
    files.write_rest()
    _commit(root, START)
    git(root, "tag", BEGINNING)
    _correct(root)
    _commit(root, OTHER_MONTH)
    git(root, "checkout", "--quiet", START)


def git(root: Path, *arguments: str) -> None:
    """Run git in a book, as its clerk. Raises ``CalledProcessError`` where it fails."""
    clerk = ("-c", "user.name=clerk", "-c", "user.email=clerk@example.com", "-c", "gc.auto=0")
    subprocess.run(["git", *clerk, *arguments], cwd=root, check=True, capture_output=True)


def _commit(root: Path, branch: str) -> None:
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "checkout", "--quiet", "-b", branch)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", branch)


def _settings(size: Size) -> str:
    basis, event = ("delivered", "invoice") if size.documents else ("ordered", "order")
    return _SETTINGS.format(tax=TAX_PERCENT, basis=basis, event=event)


def _masters(size: Size) -> Mapping[str, Iterator[str]]:
    return {
        "customers": (
            f"- id: {customer_id(number)}\n  name: 客户{number:04}贸易有限公司\n  rep: {rep_of(number)}\n"
            f"  terms: {terms_of(number)}\n"
            for number in range(size.customers)
        ),
        "products": (
            f"- {{id: P-{number:03}, name: 产品{number:03}, price: {yuan(price_of(number))}, tax: {TAX_PERCENT}%}}\n"
            for number in range(PRODUCTS)
        ),
        "reps": (f"- {{id: {rep}, name: {rep}}}\n" for rep in REPS),
    }


@dataclass(slots=True)
class _Files:
    """The entries of each kind and month, written whenever they fill a file; numbers them too."""

    ledgers: Path
    _entries: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _written: Counter[tuple[str, str]] = field(default_factory=Counter)
    _numbers: Counter[str] = field(default_factory=Counter)

    def number(self, prefix: str, day: date) -> str:
        """The next id: ``SO-2611-0001``."""
        series = f"{prefix}-{day:%y%m}"
        self._numbers[series] += 1
        return f"{series}-{self._numbers[series]:04}"

    def add(self, kind: str, day: date, text: str) -> None:
        """Add the text of an entry to the file of its month."""
        place = (kind, f"{day:%Y-%m}")
        entries = self._entries.setdefault(place, [])
        entries.append(text)
        if len(entries) == MAX_ENTRIES:
            self._write(place)

    def write_rest(self) -> None:
        """Write what fills no file."""
        for place in list(self._entries):
            self._write(place)

    def _write(self, place: tuple[str, str]) -> None:
        self._written[place] += 1
        kind, month = place
        number = f".{self._written[place]}" if self._written[place] > 1 else ""
        _write(self.ledgers / kind / f"{month}{number}.yaml", "".join(self._entries.pop(place)))


def _enter(files: _Files, sale: Sale) -> None:
    order, customer, total = files.number("SO", sale.day), customer_id(sale.customer), yuan(sale.total)
    tax = f"tax: {TAX_PERCENT}%"
    lines = "".join(
        f"    - {{product: P-{line.product:03}, qty: {line.quantity}, price: {yuan(line.price)}, {tax}}}\n"
        for line in sale.lines
    )
    files.add(
        "orders",
        sale.day,
        f"- id: {order}\n  date: {sale.day}\n  customer: {customer}\n  rep: {rep_of(sale.customer)}\n"
        f"  terms: {terms_of(sale.customer)}\n  lines:\n{lines}  total: {total}\n",
    )
    if sale.delivered:
        delivery = files.number("DN", sale.delivered)
        files.add("deliveries", sale.delivered, f"- id: {delivery}\n  date: {sale.delivered}\n  order: {order}\n")
    if sale.invoiced:
        invoice = files.number("IV", sale.invoiced)
        net, taxed = net_and_tax(sale.total)
        files.add(
            "invoices",
            sale.invoiced,
            f'- id: {invoice}\n  date: {sale.invoiced}\n  customer: {customer}\n  number: "{invoice}"\n'
            f"  orders:\n    - {{order: {order}, amount: {total}}}\n"
            f"  taxes:\n    - {{rate: {TAX_PERCENT}%, net: {yuan(net)}, tax: {yuan(taxed)}}}\n",
        )
    for payment in sale.payments:
        files.add(
            "payments",
            payment.day,
            f"- id: {files.number('PY', payment.day)}\n  date: {payment.day}\n  customer: {customer}\n"
            f"  amount: {yuan(payment.amount)}\n  method: bank\n  account: icbc\n"
            f"  orders:\n    - {{order: {order}, amount: {yuan(payment.amount)}}}\n",
        )


def _correct(root: Path) -> None:
    """Give each order of one month a further line, so that what it comes to is another figure."""
    year, month = CORRECTED
    for file in (root / "ledgers/orders").glob(f"{year}-{month:02}*"):
        entries = file.read_text("utf-8").split("\n  total: ")
        corrected = [entries[0]]
        for each in entries[1:]:
            total, _, rest = each.partition("\n")
            freight = f"\n    - {{text: 运费, qty: 1, price: 60.00, tax: {TAX_PERCENT}%}}\n  total: "
            corrected.append(f"{freight}{yuan(fen(total) + 6000)}\n{rest}")
        _write(file, "".join(corrected))


def yuan(amount: int) -> str:
    """An amount in fen as files write it."""
    return f"{amount // 100}.{amount % 100:02}"


def fen(text: str) -> int:
    """An amount as files write it, in fen."""
    return int(text.replace(".", ""))


def net_and_tax(gross: int) -> tuple[int, int]:
    """What a gross amount is without tax, rounded half up, and the tax; all in fen."""
    net = (gross * 200 + 100 + TAX_PERCENT) // (2 * (100 + TAX_PERCENT))
    return net, gross - net


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
