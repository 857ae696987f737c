"""The month's vouchers as sheets of accounting programs."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from salesbook.datasets.dataset import Source
from salesbook.exports.form import Request, Written
from salesbook.exports.headers import Headers
from salesbook.exports.month_vouchers import write
from salesbook.exports.vouchers.voucher import USES
from salesbook.i18n import Language, Text
from salesbook.index.book import open_book
from salesbook.model.dates import month
from salesbook.model.part import shape_of_part
from salesbook.model.settings import VoucherAccounts


def request(demo_book: Path, folder: Path, settings: str) -> Request:
    root = Path(shutil.copytree(demo_book, folder / "book"))
    with (root / "salesbook.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}\n")
    book = open_book(root)
    assert book.policy is not None
    return Request(Source(book, book.policy, date(2026, 10, 31)), folder, Language.ZH, Headers.EN, month(2026, 10))


@pytest.mark.parametrize(
    ("system", "debit", "credit", "code"),
    [("kingdee", "借方", "贷方", "科目代码"), ("yonyou", "金额借方", "金额贷方", "科目编码")],
)
def test_the_sheet_balances_and_names_the_codes_of_the_settings(
    demo_book: Path, tmp_path: Path, system: str, debit: str, credit: str, code: str
) -> None:
    banks = "{icbc: '100201', cmb: '100202', alipay: '101201', boc-usd: '100203'}"
    made = request(
        demo_book, tmp_path, f"vouchers: {{system: {system}, accounts: {{bank: {banks}, receivable: '112201'}}}}"
    )
    written = write(made)
    assert isinstance(written, Written)
    heading, *rows = openpyxl.load_workbook(written.files[0]).worksheets[0].iter_rows(values_only=True)
    lines = [dict(zip(heading, row, strict=True)) for row in rows]
    assert lines
    assert sum(Decimal(str(line[debit])) for line in lines) == sum(Decimal(str(line[credit])) for line in lines)
    assert {"100201", "112201", "6001"} <= {line[code] for line in lines} <= {
        "100201", "100202", "101201", "112201", "1121", "1221", "1231", "2203", "2221", "6001", "6603",
    }  # fmt: skip
    assert written.notes  # a sale in dollars, for which the book has no rate


def test_a_missing_code_is_said(demo_book: Path, tmp_path: Path) -> None:
    refused = write(request(demo_book, tmp_path, "vouchers: {accounts: {bank: {icbc: '100201'}}}"))
    assert isinstance(refused, Text)
    assert "bank.cmb" in refused.en


def test_the_settings_take_a_code_for_each_use() -> None:
    assert {field.name for field in shape_of_part(VoucherAccounts).fields} == {use.name for use in USES.values()}
