"""The bank's file of a generated world."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from benchmarks.matching.lines import WorldLine

HEADERS = {
    True: ("交易日期", "对方户名", "对方账号", "收入金额", "支出金额", "余额", "摘要", "交易流水号"),
    False: (
        "Booking Date",
        "Counterparty",
        "Counterparty Account",
        "Credit",
        "Debit",
        "Balance",
        "Memo",
        "Transaction ID",
    ),
}


def statement_text(lines: Sequence[WorldLine], *, chinese: bool, references: bool = True) -> str:
    """Lines of one account as CSV; the first row holds the headings."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS[chinese])
    for line in lines:
        amount = f"{abs(line.amount) / 100:.2f}"
        writer.writerow(
            (
                line.day.isoformat(),
                line.payer or "",
                f"{line.payer_account}\t" if line.payer_account else "",
                amount if line.amount > 0 else "",
                amount if line.amount < 0 else "",
                f"{line.balance / 100:.2f}",
                line.memo,
                f"{line.reference}\t" if references else "",
            )
        )
    return text.getvalue()


def write_statement(file: Path, lines: Sequence[WorldLine], *, chinese: bool, references: bool = True) -> None:
    """Write the lines of one account."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(statement_text(lines, chinese=chinese, references=references).encode("utf-8-sig"))
