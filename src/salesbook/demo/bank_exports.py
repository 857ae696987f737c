"""Bank and wallet exports as the banks write them, for the demonstration company.

Each writer gives the bytes of a file, the same for the same input wherever it runs.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class ExportAccount:
    """The account that is exported, in CNY; ``opening`` is its balance before the first line."""

    number: str
    holder: str
    opening: Decimal


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A line of an export. ``amount`` is signed, money in positive; ``balance`` is the account's after it.

    ``counterparty_account`` may be empty; in Alipay's export it is a login (mail address or phone, masked).
    ``kind`` is the bank's own word for the transaction (转账, 结息, 交易付款).
    """

    date: date
    time: time
    amount: Decimal
    counterparty: str
    counterparty_account: str
    memo: str
    reference: str
    balance: Decimal
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that were asked for, both included."""

    first: date
    last: date


def icbc_csv(account: ExportAccount, lines: Sequence[ExportLine], period: Period) -> bytes:
    """工商银行 corporate: CSV in GB18030, title lines, 借方 and 贷方 apart, tab-padded numbers, totals."""
    received, paid = _totals(lines)
    rows: list[list[str]] = [
        ["中国工商银行企业网上银行账户明细"],
        [f"账号：{account.number}", f"户名：{account.holder}", "币种：人民币"],
        [f"起始日期：{period.first:%Y-%m-%d}", f"截止日期：{period.last:%Y-%m-%d}"],
        [f"上期余额：{account.opening:.2f}"],
        [],
        [
            *("凭证号", "本方账号", "对方账号", "交易时间", "借/贷", "借方发生额", "贷方发生额"),
            *("摘要", "用途", "对方单位名称", "余额"),
        ],
    ]
    for line in lines:
        rows.append(
            [
                *(f"{line.reference}\t", f"{account.number}\t", f"{line.counterparty_account}\t"),
                *(f"{line.date:%Y-%m-%d} {line.time:%H:%M:%S}", "贷" if line.amount > 0 else "借"),
                *(_outflow(line), _inflow(line), line.kind, line.memo, line.counterparty, f"{line.balance:,.2f}"),
            ]
        )
    rows.append(["合计", "", "", "", f"{len(lines)}笔", f"{paid:,.2f}", f"{received:,.2f}", "", "", "", ""])
    return _csv(rows).encode("gb18030")


def alipay_merchant_csv(account: ExportAccount, lines: Sequence[ExportLine], period: Period) -> bytes:
    """支付宝 for merchants, 账务明细: CSV in GBK (what it lacks becomes ``?``), # lines above and below."""
    received, paid = _totals(lines)
    head = [
        "#支付宝账务明细查询",
        f"#账号：[{account.number}]",
        f"#起始日期：[{period.first:%Y年%m月%d日} 00:00:00]   终止日期：[{period.last:%Y年%m月%d日} 23:59:59]",
        f"#{'账务明细列表':-^80}",
    ]
    rows: list[list[str]] = [
        [
            *("账务流水号", "业务流水号", "商户订单号", "商品名称", "发生时间", "对方账号"),
            *("收入金额（+元）", "支出金额（-元）", "账户余额（元）", "交易渠道", "业务类型", "备注"),
        ],
    ]
    for line in lines:
        rows.append(
            [
                *(f"{line.reference}\t", f"{line.date:%Y%m%d}{line.reference}\t", "\t", "\t"),
                *(f"{line.date:%Y-%m-%d} {line.time:%H:%M:%S}", f"{_login(line)}\t"),
                *(_inflow(line) or "0.00", f"{min(line.amount, Decimal(0)):.2f}", f"{line.balance:.2f}"),
                *("支付宝", line.kind, line.memo),
            ]
        )
    count_in = sum(line.amount > 0 for line in lines)
    foot = [
        f"#{'账务明细列表结束':-^80}",
        f"#支出合计：{len(lines) - count_in}笔，共{-paid:.2f}元",
        f"#收入合计：{count_in}笔，共{received:.2f}元",
    ]
    text = "".join(f"{line}\r\n" for line in head) + _csv(rows) + "".join(f"{line}\r\n" for line in foot)
    return text.encode("gbk", errors="replace")


def cmb_xlsx(account: ExportAccount, lines: Sequence[ExportLine], period: Period) -> bytes:
    """招商银行 corporate: XLSX with merged title cells, amounts as text, a row of totals."""
    import openpyxl

    received, paid = _totals(lines)
    closing = lines[-1].balance if lines else account.opening
    header = (
        *("交易日", "交易时间", "起息日", "交易类型", "借方金额", "贷方金额", "余额", "摘要", "流水号"),
        *("收(付)方名称", "收(付)方账号"),
    )
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "对账单"
    _merged(sheet, 1, len(header), "招商银行企业账户对账单")
    _merged(sheet, 2, len(header), f"账号：{account.number}  户名：{account.holder}  币种：人民币")
    _merged(sheet, 3, len(header), f"查询期间：{period.first:%Y%m%d} 至 {period.last:%Y%m%d}")
    _merged(sheet, 4, len(header), f"期初余额：{account.opening:,.2f}  期末余额：{closing:,.2f}")
    for column, title in enumerate(header, 1):
        sheet.cell(5, column, title)
    for row, line in enumerate(lines, 6):
        cells = (
            *(f"{line.date:%Y-%m-%d}", f"{line.time:%H:%M:%S}", f"{line.date:%Y-%m-%d}", line.kind),
            *(_outflow(line), _inflow(line), f"{line.balance:,.2f}", line.memo, line.reference),
            *(line.counterparty, line.counterparty_account),
        )
        for column, text in enumerate(cells, 1):
            if text:
                # Text whatever it looks like: a memo may begin with "=".
                sheet.cell(row, column, text).data_type = "s"
    total = len(lines) + 6
    for column, text in ((1, "合计"), (4, f"{len(lines)}笔"), (5, f"{paid:,.2f}"), (6, f"{received:,.2f}")):
        sheet.cell(total, column, text)
    written = BytesIO()
    workbook.save(written)
    return _timeless(written.getvalue())


def _totals(lines: Iterable[ExportLine]) -> tuple[Decimal, Decimal]:
    """Money in and money out."""
    amounts = [line.amount for line in lines]
    zero = Decimal(0)
    return sum((each for each in amounts if each > 0), zero), -sum((each for each in amounts if each < 0), zero)


def _inflow(line: ExportLine) -> str:
    return f"{line.amount:,.2f}" if line.amount > 0 else ""


def _outflow(line: ExportLine) -> str:
    return f"{-line.amount:,.2f}" if line.amount < 0 else ""


def _login(line: ExportLine) -> str:
    """Alipay's one cell for the other party: ``buy***@example.com (王*)``."""
    if line.counterparty and line.counterparty_account:
        return f"{line.counterparty_account} ({line.counterparty})"
    return line.counterparty_account or line.counterparty


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _merged(sheet: Worksheet, row: int, columns: int, text: str) -> None:
    sheet.cell(row, 1, text)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def _timeless(workbook: bytes) -> bytes:
    """A workbook without the moment of its making, uncompressed since compressors differ between machines."""
    timeless = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(timeless, "w", ZIP_STORED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            target.writestr(ZipInfo(part.filename), content)
    return timeless.getvalue()
