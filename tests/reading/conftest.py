"""A small book with one order of every turn, and a way to ask commands about it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from salesbook.cli.main import main

FILES = {
    "salesbook.yaml": """company: {name: 样例公司}
currency: CNY
language: en
tax: 13%
terms:
  deposit30: [{share: 30%, after: order}, {share: 70%, after: delivery, days: 30}]
accounts:
  icbc: {name: 工商银行基本户, currency: CNY}
""",
    "ledgers/customers.yaml": """- id: HDJM
  name: 华东精密机械有限公司
  aliases: [华东精密, Huadong Precision]
  rep: wang-fang
  settle: explicit
- {id: ZSDJ, name: 无锡柘山电机有限公司, rep: li-lei}
- {id: HDOLD, name: 华东老厂, merged_into: HDJM}
""",
    "ledgers/products.yaml": """- {id: P-100, name: 精密轴承 6204, price: 100.00, tax: 13%}
- {id: P-200, name: 导轨滑块 HGH20, price: 50.00, tax: 13%}
""",
    "ledgers/reps.yaml": "- {id: wang-fang, name: 王芳, team: 华东}\n- {id: li-lei, name: 李雷, team: 华南}\n",
    "ledgers/orders/2026-10.yaml": """- id: SO-1
  date: 2026-10-01
  customer: HDJM
  rep: wang-fang
  terms: deposit30
  customer_po: PO-7781
  lines:
    - {product: P-100, qty: 10, price: 100.00, tax: 13%}
    - {product: P-200, qty: 4, price: 50.00, tax: 13%}
    - {text: 运费, qty: 1, price: 85.00, tax: 9%}
  total: 1285.00
  tags: [rush]
- id: SO-2
  date: 2026-10-05
  customer: ZSDJ
  rep: li-lei
  lines:
    - {product: P-200, qty: 2, price: 50.00, tax: 13%}
  total: 100.00
- id: SO-3
  date: 2026-10-06
  customer: HDOLD
  rep: wang-fang
  currency: USD
  lines:
    - {product: P-100, qty: 1, price: 20.00, tax: 0%}
  total: 20.00
""",
    "ledgers/changes/2026-10.yaml": """- id: CH-1
  date: 2026-10-12
  order: SO-1
  reason: 客户加配件
  lines:
    - {line: 2, qty: 5}
    - {text: 安装费, qty: 1, price: 15.00, tax: 9%}
  total: 1350.00
""",
    "ledgers/deliveries/2026-10.yaml": """- id: DN-1
  date: 2026-10-10
  order: SO-1
  lines:
    - {line: 1, qty: 6}
  carrier: 顺丰
  tracking: SF123456
- id: DN-2
  date: 2026-10-08
  order: SO-2
""",
    "ledgers/invoices/2026-10.yaml": """- id: IV-1
  date: 2026-10-11
  customer: HDJM
  number: "26312000000012345678"
  orders:
    - {order: SO-1, amount: 600.00}
- id: IV-2
  date: 2026-10-11
  customer: ZSDJ
  orders:
    - {order: SO-2, amount: 100.00}
""",
    "ledgers/payments/2026-10.yaml": """- id: PY-1
  date: 2026-10-02
  customer: HDJM
  amount: 500.00
  method: bank
  account: icbc
  orders:
    - {order: SO-1, amount: 385.50}
- id: PY-2
  date: 2026-10-20
  customer: ZSDJ
  amount: 100.00
  method: cash
  received_by: li-lei
  orders:
    - {order: SO-2, amount: 100.00}
- id: PY-3
  date: 2026-10-21
  customer: HDJM
  amount: 40.00
  method: bill
  orders:
    - {order: SO-1, amount: 40.00}
  bill: {number: "130558", matures: 2026-12-20}
""",
    "ledgers/allocations/2026-10.yaml": """- id: AL-1
  date: 2026-10-15
  payment: PY-1
  orders:
    - {order: SO-1, amount: 14.50}
""",
}

Answer = tuple[int, str, str]


@dataclass(frozen=True)
class Asking:
    """Runs commands on a book; ``today`` is 2026-11-20."""

    root: Path

    def text(self, *arguments: str, today: str = "2026-11-20") -> Answer:
        """The exit code, output and error output of a command."""
        output, errors = io.StringIO(), io.StringIO()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALESBOOK_", "COLUMNS"))}
        kept |= {"SALESBOOK_TODAY": today, "SALESBOOK_BOOK": str(self.root)}
        with mock.patch.dict(os.environ, kept, clear=True), redirect_stdout(output), redirect_stderr(errors):
            code = main(list(arguments))
        return code, output.getvalue(), errors.getvalue()

    def json(self, *arguments: str) -> Any:
        """What a command that succeeds prints as JSON."""
        code, output, errors = self.text(*arguments, "--format", "json")
        assert (code, errors) == (0, "")
        return json.loads(output)


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """The small book."""
    return book(tmp_path_factory.mktemp("book"), FILES)


@pytest.fixture
def asking_of(tmp_path: Path) -> Callable[[dict[str, str]], Asking]:
    """The small book with other files."""
    return lambda files: book(tmp_path, FILES | files)


def book(root: Path, files: dict[str, str]) -> Asking:
    """A book of these files."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Asking(root)
