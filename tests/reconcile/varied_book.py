"""A small book that holds something of everything a line may be taken for, and a matcher that is told the answer."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from salesbook.bank.decision import Decision, Explanation, Verdict
from salesbook.bank.identity import Line
from salesbook.bank.matching import Progress
from salesbook.bank.receivables import Receivables

DAY = date(2026, 10, 12)

SETTINGS = """
company: {name: 上海云岚智能装备有限公司}
currency: CNY
prices: gross
settle: explicit
accounts:
  icbc: {name: 工行, number: "1001244309200012345", currency: CNY}
  cmb: {name: 招行, number: "121909876510801", currency: CNY}
"""
ORDERS = range(1, 9)
FILES = {
    "customers": """
- {id: HD, name: 华东精密机械有限公司, group: huadong}
- {id: HDT, name: 华东精密通州有限公司, group: huadong}
- {id: RC, name: 上海瑞昌医疗器械有限公司}
""",
    "products": "- {id: P, name: 轴承}\n",
    "reps": "- {id: wang-fang, name: 王芳}\n",
    "orders/2026-09": "".join(
        f"- {{id: SO-{n}, date: 2026-09-01, customer: {customer}, rep: wang-fang, currency: {currency}, "
        f"lines: [{{product: P, qty: 1, price: {100 * n}.00}}]}}\n"
        for customer, currency, numbers in (("HD", "CNY", ORDERS), ("HDT", "CNY", (11, 12)), ("HD", "USD", (21, 22)))
        for n in numbers
    ),
    "deliveries/2026-09": "".join(
        f"- {{id: DN-{n}, date: 2026-09-02, order: SO-{n}}}\n" for n in (*ORDERS, 11, 12, 21, 22)
    ),
    "openings/2026-01": "- {id: OB-1, date: 2026-01-01, customer: HD, amount: 800.00, due: 2026-02-01}\n",
    "payments/2026-10": """
- {id: PY-1, date: 2026-10-10, customer: HD, amount: 50.00, account: icbc}
- {id: PY-2, date: 2026-10-11, customer: HD, amount: 60.00, method: cheque, account: icbc}
- {id: PY-3, date: 2026-10-09, customer: RC, amount: -30.00, account: icbc}
- {id: PY-11, date: 2026-10-01, customer: HD, amount: 70.00, method: cash, received_by: wang-fang}
- {id: PY-12, date: 2026-10-02, customer: RC, amount: 80.00, method: cash, received_by: wang-fang}
- {id: PY-13, date: 2026-10-03, customer: RC, amount: 90.00, method: cash, received_by: wang-fang}
- {id: PY-21, date: 2026-04-01, customer: HD, amount: 600.00, method: bill, bill: {number: "00121"}}
- {id: PY-22, date: 2026-04-01, customer: RC, amount: 700.00, method: bill, bill: {number: "00122"}}
- {id: PY-23, date: 2026-04-01, customer: RC, amount: 900.00, method: bill, bill: {number: "00123"}}
- {id: PY-31, date: 2026-10-12, customer: HD, amount: 40.00, account: cmb}
- {id: PY-41, date: 2026-09-30, customer: RC, amount: 110.00, account: cmb}
""",
    "credits/2026-10": "- {id: CR-1, date: 2026-10-05, customer: HD, reason: rebate, amount: 20.00}\n",
    "handins/2026-10": "- {id: HI-1, date: 2026-10-12, rep: wang-fang, account: icbc, payments: [PY-13], amount: 90}\n",
    "bills/2026-10": "- {id: BE-1, date: 2026-10-12, payment: PY-23, event: collected, account: icbc, amount: 900}\n",
    "bank/cmb-2026-10": "- {id: BL-cmb-1, account: cmb, date: 2026-10-12, amount: -500.00, memo: 转账}\n",
}

Decide = Callable[[Line, Sequence[Line]], Explanation]
"""What a line was, from the line and all lines of its statement."""


@dataclass(frozen=True)
class StatedLine:
    """A line of a bank's file; the memo tells it from all others."""

    memo: str
    amount: str


def write_varied_book(root: Path) -> None:
    """All files of the book."""
    (root / "salesbook.yaml").write_text(SETTINGS.lstrip(), encoding="utf-8")
    for name, text in FILES.items():
        path = root / "ledgers" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8", newline="\n")


def write_statement(file: Path, lines: Sequence[StatedLine], payer: str = "华东精密机械有限公司") -> None:
    """A bank's file that holds ``lines`` of ``DAY``."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["交易日期", "对方户名", "对方账号", "收入金额", "支出金额", "余额", "摘要"])
        balance = Decimal(10_000)
        for line in lines:
            amount = Decimal(line.amount)
            balance += amount
            inward, outward = (line.amount, "") if amount > 0 else ("", f"{-amount}")
            writer.writerow([DAY.isoformat(), payer, "", inward, outward, f"{balance:.2f}", line.memo])


def tell(patch: pytest.MonkeyPatch, answers: Mapping[str, Decide]) -> None:
    """Let ``reconcile`` find out of each line what ``answers`` have for its memo; of others that it is to review."""

    def match(lines: Sequence[Line], book: Receivables, tell: Progress) -> list[Decision]:
        return [decision(line, lines) if line.memo in answers else Decision(Verdict.REVIEW) for line in lines]

    def decision(line: Line, lines: Sequence[Line]) -> Decision:
        best = answers[line.memo or ""](line, lines)
        return Decision(Verdict.POST if best.ignored is None else Verdict.IGNORE, best)

    patch.setattr("salesbook.bank.reconciliation.match", match)
