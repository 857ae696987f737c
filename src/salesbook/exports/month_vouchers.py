"""``export --to vouchers``: a month's vouchers as the import sheet of an accounting program."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from salesbook.exports.form import Request, Written
from salesbook.exports.journal.journal import journal
from salesbook.exports.journal.transaction import Transaction
from salesbook.exports.vouchers.layouts import LAYOUTS, Layout, Naming
from salesbook.exports.vouchers.voucher import Voucher, is_own, missing_codes, postable, vouchers
from salesbook.i18n import Text
from salesbook.render.spreadsheet import legal

_WIDTH = 16


def write(request: Request) -> Written | Text:
    """One sheet of all lines; a sentence where the settings lack the code of an account that is needed."""
    book, policy = request.source.book, request.source.policy
    settings = book.settings.get("vouchers", {})
    codes = settings.get("accounts", {})
    month = [each for each in journal(book, policy) if request.month.first <= each.date <= request.month.last]
    chosen = postable(month, policy.currency)
    if missing := missing_codes(chosen, codes):
        return Text(
            "salesbook.yaml lacks account codes under vouchers: accounts: {missing}",
            "salesbook.yaml 的 vouchers: accounts: 缺少科目代码：{missing}",
        ).format(missing=", ".join(missing))
    names = {id: customer.name for id, customer in book.customers.by_id.items()}
    names |= {id: rep.name for id, rep in book.reps.items()}
    naming = Naming(settings.get("word", "记"), policy.currency, names, request.language)
    path = request.directory / f"vouchers-{request.month.name}.xlsx"
    _workbook(LAYOUTS[settings.get("system", "kingdee")], naming, vouchers(chosen, codes)).save(path)
    return Written((path,), _left_out(month, chosen))


def _left_out(month: Sequence[Transaction], chosen: Sequence[Transaction]) -> tuple[Text, ...]:
    """What of the month has no voucher: what is in another currency needs a rate that this book does not know."""
    others = [each for each in month if is_own(each) and each not in chosen]
    if not others:
        return ()
    text = Text(
        "{count} transactions in another currency are left out: the book knows no rate.",
        "{count} 笔其他币种的业务未写入：账簿中没有汇率。",
    )
    return (text.format(count=len(others)),)


def _workbook(layout: Layout, naming: Naming, found: list[Voucher]) -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "凭证"
    for at, (heading, _) in enumerate(layout.columns, start=1):
        sheet.cell(1, at, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTH
    sheet.freeze_panes = "A2"
    row = 1
    for voucher in found:
        for place, line in enumerate(voucher.lines):
            row += 1
            for at, (_, value) in enumerate(layout.columns, start=1):
                held = value(naming, voucher, place, line)
                cell = sheet.cell(row, at, legal(held) if isinstance(held, str) else held)
                if isinstance(held, str):
                    cell.data_type = "s"
    return workbook
